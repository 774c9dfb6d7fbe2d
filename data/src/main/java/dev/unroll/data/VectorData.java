package dev.unroll.data;

import dev.unroll.core.form.Sentence;
import java.util.List;

/**
 * Sequences of vectors with what belongs to each. All have the same number of features.
 *
 * @param <E> sequences with their classes, or with their values
 */
public interface VectorData<E extends VectorExample> extends Dataset<E> {

    /** Returns what the type of the numbers allows, 255 for bytes: what scaling to 0..1 divides by. */
    float largest();

    /** Returns the numbers of a step. */
    default int features() {
        return examples().getFirst().vectors().columns();
    }

    @Override
    default String lengthUnit() {
        return "steps";
    }

    /**
     * Throws unless there is an example, and all have the same number of features.
     *
     * @throws DataException in a sentence
     */
    static void require(String name, List<? extends VectorExample> examples, List<? extends VectorExample> test) {
        if (examples.isEmpty()) {
            throw new DataException(name + " has no example to learn from");
        }
        int features = examples.getFirst().vectors().columns();
        for (List<? extends VectorExample> part : List.of(examples, test)) {
            for (VectorExample example : part) {
                if (example.vectors().columns() != features) {
                    throw new DataException(name + " has sequences of " + features + " and of "
                            + Sentence.counted(example.vectors().columns(), "number")
                            + " a step; all must have the same");
                }
            }
        }
    }
}

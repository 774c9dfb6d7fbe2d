package dev.unroll.cli.ask;

import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Example;
import dev.unroll.run.task.Problem;
import java.util.List;

/**
 * What {@code unroll evaluate} scores.
 *
 * @param data what a user calls them
 * @param where the data, and if that says more the part, in words
 */
record Scored<E extends Example>(
        Problem<E> problem, Dataset<E> dataset, List<E> examples, String data, EvaluatedPart part, String where) {

    /** Throws if there is nothing to score. */
    void requireAnswers() {
        try {
            if (problem.scoring(examples).count() == 0) {
                throw new DataException("there is no text of two tokens or more, so there is nothing to score");
            }
        } catch (DataException e) {
            throw new DataException(data + ": " + e.getMessage(), e);
        }
    }
}

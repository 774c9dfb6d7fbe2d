package dev.unroll.data.pair;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.Dataset;
import dev.unroll.data.ReadReport;
import java.util.List;
import java.util.Locale;

/**
 * Pairs in the parts in which they were published, and how they were read. Within a part no two examples have the same source.
 *
 * @param name what to call the data set: its folder's or file's name
 * @param examples in the order in which their sources were read first; at least one
 * @param validation empty, if the data have no such part
 * @param test empty, if the data have no such part
 */
public record PairDataset(
        String name,
        List<PairExample> examples,
        List<PairExample> validation,
        List<PairExample> test,
        ReadReport report)
        implements Dataset<PairExample> {

    public PairDataset {
        examples = List.copyOf(examples);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException(name + " must have at least 1 pair to learn from but has none");
        }
    }

    /** Pairs that come in one part. */
    public PairDataset(String name, List<PairExample> examples, ReadReport report) {
        this(name, examples, List.of(), List.of(), report);
    }

    /** Returns the number of pairs of some examples: each right target is in one. */
    public static long pairs(List<PairExample> examples) {
        return examples.stream()
                .mapToLong(example -> example.rightTargets().size())
                .sum();
    }

    @Override
    public String lengthUnit() {
        return "characters";
    }

    /** Returns the sizes and the report. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s of %s to learn from, %,d to validate, %,d to test. %s",
                name,
                Sentence.counted(pairs(examples), "pair"),
                Sentence.counted(examples.size(), "source"),
                validation.size(),
                test.size(),
                report);
    }
}

package dev.unroll.data;

import dev.unroll.core.form.Sentence;
import java.util.List;
import java.util.Locale;

/**
 * Labeled texts, and how they were read.
 *
 * @param name what to call the data set: its folder's or file's name
 * @param examples in the order in which they were read; no two are equal, unless the data come parted
 * @param test the part that the makers of the data keep for the score, repeated texts among them; else empty
 * @param labels the names of the classes, sorted; at least two
 */
public record TextDataset(
        String name, List<LabeledText> examples, List<LabeledText> test, List<String> labels, ReadReport report)
        implements LabeledDataset<LabeledText> {

    public TextDataset {
        examples = List.copyOf(examples);
        test = List.copyOf(test);
        labels = List.copyOf(labels);
    }

    /** Texts that come in one part. */
    public TextDataset(String name, List<LabeledText> examples, List<String> labels, ReadReport report) {
        this(name, examples, List.of(), labels, report);
    }

    /** Returns how many distinct texts there are; fewer than examples, if some have several labels. */
    public int distinctTexts() {
        return (int) all().stream().map(LabeledText::text).distinct().count();
    }

    /** Returns the sizes and the report. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s of %s, %s. %s",
                name,
                Sentence.counted(all().size(), "example"),
                Sentence.counted(labels.size(), "class", "classes"),
                Sentence.counted(distinctTexts(), "distinct text"),
                report);
    }

    @Override
    public String lengthUnit() {
        return "characters";
    }
}

package dev.unroll.data.tagged;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.Dataset;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TaggedSentence;
import java.util.List;
import java.util.Locale;

/**
 * Sentences whose words have tags, in the parts in which they were published, and how they were read. An example is a
 * sentence of at least one word, with as many tags.
 *
 * @param name what to call the data set: its folder's or file's name
 * @param examples the sentences to learn from, repeated ones among them; at least one
 * @param validation empty, if the data have no such part
 * @param test empty, if the data have no such part
 */
public record TaggedSentences(
        String name,
        List<TaggedSentence> examples,
        List<TaggedSentence> validation,
        List<TaggedSentence> test,
        ReadReport report)
        implements Dataset<TaggedSentence> {

    public TaggedSentences {
        examples = List.copyOf(examples);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException(name + " must have at least 1 sentence to learn from but has none");
        }
    }

    /** Returns the tags of all parts, sorted. */
    public List<String> tags() {
        return all().stream()
                .flatMap(sentence -> sentence.tags().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the number of words of a part. */
    public static long words(List<TaggedSentence> sentences) {
        return sentences.stream().mapToLong(sentence -> sentence.words().size()).sum();
    }

    @Override
    public String lengthUnit() {
        return "words";
    }

    /** Returns the sizes and the report. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s of %s to train on, %,d to validate, %,d to test, %s. %s",
                name,
                Sentence.counted(examples.size(), "sentence"),
                Sentence.counted(words(examples), "word"),
                validation.size(),
                test.size(),
                Sentence.counted(tags().size(), "tag"),
                report);
    }
}

package dev.unroll.data.tagged;

import dev.unroll.data.Example;
import dev.unroll.data.Fnv;
import dev.unroll.data.ReadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sentences whose words have tags, in the parts in which they were published, and how they were read. An example is a
 * sentence of at least one word, with as many tags.
 *
 * @param name what to call the data set: its folder's or file's name
 * @param train the sentences to learn from, repeated ones among them; at least one
 * @param validation empty, if the data have no such part
 * @param test empty, if the data have no such part
 */
public record TaggedSentences(
        String name,
        List<Example<List<String>, List<String>>> train,
        List<Example<List<String>, List<String>>> validation,
        List<Example<List<String>, List<String>>> test,
        ReadReport report) {

    public TaggedSentences {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        if (train.isEmpty()) {
            throw new IllegalArgumentException(name + " must have at least 1 sentence to learn from but has none");
        }
        List.of(train, validation, test).forEach(part -> part.forEach(TaggedSentences::requireTags));
    }

    private static void requireTags(Example<List<String>, List<String>> sentence) {
        int words = sentence.input().size();
        int tags = sentence.target().size();
        if (words == 0 || words != tags) {
            throw new IllegalArgumentException("a sentence must have at least 1 word, and a tag for each, but "
                    + sentence.input() + " has " + words + " words and " + tags + " tags");
        }
    }

    /** Returns the sentences of all parts. */
    public List<Example<List<String>, List<String>>> all() {
        var all = new ArrayList<>(train);
        all.addAll(validation);
        all.addAll(test);
        return all;
    }

    /** Returns the tags of all parts, sorted. */
    public List<String> tags() {
        return List.copyOf(tagsOf(all()));
    }

    /** Returns the tags that are in another part but never in training, sorted: no model learns them. */
    public List<String> tagsNeverTrained() {
        Set<String> tags = tagsOf(all());
        tags.removeAll(tagsOf(train));
        return List.copyOf(tags);
    }

    private static Set<String> tagsOf(List<Example<List<String>, List<String>>> sentences) {
        var tags = new TreeSet<String>();
        sentences.forEach(sentence -> tags.addAll(sentence.target()));
        return tags;
    }

    /** Returns the number of words of a part. */
    public static long words(List<Example<List<String>, List<String>>> sentences) {
        return sentences.stream().mapToLong(sentence -> sentence.input().size()).sum();
    }

    /**
     * Returns a 64-bit FNV-1a hash of words, the same on every JVM: of each word its length, then its UTF-16 units. Two
     * sentences of equal words have the same, whatever their tags.
     */
    public static long fingerprint(List<String> words) {
        long hash = Fnv.OFFSET;
        for (String word : words) {
            hash = Fnv.next(hash, word.length());
            for (int i = 0; i < word.length(); i++) {
                hash = Fnv.next(hash, word.charAt(i));
            }
        }
        return hash;
    }

    /** Returns the sizes and the report. */
    @Override
    public String toString() {
        return "%s: %d sentences of %d words to train on, %d to validate, %d to test, %d tags. %s"
                .formatted(name, train.size(), words(train), validation.size(), test.size(), tags().size(), report);
    }
}

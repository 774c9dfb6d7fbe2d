package dev.unroll.data;

import dev.unroll.core.form.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sentence, and a tag for each of its words.
 *
 * @param words at least one, exactly as they stand
 * @param tags as many as there are words
 */
public record TaggedSentence(List<String> words, List<String> tags, Optional<FilePlace> place) implements Example {

    /** The most words of an excerpt. */
    private static final int LONGEST_EXCERPT = 8;

    /** A sentence that is from no file. */
    public TaggedSentence(List<String> words, List<String> tags) {
        this(words, tags, Optional.empty());
    }

    public TaggedSentence {
        words = List.copyOf(words);
        tags = List.copyOf(tags);
        if (words.isEmpty() || words.size() != tags.size()) {
            throw new IllegalArgumentException(
                    "a sentence must have at least 1 word, and a tag for each, but " + words + " has "
                            + Sentence.counted(words.size(), "word") + " and " + Sentence.counted(tags.size(), "tag"));
        }
    }

    /** Hashes of each word its length, then its UTF-16 units. */
    @Override
    public long fingerprint() {
        long hash = Fnv.OFFSET;
        for (String word : words) {
            hash = Fnv.next(hash, word.length());
            for (int i = 0; i < word.length(); i++) {
                hash = Fnv.next(hash, word.charAt(i));
            }
        }
        return hash;
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(Integer.toString(words.size()));
        words.forEach(hash);
        tags.forEach(hash);
    }

    @Override
    public List<String> targets() {
        return tags;
    }

    /** Returns the number of words. */
    @Override
    public int length() {
        return words.size();
    }

    @Override
    public String excerpt() {
        return '"'
                + String.join(" ", words.subList(0, Math.min(LONGEST_EXCERPT, words.size())))
                + (words.size() > LONGEST_EXCERPT ? " …" : "")
                + '"';
    }
}

package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Sequences;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The way from a sentence to what a network reads: of each word its number, and the numbers of its letters. The words stay
 * exactly as they are; what counts as one word in the vocabulary is a matter of {@code form}, and letters keep their case.
 *
 * @param form in which a word is looked up
 * @param words open: a word never seen has its letters still
 * @param letters open; code points, composed
 * @param longest letters of a word that are read: of a longer one the first and the last half of so many
 */
public record WordEncoder(Normalization form, Vocabulary words, Vocabulary letters, int longest)
        implements InputEncoder {

    /** Enough for every word of a language; addresses of the net have more. */
    public static final int DEFAULT_LONGEST = 32;

    /** The key of its data form. */
    static final String KIND = "words";

    private static final Set<String> KEYS = Set.of("form", "words", "letters", "longest_word");

    public WordEncoder {
        if (longest < 2) {
            throw new IllegalArgumentException("longest must be at least 2 but is " + longest);
        }
        if (!words.isOpen() || !letters.isOpen()) {
            throw new IllegalArgumentException(
                    "the vocabularies of words and of letters must be open: their first entry " + Vocabulary.UNKNOWN);
        }
    }

    /**
     * Returns the encoder that knows the words of these sentences, as far as the limits allow, and all their letters.
     *
     * @param sentences words each
     */
    public static WordEncoder learn(List<List<String>> sentences, Normalization form, Vocabulary.Limits limits) {
        Vocabulary words =
                Vocabulary.count(sentences.stream().flatMap(List::stream).map(word -> key(form, word)), limits);
        Vocabulary letters = Vocabulary.count(
                sentences.stream().flatMap(List::stream).flatMap(WordEncoder::letters), Vocabulary.Limits.NONE);
        return new WordEncoder(form, words, letters, DEFAULT_LONGEST);
    }

    private static String key(Normalization form, String word) {
        String key = form.apply(word);
        // An ASCII form may leave nothing of a word: then the word is its own key.
        return key.isEmpty() ? word : key;
    }

    private static Stream<String> letters(String word) {
        return Normalization.UNICODE.apply(word).codePoints().mapToObj(Character::toString);
    }

    /** Returns whether a word has a number of its own. */
    public boolean knows(String word) {
        return words.contains(key(form, word));
    }

    /**
     * Returns sentences as a network reads them.
     *
     * @param sentences words each, at least one
     * @throws IllegalArgumentException if a word is empty; it names sentence and word
     */
    public Sequences encode(List<List<String>> sentences) {
        // Equal words share one array: a corpus has far more of them than of different ones.
        Map<String, int[]> known = new HashMap<>();
        int[][] numbers = new int[sentences.size()][];
        int[][][] spelled = new int[sentences.size()][][];
        for (int i = 0; i < numbers.length; i++) {
            List<String> sentence = sentences.get(i);
            int empty = sentence.indexOf("");
            if (empty >= 0) {
                throw new IllegalArgumentException("word " + empty + " of sentence " + i + " is empty; leave it out");
            }
            numbers[i] = numbers(sentence);
            spelled[i] = sentence.stream()
                    .map(word -> known.computeIfAbsent(word, this::spell))
                    .toArray(int[][]::new);
        }
        return Sequences.ofWords(numbers, spelled);
    }

    /** Returns the number of each word. */
    public int[] numbers(List<String> sentence) {
        return sentence.stream()
                .mapToInt(word -> words.indexOf(key(form, word)))
                .toArray();
    }

    /** Returns the numbers of the letters of each word. */
    public int[][] spellings(List<String> sentence) {
        return sentence.stream().map(this::spell).toArray(int[][]::new);
    }

    private int[] spell(String word) {
        int[] all = letters(word).mapToInt(letters::indexOf).toArray();
        if (all.length <= longest) {
            return all;
        }
        int half = longest / 2;
        return IntStream.concat(
                        IntStream.of(all).limit(longest - half),
                        IntStream.of(all).skip(all.length - half))
                .toArray();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String unit() {
        return "sentence";
    }

    @Override
    public String description() {
        return "words, " + form.toData() + ", and their letters";
    }

    @Override
    public void requireReader(InputSpec input) {
        if (!(input instanceof InputSpec.Words reader)) {
            throw new IllegalArgumentException(
                    "the network reads " + input.kind() + ", but a model of sentences must read words");
        }
        if (reader.words() != words.size() || reader.letters().input().width() < 1) {
            throw new IllegalArgumentException(
                    "the network reads " + reader.words() + " words but the vocabulary has " + words.size());
        }
    }

    @Override
    public void describe(Consumer<String> hash) {
        words.tokens().forEach(hash);
        letters.tokens().forEach(hash);
    }

    @Override
    public boolean hasUnknown() {
        return true;
    }

    @Override
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("form", form.toData());
        data.put("longest_word", longest);
        data.put("letters", letters.toData());
        data.put("words", words.toData());
        return data;
    }

    /** Returns the encoder of this data form. */
    public static WordEncoder fromData(Data data) {
        data.requireKeys(KEYS);
        var form = Normalization.fromData(data.at("form"));
        var words = Vocabulary.fromData(data.at("words"));
        var letters = Vocabulary.fromData(data.at("letters"));
        int longest = data.at("longest_word").whole();
        return data.make(() -> new WordEncoder(form, words, letters, longest));
    }
}

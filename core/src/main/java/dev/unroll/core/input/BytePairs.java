package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import dev.unroll.core.form.Json;
import dev.unroll.core.piece.Merge;
import dev.unroll.core.piece.MergeLearner;
import dev.unroll.core.piece.Merges;
import dev.unroll.core.piece.SpacedWords;
import dev.unroll.core.piece.TokenizerJson;
import dev.unroll.core.piece.WordCut;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Pieces of words: frequent words are a token each, rare ones several, and what was never seen its characters. Source:
 * Sennrich, Haddow and Birch 2016.
 *
 * <p>Of what {@link #learn} returns, {@code join(tokens(text))} is the text with one space for each run of blanks and none at
 * its ends. A character that was not learned from is a token of its own, which an open vocabulary has as
 * {@link Vocabulary#UNKNOWN}.
 *
 * @param cut how a text is parted into words
 * @param merges which symbols of a word become one piece
 */
public record BytePairs(WordCut cut, Merges merges) implements Tokenizer {

    /** The name of its data form, and in a configuration. */
    public static final String KIND = "byte-pairs";

    private static final Set<String> KEYS = Set.of("kind", "cut", "merges");

    private static final Set<String> MARKS = Set.of(Vocabulary.UNKNOWN, Marks.BEGIN_TOKEN, Marks.END_TOKEN);

    public BytePairs {
        for (Merge merge : merges.list()) {
            String piece = merge.joined();
            if (MARKS.contains(piece) || Marks.labelOf(piece).isPresent()) {
                throw new IllegalArgumentException("merge \"" + merge + "\" makes the piece " + piece
                        + ", which is a mark and no part of a text; remove it");
            }
        }
    }

    /**
     * Returns the pieces of texts, which are in the form that they have when they are cut: normalized.
     *
     * @param merges how often two neighbors become one, at most: so many pieces there are besides the characters
     */
    public static BytePairs learn(Stream<String> texts, int merges) {
        var cut = new SpacedWords();
        var words = new HashMap<List<String>, Long>();
        texts.forEachOrdered(text -> cut.forEach(text, word -> words.merge(word, 1L, Long::sum)));
        return new BytePairs(cut, MergeLearner.learn(words, merges));
    }

    /**
     * Returns the pieces of a {@code tokenizer.json} of Hugging Face's tokenizers whose model is BPE. Its normalizer may be
     * NFC; its special tokens are in no text, and what its post-processor adds is what {@link Marks} are.
     *
     * @param place what to call the file in an error
     * @throws IllegalArgumentException if the file says something that is not read here, or that cannot be; it names the key
     * @throws IOException if it is no JSON
     */
    public static BytePairs readTokenizerJson(Reader text, String place) throws IOException {
        var file = new TokenizerJson(new Data(place, Json.readForeign(text)));
        WordCut cut = file.cut();
        Merges merges = file.merges();
        return file.data().make(() -> new BytePairs(cut, merges));
    }

    @Override
    public List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        forEach(text, tokens::add);
        return List.copyOf(tokens);
    }

    @Override
    public boolean isEmpty(String text) {
        return count(text) == 0;
    }

    @Override
    public void forEach(String text, Consumer<String> action) {
        cut.forEach(text, word -> merges.pieces(word).forEach(action));
    }

    @Override
    public int count(String text) {
        int[] count = new int[1];
        cut.forEach(text, word -> count[0] += merges.pieces(word).size());
        return count[0];
    }

    @Override
    public String join(List<String> tokens) {
        return cut.join(tokens);
    }

    @Override
    public boolean takesTokens() {
        return false;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("kind", KIND);
        data.put("cut", cut.toData());
        data.put("merges", merges.toData());
        return data;
    }

    /** Returns the tokenizer of this data form. */
    static BytePairs fromData(Data data) {
        data.requireKeys(KEYS);
        if (!data.kind().equals(KIND)) {
            throw data.at("kind").wrong("must be " + KIND);
        }
        WordCut cut = WordCut.fromData(data.at("cut"));
        Data list = data.at("merges");
        List<String> merges = list.texts();
        return data.make(() -> new BytePairs(cut, list.make(() -> Merges.parse(merges))));
    }
}

package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.TokenList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The way from a text to the indices that a network reads: normalize, part into tokens, cut off, number, mark the ends.
 *
 * @param cut how much of a long text is read
 */
public record TextEncoder(Normalization normalization, Tokenizer tokenizer, Marks marks, Vocabulary vocabulary, Cut cut)
        implements InputEncoder {

    /** The key of its data form. */
    static final String KIND = "text";

    private static final Set<String> KEYS = Set.of("normalization", "tokenizer", "marks", "vocabulary");

    /** The key that is there only if something is cut off. */
    private static final String CUT = "cut";

    /** With the blank after it, and about: it only says how large an array is at first. */
    private static final int LETTERS_A_WORD = 5;

    private static final Set<String> CUTTING_KEYS = Set.of("normalization", "tokenizer", "marks", "vocabulary", CUT);

    /** An encoder that reads texts whole. */
    public TextEncoder(Normalization normalization, Tokenizer tokenizer, Marks marks, Vocabulary vocabulary) {
        this(normalization, tokenizer, marks, vocabulary, Cut.NONE);
    }

    public TextEncoder {
        for (String mark : marks.tokens()) {
            if (!vocabulary.contains(mark)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "marks \"%s\" need the token %s, which is not in the %s",
                        marks.toData(),
                        mark,
                        vocabulary));
            }
        }
    }

    /**
     * Returns the encoder whose open vocabulary is that of these texts: {@link Vocabulary#UNKNOWN} at 0, the marks if
     * any, then the tokens, most frequent first.
     */
    public static TextEncoder learn(
            Stream<String> texts,
            Normalization normalization,
            Tokenizer tokenizer,
            Marks marks,
            Vocabulary.Limits limits) {
        TokenCounts counts = TokenCounts.of(tokenizer, texts.map(normalization::apply));
        return new TextEncoder(normalization, tokenizer, marks, Vocabulary.count(counts, marks.tokens(), limits));
    }

    /** Returns this encoder, but that it cuts as given. */
    public TextEncoder cutting(Cut cut) {
        return new TextEncoder(normalization, tokenizer, marks, vocabulary, cut);
    }

    /** Returns the form of a whole text that is parted into tokens: blanks at its ends are none. */
    private String whole(String text) {
        return Texts.strip(passage(text));
    }

    /** Returns the form of a part of a text that is parted into tokens: blanks at its ends may be within the text. */
    private String passage(String text) {
        return normalization.apply(Texts.read(text));
    }

    /** Returns the tokens of a whole text that are read: those that the cut leaves. */
    public List<String> tokens(String text) {
        List<String> tokens = tokenizer.tokens(whole(text));
        int from = cut.from(tokens.size());
        return tokens.subList(from, from + Math.min(cut.longest(), tokens.size() - from));
    }

    /** Returns the tokens of a whole text that are read, and its marks: one for each index of {@link #encode(String)}. */
    public List<String> markedTokens(String text) {
        List<String> read = new ArrayList<>();
        addMark(Marks.BEGIN_TOKEN, read::add);
        read.addAll(tokens(text));
        addMark(Marks.END_TOKEN, read::add);
        return read;
    }

    private void addMark(String mark, Consumer<String> tokens) {
        if (marks.tokens().contains(mark)) {
            tokens.accept(mark);
        }
    }

    /** Returns the tokens of what a text begins with, all of them: a text that goes on has no end to cut or strip. */
    public List<String> startTokens(String text) {
        return tokenizer.tokens(passage(text));
    }

    /** Returns whether a whole text has more tokens than are read. */
    public boolean cuts(String text) {
        return tokenizer.count(whole(text)) > cut.longest();
    }

    /**
     * Returns the indices of a whole text, [T].
     *
     * @throws IllegalArgumentException if it is no text, as {@link Texts#read} says
     */
    public int[] encode(String text) {
        var indices = IntStream.builder();
        addBegin(indices::add);
        addWhole(text, indices::add);
        addEnd(indices::add);
        return indices.build().toArray();
    }

    /**
     * Returns the indices of a whole text that comes in its tokens, [T]. Each is normalized and read as one token, even where the
     * tokenizer would part it; one of which nothing but blanks is left is none.
     *
     * @throws IllegalArgumentException if one is no text, as {@link Texts#read} says
     */
    public int[] encodeTokens(List<String> tokens) {
        var indices = IntStream.builder();
        addBegin(indices::add);
        List<String> all = normalTokens(tokens);
        int from = cut.from(all.size());
        all.subList(from, from + Math.min(cut.longest(), all.size() - from))
                .forEach(token -> indices.add(vocabulary.indexOf(token)));
        addEnd(indices::add);
        return indices.build().toArray();
    }

    private List<String> normalTokens(List<String> tokens) {
        return tokens.stream()
                .map(this::whole)
                .filter(token -> !token.isEmpty())
                .toList();
    }

    /** Returns the indices of a whole text that its label comes before, [T]; for {@link Marks#LABEL_AND_END}. */
    public int[] encode(String label, String text) {
        var indices = IntStream.builder();
        indices.add(labelIndex(label));
        addBegin(indices::add);
        addWhole(text, indices::add);
        addEnd(indices::add);
        return indices.build().toArray();
    }

    /** Returns the indices of what a text begins with, [T]: uncut, and without the mark of its end. */
    public int[] encodeStart(String text) {
        var indices = IntStream.builder();
        addBegin(indices::add);
        addPassage(text, indices::add);
        return indices.build().toArray();
    }

    /** Returns the indices of a label and of what a text of it begins with, [T]; for {@link Marks#LABEL_AND_END}. */
    public int[] encodeStart(String label, String text) {
        var indices = IntStream.builder();
        indices.add(labelIndex(label));
        addBegin(indices::add);
        addPassage(text, indices::add);
        return indices.build().toArray();
    }

    /** Returns the indices of a passage of a long text, [T], in the fewest bytes: uncut, and without marks. */
    public TokenList encodePassage(String text) {
        int letters = text.codePointCount(0, text.length());
        int expected = tokenizer == Tokenizer.CHARACTERS ? letters : letters / LETTERS_A_WORD;
        var indices = new TokenList.Builder(vocabulary.size(), expected);
        addPassage(text, indices::add);
        return indices.build();
    }

    private void addBegin(IntConsumer indices) {
        addMark(Marks.BEGIN_TOKEN, mark -> indices.accept(vocabulary.indexOf(mark)));
    }

    private void addWhole(String text, IntConsumer indices) {
        if (cut.equals(Cut.NONE)) {
            addAll(whole(text), indices);
        } else {
            tokens(text).forEach(token -> indices.accept(vocabulary.indexOf(token)));
        }
    }

    private void addPassage(String text, IntConsumer indices) {
        addAll(passage(text), indices);
    }

    private void addAll(String normal, IntConsumer indices) {
        if (tokenizer == Tokenizer.CHARACTERS) {
            normal.codePoints().forEach(letter -> indices.accept(vocabulary.indexOfLetter(letter)));
        } else {
            tokenizer.forEach(normal, token -> indices.accept(vocabulary.indexOf(token)));
        }
    }

    private void addEnd(IntConsumer indices) {
        addMark(Marks.END_TOKEN, mark -> indices.accept(vocabulary.indexOf(mark)));
    }

    private int labelIndex(String label) {
        String token = Marks.labelToken(Texts.label(label));
        if (marks != Marks.LABEL_AND_END || !vocabulary.contains(token)) {
            throw new IllegalArgumentException("there is no label \"" + label + "\"; there "
                    + (labels().isEmpty() ? "are none" : "are " + String.join(", ", labels())));
        }
        return vocabulary.indexOf(token);
    }

    /** Returns the labels that a text may begin with, in the order of the vocabulary; none without such a mark. */
    public List<String> labels() {
        return vocabulary.tokens().stream()
                .flatMap(token -> Marks.labelOf(token).stream())
                .toList();
    }

    /** Returns how many of these indices, as {@link #encode} returns them, stand for tokens never seen. */
    public int countUnknown(int[] indices) {
        return vocabulary.isOpen()
                ? (int) Arrays.stream(indices).filter(index -> index == 0).count()
                : 0;
    }

    /** Returns the text of these indices, without marks. */
    public String decode(int[] indices) {
        List<String> tokens = Arrays.stream(indices)
                .mapToObj(vocabulary::token)
                .filter(token ->
                        !marks.tokens().contains(token) && Marks.labelOf(token).isEmpty())
                .toList();
        return tokenizer.join(tokens);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String unit() {
        return "text";
    }

    @Override
    public String description() {
        String read = tokenizer.kind() + ", " + normalization.toData();
        return cut.equals(Cut.NONE)
                ? read
                : read + ", the " + (cut.kept() == Cut.End.START ? "first " : "last ") + cut.longest();
    }

    @Override
    public void describe(Consumer<String> hash) {
        vocabulary.tokens().forEach(hash);
        if (tokenizer instanceof BytePairs pairs) {
            pairs.merges().toData().forEach(hash);
        }
    }

    @Override
    public boolean hasUnknown() {
        return vocabulary.isOpen();
    }

    @Override
    public void requireReader(InputSpec input) {
        if (input instanceof InputSpec.Pair pair) {
            requireReader(pair.source().input());
            return;
        }
        int tokens =
                switch (input) {
                    case InputSpec.OneHot(int count) -> count;
                    case InputSpec.Embedding(int count, int _) -> count;
                    case InputSpec.Words _ ->
                        throw new IllegalArgumentException(
                                "the network reads words and their letters, but a model of texts must read tokens");
                    case InputSpec.Dense _, InputSpec.Pair _ ->
                        throw new IllegalArgumentException(
                                "the network reads vectors, but a text model's must read tokens");
                };
        if (tokens != vocabulary.size()) {
            throw new IllegalArgumentException(
                    "the network reads " + tokens + " tokens but the vocabulary has " + vocabulary.size());
        }
    }

    @Override
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("normalization", normalization.toData());
        data.put("tokenizer", tokenizer.toData());
        data.put("marks", marks.toData());
        if (!cut.equals(Cut.NONE)) {
            data.put(CUT, cut.toData());
        }
        data.put("vocabulary", vocabulary.toData());
        return data;
    }

    /** Returns the encoder of this data form. */
    public static TextEncoder fromData(Data data) {
        boolean cuts = data.has(CUT);
        data.requireKeys(cuts ? CUTTING_KEYS : KEYS);
        var normalization = Normalization.fromData(data.at("normalization"));
        var tokenizer = Tokenizer.fromData(data.at("tokenizer"));
        var marks = Marks.fromData(data.at("marks"));
        var vocabulary = Vocabulary.fromData(data.at("vocabulary"));
        Cut cut = cuts ? Cut.fromData(data.at(CUT)) : Cut.NONE;
        return data.make(() -> new TextEncoder(normalization, tokenizer, marks, vocabulary, cut));
    }
}

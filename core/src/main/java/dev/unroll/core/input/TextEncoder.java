package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import dev.unroll.core.network.InputSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
        Stream<String> tokens = texts.flatMap(text -> tokenizer.tokens(normalization.apply(text)).stream());
        return new TextEncoder(normalization, tokenizer, marks, Vocabulary.count(tokens, marks.tokens(), limits));
    }

    /** Returns this encoder, but that it cuts as given. */
    public TextEncoder cutting(Cut cut) {
        return new TextEncoder(normalization, tokenizer, marks, vocabulary, cut);
    }

    /** Returns the tokens of a text that are read: those that the cut leaves. */
    public List<String> tokens(String text) {
        List<String> tokens = tokenizer.tokens(normalization.apply(text));
        int from = cut.from(tokens.size());
        return tokens.subList(from, from + Math.min(cut.longest(), tokens.size() - from));
    }

    /** Returns whether a text has more tokens than are read. */
    public boolean cuts(String text) {
        return tokenizer.tokens(normalization.apply(text)).size() > cut.longest();
    }

    /** Returns the indices of a text, [T]. */
    public int[] encode(String text) {
        var indices = IntStream.builder();
        addStart(text, indices);
        addEnd(indices);
        return indices.build().toArray();
    }

    /** Returns the indices of a text that its label comes before, [T]; for {@link Marks#LABEL_AND_END}. */
    public int[] encode(String label, String text) {
        var indices = IntStream.builder();
        indices.add(labelIndex(label));
        addStart(text, indices);
        addEnd(indices);
        return indices.build().toArray();
    }

    /** Returns the indices of what a text begins with, [T]: without the mark of its end. */
    public int[] encodeStart(String text) {
        var indices = IntStream.builder();
        addStart(text, indices);
        return indices.build().toArray();
    }

    /** Returns the indices of a label and of what a text of it begins with, [T]; for {@link Marks#LABEL_AND_END}. */
    public int[] encodeStart(String label, String text) {
        var indices = IntStream.builder();
        indices.add(labelIndex(label));
        addStart(text, indices);
        return indices.build().toArray();
    }

    private void addStart(String text, IntStream.Builder indices) {
        if (marks.tokens().contains(Marks.BEGIN_TOKEN)) {
            indices.add(vocabulary.indexOf(Marks.BEGIN_TOKEN));
        }
        tokens(text).forEach(token -> indices.add(vocabulary.indexOf(token)));
    }

    private void addEnd(IntStream.Builder indices) {
        if (marks.tokens().contains(Marks.END_TOKEN)) {
            indices.add(vocabulary.indexOf(Marks.END_TOKEN));
        }
    }

    private int labelIndex(String label) {
        String token = Marks.labelToken(label);
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
        String read = tokenizer.toData() + ", " + normalization.toData();
        return cut.equals(Cut.NONE)
                ? read
                : read + ", the " + (cut.kept() == Cut.End.START ? "first " : "last ") + cut.longest();
    }

    @Override
    public void describe(Consumer<String> hash) {
        vocabulary.tokens().forEach(hash);
    }

    @Override
    public boolean hasUnknown() {
        return vocabulary.isOpen();
    }

    @Override
    public void requireReader(InputSpec input) {
        int tokens =
                switch (input) {
                    case InputSpec.OneHot(int count) -> count;
                    case InputSpec.Embedding(int count, int _) -> count;
                    case InputSpec.Words _ ->
                        throw new IllegalArgumentException(
                                "the network reads words and their letters, but a model of texts must read tokens");
                    case InputSpec.Dense _ ->
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

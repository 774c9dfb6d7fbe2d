package dev.unroll.spark.rows;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Texts;
import dev.unroll.core.input.TokenCounts;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.model.Model;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.TextEncoding;
import dev.unroll.run.task.classify.ClassifyType;
import dev.unroll.spark.score.TokenLists;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Texts with a label. The content is the length of the label, the label and the text, in UTF-8; of a text that comes in tokens, these,
 * each after a zero, which no text has.
 */
final class TextReading implements Reading<LabeledText> {

    /** What errors call the rows. */
    static final String NAME = "the data frame";

    private static final char TOKEN = 0;

    private final DataTable data;
    private final Normalization normalization;
    private final Tokenizer tokenizer;

    TextReading(DataTable data) {
        this.data = data;
        this.normalization = TextEncoding.normalization(data);
        this.tokenizer = TextEncoding.tokenizer(data);
    }

    @Override
    public boolean reads(DataType type) {
        return type instanceof StringType || (tokenizer.takesTokens() && TokenLists.are(type));
    }

    @Override
    public String type() {
        return tokenizer.takesTokens() ? TokenLists.TEXT_OR_TOKENS : "a string";
    }

    @Override
    public Optional<byte[]> content(@Nullable Object input, @Nullable Object label) {
        String name = label == null ? "" : Texts.label(label.toString());
        if (input == null || name.isEmpty()) {
            return Optional.empty();
        }
        return input instanceof String text ? content(name, text, tokenizer.count(normal(text))) : listed(name, input);
    }

    private Optional<byte[]> listed(String label, Object cell) {
        try {
            List<String> tokens = TokenLists.of(cell);
            long count =
                    tokens.stream().filter(token -> !normal(token).isEmpty()).count();
            return content(label, tokens.stream().map(token -> TOKEN + token).collect(Collectors.joining()), count);
        } catch (IllegalArgumentException e) {
            throw new DataException("a row of label " + label + " cannot be learned from: " + e.getMessage(), e);
        }
    }

    private static Optional<byte[]> content(String label, String text, long tokens) {
        if (tokens == 0) {
            return Optional.empty();
        }
        byte[] first = label.getBytes(StandardCharsets.UTF_8);
        byte[] second = text.getBytes(StandardCharsets.UTF_8);
        return Optional.of(ByteBuffer.allocate(Integer.BYTES + first.length + second.length)
                .putInt(first.length)
                .put(first)
                .put(second)
                .array());
    }

    private String normal(String text) {
        return Texts.strip(normalization.apply(Texts.read(text)));
    }

    @Override
    public LabeledText example(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        byte[] label = new byte[bytes.getInt()];
        bytes.get(label);
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        return example(new String(text, StandardCharsets.UTF_8), new String(label, StandardCharsets.UTF_8));
    }

    private static LabeledText example(String text, String label) {
        return text.charAt(0) == TOKEN
                ? LabeledText.ofTokens(List.of(text.substring(1).split(String.valueOf(TOKEN), -1)), label)
                : new LabeledText(text, label);
    }

    @Override
    public void count(LabeledText example, Counts into) {
        into.addLabel(example.label());
        if (example.tokens().isEmpty()) {
            tokenizer.forEach(normal(example.text()), into::addToken);
        } else {
            example.tokens().stream()
                    .map(this::normal)
                    .filter(token -> !token.isEmpty() && !token.equals(Vocabulary.UNKNOWN))
                    .forEach(into::addToken);
        }
    }

    @Override
    public Problem<LabeledText> problem(Counts counts) {
        var limits = new Vocabulary.Limits(data.minCount(), data.maxVocabulary());
        Vocabulary vocabulary = Vocabulary.count(TokenCounts.of(counts.tokens()), Marks.NONE.tokens(), limits);
        TextEncoder encoder =
                new TextEncoder(normalization, tokenizer, Marks.NONE, vocabulary).cutting(TextEncoding.cut(data));
        return ClassifyType.problem(NAME, encoder, counts.labels(), counts.examples());
    }

    @Override
    public Problem<LabeledText> problem(Model model, long examples) {
        return ClassifyType.problem(NAME, model.text(), model.labels(), examples);
    }
}

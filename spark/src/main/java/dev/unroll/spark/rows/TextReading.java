package dev.unroll.spark.rows;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Texts;
import dev.unroll.core.input.TokenCounts;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.model.Model;
import dev.unroll.data.LabeledText;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.TextEncoding;
import dev.unroll.run.task.classify.ClassifyType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;

/** Texts with a label. The content is the length of the label, the label and the text, in UTF-8. */
final class TextReading implements Reading<LabeledText> {

    /** What errors call the rows. */
    static final String NAME = "the data frame";

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
        return type instanceof StringType;
    }

    @Override
    public String type() {
        return "a string";
    }

    @Override
    public Optional<byte[]> content(@Nullable Object input, @Nullable Object label) {
        if (!(input instanceof String text) || label == null) {
            return Optional.empty();
        }
        String name = Texts.label(label.toString());
        if (name.isEmpty() || tokenizer.count(Texts.strip(normal(text))) == 0) {
            return Optional.empty();
        }
        byte[] first = name.getBytes(StandardCharsets.UTF_8);
        byte[] second = text.getBytes(StandardCharsets.UTF_8);
        return Optional.of(ByteBuffer.allocate(Integer.BYTES + first.length + second.length)
                .putInt(first.length)
                .put(first)
                .put(second)
                .array());
    }

    private String normal(String text) {
        return normalization.apply(Texts.read(text));
    }

    @Override
    public LabeledText example(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        byte[] label = new byte[bytes.getInt()];
        bytes.get(label);
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        return new LabeledText(new String(text, StandardCharsets.UTF_8), new String(label, StandardCharsets.UTF_8));
    }

    @Override
    public void count(LabeledText example, Counts into) {
        into.addLabel(example.label());
        tokenizer.forEach(Texts.strip(normal(example.text())), into::addToken);
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

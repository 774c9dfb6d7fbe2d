package dev.unroll.spark.score;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/**
 * Texts.
 *
 * @param encoding from a text to its tokens, [T]; throws if there are none
 */
record TextInput(Function<String, int[]> encoding) implements NetworkInput<TextInput.Text> {

    /** A text and what is read of it. */
    record Text(String text, TokenList tokens) {}

    @Override
    public boolean reads(DataType type) {
        return type instanceof StringType;
    }

    @Override
    public String type() {
        return "a string";
    }

    @Override
    public Text read(Object cell, String series) {
        String text = (String) cell;
        return new Text(text, TokenList.of(encoding.apply(text)));
    }

    @Override
    public int steps(Text question) {
        return question.tokens().length();
    }

    @Override
    public Sequences together(List<Text> questions) {
        return Sequences.ofTokens(questions.stream().map(Text::tokens).toList());
    }

    @Override
    public String name(Text question) {
        return Sentence.quoted(question.text());
    }
}

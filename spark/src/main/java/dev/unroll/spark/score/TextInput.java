package dev.unroll.spark.score;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/**
 * Texts, or where a model takes them so, lists of their tokens.
 *
 * @param encoding from a text to the indices of its tokens, [T]; throws if there are none
 * @param listing the same of a text that comes in tokens; none if it must not
 */
record TextInput(Function<String, int[]> encoding, Optional<Function<List<String>, int[]>> listing)
        implements NetworkInput<TextInput.Text> {

    /** Texts alone. */
    TextInput(Function<String, int[]> encoding) {
        this(encoding, Optional.empty());
    }

    /** A text and what is read of it. */
    record Text(String text, TokenList tokens) {}

    @Override
    public boolean reads(DataType type) {
        return type instanceof StringType || (listing.isPresent() && TokenLists.are(type));
    }

    @Override
    public String type() {
        return listing.isPresent() ? TokenLists.TEXT_OR_TOKENS : "a string";
    }

    @Override
    public Text read(Object cell, String series) {
        if (listing.isPresent() && !(cell instanceof String)) {
            List<String> tokens = TokenLists.of(cell);
            return new Text(String.join(" ", tokens), TokenList.of(listing.get().apply(tokens)));
        }
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

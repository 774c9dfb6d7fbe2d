package dev.unroll.run.task;

import dev.unroll.core.input.Cut;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.network.InputSpec;
import dev.unroll.data.DataException;
import dev.unroll.data.TextExample;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.Keep;
import dev.unroll.run.config.ModelTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a configuration makes of texts, and texts as a network reads them. */
public final class TextEncoding {

    private TextEncoding() {}

    /** Returns the form in which a configuration has its texts. */
    public static Normalization normalization(DataTable data) {
        return normalization(data.ascii() ? Letters.ASCII : Letters.ALL, data.lowercase() ? Case.LOWER : Case.KEPT);
    }

    /** Which letters a text keeps. */
    public enum Letters {
        ALL,
        ASCII
    }

    /** What becomes of capitals. */
    public enum Case {
        KEPT,
        LOWER
    }

    /** Returns the form of texts that keep these letters, in this case. */
    public static Normalization normalization(Letters letters, Case capitals) {
        if (letters == Letters.ASCII) {
            return capitals == Case.LOWER ? Normalization.ASCII_LOWER_CASE : Normalization.ASCII;
        }
        return capitals == Case.LOWER ? Normalization.UNICODE_LOWER_CASE : Normalization.UNICODE;
    }

    /**
     * Returns how a configuration cuts a text that is no half of a pair into tokens.
     *
     * @throws ConfigException if they are pieces
     */
    public static Tokenizer tokenizer(DataTable data) {
        if (data.tokens() == DataTable.Tokens.PIECES) {
            throw new ConfigException(
                    "data.tokens is pieces, which are learned of pairs alone, by training.task=transduce;"
                            + " it must be characters, words, html_words or symbols");
        }
        return tokenizer(data.tokens());
    }

    /** Returns what cuts a text into tokens of a kind; where they are pieces that are yet to be learned, what cuts it into words. */
    public static Tokenizer tokenizer(DataTable.Tokens tokens) {
        return switch (tokens) {
            case CHARACTERS -> Tokenizer.CHARACTERS;
            case WORDS, PIECES -> Tokenizer.WORDS;
            case HTML_WORDS -> Tokenizer.HTML_WORDS;
            case SYMBOLS -> Tokenizer.SYMBOLS;
        };
    }

    /** Returns how much of a text a configuration reads. */
    public static Cut cut(DataTable data) {
        if (data.longest() == 0) {
            return Cut.NONE;
        }
        return new Cut(data.longest(), data.keep() == Keep.START ? Cut.End.START : Cut.End.END);
    }

    /** Returns the part of a network that reads tokens. */
    public static InputSpec inputSpec(ModelTable model, TextEncoder text) {
        int tokens = text.vocabulary().size();
        return model.input() == ModelTable.Input.EMBEDDING
                ? new InputSpec.Embedding(tokens, model.embeddingSize())
                : new InputSpec.OneHot(tokens);
    }

    /**
     * Returns the indices of a text, [T], marks among them.
     *
     * @param label that comes before the text, if one does; before one that comes in tokens none does
     * @throws DataException if the text has no token, or one that a closed vocabulary does not hold
     */
    public static int[] tokens(TextEncoder encoder, TextExample example, Optional<String> label) {
        int[] tokens;
        try {
            tokens = example.tokens().isEmpty()
                    ? parted(encoder, example.text(), label)
                    : encoder.encodeTokens(example.tokens());
        } catch (IllegalArgumentException e) {
            throw new DataException(placed(example) + ": " + e.getMessage(), e);
        }
        if (tokens.length == 0) {
            throw new DataException(placed(example) + " has no token; remove it from the data");
        }
        return tokens;
    }

    private static int[] parted(TextEncoder encoder, String text, Optional<String> label) {
        return label.isPresent() ? encoder.encode(label.get(), text) : encoder.encode(text);
    }

    private static String placed(TextExample example) {
        return example.excerpt() + example.inPlace();
    }

    /** Adds the counts of texts that are read token by token, of the answers there are, and of the tokens known. */
    public static void count(
            List<? extends TextExample> texts, TextEncoder encoder, int answers, Map<String, Object> counts) {
        counts.put("distinct_texts", (int)
                texts.stream().map(TextExample::text).distinct().count());
        counts.put("labels", answers);
        counts.put("vocabulary", encoder.vocabulary().size());
        if (!encoder.cut().equals(Cut.NONE)) {
            counts.put(
                    "cut_texts",
                    texts.stream()
                            .filter(example -> encoder.cuts(example.text()))
                            .count());
        }
    }
}

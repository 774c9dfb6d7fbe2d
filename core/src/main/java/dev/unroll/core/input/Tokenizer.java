package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Cuts a text into the tokens that a vocabulary numbers: by a rule, or into pieces that were learned. */
public sealed interface Tokenizer permits TokenRule, BytePairs {

    /** Each Unicode code point is a token. */
    Tokenizer CHARACTERS = TokenRule.CHARACTERS;

    /**
     * Each word is a token, and each other visible character: {@code "It's 5 o'clock!"} has the tokens
     * {@code It's}, {@code 5}, {@code o'clock}, {@code !}.
     *
     * <p>A word is a run of letters, marks and digits; an apostrophe between two of them belongs to it; ideographs
     * stand alone. Blanks part words and vanish. The rule is ours, and not {@link java.text.BreakIterator}'s, since
     * the latter's rules change with the JDK and a saved model must cut tomorrow as it was trained to.
     */
    Tokenizer WORDS = TokenRule.WORDS;

    /** As {@link #WORDS}, of a text out of a web page: a line break {@code <br />} parts words and vanishes. */
    Tokenizer HTML_WORDS = TokenRule.HTML_WORDS;

    /**
     * What stands between blanks is a token, as the phonemes {@code HH AH0 L OW1} are. One in angle brackets has its first
     * bracket for a token of its own, so that no symbol is a mark.
     */
    Tokenizer SYMBOLS = TokenRule.SYMBOLS;

    /** Returns the tokens of a text, in order; none is empty. */
    List<String> tokens(String text);

    /** Returns whether a text has no token. */
    boolean isEmpty(String text);

    /** Gives the tokens of a text to an action, in order; a long text needs no list of all of them. */
    void forEach(String text, Consumer<String> action);

    /** Returns the number of tokens of a text. */
    int count(String text);

    /**
     * Returns the tokens as one text: of characters the very text, of words and symbols a text that has the same, of pieces as
     * {@link BytePairs} says.
     */
    String join(List<String> tokens);

    /**
     * Returns whether a text may come in its tokens already: in words or symbols, into which others part texts too. Letters, and pieces
     * that were learned, it makes itself.
     */
    boolean takesTokens();

    /** Returns the name of this tokenizer in a configuration. */
    String kind();

    /** Returns the plain data form, which {@link #fromData} reads: the name of a rule, or an object. */
    Object toData();

    /** Returns the tokenizer of this data form. */
    static Tokenizer fromData(Data data) {
        return data.value() instanceof Map<?, ?>
                ? BytePairs.fromData(data)
                : data.choice(TokenRule.values(), TokenRule::toData);
    }
}

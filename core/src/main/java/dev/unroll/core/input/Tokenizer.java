package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Cuts a text into the tokens that a vocabulary numbers. */
public enum Tokenizer {
    /** Each Unicode code point is a token. */
    CHARACTERS("characters", ""),
    /**
     * Each word is a token, and each other visible character: {@code "It's 5 o'clock!"} has the tokens
     * {@code It's}, {@code 5}, {@code o'clock}, {@code !}.
     *
     * <p>A word is a run of letters, marks and digits; an apostrophe between two of them belongs to it; ideographs
     * stand alone. Blanks part words and vanish. The rule is ours, and not {@link java.text.BreakIterator}'s, since
     * the latter's rules change with the JDK and a saved model must cut tomorrow as it was trained to.
     */
    WORDS("words", " "),
    /** As {@link #WORDS}, of a text out of a web page: a line break {@code <br />} parts words and vanishes. */
    HTML_WORDS("html-words", " ");

    private static final Pattern LINE_BREAK = Pattern.compile("<br\\s*/?>", Pattern.CASE_INSENSITIVE);

    private final String dataName;
    private final String separator;

    Tokenizer(String dataName, String separator) {
        this.dataName = dataName;
        this.separator = separator;
    }

    /** Returns the tokens of a text, in order; none is empty. */
    public List<String> tokens(String text) {
        return switch (this) {
            case CHARACTERS -> text.codePoints().mapToObj(Character::toString).toList();
            case WORDS, HTML_WORDS -> words(text);
        };
    }

    /** Returns whether a text has no token. */
    public boolean isEmpty(String text) {
        return switch (this) {
            case CHARACTERS -> text.isEmpty();
            case WORDS -> text.codePoints().allMatch(Tokenizer::isBlank);
            case HTML_WORDS ->
                LINE_BREAK.matcher(text).replaceAll(" ").codePoints().allMatch(Tokenizer::isBlank);
        };
    }

    private List<String> words(String text) {
        var words = new ArrayList<String>();
        forEach(text, words::add);
        return List.copyOf(words);
    }

    /** Gives the tokens of a text to an action, in order; a long text needs no list of all of them. */
    void forEach(String text, Consumer<String> action) {
        switch (this) {
            case CHARACTERS -> text.codePoints().mapToObj(Character::toString).forEachOrdered(action);
            case WORDS -> forEachWord(text, action);
            case HTML_WORDS -> forEachWord(LINE_BREAK.matcher(text).replaceAll(" "), action);
        }
    }

    /** Returns the number of tokens of a text. */
    int count(String text) {
        if (this == CHARACTERS) {
            return text.codePointCount(0, text.length());
        }
        int[] count = new int[1];
        forEach(text, _ -> count[0]++);
        return count[0];
    }

    /** Returns the tokens as one text: of characters the very text, of words a text that has the same words. */
    public String join(List<String> tokens) {
        return String.join(separator, tokens);
    }

    /** Returns the name of this tokenizer in a configuration. */
    public String toData() {
        return dataName;
    }

    /** Returns the tokenizer of this name. */
    public static Tokenizer fromData(Data data) {
        return data.choice(values(), Tokenizer::toData);
    }

    private static void forEachWord(String text, Consumer<String> action) {
        int start = 0;
        while (start < text.length()) {
            int end = text.offsetByCodePoints(start, 1);
            int first = text.codePointAt(start);
            if (isWordPart(first)) {
                end = wordEnd(text, end);
            }
            if (!isBlank(first)) {
                action.accept(text.substring(start, end));
            }
            start = end;
        }
    }

    /** Returns where the word ends that goes on at {@code from} at the latest. */
    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length()) {
            int apostrophe = isApostrophe(text.charAt(end)) ? 1 : 0;
            if (end + apostrophe == text.length()) {
                return end;
            }
            int next = text.codePointAt(end + apostrophe);
            if (!isWordPart(next)) {
                return end;
            }
            end += apostrophe + Character.charCount(next);
        }
        return end;
    }

    private static boolean isWordPart(int codePoint) {
        if (Character.isIdeographic(codePoint)) {
            return false;
        }
        return Character.isLetterOrDigit(codePoint) || isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '’';
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint);
    }
}

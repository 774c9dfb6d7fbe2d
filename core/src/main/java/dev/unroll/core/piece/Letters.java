package dev.unroll.core.piece;

import java.util.function.IntPredicate;

/** What characters of a text are words. The rules are ours, so that a saved model cuts tomorrow as it was trained to. */
public final class Letters {

    private Letters() {}

    /** Returns whether a code point is a letter, a mark or a digit. */
    public static boolean isWordPart(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Returns whether a code point is a blank of any kind, or a control character. */
    public static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint);
    }

    /**
     * Returns the end of what begins at a place: of a word, which is a run of its parts, an apostrophe between two of them
     * among them; else of one code point.
     */
    public static int end(String text, int start, IntPredicate isWordPart) {
        int end = text.offsetByCodePoints(start, 1);
        return isWordPart.test(text.codePointAt(start)) ? wordEnd(text, end, isWordPart) : end;
    }

    /** Returns where the word ends that goes on at {@code from} at the latest. */
    private static int wordEnd(String text, int from, IntPredicate isWordPart) {
        int end = from;
        while (end < text.length()) {
            int apostrophe = isApostrophe(text.charAt(end)) ? 1 : 0;
            if (end + apostrophe == text.length()) {
                return end;
            }
            int next = text.codePointAt(end + apostrophe);
            if (!isWordPart.test(next)) {
                return end;
            }
            end += apostrophe + Character.charCount(next);
        }
        return end;
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '’';
    }
}

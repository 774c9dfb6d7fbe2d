package dev.unroll.core.input;

import java.text.Normalizer;
import java.util.Optional;

/**
 * The one door for a text: what every text is made into before anything else sees it, whether it is learned from, asked
 * about, scored or typed. {@code docs/texts.md} has the rules as a table.
 */
public final class Texts {

    /** A character that no text holds: half of a pair of UTF-16. Decoders write it for bytes that are no text. */
    public static final char BROKEN = '\uDC00';

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Texts() {}

    /** Returns why a text is none; empty if it is one. */
    public static Optional<String> problem(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Optional.of("holds the character U+0000, which no text has");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return Optional.of("holds half a character (a surrogate without its other half)");
                }
                i++;
            }
        }
        return Optional.empty();
    }

    /**
     * Returns a text with line feeds for line ends: CR LF and CR become LF.
     *
     * @throws IllegalArgumentException if it is no text
     */
    public static String read(String raw) {
        problem(raw).ifPresent(problem -> {
            throw new IllegalArgumentException("the text " + problem);
        });
        return raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Returns a text without the blanks at its ends, of whatever kind: no-break spaces and byte order marks are some. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns whether a text is nothing but blanks. */
    public static boolean isBlank(String text) {
        return text.chars().allMatch(c -> isBlank((char) c));
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BYTE_ORDER_MARK;
    }

    /**
     * Returns a label as it is compared: composed (NFC), without blanks at its ends; empty if nothing is left.
     *
     * @throws IllegalArgumentException if it is no text
     */
    public static String label(String raw) {
        return strip(Normalizer.normalize(read(raw), Normalizer.Form.NFC));
    }
}

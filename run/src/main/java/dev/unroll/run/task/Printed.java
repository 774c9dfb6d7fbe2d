package dev.unroll.run.task;

import dev.unroll.core.form.Steering;
import java.util.Collection;

/** Text as a terminal prints it: nothing in it steers, and each character takes its columns. */
public final class Printed {

    /** First and last code points of what is as wide as high (East Asian Width W and F, Unicode 16), beside ideographs and emoji. */
    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x2e80, 0x303e},
        {0x3041, 0xa4cf},
        {0xa960, 0xa97f},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe10, 0xfe19},
        {0xfe30, 0xfe6f},
        {0xff01, 0xff60},
        {0xffe0, 0xffe6},
        {0x1aff0, 0x1b2ff}
    };

    private static final int SOFT_HYPHEN = 0xad;

    private Printed() {}

    /** Returns whether a terminal does anything but show {@code c}: controls, order of writing, ends of lines of Unicode. */
    private static boolean steers(char c) {
        return c != '\t' && System.lineSeparator().indexOf(c) < 0 && Steering.steers(c);
    }

    /** Returns a text with all that would steer a terminal written out, as JSON and Java do; tabs and line ends stay. */
    public static String plain(String text) {
        if (text.chars().noneMatch(c -> steers((char) c))) {
            return text;
        }
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(steers(c) ? Steering.writtenOut(c) : String.valueOf(c));
        }
        return plain.toString();
    }

    /** Returns a plain text that stays on its line and in its field: tabs and line ends as {@code \t}, {@code \n}, {@code \r}. */
    public static String inLine(String text) {
        return plain(text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r"));
    }

    /** Returns how many columns a plain text takes. Emoji that joiners make one of count one by one, as most terminals do. */
    public static int columns(String text) {
        return text.codePoints().map(Printed::columns).sum();
    }

    /** Returns how many columns the widest of some plain texts takes; 0 of none. */
    public static int widest(Collection<String> texts) {
        return texts.stream().mapToInt(Printed::columns).max().orElse(0);
    }

    private static int columns(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            case Character.FORMAT -> point == SOFT_HYPHEN ? 1 : 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        if (Character.isIdeographic(point) || Character.isEmojiPresentation(point)) {
            return true;
        }
        for (int[] range : WIDE) {
            if (point >= range[0] && point <= range[1]) {
                return true;
            }
        }
        return false;
    }

    /** Returns a plain text filled up with blanks to so many columns. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    /** Returns a plain text of at most so many columns; a longer one ends in "…". */
    public static String cut(String text, int columns) {
        return columns(text) <= columns ? text : text.substring(0, indexOf(text, columns - 1)) + "…";
    }

    /** Returns where the first columns of a plain text end: the first index of what needs more than those. */
    public static int indexOf(String text, int columns) {
        int taken = 0;
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            taken += columns(point);
            if (taken > columns) {
                return index;
            }
            index += Character.charCount(point);
        }
        return index;
    }
}

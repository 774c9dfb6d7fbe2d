package dev.unroll.core.form;

import java.util.Locale;

/** Characters that do something to a terminal, a log or a page instead of showing themselves. */
public final class Steering {

    private Steering() {}

    /** Returns whether a character is a control, an end of line of Unicode, or a mark that turns the order of writing. */
    public static boolean steers(int point) {
        return Character.isISOControl(point)
                || (point >= '\u2028' && point <= '\u202e')
                || (point >= '\u2066' && point <= '\u2069');
    }

    /** Returns a character as JSON and Java write it: ESC as {@code \u005cu001b}. */
    public static String writtenOut(int point) {
        return String.format(Locale.ROOT, "\\u%04x", point);
    }
}

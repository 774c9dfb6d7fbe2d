package dev.unroll.core.form;

import java.util.Locale;

/** What an error says, which may quote what stands in a file: it steers no terminal and no log. */
public final class Sentence {

    private static final int LONGEST = 4000;

    /** The most characters of an input that an error repeats. */
    private static final int QUOTED = 60;

    private Sentence() {}

    /** Returns a text of at most so many code points; a longer one ends in "…" after them. */
    public static String beginning(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    /** Returns what to call a text in a sentence: its beginning, if it is long. */
    public static String quoted(String text) {
        return "\"" + beginning(text, QUOTED) + "\"";
    }

    /** Returns what to call a sequence that has no name: {@code the sequence of 60 steps}. */
    public static String sequence(int steps) {
        return "the sequence of " + counted(steps, "step");
    }

    /** Returns so many of something, thousands apart: {@code 1 text}, {@code 1,200 texts}; the plural has but an s. */
    public static String counted(long count, String one) {
        return counted(count, one, one + "s");
    }

    /** Returns so many of something, thousands apart. */
    public static String counted(long count, String one, String more) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : more);
    }

    /** Returns a sentence with its control characters, but the ends of lines, as {@code \u005cu001b}; a very long one cut. */
    public static String plain(String sentence) {
        if (sentence.length() <= LONGEST && sentence.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n')) {
            return sentence;
        }
        var plain = new StringBuilder();
        String kept = beginning(sentence, LONGEST);
        for (int i = 0; i < kept.length(); i++) {
            char c = kept.charAt(i);
            if (Character.isISOControl(c) && c != '\n') {
                plain.append(Steering.writtenOut(c));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}

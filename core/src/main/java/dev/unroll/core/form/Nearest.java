package dev.unroll.core.form;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What a user may have meant by a word that is not known. */
public final class Nearest {

    private Nearest() {}

    /**
     * Returns {@code "; did you mean X?"} for the nearest of {@code known} to {@code word}, or nothing if none is near:
     * a third of the letters may differ, and two of a short word.
     */
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** Returns {@code , did you mean "X"?} for the nearest, as {@link #hint} has it. */
    static String suggestion(String word, Collection<String> known) {
        return to(word, known).map(near -> ", did you mean \"" + near + "\"?").orElse("");
    }

    /**
     * Returns the nearest of {@code known} to {@code word} whatever the case, the first one if several are; empty if none is
     * near.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        int fewest = Math.max(2, word.length() / 3) + 1;
        Optional<String> nearest = Optional.empty();
        for (String candidate : known) {
            int edits = edits(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            // A word of which nothing is left is not near: "x" does not mean "lr".
            if (edits < fewest && edits < Math.max(word.length(), candidate.length())) {
                fewest = edits;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /**
     * Returns how many letters must be put in, left out, changed or swapped with their neighbor to make {@code b} of
     * {@code a}: the optimal string alignment distance (Damerau 1964; Wagner and Fischer 1974).
     */
    static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                edits[i][j] = Math.min(edits[i - 1][j - 1] + change, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}

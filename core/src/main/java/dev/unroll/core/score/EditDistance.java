package dev.unroll.core.score;

import java.util.Arrays;

/**
 * The fewest substitutions, deletions and insertions that make one sequence another, each counted as 1 (Levenshtein 1966).
 *
 * <pre>
 *   D(i, j) = min(D(i−1, j−1) + [aᵢ ≠ bⱼ], D(i−1, j) + 1, D(i, j−1) + 1)      D(i, 0) = i, D(0, j) = j
 * </pre>
 *
 * <p>Time n · m; memory m, since only the last row is kept. What both begin or end with is left out first.
 */
public final class EditDistance {

    private EditDistance() {}

    /** Returns the distance of two sequences. */
    public static int of(int[] a, int[] b) {
        return upTo(Math.max(a.length, b.length), a, b);
    }

    /** Returns the distance of two sequences if it is at most {@code bound}, else {@code bound + 1}; sooner. */
    public static int upTo(int bound, int[] a, int[] b) {
        if (Math.abs(a.length - b.length) > bound) {
            return bound + 1;
        }
        int from = Arrays.mismatch(a, b);
        if (from < 0) {
            return 0;
        }
        int endA = a.length;
        int endB = b.length;
        while (endA > from && endB > from && a[endA - 1] == b[endB - 1]) {
            endA--;
            endB--;
        }
        int[] row = firstRow(endB - from);
        for (int i = from; i < endA; i++) {
            if (advance(row, a[i], b, from, endB) > bound) {
                return bound + 1;
            }
        }
        return Math.min(row[endB - from], bound + 1);
    }

    /** Returns the distances of nothing to the beginnings of a sequence of this length. */
    static int[] firstRow(int length) {
        int[] row = new int[length + 1];
        Arrays.setAll(row, j -> j);
        return row;
    }

    /** Makes row i − 1 of D row i, whose token is {@code token}; returns the smallest in it. */
    private static int advance(int[] row, int token, int[] b, int from, int to) {
        int diagonal = row[0]++;
        int smallest = row[0];
        for (int j = from; j < to; j++) {
            int at = j - from + 1;
            int above = row[at];
            row[at] = Math.min(diagonal + (token == b[j] ? 0 : 1), 1 + Math.min(above, row[at - 1]));
            diagonal = above;
            smallest = Math.min(smallest, row[at]);
        }
        return smallest;
    }

    /** Returns the distances of a span of a to the beginnings of a span of b, [length of b's span + 1]. */
    static int[] ofBeginnings(int[] a, int fromA, int toA, int[] b, int fromB, int toB) {
        int[] row = firstRow(toB - fromB);
        for (int i = fromA; i < toA; i++) {
            advance(row, a[i], b, fromB, toB);
        }
        return row;
    }

    /** Returns the distances of a span of a to the ends of a span of b, that of the whole span first. */
    static int[] ofEnds(int[] a, int fromA, int toA, int[] b, int fromB, int toB) {
        int[] row = firstRow(toB - fromB);
        for (int i = toA - 1; i >= fromA; i--) {
            int diagonal = row[0]++;
            for (int j = toB - 1; j >= fromB; j--) {
                int at = toB - j;
                int above = row[at];
                row[at] = Math.min(diagonal + (a[i] == b[j] ? 0 : 1), 1 + Math.min(above, row[at - 1]));
                diagonal = above;
            }
        }
        for (int i = 0, j = row.length - 1; i < j; i++, j--) {
            int swapped = row[i];
            row[i] = row[j];
            row[j] = swapped;
        }
        return row;
    }
}

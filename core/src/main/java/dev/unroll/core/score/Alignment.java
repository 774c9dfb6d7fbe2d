package dev.unroll.core.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The edits that make what is right an answer, as few as their {@link EditDistance} says, in the order of the tokens.
 *
 * <p>Of several ways it takes one, always the same. Time n · m and memory n + m: each half of one sequence is aligned with
 * the part of the other that it fits best (Hirschberg 1975).
 */
public final class Alignment {

    private final List<String> expected;
    private final List<String> answered;
    private final int[] a;
    private final int[] b;
    private final List<Edit> edits = new ArrayList<>();

    private Alignment(List<String> expected, List<String> answered) {
        var numbers = new HashMap<String, Integer>();
        this.expected = expected;
        this.answered = answered;
        this.a = numbered(expected, numbers);
        this.b = numbered(answered, numbers);
    }

    /** Returns the edits of an answer. */
    public static List<Edit> of(List<String> expected, List<String> answered) {
        var alignment = new Alignment(expected, answered);
        alignment.align(0, expected.size(), 0, answered.size());
        return List.copyOf(alignment.edits);
    }

    /** Returns the number of edits that are errors. */
    public static int distance(List<String> expected, List<String> answered) {
        var numbers = new HashMap<String, Integer>();
        return EditDistance.of(numbered(expected, numbers), numbered(answered, numbers));
    }

    private static int[] numbered(List<String> tokens, Map<String, Integer> numbers) {
        return tokens.stream()
                .mapToInt(token -> numbers.computeIfAbsent(token, _ -> numbers.size()))
                .toArray();
    }

    private void align(int startA, int toA, int startB, int toB) {
        int fromA = startA;
        int fromB = startB;
        while (fromA < toA && fromB < toB && a[fromA] == b[fromB]) {
            edits.add(new Edit.Match(expected.get(fromA)));
            fromA++;
            fromB++;
        }
        if (toA - fromA <= 1) {
            alignOne(fromA, toA, fromB, toB);
            return;
        }
        int middle = (fromA + toA) >>> 1;
        int cut = cut(fromA, middle, toA, fromB, toB);
        align(fromA, middle, fromB, cut);
        align(middle, toA, cut, toB);
    }

    /** Aligns at most one token: it is kept if it is there, else it becomes the first. */
    private void alignOne(int fromA, int toA, int fromB, int toB) {
        int place = fromB;
        while (fromA < toA && place < toB && a[fromA] != b[place]) {
            place++;
        }
        int own = place < toB ? place : fromB;
        for (int j = fromB; j < toB; j++) {
            if (fromA == toA || j != own) {
                edits.add(new Edit.Insertion(answered.get(j)));
            } else if (a[fromA] == b[j]) {
                edits.add(new Edit.Match(answered.get(j)));
            } else {
                edits.add(new Edit.Substitution(expected.get(fromA), answered.get(j)));
            }
        }
        if (fromA < toA && fromB == toB) {
            edits.add(new Edit.Deletion(expected.get(fromA)));
        }
    }

    /** Returns where the answer is cut so that both halves of what is right fit best; of equally good cuts the first. */
    private int cut(int fromA, int middle, int toA, int fromB, int toB) {
        int[] before = EditDistance.ofBeginnings(a, fromA, middle, b, fromB, toB);
        int[] after = EditDistance.ofEnds(a, middle, toA, b, fromB, toB);
        int best = 0;
        for (int j = 1; j < before.length; j++) {
            if (before[j] + after[j] < before[best] + after[best]) {
                best = j;
            }
        }
        return fromB + best;
    }
}

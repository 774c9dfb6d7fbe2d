package dev.unroll.core.score;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many spans were found, of all and of each type. A span is right if both ends and its type are; what is nearly right
 * is a span not found, and one found that is none.
 *
 * @param overall of all spans together, whatever their type: micro-averaged
 * @param byType of each type that was expected or found
 */
public record SpanScores(Counts overall, SortedMap<String, Counts> byType) {

    public SpanScores {
        byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
    }

    /**
     * Counts of spans, and the scores that follow from them; a ratio of nothing to nothing is 0.
     *
     * @param expected the spans there are: the support
     * @param found the spans that were answered
     * @param right those of them that were expected
     */
    public record Counts(long expected, long found, long right) {

        private static final Counts NONE = new Counts(0, 0, 0);

        /** Returns the part of the spans found that is right. */
        public double precision() {
            return ratio(right, found);
        }

        /** Returns the part of the spans expected that was found. */
        public double recall() {
            return ratio(right, expected);
        }

        /** Returns the harmonic mean of precision and recall. */
        public double f1() {
            return ratio(2 * right, expected + found);
        }

        private Counts plus(Counts other) {
            return new Counts(expected + other.expected, found + other.found, right + other.right);
        }

        private static double ratio(long part, long whole) {
            return whole == 0 ? 0 : (double) part / whole;
        }
    }

    /** Returns the scores of the tags of many sequences; the two lists have one of each sequence, in one order. */
    public static SpanScores of(List<List<String>> expected, List<List<String>> answered) {
        if (expected.size() != answered.size()) {
            throw new IllegalArgumentException(
                    "answers must be as many as sequences but are " + answered.size() + " to " + expected.size());
        }
        var byType = new TreeMap<String, Counts>();
        for (int i = 0; i < expected.size(); i++) {
            ofOne(expected.get(i), answered.get(i)).forEach((type, counts) -> byType.merge(type, counts, Counts::plus));
        }
        return new SpanScores(byType.values().stream().reduce(Counts.NONE, Counts::plus), byType);
    }

    /** Returns these scores with those of other sequences. */
    public SpanScores plus(SpanScores other) {
        var both = new TreeMap<>(byType);
        other.byType.forEach((type, counts) -> both.merge(type, counts, Counts::plus));
        return new SpanScores(overall.plus(other.overall), both);
    }

    private static SortedMap<String, Counts> ofOne(List<String> expected, List<String> answered) {
        if (expected.size() != answered.size()) {
            throw new IllegalArgumentException("a sequence of " + expected.size()
                    + " steps must be answered by as many tags but is by " + answered.size());
        }
        var counts = new TreeMap<String, Counts>();
        Set<Span> spans = new HashSet<>(Spans.of(expected));
        spans.forEach(span -> counts.merge(span.type(), new Counts(1, 0, 0), Counts::plus));
        for (Span span : Spans.of(answered)) {
            counts.merge(span.type(), new Counts(0, 1, spans.contains(span) ? 1 : 0), Counts::plus);
        }
        return counts;
    }
}

package dev.unroll.core.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BLEU-4 of many answers together, 0 to 100 (Papineni, Roukos, Ward and Zhu 2002).
 *
 * <pre>
 *   BLEU = 100 · BP · (p₁ p₂ p₃ p₄)^¼      BP = 1 if c ≥ r, else e^(1 − r/c)
 * </pre>
 *
 * <p>pₙ is the part of all n-grams of all answers that their references have, each n-gram counted at most as often as in
 * the one reference that has it most often; c is the number of tokens of all answers, r that of the references closest to
 * each in length, of two equally close ones the shorter. Nothing is smoothed: where no 4-gram at all is right, BLEU is 0.
 * With the tokens of {@link MtevalTokens} it is what sacreBLEU calls {@code case:mixed|eff:no|tok:13a|smooth:none} (Post
 * 2018); with other tokens it compares with nothing but itself.
 */
public final class Bleu {

    private static final int ORDERS = 4;

    private final long[] right = new long[ORDERS];
    private final long[] total = new long[ORDERS];
    private long answerLength;
    private long referenceLength;

    /** Starts with no answer. */
    public Bleu() {}

    /** Returns the BLEU of counts: {@code right} of {@code total} n-grams of each order. */
    static double of(long[] right, long[] total, long answerLength, long referenceLength) {
        double logarithms = 0;
        for (int n = 0; n < ORDERS; n++) {
            if (right[n] == 0) {
                return 0;
            }
            logarithms += StrictMath.log((double) right[n] / total[n]);
        }
        return 100 * brevityPenalty(answerLength, referenceLength) * StrictMath.exp(logarithms / ORDERS);
    }

    private static double brevityPenalty(long answerLength, long referenceLength) {
        if (answerLength >= referenceLength) {
            return 1;
        }
        return answerLength == 0 ? 0 : StrictMath.exp(1 - (double) referenceLength / answerLength);
    }

    /** Counts a text that is compared with at least one right one, by its {@link MtevalTokens}. */
    public void addText(String answer, List<String> references) {
        add(MtevalTokens.of(answer), references.stream().map(MtevalTokens::of).toList());
    }

    /** Counts an answer that is compared with at least one right one. */
    public void add(List<String> answer, List<List<String>> references) {
        if (references.isEmpty()) {
            throw new IllegalArgumentException(
                    "an answer must be compared with at least 1 reference but there is none");
        }
        answerLength += answer.size();
        referenceLength += closestLength(answer.size(), references);
        for (int n = 1; n <= ORDERS; n++) {
            total[n - 1] += Math.max(0, answer.size() - n + 1);
            right[n - 1] += right(answer, references, n);
        }
    }

    /** Counts all answers of another. */
    public void addAll(Bleu other) {
        for (int n = 0; n < ORDERS; n++) {
            right[n] += other.right[n];
            total[n] += other.total[n];
        }
        answerLength += other.answerLength;
        referenceLength += other.referenceLength;
    }

    private static int closestLength(int length, List<List<String>> references) {
        int best = references.getFirst().size();
        for (List<String> reference : references) {
            int distance = Math.abs(reference.size() - length);
            int least = Math.abs(best - length);
            if (distance < least || (distance == least && reference.size() < best)) {
                best = reference.size();
            }
        }
        return best;
    }

    private static long right(List<String> answer, List<List<String>> references, int n) {
        var most = new HashMap<List<String>, Integer>();
        for (List<String> reference : references) {
            counts(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
        }
        long right = 0;
        for (Map.Entry<List<String>, Integer> entry : counts(answer, n).entrySet()) {
            right += Math.min(entry.getValue(), most.getOrDefault(entry.getKey(), 0));
        }
        return right;
    }

    private static Map<List<String>, Integer> counts(List<String> tokens, int n) {
        var counts = new HashMap<List<String>, Integer>();
        for (int from = 0; from + n <= tokens.size(); from++) {
            counts.merge(tokens.subList(from, from + n), 1, Integer::sum);
        }
        return counts;
    }

    /** Returns the score of all answers counted, 0 to 100; throws if there is none. */
    public double score() {
        if (answerLength + referenceLength == 0) {
            throw new IllegalStateException("BLEU needs at least one token but none was counted");
        }
        return of(right, total, answerLength, referenceLength);
    }

    /** Returns the part of the n-grams of an order, 1 to 4, that are right; 0 if there is none. */
    public double precision(int n) {
        if (n < 1 || n > ORDERS) {
            throw new IllegalArgumentException("the order of n-grams must be 1 to " + ORDERS + " but is " + n);
        }
        return total[n - 1] == 0 ? 0 : (double) right[n - 1] / total[n - 1];
    }

    /** Returns the factor, 0 to 1, by which answers that are too short cost. */
    public double brevityPenalty() {
        return brevityPenalty(answerLength, referenceLength);
    }
}

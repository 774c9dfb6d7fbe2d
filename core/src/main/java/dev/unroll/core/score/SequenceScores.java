package dev.unroll.core.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far answered sequences are from the right ones, whatever their lengths: running counts, and the scores that follow.
 *
 * <p>Tokens are letters, symbols or words, as whoever counts likes: the error rate is then that of letters, symbols or
 * words. Where several targets are right, each answer is compared with the one that it needs the fewest edits to be, of
 * several such the first; only {@link Bleu} looks at all.
 */
public final class SequenceScores {

    private final SortedMap<Integer, Counts> byLength = new TreeMap<>();
    private final Map<Edit, Long> errors = new HashMap<>();
    private final Bleu bleu = new Bleu();
    private Counts overall = Counts.NONE;

    /** Starts with no sequence. */
    public SequenceScores() {}

    /**
     * Counts of sequences, and the scores that follow from them; a ratio of nothing to nothing is 0.
     *
     * @param sequences how many were answered
     * @param exact those of them that are right in every token
     * @param rightPlaces places, counted from the first, at which answer and target have the same token
     * @param places of the longer of the two, of all sequences
     * @param edits substitutions, deletions and insertions of all sequences
     * @param length tokens of all targets
     */
    public record Counts(long sequences, long exact, long rightPlaces, long places, long edits, long length) {

        private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        /** Returns the part of the sequences that is right in every token. */
        public double exactMatch() {
            return ratio(exact, sequences);
        }

        /**
         * Returns the part of all places that is right. The shorter of answer and target is padded to the length of the
         * other, as by Vaswani et al. (Tensor2Tensor, 2018); a place where only one has a token is wrong. One token too
         * many at the beginning makes nearly all places wrong: the error rate does not.
         */
        public double tokenAccuracy() {
            return ratio(rightPlaces, places);
        }

        /** Returns all edits over the length of all targets; more than 1 if answers are far too long. */
        public double errorRate() {
            return ratio(edits, length);
        }

        /** Returns the counts of these sequences and of others. */
        public Counts plus(Counts other) {
            return new Counts(
                    sequences + other.sequences,
                    exact + other.exact,
                    rightPlaces + other.rightPlaces,
                    places + other.places,
                    edits + other.edits,
                    length + other.length);
        }

        private static double ratio(long part, long whole) {
            return whole == 0 ? 0 : (double) part / whole;
        }
    }

    /** An error and how often it was made. */
    public record Confusion(Edit error, long count) {}

    /** Counts an answer that is compared with at least one right target. */
    public void add(List<String> answer, List<List<String>> targets) {
        bleu.add(answer, targets);
        List<String> target = nearest(answer, targets);
        List<Edit> wrong =
                Alignment.of(target, answer).stream().filter(Edit::isError).toList();
        wrong.forEach(error -> errors.merge(error, 1L, Long::sum));
        var counts = new Counts(
                1,
                wrong.isEmpty() ? 1 : 0,
                rightPlaces(answer, target),
                Math.max(answer.size(), target.size()),
                wrong.size(),
                target.size());
        overall = overall.plus(counts);
        byLength.merge(target.size(), counts, Counts::plus);
    }

    /** Counts all sequences of another. */
    public void addAll(SequenceScores other) {
        bleu.addAll(other.bleu);
        overall = overall.plus(other.overall);
        other.byLength.forEach((length, counts) -> byLength.merge(length, counts, Counts::plus));
        other.errors.forEach((error, count) -> errors.merge(error, count, Long::sum));
    }

    private static List<String> nearest(List<String> answer, List<List<String>> targets) {
        List<String> best = targets.getFirst();
        int fewest = Alignment.distance(best, answer);
        for (List<String> target : targets.subList(1, targets.size())) {
            int edits = Alignment.distance(target, answer);
            if (edits < fewest) {
                fewest = edits;
                best = target;
            }
        }
        return best;
    }

    private static int rightPlaces(List<String> answer, List<String> target) {
        int right = 0;
        for (int i = 0; i < Math.min(answer.size(), target.size()); i++) {
            right += answer.get(i).equals(target.get(i)) ? 1 : 0;
        }
        return right;
    }

    /** Returns the counts of all sequences. */
    public Counts overall() {
        return overall;
    }

    /** Returns the counts of the sequences of each length, in tokens of the target. */
    public SortedMap<Integer, Counts> byLength() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(byLength));
    }

    /**
     * Returns the BLEU of all sequences, of the tokens as they were given; throws if there is none. To compare with other
     * people's, give it {@link MtevalTokens}.
     */
    public double bleu() {
        return bleu.score();
    }

    /** Returns the errors made, the most frequent first, else in the order of their tokens. */
    public List<Confusion> confusions() {
        var confusions = new ArrayList<Confusion>();
        errors.forEach((error, count) -> confusions.add(new Confusion(error, count)));
        confusions.sort(Comparator.comparingLong(Confusion::count)
                .reversed()
                .thenComparing(confusion -> confusion.error().toString()));
        return List.copyOf(confusions);
    }
}

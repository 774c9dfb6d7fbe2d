package dev.unroll.core.decode;

import dev.unroll.core.loss.Ctc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * At which steps given tokens are, on their most probable path (Viterbi 1967). Where two paths are as probable, the one that
 * goes on earlier.
 *
 * @param tokens each with its steps, in order; steps of blanks belong to none
 * @param logProbability of the path, the natural logarithm
 */
public record CtcAlignment(List<AlignedToken> tokens, double logProbability) {

    public CtcAlignment {
        tokens = List.copyOf(tokens);
    }

    /**
     * Aligns tokens.
     *
     * @throws IllegalArgumentException if there are fewer steps than the tokens need, or there is no such token
     */
    public static CtcAlignment of(CtcScores scores, int... tokens) {
        int required = Ctc.requiredSteps(tokens);
        if (required > scores.steps()) {
            throw new IllegalArgumentException(
                    tokens.length + " tokens need at least " + required + " steps but there are " + scores.steps());
        }
        for (int token : tokens) {
            if (token < 0 || token >= scores.blank()) {
                throw new IllegalArgumentException(
                        "token " + token + " must be in 0 .. " + (scores.blank() - 1) + " to be aligned");
            }
        }
        return scores.steps() == 0 ? new CtcAlignment(List.of(), 0) : new Viterbi(scores, tokens).alignment();
    }

    /** The states are as in the loss: blank, token, blank, token … blank. */
    private static final class Viterbi {

        private final CtcScores scores;
        private final int[] tokens;
        private final int states;
        private final double[] best;

        /** How many states a path has come forward when it is at a state of a step: 0, 1 or 2. */
        private final byte[][] moves;

        Viterbi(CtcScores scores, int[] tokens) {
            this.scores = scores;
            this.tokens = tokens;
            this.states = 2 * tokens.length + 1;
            this.best = new double[states];
            this.moves = new byte[scores.steps()][states];
            Arrays.fill(best, Double.NEGATIVE_INFINITY);
            best[0] = scores.log(0, scores.blank());
            if (states > 1) {
                best[1] = scores.log(0, tokens[0]);
            }
            for (int t = 1; t < scores.steps(); t++) {
                step(t);
            }
        }

        private void step(int t) {
            for (int s = states - 1; s >= 0; s--) {
                int most = s >= 2 && s % 2 == 1 && tokens[s / 2] != tokens[s / 2 - 1] ? 2 : Math.min(s, 1);
                int move = 0;
                for (int m = 1; m <= most; m++) {
                    move = best[s - m] > best[s - move] ? m : move;
                }
                moves[t][s] = (byte) move;
                best[s] = best[s - move] + scores.log(t, column(s));
            }
        }

        private int column(int s) {
            return s % 2 == 0 ? scores.blank() : tokens[s / 2];
        }

        CtcAlignment alignment() {
            int[] path = new int[scores.steps()];
            int s = states > 1 && best[states - 2] > best[states - 1] ? states - 2 : states - 1;
            double log = best[s];
            for (int t = path.length - 1; t >= 0; t--) {
                path[t] = s;
                s -= moves[t][s];
            }
            List<AlignedToken> aligned = new ArrayList<>();
            for (int t = 0; t < path.length; t++) {
                if (path[t] % 2 == 1) {
                    double ofToken = scores.log(t, column(path[t]));
                    boolean again = t > 0 && path[t - 1] == path[t];
                    aligned.add(
                            again
                                    ? aligned.removeLast().longer(ofToken)
                                    : AlignedToken.at(column(path[t]), t, ofToken));
                }
            }
            return new CtcAlignment(aligned, log);
        }
    }
}

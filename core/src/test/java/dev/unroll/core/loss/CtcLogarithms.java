package dev.unroll.core.loss;

import java.util.Arrays;

/** {@link Ctc} by logarithms in double, slow and as the paper has it: what the fast one is compared with. */
final class CtcLogarithms {

    private final double[][] log;
    private final int[] states;

    /** Takes logits [T, N] and labels; the blank is the last class. */
    CtcLogarithms(double[][] logits, int... labels) {
        this.log = new double[logits.length][];
        int columns = logits[0].length;
        for (int t = 0; t < logits.length; t++) {
            double largest = Arrays.stream(logits[t]).max().orElseThrow();
            double sum = 0;
            for (double logit : logits[t]) {
                sum += StrictMath.exp(logit - largest);
            }
            double logSum = largest + StrictMath.log(sum);
            log[t] = Arrays.stream(logits[t]).map(logit -> logit - logSum).toArray();
        }
        this.states = new int[2 * labels.length + 1];
        Arrays.fill(states, columns - 1);
        for (int i = 0; i < labels.length; i++) {
            states[2 * i + 1] = labels[i];
        }
    }

    /** Returns −ln p, not divided by the number of labels. */
    double loss() {
        double[] last = alpha()[log.length - 1];
        int s = states.length;
        return -sum(last[s - 1], s > 1 ? last[s - 2] : Double.NEGATIVE_INFINITY);
    }

    /** Returns the gradient of the loss, [T, N]. */
    double[][] gradient() {
        double[][] alpha = alpha();
        double[][] beta = beta();
        double p = -loss();
        double[][] gradient = new double[log.length][];
        for (int t = 0; t < log.length; t++) {
            gradient[t] = Arrays.stream(log[t]).map(StrictMath::exp).toArray();
            for (int s = 0; s < states.length; s++) {
                gradient[t][states[s]] -= StrictMath.exp(alpha[t][s] + beta[t][s] - p);
            }
        }
        return gradient;
    }

    private double[][] alpha() {
        double[][] alpha = new double[log.length][states.length];
        for (int t = 0; t < log.length; t++) {
            for (int s = 0; s < states.length; s++) {
                double before = Double.NEGATIVE_INFINITY;
                if (t == 0) {
                    before = s < 2 ? 0 : before;
                } else {
                    before = sum(alpha[t - 1][s], s > 0 ? alpha[t - 1][s - 1] : before);
                    before = skips(s) ? sum(before, alpha[t - 1][s - 2]) : before;
                }
                alpha[t][s] = before + log[t][states[s]];
            }
        }
        return alpha;
    }

    private double[][] beta() {
        int last = log.length - 1;
        double[][] beta = new double[log.length][states.length];
        for (int t = last; t >= 0; t--) {
            for (int s = states.length - 1; s >= 0; s--) {
                double after = Double.NEGATIVE_INFINITY;
                if (t == last) {
                    after = s >= states.length - 2 ? 0 : after;
                } else {
                    for (int next = s; next < Math.min(states.length, s + 3); next++) {
                        boolean goes = next < s + 2 || skips(next);
                        after = goes ? sum(after, beta[t + 1][next] + log[t + 1][states[next]]) : after;
                    }
                }
                beta[t][s] = after;
            }
        }
        return beta;
    }

    private boolean skips(int s) {
        return s > 1 && s % 2 == 1 && states[s] != states[s - 2];
    }

    private static double sum(double a, double b) {
        double most = Math.max(a, b);
        return most == Double.NEGATIVE_INFINITY ? most : most + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - most));
    }
}

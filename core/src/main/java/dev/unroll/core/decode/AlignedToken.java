package dev.unroll.core.decode;

/**
 * A token and the steps at which a path is at it.
 *
 * @param from its first step
 * @param to the step after its last
 * @param peak the step of these at which it is most probable, the first if there are several
 * @param logProbability of the token at its peak, the natural logarithm
 */
public record AlignedToken(int token, int from, int to, int peak, double logProbability) {

    /** Returns the token at one step. */
    static AlignedToken at(int token, int step, double logProbability) {
        return new AlignedToken(token, step, step + 1, step, logProbability);
    }

    /** Returns the token with one step more. */
    AlignedToken longer(double log) {
        return log > logProbability
                ? new AlignedToken(token, from, to + 1, to, log)
                : new AlignedToken(token, from, to + 1, peak, logProbability);
    }
}

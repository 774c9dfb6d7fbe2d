package dev.unroll.core.decode;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.pass.NetworkRun;
import java.util.function.IntUnaryOperator;

/**
 * What a network trained by CTC says of one sequence, or of a chunk of it: the natural logarithm of the probability of each
 * token and of the blank, at each step.
 *
 * @param logs [T, N], the first step first, the blank in the last column
 */
public record CtcScores(Matrix logs) {

    public CtcScores {
        if (logs.columns() < 1) {
            throw new IllegalArgumentException("scores must have a column for the blank but have none");
        }
    }

    /**
     * Returns the scores that logits mean.
     *
     * @param logits [., N]
     * @param row the row of a step
     * @param steps of the sequence
     */
    public static CtcScores of(Kernels kernels, Matrix logits, IntUnaryOperator row, int steps) {
        int columns = logits.columns();
        Matrix logs = Matrix.zeros(steps, columns);
        for (int t = 0; t < steps; t++) {
            int at = logits.at(row.applyAsInt(t));
            float logSum = kernels.softmax(logits.data(), at, logs.data(), logs.at(t), columns);
            for (int k = 0; k < columns; k++) {
                logs.set(t, k, logits.data()[at + k] - logSum);
            }
        }
        return new CtcScores(logs);
    }

    /** Returns the scores of the sequence at place {@code b} of the batch that a run, which answers each step, has read last. */
    public static CtcScores of(Kernels kernels, NetworkRun run, int b) {
        int steps = run.unrolling().length(b);
        return of(kernels, run.output(), t -> run.unrolling().row(t, b), steps);
    }

    /** Returns the same, but that a token is never said; one below 0 is none. */
    CtcScores without(int token) {
        if (token < 0) {
            return this;
        }
        Matrix left = Matrix.zeros(steps(), logs.columns());
        Rows.copy(logs, 0, left, 0, steps(), logs.columns());
        for (int t = 0; t < steps(); t++) {
            left.set(t, token, Float.NEGATIVE_INFINITY);
        }
        return new CtcScores(left);
    }

    /** Returns the number of steps. */
    public int steps() {
        return logs.rows();
    }

    /** Returns the column of the blank: also the number of tokens. */
    public int blank() {
        return logs.columns() - 1;
    }

    /** Returns ln p of a token, or of the blank, at a step. */
    public double log(int step, int column) {
        return logs.get(step, column);
    }
}

package dev.unroll.core.decode;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every path through a few steps, one by one. */
final class AllPaths {

    private final Map<List<Integer>, Double> sums = new HashMap<>();
    private final Map<List<Integer>, Double> largest = new HashMap<>();

    AllPaths(CtcScores scores) {
        go(scores, 0, new ArrayList<>(), scores.blank(), 0);
    }

    private void go(CtcScores scores, int t, List<Integer> tokens, int last, double log) {
        if (t == scores.steps()) {
            sums.merge(tokens, StrictMath.exp(log), Double::sum);
            largest.merge(tokens, log, Math::max);
            return;
        }
        for (int k = 0; k <= scores.blank(); k++) {
            List<Integer> next = new ArrayList<>(tokens);
            if (k != scores.blank() && k != last) {
                next.add(k);
            }
            go(scores, t + 1, next, k, log + scores.log(t, k));
        }
    }

    /** Returns the probability of each list of tokens. */
    Map<List<Integer>, Double> sums() {
        return sums;
    }

    /** Returns ln of the probability of the most probable path to each list of tokens. */
    Map<List<Integer>, Double> largest() {
        return largest;
    }

    static CtcScores random(int steps, int columns, int seed) {
        Matrix logits = Matrix.zeros(steps, columns);
        for (int i = 0; i < steps * columns; i++) {
            logits.data()[i] = 2 * (float) CounterHash.normal(seed, Purpose.INITIALIZATION, i, 0, 0, 0);
        }
        return CtcScores.of(Kernels.scalar(), logits, t -> t, steps);
    }

    /** Returns scores of these probabilities, a row a step. */
    static CtcScores of(double[]... probabilities) {
        Matrix logs = Matrix.zeros(probabilities.length, probabilities[0].length);
        for (int t = 0; t < logs.rows(); t++) {
            for (int k = 0; k < logs.columns(); k++) {
                logs.set(t, k, (float) StrictMath.log(probabilities[t][k]));
            }
        }
        return new CtcScores(logs);
    }

    static CtcScores part(CtcScores scores, int from, int to) {
        int columns = scores.blank() + 1;
        return new CtcScores(Matrix.window(scores.logs().data(), scores.logs().at(from), to - from, columns, columns));
    }
}

package dev.unroll.core.train;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Batch;
import dev.unroll.core.pass.NetworkRun;

/**
 * Scheduled sampling (Bengio et al. 2015): a decoder in training is told a part of the target's tokens not as they are, but as it
 * would say them itself, so that it learns to go on after a mistake. The part grows in a straight line over the epochs; the rest
 * is teacher forcing.
 *
 * <p>What the decoder would say is found before the pass that learns, step by step and without dropout: the most probable token
 * after what it was told so far. No gradient flows through the choice.
 *
 * @param share of the tokens, from the last growing epoch on
 * @param epochs over which it grows; in the first epoch it is 0
 */
public record ScheduledSampling(double share, int epochs) {

    public ScheduledSampling {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of scheduled sampling must be in 0 .. 1 but is " + share);
        }
        if (epochs < 1) {
            throw new IllegalArgumentException(
                    "scheduled sampling must grow over at least 1 epoch but does over " + epochs);
        }
    }

    /** Returns the share in an epoch, counted from 1. */
    public double share(long epoch) {
        return share * Math.min(1.0, (double) (epoch - 1) / epochs);
    }

    /** Lets a decoder say what it is told. A teller serves one training. */
    static final class Teller {

        private final NetworkRun run;
        private final Batch steps = new Batch();
        private final Picks live = new Picks();
        private Matrix states;
        private Matrix before;
        private int[] sources = {};
        private int[] last = {};

        Teller(NetworkRun run, int stateSize) {
            this.run = run;
            this.states = Matrix.zeros(0, stateSize);
            this.before = states;
        }

        /** Replaces a share of what a batch of pairs is told; which tokens is a hash of seed, epoch, example and step. */
        void tell(Batch batch, double share, long seed, long epoch) {
            fit(batch.size());
            run.encode(batch.sources(), states);
            for (int t = 1; t < batch.unrolling().steps(); t++) {
                say(batch, t);
                for (int i = 0; i < live.count(batch.size()); i++) {
                    int b = live.row(i);
                    int example = batch.example(b);
                    if (CounterHash.uniform(seed, Purpose.SCHEDULED_SAMPLING, epoch, example, t, 0) < share) {
                        batch.tokens()[batch.unrolling().row(t, b)] = best(run.output(), i);
                    }
                }
            }
        }

        private void fit(int count) {
            if (states.rows() < count) {
                states = Matrix.zeros(count, states.columns());
                before = Matrix.zeros(count, states.columns());
                sources = new int[count];
                last = new int[count];
            }
            for (int b = 0; b < count; b++) {
                sources[b] = b;
            }
        }

        /** Runs the step before step {@code t} of all sequences that have one there. */
        private void say(Batch batch, int t) {
            live.none();
            int row = 0;
            for (int b = 0; b < batch.size(); b++) {
                if (t < batch.unrolling().length(b)) {
                    live.add(b);
                    last[b] = batch.tokens()[batch.unrolling().row(t - 1, b)];
                    Rows.copyRow(states, b, 0, before, row++, 0, states.columns());
                }
            }
            run.forward(steps.ofSteps(live, batch.size(), last), run.memory(), sources, before, before);
            for (int i = 0; i < row; i++) {
                Rows.copyRow(before, i, 0, states, live.row(i), 0, states.columns());
            }
        }

        private static int best(Matrix logits, int row) {
            int best = 0;
            for (int j = 1; j < logits.columns(); j++) {
                best = logits.get(row, j) > logits.get(row, best) ? j : best;
            }
            return best;
        }
    }
}

package dev.unroll.core.train;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.RowLoss;
import dev.unroll.core.loss.SequenceLoss;
import dev.unroll.core.loss.Targets;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NonFiniteException;
import java.util.ArrayList;
import java.util.List;

/**
 * The losses of the units of a batch, and their gradients, shared by a team: units are rows, or whole sequences if the loss
 * is of sequences. Reused from batch to batch.
 */
final class UnitLosses {

    /** What the loss of one logit costs, an exponential and some more, in floats moved. */
    private static final int LOSS_WORK = 4;

    private final Loss loss;
    private final NetworkRun run;
    private final Kernels kernels;
    private final Team team;
    private final Team.Task gradients = this::gradients;
    private final List<OfSequences> members = new ArrayList<>();
    private final float[] oneRow;
    private double[] losses = {};
    private Targets targets = Targets.classes(new int[0]);
    private float scale;
    private int units;

    UnitLosses(Loss loss, NetworkRun run, int outputs, Compute compute) {
        this.loss = loss;
        this.run = run;
        this.kernels = compute.kernels();
        this.team = compute.team();
        this.oneRow = new float[outputs];
        if (loss instanceof SequenceLoss ofSequences) {
            for (int i = 0; i < team.size(); i++) {
                members.add(new OfSequences(ofSequences.run(kernels)));
            }
        }
    }

    /** Computes the losses of a batch's outputs and writes {@code ofScale} times their gradients where the run wants them. */
    void lossesAndGradients(Targets given, float ofScale) {
        begin(given);
        scale = ofScale;
        run.outputGradient();
        team.run(gradients, (long) LOSS_WORK * run.outputRows() * run.output().columns());
    }

    /** Computes the losses of a batch's outputs. */
    void losses(Targets given) {
        begin(given);
        for (int i = 0; i < units; i++) {
            losses[i] = switch (loss) {
                case RowLoss ofRows -> ofRows.row(kernels, run.output(), i, targets, 1, oneRow, 0);
                case SequenceLoss _ -> members.getFirst().loss(i);
            };
        }
    }

    private void begin(Targets given) {
        targets = given;
        units = loss instanceof SequenceLoss ? run.unrolling().batch() : run.outputRows();
        if (losses.length < units) {
            losses = new double[units];
        }
    }

    private void gradients(int member, int of) {
        Matrix gradient = run.outputGradient();
        for (int i = Team.from(member, of, units); i < Team.from(member + 1, of, units); i++) {
            losses[i] = switch (loss) {
                case RowLoss ofRows ->
                    ofRows.row(kernels, run.output(), i, targets, scale, gradient.data(), gradient.at(i));
                case SequenceLoss _ -> members.get(member).lossAndGradient(i, gradient);
            };
        }
    }

    /** Returns how many units the last batch had. */
    int units() {
        return units;
    }

    /** Returns the loss of each unit of the last batch, not divided; may be longer. */
    double[] all() {
        return losses;
    }

    /** Throws if the loss of a unit is not finite; {@code when} is the step, for people. */
    void requireFinite(String when) {
        for (int i = 0; i < units; i++) {
            if (!Double.isFinite(losses[i])) {
                throw loss instanceof SequenceLoss
                        ? NonFiniteException.ofSequenceLoss(when, run, i, losses[i])
                        : NonFiniteException.ofLoss(when, run, i, losses[i]);
            }
        }
    }

    /** One thread's part of the sequences. */
    private final class OfSequences {

        private final SequenceLoss.Run ofThread;
        private int[] rows = {};

        OfSequences(SequenceLoss.Run ofThread) {
            this.ofThread = ofThread;
        }

        double loss(int b) {
            int steps = collect(b);
            return ofThread.loss(run.output(), rows, steps, targets, b);
        }

        double lossAndGradient(int b, Matrix gradient) {
            int steps = collect(b);
            return ofThread.lossAndGradient(run.output(), rows, steps, targets, b, scale, gradient);
        }

        /** Collects the rows of a sequence, the first step first, and returns how many there are. */
        private int collect(int b) {
            Unrolling unrolling = run.unrolling();
            if (rows.length < unrolling.steps()) {
                rows = new int[unrolling.steps()];
            }
            int steps = 0;
            for (int row = unrolling.start(b); row >= 0; row = unrolling.later(row)) {
                rows[steps++] = row;
            }
            return steps;
        }
    }
}

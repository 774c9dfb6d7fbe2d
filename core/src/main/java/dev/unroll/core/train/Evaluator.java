package dev.unroll.core.train;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.BinaryCrossEntropy;
import dev.unroll.core.network.Loss;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkRun;
import dev.unroll.core.network.NetworkWeights;
import dev.unroll.core.network.Targets;
import java.util.Optional;

/** Scores a network on examples, without changing it. */
public final class Evaluator {

    private final Loss loss;
    private final int batchSize;
    private final Kernels kernels;
    private final Team team;
    private final TargetRows targetRows = new TargetRows();
    private final Batch batch = new Batch();
    private double[] rowLosses = {};

    /** Scores by {@code loss} and by what is right and wrong. */
    public Evaluator(Loss loss, int batchSize, Kernels kernels, Team team) {
        this.loss = loss;
        this.batchSize = batchSize;
        this.kernels = kernels;
        this.team = team;
    }

    /** Returns loss and scores over all examples. */
    public Evaluation evaluate(Network network, Examples examples) {
        var run = new NetworkRun(NetworkWeights.forInference(network), kernels, team);
        int outputs = network.spec().outputSize();
        boolean classifies = !(examples.labels() instanceof Labels.OfValues) || isBinary(loss, outputs);
        var confusion = new ConfusionMatrix(Math.max(2, outputs));
        var errors = new RegressionErrors();
        // By length, since scores do not depend on the order: long sequences do not share a batch with short ones.
        BatchPlan plan = BatchPlan.of(examples.inputs(), batchSize, BatchPlan.Grouping.BY_LENGTH, 0, 0);
        double sum = 0;
        double divisor = 0;
        for (int i = 0; i < plan.batches(); i++) {
            batch.of(examples.inputs(), plan.order(), plan.from(i), plan.to(i));
            run.forward(batch);
            int rows = run.outputRows();
            Targets targets = targetRows.of(examples.labels(), batch, rows);
            if (rowLosses.length < rows) {
                rowLosses = new double[rows];
            }
            double mean = loss.loss(kernels, run.output(), rows, targets, new float[outputs], rowLosses);
            double weight = loss.divisor(run.output(), rows, targets);
            sum += mean * weight;
            divisor += weight;
            for (int row = 0; row < rows; row++) {
                if (classifies) {
                    confusion.add(actual(targets, row), predicted(run.output(), row));
                } else {
                    addErrors(errors, targets, run.output(), row);
                }
            }
        }
        return new Evaluation(
                divisor == 0 ? 0 : sum / divisor,
                classifies ? Optional.of(confusion) : Optional.empty(),
                classifies ? Optional.empty() : Optional.of(errors));
    }

    private static void addErrors(RegressionErrors errors, Targets targets, Matrix output, int row) {
        Matrix values = targets.requireValues("the score", row + 1, output.columns());
        for (int j = 0; j < output.columns(); j++) {
            errors.add(values.get(row, j), output.get(row, j));
        }
    }

    /** Returns whether one logit says yes or no. */
    static boolean isBinary(Loss loss, int outputs) {
        return loss instanceof BinaryCrossEntropy && outputs == 1;
    }

    /** Returns the class of a row's target; of a yes-or-no value, 1 for yes. */
    static int actual(Targets targets, int row) {
        return switch (targets) {
            case Targets.Classes _ -> targets.requireClasses("the score", row + 1)[row];
            case Targets.Values _ ->
                targets.requireValues("the score", row + 1, 1).get(row, 0) > 0.5f ? 1 : 0;
        };
    }

    /** Returns the class a row of logits says: the first of the largest; of one logit, 1 if it is positive. */
    static int predicted(Matrix output, int row) {
        if (output.columns() == 1) {
            return output.get(row, 0) > 0 ? 1 : 0;
        }
        int best = 0;
        for (int j = 1; j < output.columns(); j++) {
            if (output.get(row, j) > output.get(row, best)) {
                best = j;
            }
        }
        return best;
    }
}

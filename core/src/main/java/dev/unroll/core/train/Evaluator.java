package dev.unroll.core.train;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Loss;
import dev.unroll.core.network.MeanSquaredError;
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

    /** Scores by {@code loss} and by what is right and wrong. */
    public Evaluator(Loss loss, int batchSize, Kernels kernels, Team team) {
        this.loss = loss;
        this.batchSize = batchSize;
        this.kernels = kernels;
        this.team = team;
    }

    /**
     * Returns loss and scores over all examples.
     *
     * @throws NonFiniteException if a loss is not finite; it names layer and sample
     */
    public Evaluation evaluate(Network network, Examples examples) {
        int outputs = network.spec().outputSize();
        var run = new NetworkRun(NetworkWeights.forInference(network), kernels, team);
        var targetRows = new TargetRows(loss, outputs);
        var classification = new Classification(loss, outputs);
        var confusion = new ConfusionMatrix(classification.classes());
        var errors = new RegressionErrors();
        var batch = new Batch();
        float[] gradient = new float[outputs];
        double sum = 0;
        double divisor = 0;
        // By length, since scores do not depend on the order: long sequences do not share a batch with short ones.
        BatchPlan plan = BatchPlan.of(examples.inputs(), batchSize, BatchPlan.Grouping.BY_LENGTH, 0, 0);
        for (int i = 0; i < plan.batches(); i++) {
            batch.of(examples.inputs(), plan.order(), plan.from(i), plan.to(i));
            int rows = run.outputRows(batch);
            Targets targets = targetRows.of(examples.labels(), batch, rows);
            run.forward(batch);
            divisor += loss.divisor(run.output(), rows, targets);
            for (int row = 0; row < rows; row++) {
                double rowLoss = loss.row(kernels, run.output(), row, targets, 1, gradient, 0);
                if (!Double.isFinite(rowLoss)) {
                    throw NonFiniteException.ofLoss("evaluation", run, row, rowLoss);
                }
                sum += rowLoss;
                if (!classification.applies()) {
                    addErrors(errors, targets, run.output(), row);
                } else if (classification.counts(targets, row)) {
                    confusion.add(classification.actual(targets, row), classification.predicted(run.output(), row));
                }
            }
        }
        return new Evaluation(
                divisor == 0 ? 0 : sum / divisor,
                classification.applies() ? Optional.of(confusion) : Optional.empty(),
                loss instanceof MeanSquaredError ? Optional.of(errors) : Optional.empty());
    }

    private static void addErrors(RegressionErrors errors, Targets targets, Matrix output, int row) {
        Matrix values = targets.requireValues("the score", row + 1, output.columns());
        for (int j = 0; j < output.columns(); j++) {
            errors.add(values.get(row, j), output.get(row, j));
        }
    }
}

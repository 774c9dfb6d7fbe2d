package dev.unroll.core.train;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.SequenceLoss;
import dev.unroll.core.loss.Targets;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.score.Classification;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.score.RegressionErrors;
import dev.unroll.core.trace.NonFinitePlace;
import java.util.Optional;
import java.util.function.IntFunction;

/** Scores a network on examples, without changing it. */
public final class Evaluator {

    private static final int STEPS_AT_ONCE = 256;

    private final Loss loss;
    private final int batchSize;
    private final Compute compute;

    /** Scores by {@code loss} and by what is right and wrong. */
    public Evaluator(Loss loss, int batchSize, Compute compute) {
        this.loss = loss;
        this.batchSize = batchSize;
        this.compute = compute;
    }

    /**
     * Returns loss and scores over all examples.
     *
     * @throws NonFiniteException if a state, an output or a loss is not finite; it names step, layer and sample
     */
    public Evaluation evaluate(Network network, Examples examples) {
        int outputs = network.spec().outputSize();
        var run = new NetworkRun(NetworkWeights.forInference(network), compute);
        var scoring = new Scoring(loss, run, outputs, compute);
        var batch = new Batch();
        IntFunction<String> names = sample -> "evaluation: " + examples.names().apply(sample);
        // Outputs have the same bits in chunks, so long texts need no more memory than short ones.
        boolean inChunks = Truncation.fits(network.spec()) && !(loss instanceof SequenceLoss);
        var chunked = new Truncation(inChunks ? STEPS_AT_ONCE : Integer.MAX_VALUE);
        Matrix state = Matrix.zeros(
                Math.min(batchSize, examples.count()), network.spec().stateSize());
        // By length, since scores do not depend on the order: long sequences do not share a batch with short ones.
        BatchPlan plan = BatchPlan.of(examples.inputs(), batchSize, BatchPlan.Grouping.BY_LENGTH, 0, 0);
        for (int i = 0; i < plan.batches(); i++) {
            int chunks = chunked.chunks(examples.inputs(), plan.order(), plan.from(i), plan.to(i));
            for (int chunk = 0; chunk < chunks; chunk++) {
                int first = chunk * chunked.steps();
                batch.ofChunk(examples.inputs(), plan.order(), plan.from(i), plan.to(i), first, chunked.steps());
                if (inChunks) {
                    run.forward(batch, chunk == 0 ? NetworkRun.START : state, state);
                } else {
                    run.forward(batch);
                }
                NonFinitePlace.requireNone(run, batch, network, examples.inputs(), names);
                scoring.add(batch, examples);
            }
        }
        return scoring.result();
    }

    /** Sums over the rows of all batches. */
    private static final class Scoring {

        private final Loss loss;
        private final NetworkRun run;
        private final UnitLosses losses;
        private final TargetRows targetRows;
        private final Classification classification;
        private final ConfusionMatrix confusion;
        private final RegressionErrors errors = new RegressionErrors();
        private double sum;
        private double divisor;

        Scoring(Loss loss, NetworkRun run, int outputs, Compute compute) {
            this.loss = loss;
            this.run = run;
            this.losses = new UnitLosses(loss, run, outputs, compute);
            this.targetRows = new TargetRows(loss, outputs);
            this.classification = new Classification(loss, outputs);
            this.confusion = new ConfusionMatrix(classification.classes());
        }

        void add(Batch batch, Examples examples) {
            int rows = run.outputRows();
            Targets targets = targetRows.of(examples.labels(), batch, run);
            divisor += loss.divisor(run.output(), rows, targets);
            losses.losses(targets);
            int broken = losses.firstNonFinite();
            if (broken >= 0) {
                throw losses.nonFinite("evaluation", broken).named(examples.names());
            }
            for (int i = 0; i < losses.units(); i++) {
                sum += losses.all()[i];
            }
            for (int row = 0; row < rows; row++) {
                if (loss.answers() == Loss.Answers.VALUES) {
                    addErrors(errors, targets, run.output(), row);
                } else if (classification.applies() && classification.counts(targets, row)) {
                    confusion.add(classification.actual(targets, row), classification.predicted(run.output(), row));
                }
            }
        }

        Evaluation result() {
            return new Evaluation(
                    divisor == 0 ? 0 : sum / divisor,
                    classification.applies() ? Optional.of(confusion) : Optional.empty(),
                    Optional.of(errors).filter(sums -> sums.count() > 0));
        }
    }

    /** Adds the errors of the values of a row that are known. */
    private static void addErrors(RegressionErrors errors, Targets targets, Matrix output, int row) {
        Matrix values = targets.requireValues("the score", row + 1, output.columns());
        for (int j = 0; j < output.columns(); j++) {
            if (!Float.isNaN(values.get(row, j))) {
                errors.add(values.get(row, j), output.get(row, j));
            }
        }
    }
}

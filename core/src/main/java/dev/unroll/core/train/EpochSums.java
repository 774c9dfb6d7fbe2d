package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.update.GradientStatistics;

/** Sums over the steps of one epoch. */
final class EpochSums {

    private double loss;
    private long examples;
    private long predictions;
    private long correct;
    private double norms;
    private double largestNorm;
    private long clipped;
    private long steps;

    void add(TrainingEvent.Step step, boolean wasClipped) {
        loss += step.loss() * step.examples();
        examples += step.examples();
        predictions += step.predictions();
        correct += step.correct();
        norms += step.gradientNorm();
        largestNorm = Math.max(largestNorm, step.gradientNorm());
        clipped += wasClipped ? 1 : 0;
        steps++;
    }

    /** Returns what listeners hear of the epoch so far. */
    TrainingEvent.Sums done() {
        return new TrainingEvent.Sums(steps, examples, loss, predictions, correct);
    }

    double meanLoss() {
        return loss / examples;
    }

    double accuracy() {
        return predictions == 0 ? Double.NaN : (double) correct / predictions;
    }

    GradientStatistics gradients() {
        return new GradientStatistics(norms / steps, largestNorm, clipped);
    }

    void save(Checkpoint.Builder into) {
        into.put("epoch.loss", loss);
        into.put("epoch.examples", examples);
        into.put("epoch.predictions", predictions);
        into.put("epoch.correct", correct);
        into.put("epoch.norms", norms);
        into.put("epoch.largest_norm", largestNorm);
        into.put("epoch.clipped", clipped);
        into.put("epoch.steps", steps);
    }

    static EpochSums restored(Checkpoint from) {
        var sums = new EpochSums();
        sums.loss = from.number("epoch.loss");
        sums.examples = from.whole("epoch.examples");
        sums.predictions = from.whole("epoch.predictions");
        sums.correct = from.whole("epoch.correct");
        sums.norms = from.number("epoch.norms");
        sums.largestNorm = from.number("epoch.largest_norm");
        sums.clipped = from.whole("epoch.clipped");
        sums.steps = from.whole("epoch.steps");
        return sums;
    }

    /** Returns how many steps of the epoch are done. */
    long steps() {
        return steps;
    }

    /** What the batches of one update have, counted. */
    static final class UpdateCounts {

        private static final String EXAMPLES = "update.examples";
        private static final String PREDICTIONS = "update.predictions";
        private static final String CORRECT = "update.correct";

        private int examples;
        private int predictions;
        private int correct;

        void add(int batchSize, GradientStep gradient) {
            examples += batchSize;
            predictions += gradient.predictions();
            correct += gradient.correct();
        }

        void take(ShardGradient total) {
            examples = Math.toIntExact(total.examples());
            predictions = Math.toIntExact(total.predictions());
            correct = Math.toIntExact(total.correct());
        }

        int examples() {
            return examples;
        }

        int predictions() {
            return predictions;
        }

        int correct() {
            return correct;
        }

        void clear() {
            examples = 0;
            predictions = 0;
            correct = 0;
        }

        void save(Checkpoint.Builder into) {
            into.put(EXAMPLES, examples);
            into.put(PREDICTIONS, predictions);
            into.put(CORRECT, correct);
        }

        void restore(Checkpoint from) {
            examples = (int) from.whole(EXAMPLES);
            predictions = (int) from.whole(PREDICTIONS);
            correct = (int) from.whole(CORRECT);
        }
    }
}

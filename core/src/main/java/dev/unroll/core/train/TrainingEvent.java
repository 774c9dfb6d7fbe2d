package dev.unroll.core.train;

import dev.unroll.core.score.Evaluation;
import dev.unroll.core.update.GradientStatistics;
import java.util.Optional;

/** What a training run tells the world, in order; listeners render it, and cannot change it. */
public sealed interface TrainingEvent {

    /**
     * The run begins.
     *
     * @param kernels what computes, for people
     * @param steps updates in all epochs together
     * @param done updates that were done before, if this run goes on from a checkpoint
     */
    record Started(int epochs, long examples, long steps, int parameters, String kernels, int threads, long done)
            implements TrainingEvent {}

    /**
     * An epoch begins, or goes on; epochs count from 1.
     *
     * @param batches updates in all
     * @param before what was done in this epoch before, if this run goes on from a checkpoint in its midst
     */
    record EpochStarted(int epoch, long batches, Sums before) implements TrainingEvent {}

    /**
     * Sums over the first updates of an epoch.
     *
     * @param loss each update's loss, times its examples
     */
    record Sums(long batches, long examples, double loss, long predictions, long correct) {

        /** Those of no update. */
        public static final Sums NONE = new Sums(0, 0, 0, 0, 0);
    }

    /**
     * One update.
     *
     * @param step counts from 1 over all epochs
     * @param batch the update, counted from 1 in the epoch
     * @param examples sequences in the batches of this update
     * @param loss mean over them, in nats a row for cross entropy
     * @param gradientNorm Euclidean, before clipping
     * @param predictions rows that were classified, 0 if nothing is
     * @param correct rows that were classified rightly, before the update
     */
    record Step(
            int epoch,
            long step,
            long batch,
            int examples,
            double loss,
            double gradientNorm,
            double learningRate,
            int predictions,
            int correct)
            implements TrainingEvent {}

    /**
     * An epoch is done.
     *
     * @param steps updates so far
     * @param loss mean of the steps' losses, weighted by their examples
     * @param accuracy of the steps, before each update; NaN if nothing is classified
     * @param learningRate of the last step
     * @param weights the {@link WeightsHash} of the network as it is now
     */
    record EpochDone(
            int epoch,
            long steps,
            double loss,
            double accuracy,
            double learningRate,
            GradientStatistics gradients,
            Optional<Evaluation> validation,
            String weights)
            implements TrainingEvent {}

    /** Why a training ended. */
    enum Ending {
        /** The plan is done. */
        ALL_EPOCHS,
        /** No epoch was better than the best for long enough. */
        PATIENCE,
        /** A stop was asked for. */
        INTERRUPTED
    }

    /**
     * The run ends.
     *
     * @param keptEpoch the epoch whose network is kept: the last one, or the best
     */
    record Finished(long steps, Ending ending, int keptEpoch) implements TrainingEvent {}
}

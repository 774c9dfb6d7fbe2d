package dev.unroll.core.train;

import java.util.Optional;

/** What a training run tells the world, in order; listeners render it, and cannot change it. */
public sealed interface TrainingEvent {

    /**
     * The run begins.
     *
     * @param kernels what computes, for people
     * @param steps updates in all epochs together
     */
    record Started(int epochs, int examples, long steps, int parameters, String kernels, int threads)
            implements TrainingEvent {}

    /** An epoch begins, with this many batches; epochs count from 1. */
    record EpochStarted(int epoch, long batches) implements TrainingEvent {}

    /**
     * One update.
     *
     * @param step counts from 1 over all epochs
     * @param batch counts from 1 in the epoch
     * @param examples sequences in this batch
     * @param loss mean over the batch, in nats a row for cross entropy
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
     * @param loss mean of the steps' losses, weighted by their examples
     * @param accuracy of the steps, before each update; NaN if nothing is classified
     */
    record EpochDone(int epoch, double loss, double accuracy, Optional<Evaluation> validation)
            implements TrainingEvent {}

    /** The run ends: all epochs are done, or a stop was asked for. */
    record Finished(long steps, boolean stopped) implements TrainingEvent {}
}

package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Network;
import dev.unroll.core.pass.NonFiniteException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The data loop, and the only one: batches in, events out, a trained network at the end.
 *
 * <pre>{@code
 * try (Compute compute = Compute.of(2)) {
 *     Network trained = new Trainer(plan, compute).withListener(this::show).train(network, training);
 * }
 * }</pre>
 *
 * <p>With {@link Checkpoints} a training survives the end of its process: one that is resumed from any checkpoint ends in
 * the bits of one that never stopped.
 */
public final class Trainer {

    private final TrainingPlan plan;
    private final Compute compute;
    private final Consumer<TrainingEvent> listener;
    private final BooleanSupplier stop;
    private final Checkpoints checkpoints;

    /** Makes a trainer that runs all epochs and tells nobody. */
    public Trainer(TrainingPlan plan, Compute compute) {
        this(plan, compute, event -> {}, () -> false, Checkpoints.NONE);
    }

    private Trainer(
            TrainingPlan plan,
            Compute compute,
            Consumer<TrainingEvent> listener,
            BooleanSupplier stop,
            Checkpoints checkpoints) {
        this.plan = plan;
        this.compute = compute;
        this.listener = listener;
        this.stop = stop;
        this.checkpoints = checkpoints;
    }

    /** Returns the trainer, telling of its events. */
    public Trainer withListener(Consumer<TrainingEvent> other) {
        return new Trainer(plan, compute, other, stop, checkpoints);
    }

    /** Returns the trainer, ending after the batch during which {@code other} has become true. */
    public Trainer withStop(BooleanSupplier other) {
        return new Trainer(plan, compute, listener, other, checkpoints);
    }

    /** Returns the trainer, leaving checkpoints: when they are due, and when it is stopped. */
    public Trainer withCheckpoints(Checkpoints other) {
        return new Trainer(plan, compute, listener, stop, other);
    }

    /**
     * Returns the network after training; {@code network} itself stays as it is.
     *
     * @throws NonFiniteException if a loss or gradient is not finite; it names step, layer and sample
     */
    public Network train(Network network, Examples training) {
        return train(network, training, Optional.empty());
    }

    /** Returns the network after training, scored on the validation examples after each epoch. */
    public Network train(Network network, Examples training, Optional<Examples> validation) {
        return loop(network, training, validation).run();
    }

    /**
     * Returns the network after the rest of a training, with the bits of {@link #train} without a break.
     *
     * @param network that the training began with; its parameters are not read
     * @param from a checkpoint of a training by the same plan on the same examples
     * @throws IllegalArgumentException if the checkpoint is of another network or plan
     */
    public Network resume(Checkpoint from, Network network, Examples training, Optional<Examples> validation) {
        TrainingLoop loop = loop(network, training, validation);
        loop.restore(from);
        return loop.run();
    }

    /**
     * Returns the network of a training as it was at a checkpoint: the best epoch's if that is to be kept and there was one,
     * else that of the last step.
     *
     * @param network that the training began with; its parameters are not read
     * @param from a checkpoint of a training by the same plan on the same examples
     * @throws IllegalArgumentException if the checkpoint is of another network or plan
     */
    public Network at(Checkpoint from, Network network, Examples training, Optional<Examples> validation) {
        TrainingLoop loop = loop(network, training, validation);
        loop.restore(from);
        return loop.now();
    }

    private TrainingLoop loop(Network network, Examples training, Optional<Examples> validation) {
        if (training.count() == 0) {
            throw new IllegalArgumentException("there are no training examples");
        }
        return new TrainingLoop(this, network, training, validation);
    }

    TrainingPlan plan() {
        return plan;
    }

    Compute compute() {
        return compute;
    }

    Consumer<TrainingEvent> listener() {
        return listener;
    }

    BooleanSupplier stop() {
        return stop;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }
}

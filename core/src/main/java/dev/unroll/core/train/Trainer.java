package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Network;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.Shards;
import java.util.List;
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
        return loop(network, Share.whole(training), validation).run();
    }

    /**
     * The part of a training that one process does.
     *
     * @param shards of all processes, and which of them are this one's
     * @param examples of this process's shards, in order
     * @param exchange makes one gradient of those of all shards
     */
    public record Share(Shards shards, List<Examples> examples, GradientExchange exchange) {

        /** Throws unless each shard has its examples. */
        public Share {
            examples = List.copyOf(examples);
            if (examples.size() != shards.own()) {
                throw new IllegalArgumentException(
                        "there must be examples for " + shards.own() + " shards but there are for " + examples.size());
            }
            for (int i = 0; i < examples.size(); i++) {
                int expected = shards.size(shards.first() + i);
                if (examples.get(i).count() != expected) {
                    throw new IllegalArgumentException(
                            "shard " + (shards.first() + i) + " of " + shards.count() + " must have " + expected
                                    + " examples but has " + examples.get(i).count());
                }
            }
        }

        private static Share whole(Examples training) {
            if (training.count() == 0) {
                throw new IllegalArgumentException("there are no training examples");
            }
            return new Share(
                    Shards.inOneProcess(1, training.count()), List.of(training), GradientExchange.inOneProcess());
        }
    }

    /**
     * Does one process's share of a training and returns the network, which is the same in all processes: its bits depend on the
     * number of shards and not on that of processes. One shard has the bits of a training that is not shared out. Each update is
     * made of a batch of each shard; the validation examples are scored by every process.
     *
     * @throws IllegalArgumentException if the plan accumulates batches or truncates sequences, and there are several shards
     */
    public Network train(Network network, Share share, Optional<Examples> validation) {
        return loop(network, share, validation).run();
    }

    /** Does the rest of one process's share, as {@link #train(Network, Share, Optional)} without a break. */
    public Network resume(Checkpoint from, Network network, Share share, Optional<Examples> validation) {
        TrainingLoop loop = loop(network, share, validation);
        loop.restore(from);
        return loop.run();
    }

    /**
     * Returns the network after the rest of a training, with the bits of {@link #train} without a break.
     *
     * @param network that the training began with; its parameters are not read
     * @param from a checkpoint of a training by the same plan on the same examples
     * @throws IllegalArgumentException if the checkpoint is of another network or plan
     */
    public Network resume(Checkpoint from, Network network, Examples training, Optional<Examples> validation) {
        TrainingLoop loop = loop(network, Share.whole(training), validation);
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
        TrainingLoop loop = loop(network, Share.whole(training), validation);
        loop.restore(from);
        return loop.now();
    }

    private TrainingLoop loop(Network network, Share training, Optional<Examples> validation) {
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

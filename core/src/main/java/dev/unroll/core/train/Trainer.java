package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Network;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The data loop, and the only one: batches in, events out, a trained network at the end.
 *
 * <pre>{@code
 * try (Team team = Team.of(2)) {
 *     var trainer = new Trainer(plan, Kernels.fastest(), team, event -> {});
 *     Network trained = trainer.train(network, training, Optional.of(validation));
 * }
 * }</pre>
 *
 * <p>With {@link Checkpoints} a training survives the end of its process: one that is resumed from any checkpoint ends in
 * the bits of one that never stopped.
 */
public final class Trainer {

    private final TrainingPlan plan;
    private final Kernels kernels;
    private final Team team;
    private final Consumer<TrainingEvent> listener;
    private final BooleanSupplier stop;
    private final Checkpoints checkpoints;

    /** Makes a trainer that runs all epochs. */
    public Trainer(TrainingPlan plan, Kernels kernels, Team team, Consumer<TrainingEvent> listener) {
        this(plan, kernels, team, listener, () -> false);
    }

    /** Makes a trainer that ends after the step during which {@code stop} has become true. */
    public Trainer(
            TrainingPlan plan, Kernels kernels, Team team, Consumer<TrainingEvent> listener, BooleanSupplier stop) {
        this(plan, kernels, team, listener, stop, Checkpoints.NONE);
    }

    /** Makes a trainer that also leaves checkpoints: when they are due, and when it is stopped. */
    public Trainer(
            TrainingPlan plan,
            Kernels kernels,
            Team team,
            Consumer<TrainingEvent> listener,
            BooleanSupplier stop,
            Checkpoints checkpoints) {
        this.plan = plan;
        this.kernels = kernels;
        this.team = team;
        this.listener = listener;
        this.stop = stop;
        this.checkpoints = checkpoints;
    }

    /**
     * Returns the network after training; {@code network} itself stays as it is.
     *
     * @throws NonFiniteException if a loss or gradient is not finite; it names step, layer and sample
     */
    public Network train(Network network, Examples training, Optional<Examples> validation) {
        return loop(network, training, validation).run(stop);
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
        return loop.run(stop);
    }

    private TrainingLoop loop(Network network, Examples training, Optional<Examples> validation) {
        if (training.count() == 0) {
            throw new IllegalArgumentException("there are no training examples");
        }
        return new TrainingLoop(plan, network, training, validation, kernels, team, listener, checkpoints);
    }
}

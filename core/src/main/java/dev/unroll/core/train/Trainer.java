package dev.unroll.core.train;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
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
 */
public final class Trainer {

    private final TrainingPlan plan;
    private final Kernels kernels;
    private final Team team;
    private final Consumer<TrainingEvent> listener;
    private final BooleanSupplier stop;

    /** Makes a trainer that runs all epochs. */
    public Trainer(TrainingPlan plan, Kernels kernels, Team team, Consumer<TrainingEvent> listener) {
        this(plan, kernels, team, listener, () -> false);
    }

    /** Makes a trainer that ends after the step during which {@code stop} has become true. */
    public Trainer(
            TrainingPlan plan, Kernels kernels, Team team, Consumer<TrainingEvent> listener, BooleanSupplier stop) {
        this.plan = plan;
        this.kernels = kernels;
        this.team = team;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Returns the network after training; {@code network} itself stays as it is.
     *
     * @throws NonFiniteException if a loss or gradient is not finite; it names step, layer and sample
     */
    public Network train(Network network, Examples training, Optional<Examples> validation) {
        if (training.count() == 0) {
            throw new IllegalArgumentException("there are no training examples");
        }
        var step = new TrainingStep(network, plan.loss(), plan.optimizer(), plan.clip(), kernels, team);
        long batches = Math.ceilDiv(training.count(), plan.batchSize());
        long steps = batches * plan.epochs();
        Schedule schedule = plan.schedule().apply(steps);
        var evaluator = new Evaluator(plan.loss(), plan.batchSize(), kernels, team);
        int parameters = network.layout().size();
        listener.accept(new TrainingEvent.Started(
                plan.epochs(), training.count(), steps, parameters, kernels.description(), team.size()));
        for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
            listener.accept(new TrainingEvent.EpochStarted(epoch, batches));
            Sums sums = new Sums();
            if (!runEpoch(step, training, schedule, epoch, sums)) {
                listener.accept(new TrainingEvent.Finished(step.steps(), true));
                return step.network();
            }
            Network now = step.network();
            listener.accept(new TrainingEvent.EpochDone(
                    epoch, sums.meanLoss(), sums.accuracy(), validation.map(given -> evaluator.evaluate(now, given))));
        }
        listener.accept(new TrainingEvent.Finished(step.steps(), false));
        return step.network();
    }

    /** Trains on every batch once; returns false if a stop was asked for before the last. */
    private boolean runEpoch(TrainingStep step, Examples training, Schedule schedule, int epoch, Sums sums) {
        BatchPlan batches = BatchPlan.of(training.inputs(), plan.batchSize(), plan.grouping(), plan.seed(), epoch);
        var batch = new Batch();
        for (int i = 0; i < batches.batches(); i++) {
            batch.of(training.inputs(), batches.order(), batches.from(i), batches.to(i));
            double learningRate = schedule.learningRate(step.steps());
            double loss = step.step(batch, training.labels(), learningRate, plan.seed(), epoch);
            var done = new TrainingEvent.Step(
                    epoch,
                    step.steps(),
                    i + 1L,
                    batch.size(),
                    loss,
                    step.gradientNorm(),
                    learningRate,
                    step.predictions(),
                    step.correct());
            sums.add(done);
            listener.accept(done);
            if (stop.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    /** Sums of one epoch. */
    private static final class Sums {
        private double loss;
        private long examples;
        private long predictions;
        private long correct;

        void add(TrainingEvent.Step step) {
            loss += step.loss() * step.examples();
            examples += step.examples();
            predictions += step.predictions();
            correct += step.correct();
        }

        double meanLoss() {
            return loss / examples;
        }

        double accuracy() {
            return predictions == 0 ? Double.NaN : (double) correct / predictions;
        }
    }
}

package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.schedule.Plateau;
import dev.unroll.core.schedule.Schedule;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.train.TrainingEvent.Ending;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One training as it runs. All that changes from step to step is here or in the parts that {@link #save} names; what is
 * random is a hash of where it is, so that nothing else has to be remembered.
 */
final class TrainingLoop {

    private static final String PLANNED = "planned_steps";
    private static final String CARRIED = "state";

    private final TrainingPlan plan;
    private final Examples training;
    private final Optional<Examples> validation;
    private final Team team;
    private final Kernels kernels;
    private final Consumer<TrainingEvent> listener;
    private final Checkpoints checkpoints;
    private final TrainingStep step;
    private final Evaluator evaluator;
    private final Schedule schedule;
    private final PlateauRun plateau;
    private final WeightAverage average;
    private final BestNetwork best;
    private final long planned;
    private final long updatesAnEpoch;
    private final Batch batch = new Batch();
    private final Matrix carried;
    private EpochSums sums = new EpochSums();
    private int epoch = 1;
    private double learningRate;

    TrainingLoop(
            TrainingPlan plan,
            Network network,
            Examples training,
            Optional<Examples> validation,
            Kernels kernels,
            Team team,
            Consumer<TrainingEvent> listener,
            Checkpoints checkpoints) {
        this.plan = plan;
        this.training = training;
        this.validation = validation;
        this.kernels = kernels;
        this.team = team;
        this.listener = listener;
        this.checkpoints = checkpoints;
        plan.extras().truncation().ifPresent(_ -> Truncation.requireFits(network.spec()));
        this.updatesAnEpoch = updates(batches(1));
        this.planned = updatesAnEpoch * plan.epochs();
        this.schedule = plan.schedule().apply(planned);
        requireValidation();
        this.step = new TrainingStep(
                network,
                plan.loss(),
                schedule.cycled(plan.optimizer(), 0),
                plan.clip(),
                plan.extras().frozen(),
                plan.extras().embeddingRate(),
                kernels,
                team);
        this.evaluator = new Evaluator(plan.loss(), plan.batchSize(), kernels, team);
        this.plateau = new PlateauRun(schedule);
        this.average = new WeightAverage(plan.extras().averaging());
        this.best = new BestNetwork(plan.extras().bestEpoch());
        this.carried = Matrix.zeros(
                plan.extras().truncation().isPresent() ? Math.min(plan.batchSize(), training.count()) : 0,
                network.spec().stateSize());
    }

    private void requireValidation() {
        boolean needed = plan.extras().bestEpoch().isPresent() || schedule instanceof Plateau;
        if (needed && validation.isEmpty()) {
            throw new IllegalArgumentException(
                    "keeping the best epoch, stopping early and reducing the learning rate on a"
                            + " plateau need validation examples, but there are none");
        }
    }

    private BatchPlan batches(int epoch) {
        return BatchPlan.of(training.inputs(), plan.batchSize(), plan.grouping(), plan.seed(), epoch);
    }

    /** Returns how many updates an epoch has: one a batch, or one a chunk of a batch. */
    private long updates(BatchPlan batches) {
        long updates = 0;
        for (int i = 0; i < batches.batches(); i++) {
            updates += chunks(batches, i);
        }
        return updates;
    }

    private int chunks(BatchPlan batches, int i) {
        return plan.extras()
                .truncation()
                .map(rule -> rule.chunks(training.inputs(), batches.order(), batches.from(i), batches.to(i)))
                .orElse(1);
    }

    /** Runs from where the training is to its end, or to the step during which {@code stop} has become true. */
    Network run(BooleanSupplier stop) {
        listener.accept(new TrainingEvent.Started(
                plan.epochs(),
                training.count(),
                planned,
                step.values().length,
                kernels.description(),
                team.size(),
                step.steps()));
        while (epoch <= plan.epochs()) {
            listener.accept(new TrainingEvent.EpochStarted(epoch, updatesAnEpoch, sums.done()));
            if (!runEpoch(stop)) {
                checkpoints.keep(save());
                return finish(Ending.INTERRUPTED, epoch, network());
            }
            Network network = endEpoch();
            boolean early = best.endsAfter(epoch) && epoch < plan.epochs();
            if (early || epoch == plan.epochs()) {
                return finish(
                        early ? Ending.PATIENCE : Ending.ALL_EPOCHS, best.epochOr(epoch), best.networkOr(network));
            }
            epoch++;
            sums = new EpochSums();
        }
        throw new IllegalStateException("epoch " + epoch + " of " + plan.epochs());
    }

    private Network finish(Ending ending, int kept, Network network) {
        listener.accept(new TrainingEvent.Finished(step.steps(), ending, kept));
        return network;
    }

    /** Does the updates of the epoch that are not done yet; returns false if a stop was asked for before the last. */
    private boolean runEpoch(BooleanSupplier stop) {
        BatchPlan batches = batches(epoch);
        long update = 0;
        for (int i = 0; i < batches.batches(); i++) {
            for (int chunk = 0; chunk < chunks(batches, i); chunk++) {
                if (update++ < sums.steps()) {
                    continue;
                }
                layOut(batches, i, chunk);
                update(chunk);
                if (stop.getAsBoolean()) {
                    return false;
                }
                if (checkpoints.areDue(step.steps())) {
                    checkpoints.keep(save());
                }
            }
        }
        return true;
    }

    private void layOut(BatchPlan batches, int i, int chunk) {
        int steps = plan.extras().truncation().map(Truncation::steps).orElse(Integer.MAX_VALUE);
        batch.ofChunk(training.inputs(), batches.order(), batches.from(i), batches.to(i), chunk * steps, steps);
        if (plan.extras().tokenDropout().isPresent()) {
            TokenDropout hidden = plan.extras().tokenDropout().get();
            batch.replaceTokens(hidden.share(), hidden.replacement(), plan.seed(), epoch);
        }
    }

    private void update(int chunk) {
        learningRate = plateau.learningRate(schedule, step.steps());
        step.optimizer(schedule.cycled(plan.optimizer(), step.steps()));
        double loss = step(chunk);
        average.afterStep(step.values());
        var done = new TrainingEvent.Step(
                epoch,
                step.steps(),
                sums.steps() + 1,
                batch.size(),
                loss,
                step.gradientNorm(),
                learningRate,
                step.predictions(),
                step.correct());
        sums.add(done, step.wasClipped());
        listener.accept(done);
    }

    private double step(int chunk) {
        Labels labels = training.labels();
        if (carried.rows() == 0) {
            return step.step(batch, labels, learningRate, plan.seed(), epoch);
        }
        if (chunk == 0) {
            Arrays.fill(carried.data(), 0);
        }
        return step.stepFromState(batch, labels, carried, carried, learningRate, plan.seed(), epoch);
    }

    private Network endEpoch() {
        average.afterEpoch(epoch, step.values());
        Network network = network();
        Optional<Evaluation> scores = validation.map(given -> evaluator.evaluate(network, given));
        best.afterEpoch(epoch, scores, network);
        plateau.afterEpoch(scores);
        listener.accept(new TrainingEvent.EpochDone(
                epoch,
                step.steps(),
                sums.meanLoss(),
                sums.accuracy(),
                learningRate,
                sums.gradients(),
                scores,
                WeightsHash.of(network)));
        return network;
    }

    /** Returns the network as it would be used now: the average of its weights, if they are averaged. */
    private Network network() {
        Network now = step.network();
        return Network.of(now.spec(), average.orElse(step.values()));
    }

    /** Returns all that {@link #restore} needs; its arrays are those of the training, not copies. */
    private Checkpoint save() {
        var into = new Checkpoint.Builder(step.steps(), epoch);
        into.put(PLANNED, planned);
        into.put("learning_rate", learningRate);
        step.save(into);
        if (carried.rows() > 0) {
            into.put(CARRIED, carried.data());
        }
        sums.save(into);
        plateau.save(into);
        average.save(into);
        best.save(into);
        return into.build();
    }

    void restore(Checkpoint from) {
        if (from.whole(PLANNED) != planned) {
            throw new IllegalArgumentException("the checkpoint is of a training of " + from.whole(PLANNED)
                    + " steps but this one has " + planned + "; resume with the same plan and examples");
        }
        int parameters = step.values().length;
        step.restore(from);
        epoch = from.epoch();
        learningRate = from.number("learning_rate");
        if (carried.rows() > 0) {
            float[] state = from.floats(CARRIED, carried.data().length);
            System.arraycopy(state, 0, carried.data(), 0, state.length);
        }
        sums = EpochSums.restored(from);
        plateau.restore(from);
        average.restore(from, parameters);
        best.restore(from, parameters);
    }
}

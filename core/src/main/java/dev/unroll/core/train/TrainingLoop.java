package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.schedule.LearningRates;
import dev.unroll.core.schedule.Span;
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
    private final Compute compute;
    private final Consumer<TrainingEvent> listener;
    private final BooleanSupplier stop;
    private final Checkpoints checkpoints;
    private final TrainingStep step;
    private final Evaluator evaluator;
    private final LearningRates rates;
    private final PlateauRun plateau;
    private final WeightAverage average;
    private final BestNetwork best;
    private final long batchesAnEpoch;
    private final long updatesAnEpoch;
    private final long planned;
    private final Batch batch = new Batch();
    private final Matrix carried;
    private final EpochSums.UpdateCounts counts = new EpochSums.UpdateCounts();
    private final Optional<ScheduledSampling.Teller> teller;
    private EpochSums sums = new EpochSums();
    private int epoch = 1;
    private double learningRate;

    TrainingLoop(Trainer trainer, Network network, Examples training, Optional<Examples> validation) {
        this.plan = trainer.plan();
        this.training = training;
        this.validation = validation;
        this.compute = trainer.compute();
        this.listener = trainer.listener();
        this.stop = trainer.stop();
        this.checkpoints = trainer.checkpoints();
        plan.requireFits(network.spec());
        this.batchesAnEpoch = chunks(batches(1));
        this.updatesAnEpoch = Math.ceilDiv(batchesAnEpoch, plan.accumulation());
        this.planned = updatesAnEpoch * plan.epochs();
        this.rates = plan.schedule().over(new Span(plan.learningRate(), planned, (double) updatesAnEpoch));
        requireValidation();
        Optimizer first = rates.cycled(plan.optimizer(), 0);
        this.step = new TrainingStep(network, plan.withOptimizer(first), compute);
        this.teller = plan.scheduledSampling()
                .map(_ ->
                        new ScheduledSampling.Teller(step.run(), network.spec().stateSize()));
        this.evaluator = new Evaluator(plan.loss(), plan.batchSize(), compute);
        this.plateau = new PlateauRun(rates);
        this.average = new WeightAverage(plan.averaging());
        this.best = new BestNetwork(plan.bestEpoch());
        this.carried = Matrix.zeros(
                plan.truncation().isPresent() ? Math.min(plan.batchSize(), training.count()) : 0,
                network.spec().stateSize());
    }

    private void requireValidation() {
        boolean needed =
                plan.bestEpoch().isPresent() || plan.schedule().watched().isPresent();
        if (needed && validation.isEmpty()) {
            throw new IllegalArgumentException(
                    "keeping the best epoch, stopping early and reducing the learning rate on a"
                            + " plateau need validation examples, but there are none");
        }
    }

    private BatchPlan batches(int epoch) {
        return BatchPlan.of(training.inputs(), plan.batchSize(), plan.grouping(), plan.seed(), epoch);
    }

    /** Returns how many batches are learned in an epoch, each chunk of one being one. */
    private long chunks(BatchPlan batches) {
        long chunks = 0;
        for (int i = 0; i < batches.batches(); i++) {
            chunks += chunks(batches, i);
        }
        return chunks;
    }

    private int chunks(BatchPlan batches, int i) {
        return plan.truncation()
                .map(rule -> rule.chunks(training.inputs(), batches.order(), batches.from(i), batches.to(i)))
                .orElse(1);
    }

    /** Runs from where the training is to its end, or to the batch during which a stop was asked for. */
    Network run() {
        listener.accept(new TrainingEvent.Started(
                plan.epochs(),
                training.count(),
                planned,
                step.values().length,
                compute.kernels().description(),
                compute.team().size(),
                step.steps()));
        while (epoch <= plan.epochs()) {
            listener.accept(new TrainingEvent.EpochStarted(epoch, updatesAnEpoch, sums.done()));
            if (!runEpoch()) {
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

    /** Learns the batches of the epoch that are not done yet; returns false if a stop was asked for. */
    private boolean runEpoch() {
        BatchPlan batches = batches(epoch);
        long before = sums.steps() * plan.accumulation() + step.gradient().batches();
        long done = 0;
        for (int i = 0; i < batches.batches(); i++) {
            for (int chunk = 0; chunk < chunks(batches, i); chunk++) {
                if (done++ < before) {
                    continue;
                }
                layOut(batches, i, chunk);
                add(chunk);
                if (step.gradient().batches() == plan.accumulation() || done == batchesAnEpoch) {
                    update();
                }
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
        int steps = plan.truncation().map(Truncation::steps).orElse(Integer.MAX_VALUE);
        batch.ofChunk(training.inputs(), batches.order(), batches.from(i), batches.to(i), chunk * steps, steps);
        if (plan.tokenDropout().isPresent()) {
            TokenDropout hidden = plan.tokenDropout().get();
            batch.replaceTokens(hidden.share(), hidden.replacement(), plan.seed(), epoch);
        }
        if (teller.isPresent()) {
            double share = plan.scheduledSampling().orElseThrow().share(epoch);
            if (share > 0) {
                teller.get().tell(batch, share, plan.seed(), epoch);
            }
        }
    }

    private void add(int chunk) {
        try {
            addBatch(chunk);
        } catch (NonFiniteException e) {
            throw e.named(training.names());
        }
    }

    private void addBatch(int chunk) {
        GradientStep gradient = step.gradient();
        if (carried.rows() == 0) {
            gradient.add(batch, training.labels(), plan.seed(), epoch);
        } else {
            Matrix before = chunk == 0 ? NetworkRun.START : carried;
            gradient.addFromState(batch, training.labels(), before, carried, plan.seed(), epoch);
        }
        counts.add(batch.size(), gradient);
    }

    private void update() {
        learningRate = plateau.learningRate(rates, step.steps());
        step.optimizer(rates.cycled(plan.optimizer(), step.steps()));
        double loss = step.update(learningRate);
        average.afterStep(step.values());
        var done = new TrainingEvent.Step(
                epoch,
                step.steps(),
                sums.steps() + 1,
                counts.examples(),
                loss,
                step.gradientNorm(),
                learningRate,
                counts.predictions(),
                counts.correct());
        counts.clear();
        sums.add(done, step.wasClipped());
        listener.accept(done);
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

    /** Returns what the training would leave if it ended now. */
    Network now() {
        return best.networkOr(network());
    }

    /** Returns all that {@link #restore} needs; its arrays are those of the training, not copies. */
    private Checkpoint save() {
        var into = new Checkpoint.Builder(step.steps(), epoch);
        into.put(PLANNED, planned);
        into.put("learning_rate", learningRate);
        step.save(into);
        if (step.gradient().batches() > 0) {
            counts.save(into);
        }
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
        if (step.gradient().batches() > 0) {
            counts.restore(from);
        }
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

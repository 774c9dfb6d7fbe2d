package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Network;
import dev.unroll.core.schedule.LearningRates;
import dev.unroll.core.schedule.Span;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.train.TrainingEvent.Ending;
import dev.unroll.core.update.WeightAverage;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One training as it runs. All that changes from step to step is here or in the parts that {@link #save} names; what is
 * random is a hash of where it is, so that nothing else has to be remembered.
 */
final class TrainingLoop {

    private static final String PLANNED = "planned_steps";

    private final TrainingPlan plan;
    private final long examples;
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
    private final Learning learning;
    private EpochSums sums = new EpochSums();
    private int epoch = 1;
    private double learningRate;

    TrainingLoop(Trainer trainer, Network network, Trainer.Share training, Optional<Examples> validation) {
        this.plan = trainer.plan();
        this.examples = training.shards().examples();
        this.validation = validation;
        this.compute = trainer.compute();
        this.listener = trainer.listener();
        this.stop = trainer.stop();
        this.checkpoints = trainer.checkpoints();
        plan.requireFits(network.spec());
        boolean isWhole = training.shards().count() == 1;
        this.batchesAnEpoch = isWhole
                ? Learner.batchesAnEpoch(plan, training.examples().getFirst())
                : Math.ceilDiv(training.shards().largest(), plan.batchSize());
        this.updatesAnEpoch = Math.ceilDiv(batchesAnEpoch, plan.accumulation());
        this.planned = updatesAnEpoch * plan.epochs();
        this.rates = plan.schedule().over(new Span(plan.learningRate(), planned, (double) updatesAnEpoch));
        requireValidation();
        this.step = new TrainingStep(network, plan.withOptimizer(rates.cycled(plan.optimizer(), 0)), compute);
        this.learning =
                isWhole ? whole(training.examples().getFirst()) : new SharedLearning(plan, step, training, compute);
        this.evaluator = new Evaluator(plan.loss(), plan.batchSize(), compute);
        this.plateau = new PlateauRun(rates);
        this.average = new WeightAverage(plan.averaging());
        this.best = new BestNetwork(plan.bestEpoch());
    }

    private Learner whole(Examples all) {
        return new Learner(plan, step.spec(), all, step.gradient(), BatchPlan.Draw.ofAll(plan.seed(), all.inputs()));
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

    /** Runs from where the training is to its end, or to the batch during which a stop was asked for. */
    Network run() {
        listener.accept(new TrainingEvent.Started(
                plan.epochs(),
                examples,
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
        learning.begin(epoch);
        long before = sums.steps() * plan.accumulation() + step.gradient().batches();
        for (long done = 0; done < before; done++) {
            learning.skip();
        }
        for (long done = before; done < batchesAnEpoch; done++) {
            learning.add(step.steps() + 1);
            if (step.gradient().batches() == plan.accumulation() || done + 1 == batchesAnEpoch) {
                update();
            }
            if (stop.getAsBoolean()) {
                return false;
            }
            if (checkpoints.areDue(step.steps())) {
                checkpoints.keep(save());
            }
        }
        return true;
    }

    private void update() {
        learningRate = plateau.learningRate(rates, step.steps());
        step.optimizer(rates.cycled(plan.optimizer(), step.steps()));
        double loss = step.update(learningRate);
        average.afterStep(step.values());
        EpochSums.UpdateCounts counts = learning.counts();
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
        learning.save(into);
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
        learning.restore(from);
        epoch = from.epoch();
        learningRate = from.number("learning_rate");
        sums = EpochSums.restored(from);
        plateau.restore(from);
        average.restore(from, parameters);
        best.restore(from, parameters);
    }
}

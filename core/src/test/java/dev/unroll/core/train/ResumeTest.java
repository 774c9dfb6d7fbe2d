package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.cells.LearnedStarts;
import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.optimizer.AdamW;
import dev.unroll.core.optimizer.Nadam;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.optimizer.RmsProp;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.schedule.Cosine;
import dev.unroll.core.schedule.OneCycle;
import dev.unroll.core.schedule.Plateau;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.score.Watch;
import dev.unroll.core.tensorfile.Tensor;
import dev.unroll.core.tensorfile.TensorFile;
import dev.unroll.core.update.Averaging;
import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.ParameterGroup;
import dev.unroll.core.update.WeightDrop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract 2: a training resumed from any checkpoint ends in the bits of one that never stopped. */
class ResumeTest {

    private final Compute compute = Compute.of(2);

    @AfterEach
    void closeCompute() {
        compute.close();
    }

    /** A training: what is learned, how, and what else it remembers from step to step. */
    private record Case(String name, Task task, TrainingPlan plan) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static TrainingPlan plan(Optimizer optimizer, double learningRate) {
        return TrainingPlan.of(optimizer, learningRate)
                .withEpochs(4)
                .withBatchSize(10)
                .withClip(GradientClip.byNorm(0.5))
                .withSeed(3);
    }

    private static Case of(String name, Task task, TrainingPlan plan) {
        return new Case(name, task, plan.withLoss(task.loss()));
    }

    private static Task dropping(Task task, Dropouts dropout) {
        NetworkSpec spec = task.spec();
        return new Task(
                task.name(),
                new NetworkSpec(spec.input(), spec.layers(), dropout, spec.readout(), spec.head()),
                task.loss(),
                task.examples());
    }

    /** Returns the task, learned by another cell. */
    private static Task with(Cell cell, Task task) {
        NetworkSpec spec = task.spec();
        var changed =
                new NetworkSpec(spec.input(), List.of(new Layer(cell)), spec.dropout(), spec.readout(), spec.head());
        return new Task(task.name(), changed, task.loss(), task.examples());
    }

    /** Returns the task, learned by one more layer that reads both ways. */
    private static Task deep(Task task) {
        NetworkSpec spec = task.spec();
        Layer first = spec.layers().getFirst();
        var second = new Layer(Cells.lstm(first.outputSize(), 6, Bias.PRESENT), Layer.Reading.BIDIRECTIONAL);
        var changed =
                new NetworkSpec(spec.input(), List.of(first, second), spec.dropout(), spec.readout(), spec.head());
        return new Task(task.name(), changed, task.loss(), task.examples());
    }

    static List<Case> cases() {
        var head = new Dropouts(0, 0, 0.3);
        var least = new BestEpoch(Watch.LOSS, 0);
        var chunks = new Truncation(2);
        var plateau =
                new Plateau().withGamma(0.3).withPatience(0).withThreshold(0.5, Plateau.Threshold.PART_OF_THE_BEST);
        return List.of(
                of(
                        "lstm, adam, one cycle",
                        dropping(Task.firstToken(35), head),
                        plan(new Adam(), 0.02).withSchedule(new OneCycle()).withGrouping(BatchPlan.Grouping.BY_LENGTH)),
                of(
                        "gru both ways, momentum",
                        Task.meanOfInput(35),
                        plan(new Sgd().withMomentum(0.9), 0.02).withSchedule(new Cosine())),
                of(
                        "embedding, rmsprop, averaged, best",
                        Task.hasTokenZero(35),
                        plan(new RmsProp(), 0.005).withBestEpoch(least).withAveraging(new Averaging.Epochs(2))),
                of(
                        "lstm, early stop, averaged",
                        Task.firstToken(35),
                        plan(new AdamW(), 0.05)
                                .withBestEpoch(new BestEpoch(Watch.ACCURACY, 1))
                                .withAveraging(new Averaging.Exponential(0.9))),
                of(
                        "elman in chunks",
                        dropping(Task.previousToken(35), head),
                        plan(new Adam(), 0.02).withTruncation(chunks)),
                of(
                        "lstm, plateau",
                        Task.firstToken(35),
                        plan(new Adam(), 0.05)
                                .withSchedule(plateau)
                                .withBestEpoch(least)
                                .withAveraging(new Averaging.Epochs(2))),
                of(
                        "two layers both ways, dropout, amsgrad, averaged steps",
                        deep(dropping(Task.meanOfInput(35), new Dropouts(0.1, 0.2, 0.3))),
                        plan(new AdamW().withAmsgrad(), 0.02)
                                .withSchedule(new Cosine())
                                .withGrouping(BatchPlan.Grouping.BY_LENGTH)
                                .withBestEpoch(new BestEpoch(Watch.LOSS, 1))
                                .withAveraging(new Averaging.Exponential(0.9))),
                of(
                        "lstm in chunks, nadam",
                        with(Cells.lstm(4, 8, Bias.PRESENT), Task.previousToken(35)),
                        plan(new Nadam(), 0.02).withTruncation(chunks)),
                of(
                        "relu, centered rmsprop with momentum",
                        with(Cells.elmanRelu(4, 8, Bias.PRESENT), Task.firstToken(35)),
                        plan(new RmsProp().withCentered().withMomentum(0.5), 0.002)),
                of(
                        "three batches an update, groups",
                        Task.hasTokenZero(75),
                        plan(new AdamW(), 0.02)
                                .withSchedule(new OneCycle())
                                .withAccumulation(3)
                                .with(ParameterGroup.biases().withWeightDecay(0))
                                .with(ParameterGroup.embedding().withRate(0.5))),
                of(
                        "two chunks an update, the head frozen, averaged steps",
                        dropping(Task.previousToken(35), head),
                        plan(new Adam(), 0.02)
                                .withTruncation(chunks)
                                .withAccumulation(2)
                                .withClip(GradientClip.byValue(0.01))
                                .withAveraging(new Averaging.Exponential(0.9))
                                .with(ParameterGroup.head().frozen())),
                of(
                        "learned starts, dropped weights",
                        with(LearnedStarts.of(Cells.lstm(4, 8, Bias.PRESENT)), Task.previousToken(35)),
                        plan(new Adam(), 0.02).withTruncation(chunks).withWeightDrop(new WeightDrop(0.3))));
    }

    /** Keeps a copy of a checkpoint after every step, as a disk would. */
    private static final class Copies implements Checkpoints {

        private final List<Checkpoint> all = new ArrayList<>();

        @Override
        public boolean areDue(long step) {
            return true;
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            var tensors = new LinkedHashMap<String, Tensor>();
            checkpoint.content().tensors().forEach((name, tensor) -> {
                float[] copy = ((Tensor.Floats) tensor).values().clone();
                tensors.put(name, Tensor.of(copy, copy.length));
            });
            all.add(Checkpoint.of(new TensorFile(checkpoint.content().metadata(), tensors)));
        }
    }

    private Trainer trainer(Case given, List<TrainingEvent> events, Checkpoints checkpoints) {
        return new Trainer(given.plan(), compute).withListener(events::add).withCheckpoints(checkpoints);
    }

    private static Optional<Examples> validation(Case given) {
        return Optional.of(given.task().examples());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fromEveryStepTheRestHasTheSameBitsAndEvents(Case given) {
        var copies = new Copies();
        List<TrainingEvent> events = new ArrayList<>();
        Network straight = trainer(given, events, copies)
                .train(given.task().network(), given.task().examples(), validation(given));
        assertTrue(copies.all.size() > 8, "steps");
        for (Checkpoint from : copies.all) {
            List<TrainingEvent> rest = new ArrayList<>();
            Network resumed = trainer(given, rest, Checkpoints.NONE)
                    .resume(from, given.task().network(), given.task().examples(), validation(given));
            assertEquals(WeightsHash.of(straight), WeightsHash.of(resumed), "from step " + from.step());
            assertEquals(after(from, events), after(from, rest), "from step " + from.step());
            var goesOn = (TrainingEvent.EpochStarted) rest.get(1);
            assertEquals(sums(events, goesOn.epoch(), from.step()), goesOn.before(), "from step " + from.step());
        }
    }

    /** Returns the sums over the steps of an epoch, up to one of them. */
    private static TrainingEvent.Sums sums(List<TrainingEvent> events, int epoch, long last) {
        var sums = TrainingEvent.Sums.NONE;
        for (TrainingEvent event : events) {
            if (event instanceof TrainingEvent.Step step && step.epoch() == epoch && step.step() <= last) {
                sums = new TrainingEvent.Sums(
                        sums.batches() + 1,
                        sums.examples() + step.examples(),
                        sums.loss() + step.loss() * step.examples(),
                        sums.predictions() + step.predictions(),
                        sums.correct() + step.correct());
            }
        }
        return sums;
    }

    /** Returns what happened after a checkpoint, as text: evaluations are compared by what they say. */
    private static List<String> after(Checkpoint from, List<TrainingEvent> events) {
        return events.stream()
                .flatMap(event -> switch (event) {
                    case TrainingEvent.Step done when done.step() > from.step() -> List.of(done.toString()).stream();
                    case TrainingEvent.EpochDone done
                    when done.epoch() >= from.epoch() ->
                        List.of(done.epoch() + " " + done.loss() + " " + done.accuracy() + " " + done.gradients() + " "
                                        + done.weights()
                                        + done.validation().map(Evaluation::loss))
                                .stream();
                    case TrainingEvent.Finished done -> List.of(done.toString()).stream();
                    default -> List.<String>of().stream();
                })
                .toList();
    }

    @Test
    void aStopInTheMidstOfAnUpdateLosesNoBatch() {
        Case given = cases().get(9);
        assertEquals(3, given.plan().accumulation());
        Network straight = trainer(given, new ArrayList<>(), Checkpoints.NONE)
                .train(given.task().network(), given.task().examples(), validation(given));
        var copies = new Copies();
        int[] batches = {0};
        trainer(given, new ArrayList<>(), copies)
                .withStop(() -> ++batches[0] == 13)
                .train(given.task().network(), given.task().examples(), validation(given));
        Checkpoint last = copies.all.getLast();
        // 8 batches an epoch make 3 updates of 3, 3 and 2.
        assertEquals(4, last.step());
        assertEquals(2, last.epoch());
        assertTrue(last.has("gradient"));
        assertFalse(copies.all.get(2).has("gradient"));
        Network resumed = trainer(given, new ArrayList<>(), Checkpoints.NONE)
                .resume(last, given.task().network(), given.task().examples(), validation(given));
        assertEquals(WeightsHash.of(straight), WeightsHash.of(resumed));
    }

    @Test
    void aStopLeavesACheckpointThoughNoneIsDue() {
        Case given = cases().getFirst();
        var copies = new Copies();
        var never = new Checkpoints() {
            @Override
            public boolean areDue(long step) {
                return false;
            }

            @Override
            public void keep(Checkpoint checkpoint) {
                copies.keep(checkpoint);
            }
        };
        List<TrainingEvent> events = new ArrayList<>();
        trainer(given, events, never)
                .withStop(() -> events.stream()
                                .filter(TrainingEvent.Step.class::isInstance)
                                .count()
                        == 6)
                .train(given.task().network(), given.task().examples(), Optional.empty());
        assertEquals(1, copies.all.size());
        assertEquals(6, copies.all.getFirst().step());
        assertEquals(2, copies.all.getFirst().epoch());
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() {
        var copies = new Copies();
        Case given = cases().getFirst();
        trainer(given, new ArrayList<>(), copies)
                .train(given.task().network(), given.task().examples(), validation(given));
        Checkpoint from = copies.all.getFirst();
        var longer = new Case("longer", given.task(), given.task().plan(9, 0));
        var plan =
                assertThrows(IllegalArgumentException.class, () -> trainer(longer, new ArrayList<>(), Checkpoints.NONE)
                        .resume(from, given.task().network(), given.task().examples(), Optional.empty()));
        assertEquals(
                "the checkpoint is of a training of 16 steps but this one has 36; resume with the same plan and examples",
                plan.getMessage());
        Case other = cases().get(1);
        var network =
                assertThrows(IllegalArgumentException.class, () -> trainer(other, new ArrayList<>(), Checkpoints.NONE)
                        .resume(from, other.task().network(), other.task().examples(), Optional.empty()));
        assertTrue(
                network.getMessage()
                        .matches("the checkpoint's \"parameters\" must have \\d+ floats but is F32 \\[\\d+\\];"
                                + " it is of another network or training"),
                network.getMessage());
    }
}

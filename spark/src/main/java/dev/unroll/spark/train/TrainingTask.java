package dev.unroll.spark.train;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Network;
import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.Shards;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.core.train.WeightsHash;
import dev.unroll.data.Example;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import dev.unroll.run.job.GivenExamples;
import dev.unroll.run.task.Problem;
import dev.unroll.spark.folder.ModelFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import scala.Tuple2;

/** One task of a training: it learns the shards whose rows it has. */
final class TrainingTask {

    /** Between a task's address and the checkpoint from which it would go on; neither has a blank. */
    private static final String BLANK = " ";

    private final Start start;
    private final BarrierTaskContext context;
    private final ProgressAccumulator progress;
    private final TrainConfig config;
    private final Configuration hadoop;

    TrainingTask(Start start, BarrierTaskContext context, ProgressAccumulator progress) {
        this.start = start;
        this.context = context;
        this.progress = progress;
        this.config = start.config().config();
        this.hadoop = start.hadoop().value();
    }

    /** Learns these rows, which are in order, each with its number among those of all tasks. */
    Outcome run(Iterator<Tuple2<Long, TrainingRow>> rows) throws IOException {
        return learn(Reading.of(config), rows);
    }

    private <E extends Example> Outcome learn(Reading<E> reading, Iterator<Tuple2<Long, TrainingRow>> rows)
            throws IOException {
        Model model = start.model().load();
        Problem<E> problem = reading.problem(model, start.examples());
        Shards shards = shards();
        List<Examples> examples = examples(reading, problem, shards, rows);
        Optional<Examples> validation = validation(reading, problem);
        int[] counts = start.labelCounts();
        double balance = config.training().classBalance();
        ClassWeights weights = balance == 0 ? ClassWeights.none() : ClassWeights.balanced(counts, balance);
        TrainingPlan plan = new GivenExamples(config).plan(weights);
        try (ExchangeMaker.Opened opened = start.exchange().open(host());
                Compute compute = Compute.of(context.cpus())) {
            List<String> meeting = meeting(opened);
            var share = new Trainer.Share(shards, examples, exchange(opened, meeting, shards));
            return train(new Trainer(plan, compute), model, share, validation, checkpoint(meeting));
        }
    }

    private Shards shards() {
        var parts = new ShardPartitioner(start.shards(), context.numPartitions());
        int first = parts.first(context.partitionId());
        return new Shards(start.shards(), first, parts.first(context.partitionId() + 1) - first, start.examples());
    }

    private <E extends Example> List<Examples> examples(
            Reading<E> reading, Problem<E> problem, Shards shards, Iterator<Tuple2<Long, TrainingRow>> rows) {
        List<List<E>> parts = new ArrayList<>();
        for (int i = 0; i < shards.own(); i++) {
            parts.add(new ArrayList<>());
        }
        while (rows.hasNext()) {
            Tuple2<Long, TrainingRow> row = rows.next();
            int shard = (int) (row._1() % shards.count());
            parts.get(shard - shards.first()).add(reading.example(row._2().content()));
        }
        return parts.stream()
                .map(part -> problem.training(part, config.training().batchSize()))
                .toList();
    }

    private <E extends Example> Optional<Examples> validation(Reading<E> reading, Problem<E> problem) {
        if (start.validation().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(problem.scoring(start.validation().stream()
                .map(row -> reading.example(row.content()))
                .toList()));
    }

    private static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }

    private boolean isAlone() {
        return context.numPartitions() == 1;
    }

    /**
     * Returns what all tasks say when they meet: where they are, and from which checkpoint they would go on. Of this all heed
     * what the first one says. Spark takes a second for it, which is why it is done once.
     */
    private List<String> meeting(ExchangeMaker.Opened opened) throws IOException {
        boolean again = context.stageAttemptNumber() > 0 && !start.checkpoints().isEmpty();
        String checkpoint = again ? HadoopCheckpoints.newest(start.checkpoints(), hadoop).orElse("") : "";
        String said = opened.address() + BLANK + checkpoint;
        return isAlone() ? List.of(said) : Arrays.asList(context.allGather(said));
    }

    private static String part(String said, int part) {
        return said.split(BLANK, -1)[part];
    }

    private GradientExchange exchange(ExchangeMaker.Opened opened, List<String> meeting, Shards shards)
            throws IOException {
        List<String> addresses = meeting.stream().map(said -> part(said, 0)).toList();
        return isAlone()
                ? GradientExchange.inOneProcess()
                : opened.connect(addresses, context.partitionId(), shards);
    }

    private Optional<HadoopCheckpoints.Kept> checkpoint(List<String> meeting) throws IOException {
        String name = part(meeting.getFirst(), 1);
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(HadoopCheckpoints.read(start.checkpoints(), name, hadoop));
    }

    private Outcome train(
            Trainer trainer,
            Model fresh,
            Trainer.Share share,
            Optional<Examples> validation,
            Optional<HadoopCheckpoints.Kept> from)
            throws IOException {
        boolean isFirst = context.partitionId() == 0;
        var notes = new ProgressNotes(
                context.stageAttemptNumber(),
                from.map(HadoopCheckpoints.Kept::epochs).orElse(List.of()),
                isFirst ? progress::add : _ -> {});
        Trainer ready = trainer.withListener(notes).withStop(context::isInterrupted);
        if (isFirst && !start.checkpoints().isEmpty()) {
            ready = ready.withCheckpoints(checkpoints(notes));
        }
        Network trained = from.isPresent()
                ? ready.resume(from.get().checkpoint(), fresh.network(), share, validation)
                : ready.train(fresh.network(), share, validation);
        context.killTaskIfInterrupted();
        var model = new Model(fresh.name(), fresh.task(), trained, fresh.input(), fresh.training());
        return new Outcome(
                context.partitionId(),
                WeightsHash.of(trained),
                isFirst ? List.of(ModelFiles.of(model)) : List.of(),
                notes.latest());
    }

    private HadoopCheckpoints checkpoints(ProgressNotes notes) throws IOException {
        TrainingTable training = config.training();
        return new HadoopCheckpoints(
                start.checkpoints(),
                hadoop,
                training.checkpoints(),
                Duration.ofSeconds(training.checkpointSeconds()),
                notes::epochs);
    }
}

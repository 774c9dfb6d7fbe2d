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
import dev.unroll.spark.exchange.Exchange;
import dev.unroll.spark.exchange.Listener;
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
        try (Compute compute = Compute.of(context.cpus())) {
            var ready = new Ready(new Trainer(plan, compute), model, shards, examples, validation);
            return context.numPartitions() == 1 ? alone(ready) : together(ready);
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

    private HadoopCheckpoints checkpoints(ProgressNotes notes) throws IOException {
        TrainingTable training = config.training();
        return new HadoopCheckpoints(
                start.checkpoints(),
                hadoop,
                training.checkpoints(),
                Duration.ofSeconds(training.checkpointSeconds()),
                notes::epochs);
    }

    private static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }

    /** Returns the checkpoint from which this task would go on; empty if there is none. */
    private String newest() throws IOException {
        boolean again = context.stageAttemptNumber() > 0 && !start.checkpoints().isEmpty();
        return again ? HadoopCheckpoints.newest(start.checkpoints(), hadoop).orElse("") : "";
    }

    /** What is ready to be trained. */
    private record Ready(Trainer trainer, Model fresh, Shards shards, List<Examples> examples, Optional<Examples> validation) {}

    /** Trains alone. */
    private Outcome alone(Ready ready) throws IOException {
        return train(ready, GradientExchange.inOneProcess(), newest());
    }

    /**
     * Meets all other tasks, and trains with them. Spark takes a second for the meeting, which is why there is one: each says where
     * it is and from which checkpoint it would go on, and of this all heed what the first one says.
     */
    private Outcome together(Ready ready) throws IOException {
        try (Listener listener = Exchange.listen(host())) {
            String said = SentExchange.written(listener.address()) + BLANK + newest();
            List<String> meeting = Arrays.asList(context.allGather(said));
            List<String> addresses = meeting.stream().map(all -> part(all, 0)).toList();
            int parameters = ready.fresh().network().values().length;
            try (Exchange exchange = start.exchange()
                    .connect(listener, addresses, context.partitionId(), ready.shards(), parameters)) {
                return told(ready, exchange, part(meeting.getFirst(), 1));
            }
        }
    }

    /** Trains, and tells all others why if it fails. */
    private Outcome told(Ready ready, Exchange exchange, String checkpoint) throws IOException {
        try {
            return train(ready, exchange, checkpoint);
        } catch (IOException | RuntimeException e) {
            exchange.fail(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static String part(String said, int part) {
        return said.split(BLANK, -1)[part];
    }

    private Outcome train(Ready ready, GradientExchange exchange, String checkpoint) throws IOException {
        Optional<HadoopCheckpoints.Kept> from = checkpoint.isEmpty()
                ? Optional.empty()
                : Optional.of(HadoopCheckpoints.read(start.checkpoints(), checkpoint, hadoop));
        boolean isFirst = context.partitionId() == 0;
        var notes = new ProgressNotes(
                context.stageAttemptNumber(),
                from.map(HadoopCheckpoints.Kept::epochs).orElse(List.of()),
                isFirst ? progress::add : _ -> {});
        Trainer trainer = ready.trainer().withListener(notes).withStop(context::isInterrupted);
        if (isFirst && !start.checkpoints().isEmpty()) {
            trainer = trainer.withCheckpoints(checkpoints(notes));
        }
        Model fresh = ready.fresh();
        var share = new Trainer.Share(ready.shards(), ready.examples(), exchange);
        Network trained = from.isPresent()
                ? trainer.resume(from.get().checkpoint(), fresh.network(), share, ready.validation())
                : trainer.train(fresh.network(), share, ready.validation());
        context.killTaskIfInterrupted();
        var model = new Model(fresh.name(), fresh.task(), trained, fresh.input(), fresh.training());
        return new Outcome(
                context.partitionId(),
                WeightsHash.of(trained),
                isFirst ? List.of(ModelFiles.of(model)) : List.of(),
                notes.latest());
    }
}

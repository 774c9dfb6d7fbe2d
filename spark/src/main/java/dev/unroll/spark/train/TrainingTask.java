package dev.unroll.spark.train;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Network;
import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.Shards;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.WeightsHash;
import dev.unroll.run.config.TrainingTable;
import dev.unroll.spark.exchange.Exchange;
import dev.unroll.spark.exchange.Listener;
import dev.unroll.spark.exchange.Written;
import dev.unroll.spark.progress.Noted;
import dev.unroll.spark.progress.ProgressAccumulator;
import dev.unroll.spark.progress.ProgressNotes;
import dev.unroll.spark.progress.TaskLog;
import dev.unroll.spark.progress.TrainingLog;
import dev.unroll.spark.rows.TrainingRow;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import scala.Tuple2;

/** One task of a barrier stage: it learns the shards whose rows it has. */
final class TrainingTask {

    /** Between a task's address and the checkpoint from which it would go on; neither has a blank. */
    private static final String BLANK = " ";

    private final Start start;
    private final Terms terms;
    private final BarrierTaskContext context;
    private final ProgressAccumulator progress;
    private final Configuration hadoop;

    TrainingTask(Start start, Terms terms, BarrierTaskContext context, ProgressAccumulator progress) {
        this.start = start;
        this.terms = terms;
        this.context = context;
        this.progress = progress;
        this.hadoop = terms.hadoop().value();
    }

    /** Learns these rows, which are in order, each with its number among those of all tasks. */
    Outcome run(Iterator<Tuple2<Long, TrainingRow>> rows) throws IOException {
        var prepared = Prepared.of(start, shards(), rows);
        return context.numPartitions() == 1
                ? train(prepared, GradientExchange.inOneProcess(), newest())
                : together(prepared);
    }

    private Shards shards() {
        var parts = new ShardPartitioner(start.shards(), context.numPartitions());
        int first = parts.first(context.partitionId());
        return new Shards(start.shards(), first, parts.first(context.partitionId() + 1) - first, start.examples());
    }

    private static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }

    /** Returns the checkpoint from which this task would go on; empty if there is none. */
    private String newest() throws IOException {
        boolean again = context.stageAttemptNumber() > 0 && !terms.checkpoints().isEmpty();
        return again ? HadoopCheckpoints.newest(terms.checkpoints(), hadoop).orElse("") : "";
    }

    /**
     * Meets all other tasks, and trains with them. Spark takes a second for the meeting, which is why there is one: each says where
     * it is and from which checkpoint it would go on, and of this all heed what the first one says.
     */
    private Outcome together(Prepared prepared) throws IOException {
        try (Listener listener = Exchange.listen(host())) {
            String said = Written.address(listener) + BLANK + newest();
            List<String> meeting = Arrays.asList(context.allGather(said));
            List<String> addresses = meeting.stream().map(all -> part(all, 0)).toList();
            int parameters = prepared.fresh().network().values().length;
            try (Exchange exchange = terms.exchange()
                    .connect(listener, addresses, context.partitionId(), prepared.shards(), parameters)) {
                return told(prepared, exchange, part(meeting.getFirst(), 1));
            }
        }
    }

    private static String part(String said, int part) {
        return said.split(BLANK, -1)[part];
    }

    /** Trains, and tells all others why if it fails. */
    private Outcome told(Prepared prepared, Exchange exchange, String checkpoint) throws IOException {
        try {
            return train(prepared, exchange, checkpoint);
        } catch (IOException | RuntimeException e) {
            exchange.fail(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private Outcome train(Prepared prepared, GradientExchange exchange, String checkpoint) throws IOException {
        Optional<HadoopCheckpoints.Kept> from = checkpoint.isEmpty()
                ? Optional.empty()
                : Optional.of(HadoopCheckpoints.read(terms.checkpoints(), checkpoint, hadoop));
        Noted before = from.map(HadoopCheckpoints.Kept::noted).orElse(Noted.NOTHING);
        boolean isFirst = context.partitionId() == 0;
        var notes = new ProgressNotes(context.stageAttemptNumber(), before.epochs(), isFirst ? progress::add : _ -> {});
        try (Compute compute = Compute.of(context.cpus());
                TaskLog log = new TaskLog(before.log(), from.map(HadoopCheckpoints.Kept::checkpoint))) {
            Trainer trainer = prepared.trainer(compute)
                    .withListener(isFirst ? notes.andThen(log) : notes)
                    .withStop(context::isInterrupted);
            if (isFirst && !terms.checkpoints().isEmpty()) {
                trainer =
                        trainer.withCheckpoints(checkpoints(prepared, () -> new Noted(notes.epochs(), log.written())));
            }
            Network fresh = prepared.fresh().network();
            var share = new Trainer.Share(prepared.shards(), prepared.examples(), exchange);
            Network trained = from.isPresent()
                    ? trainer.resume(from.get().checkpoint(), fresh, share, prepared.validation())
                    : trainer.train(fresh, share, prepared.validation());
            context.killTaskIfInterrupted();
            return new Outcome(
                    context.partitionId(),
                    WeightsHash.of(trained),
                    isFirst ? List.of(prepared.model(trained)) : List.of(),
                    notes.latest(),
                    isFirst ? log.written() : TrainingLog.NONE);
        }
    }

    private HadoopCheckpoints checkpoints(Prepared prepared, Supplier<Noted> noted) throws IOException {
        TrainingTable training = prepared.config().training();
        return new HadoopCheckpoints(
                terms.checkpoints(),
                hadoop,
                training.checkpoints(),
                Duration.ofSeconds(training.checkpointSeconds()),
                noted);
    }
}

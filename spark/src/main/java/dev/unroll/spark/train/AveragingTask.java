package dev.unroll.spark.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Network;
import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.Shards;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.core.train.WeightsHash;
import dev.unroll.spark.progress.ProgressNotes;
import dev.unroll.spark.progress.TaskLog;
import dev.unroll.spark.progress.TrainingLog;
import dev.unroll.spark.rows.TrainingRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import scala.Tuple2;

/** One shard's part of a round: it goes on from the mean, alone, for some steps or to the end of the epoch. */
final class AveragingTask implements Checkpoints {

    private final Start start;
    private final Averaging.Round round;
    private final int shard;
    private final List<byte[]> kept = new ArrayList<>();
    private long left;
    private long batches;

    AveragingTask(Start start, Averaging.Round round, int shard) {
        this.start = start;
        this.round = round;
        this.shard = shard;
        this.left = round.steps();
    }

    /** Learns the rows of the shard. */
    Averaging.Part run(Iterator<Tuple2<Long, TrainingRow>> rows) throws IOException {
        var shards = new Shards(start.shards(), shard, 1, start.examples());
        var prepared = Prepared.of(start, shards, rows);
        var notes = new ProgressNotes(0, round.noted().epochs(), _ -> {});
        boolean isFirst = shard == 0;
        TaskContext context = TaskContext.get();
        Optional<Checkpoint> mean = mean();
        try (Compute compute = Compute.of(context.cpus());
                TaskLog log = new TaskLog(isFirst ? round.noted().log() : TrainingLog.NONE, mean)) {
            Consumer<TrainingEvent> listener = notes.andThen(this::count);
            Trainer trainer = prepared.trainer(compute)
                    .withListener(isFirst ? listener.andThen(log) : listener)
                    .withStop(() -> left <= 0 || context.isInterrupted())
                    .withCheckpoints(this);
            var share = new Trainer.Share(shards, prepared.examples(), AveragingTask::alone);
            Network fresh = prepared.fresh().network();
            Network trained = mean.isEmpty()
                    ? trainer.train(fresh, share, prepared.validation())
                    : trainer.resume(mean.get(), fresh, share, prepared.validation());
            context.killTaskIfInterrupted();
            boolean isEnd = kept.isEmpty();
            var outcome = new Outcome(
                    shard,
                    WeightsHash.of(trained),
                    isEnd ? List.of(prepared.model(trained)) : List.of(),
                    notes.latest(),
                    isFirst ? log.written() : TrainingLog.NONE);
            return new Averaging.Part(shard, shards.size(shard), kept, outcome);
        }
    }

    private Optional<Checkpoint> mean() throws IOException {
        return round.mean().isEmpty()
                ? Optional.empty()
                : Optional.of(CheckpointBytes.read(round.mean().getFirst()));
    }

    /** Takes the shard's own gradient for that of all; of a shard that has no batch for this update, none. */
    private static void alone(long step, long parameters, List<ShardGradient> own, ShardGradient total) {
        GradientExchange.inOneProcess().sum(step, parameters, own, total);
        if (total.divisor() == 0) {
            total.set(1, 1, 0, 0, 0, 0);
        }
    }

    /** A round ends with the epoch at the latest, so that it is the mean that is scored after it. */
    private void count(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.EpochStarted epoch -> batches = epoch.batches();
            case TrainingEvent.Step step -> left = step.batch() == batches ? 0 : left - 1;
            case TrainingEvent.Started _, TrainingEvent.EpochDone _, TrainingEvent.Finished _ -> {}
        }
    }

    @Override
    public boolean areDue(long step) {
        return false;
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        try {
            kept.add(CheckpointBytes.of(checkpoint.content()));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}

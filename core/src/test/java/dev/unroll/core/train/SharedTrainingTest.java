package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.ShardSum;
import dev.unroll.core.shard.Shards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that several processes share, here threads that know nothing of each other but the exchange. */
class SharedTrainingTest {

    private static final int EXAMPLES = 53;
    private static final int EPOCHS = 3;
    private static final int BATCH = 4;

    private final Task task = Task.firstToken(EXAMPLES);
    private final TrainingPlan plan = task.plan(EPOCHS, 4).withBatchSize(BATCH);

    /** Hands gradients from thread to thread. */
    private static final class InMemory {

        private final ShardGradient[] all;
        private final CyclicBarrier barrier;
        private final Set<Long> hashes = ConcurrentHashMap.newKeySet();

        InMemory(int shards, int members) {
            this.all = new ShardGradient[shards];
            this.barrier = new CyclicBarrier(members);
        }

        GradientExchange of(int first) {
            return (_, parameters, own, total) -> {
                hashes.add(parameters);
                for (int i = 0; i < own.size(); i++) {
                    var copy = new ShardGradient(own.get(i).values().clone());
                    copy.setAs(own.get(i));
                    all[first + i] = copy;
                }
                await();
                var sum = new ShardSum(Arrays.asList(all));
                sum.numbers(total);
                // In pieces from the last to the first, as whoever sums them up may have them.
                for (int at = total.values().length - 1; at >= 0; at -= 7) {
                    int from = Math.max(0, at - 6);
                    for (int shard = 0; shard < all.length; shard++) {
                        sum.add(shard, all[shard].values(), from, total.values(), from, at - from + 1);
                    }
                }
                await();
            };
        }

        private void await() {
            try {
                barrier.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private List<Examples> examples(Shards shards) {
        var labels = (Labels.OfSequences) task.examples().labels();
        var tokens = (Sequences.Tokens) task.examples().inputs();
        return IntStream.range(shards.first(), shards.first() + shards.own())
                .mapToObj(shard -> {
                    int[] which = IntStream.range(0, EXAMPLES)
                            .filter(i -> i % shards.count() == shard)
                            .toArray();
                    int[][] texts = new int[which.length][];
                    Arrays.setAll(texts, i -> tokens.tokens(which[i]).toArray());
                    return new Examples(
                            Sequences.ofTokens(texts),
                            Labels.ofSequences(
                                    Arrays.stream(which).map(labels::of).toArray()));
                })
                .toList();
    }

    /** Returns the hash of the network that so many members come to, each with as many shards. */
    private String shared(int count, int members, TrainingPlan by) throws Exception {
        var memory = new InMemory(count, members);
        var tasks = new ArrayList<Callable<String>>();
        for (int m = 0; m < members; m++) {
            int first = m * count / members;
            var shards = new Shards(count, first, (m + 1) * count / members - first, EXAMPLES);
            tasks.add(() -> {
                try (Compute compute = Compute.of(1)) {
                    var share = new Trainer.Share(shards, examples(shards), memory.of(first));
                    return WeightsHash.of(
                            new Trainer(by, compute).train(task.network(), share, Optional.of(task.examples())));
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(members)) {
            List<String> hashes = new ArrayList<>();
            for (Future<String> done : threads.invokeAll(tasks)) {
                hashes.add(done.get());
            }
            assertEquals(1, hashes.stream().distinct().count());
            int updates = EPOCHS * Math.ceilDiv(Math.ceilDiv(EXAMPLES, count), BATCH);
            assertEquals(updates, memory.hashes.size());
            return hashes.getFirst();
        }
    }

    private String alone(Shards shards, TrainingPlan by) {
        try (Compute compute = Compute.of(1)) {
            var share = new Trainer.Share(shards, examples(shards), GradientExchange.inOneProcess());
            return WeightsHash.of(new Trainer(by, compute).train(task.network(), share, Optional.empty()));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "4, 1", "4, 2", "4, 3", "4, 4", "7, 3"})
    void theBitsDependOnTheShardsAndNotOnWhoHasThem(int shards, int members) throws Exception {
        assertEquals(alone(Shards.inOneProcess(shards, EXAMPLES), plan), shared(shards, members, plan));
    }

    @Test
    void oneShardHasTheBitsOfATrainingThatIsNotShared() {
        try (Compute compute = Compute.of(1)) {
            Network trained = new Trainer(plan, compute).train(task.network(), task.examples(), Optional.empty());
            assertEquals(WeightsHash.of(trained), alone(Shards.inOneProcess(1, EXAMPLES), plan));
        }
    }

    /** All examples in one batch: shards of it are the same mean, but for rounding. */
    @Test
    void theGradientIsThatOfTheMeanOverAllRows() {
        TrainingPlan whole = plan.withOptimizer(new Sgd()).withEpochs(1).withBatchSize(EXAMPLES);
        try (Compute compute = Compute.of(1)) {
            float[] expected = new Trainer(whole, compute)
                    .train(task.network(), task.examples(), Optional.empty())
                    .values();
            var shards = Shards.inOneProcess(4, EXAMPLES);
            var share = new Trainer.Share(shards, examples(shards), GradientExchange.inOneProcess());
            float[] actual = new Trainer(whole, compute)
                    .train(task.network(), share, Optional.empty())
                    .values();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], actual[i], 1e-6, "parameter " + i);
            }
        }
    }

    @Test
    void shardsLearnOtherBatches() {
        assertNotEquals(alone(Shards.inOneProcess(2, EXAMPLES), plan), alone(Shards.inOneProcess(3, EXAMPLES), plan));
    }

    @Test
    void whatIsSharedGoesOnFromACheckpoint() {
        var shards = Shards.inOneProcess(3, EXAMPLES);
        List<Checkpoint> kept = new ArrayList<>();
        try (Compute compute = Compute.of(1)) {
            var share = new Trainer.Share(shards, examples(shards), GradientExchange.inOneProcess());
            Checkpoints seventh = new Checkpoints() {
                @Override
                public boolean areDue(long step) {
                    return step == 7;
                }

                @Override
                public void keep(Checkpoint checkpoint) {
                    kept.add(checkpoint);
                    throw new IllegalStateException("the process ends");
                }
            };
            Trainer trainer = new Trainer(plan, compute);
            assertThrows(IllegalStateException.class, () -> trainer.withCheckpoints(seventh)
                    .train(task.network(), share, Optional.empty()));
            Network resumed = trainer.resume(kept.getFirst(), task.network(), share, Optional.empty());
            assertEquals(alone(shards, plan), WeightsHash.of(resumed));
        }
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        var few = assertThrows(IllegalArgumentException.class, () -> Shards.inOneProcess(4, 3));
        assertEquals("each of 4 shards must have an example, but there are only 3", few.getMessage());
        var none = assertThrows(IllegalArgumentException.class, () -> new Shards(4, 3, 2, 9));
        assertEquals(
                "a process must have one or more of the shards 0 to 3 but is given 2 from 3 on", none.getMessage());
        var shards = new Shards(4, 1, 1, EXAMPLES);
        var other = assertThrows(
                IllegalArgumentException.class,
                () -> new Trainer.Share(shards, List.of(task.examples()), GradientExchange.inOneProcess()));
        assertEquals("shard 1 of 4 must have 13 examples but has 53", other.getMessage());
    }

    @Test
    void anUpdateOfManyBatchesAShardIsRefused() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> alone(Shards.inOneProcess(2, EXAMPLES), plan.withAccumulation(2)));
        assertEquals(
                "a training that is shared out makes an update of one whole batch a shard, so it can neither accumulate"
                        + " batches nor learn chunks of sequences",
                error.getMessage());
    }
}

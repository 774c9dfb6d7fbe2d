package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.Shards;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole training by members that talk to each other by sockets. */
final class SharedTrainingTest {

    private static final int TOKENS = 4;
    private static final NetworkSpec SPEC = new NetworkSpec(
            new InputSpec.OneHot(TOKENS),
            List.of(new Layer(Cells.lstm(TOKENS, 8, Bias.PRESENT))),
            new Readout.LastStep(),
            new Head.Linear(TOKENS));
    private static final Network NETWORK = Network.initialize(SPEC, Initialization.PYTORCH, 1);
    private static final int PARAMETERS = NETWORK.values().length;
    private static final TrainingPlan PLAN = TrainingPlan.of(new Adam(), 0.02)
            .withLoss(new CrossEntropy())
            .withBatchSize(4)
            .withEpochs(3)
            .withSeed(4);

    /** Returns those of a shard: sequences of tokens whose class is their first. */
    private static Examples examples(int shard, int shards) {
        int[][] tokens = IntStream.range(0, Members.EXAMPLES)
                .filter(i -> i % shards == shard)
                .mapToObj(i -> IntStream.rangeClosed(0, i % 5)
                        .map(t -> (int) (TOKENS * CounterHash.uniform(1, Purpose.SAMPLING, i, t, 1, 0)))
                        .toArray())
                .toArray(int[][]::new);
        return new Examples(
                Sequences.ofTokens(tokens),
                Labels.ofSequences(Arrays.stream(tokens).mapToInt(row -> row[0]).toArray()));
    }

    private static long hash(float[] values) {
        return Kernels.fastest().hash(values, 0, values.length);
    }

    private static long trained(GradientExchange exchange, Shards shards) {
        List<Examples> examples = IntStream.range(shards.first(), shards.first() + shards.own())
                .mapToObj(shard -> examples(shard, shards.count()))
                .toList();
        try (Compute compute = Compute.of(1)) {
            var share = new Trainer.Share(shards, examples, exchange);
            return hash(new Trainer(PLAN, compute)
                    .train(NETWORK, share, Optional.empty())
                    .values());
        }
    }

    private static long alone(int shards) {
        return trained(GradientExchange.inOneProcess(), Shards.inOneProcess(shards, Members.EXAMPLES));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "1, 4", "2, 4", "3, 4", "4, 4", "3, 7"})
    void theNetworkHasTheBitsOfOneProcess(int members, int shards) throws Exception {
        assertEquals(
                Members.each(members, alone(shards)),
                new Members(members, shards, PARAMETERS).values(SharedTrainingTest::trained));
    }

    @Test
    void anEncryptedTrainingHasTheSameBits() throws Exception {
        assertEquals(
                Members.each(2, alone(3)),
                new Members(2, 3, PARAMETERS)
                        .with(ExchangeOptions.DEFAULT.withEncryption(Encryption.AES_GCM))
                        .values(SharedTrainingTest::trained));
    }

    @Test
    void aMemberWithAnotherNetworkEndsTheTrainingOfAll() throws Exception {
        List<String> errors = new Members(2, 2, PARAMETERS).errors((exchange, shards) -> {
            if (shards.first() == 0) {
                return trained(exchange, shards);
            }
            try (Compute compute = Compute.of(1)) {
                var share = new Trainer.Share(shards, List.of(examples(1, 2)), exchange);
                Network other = Network.initialize(SPEC, Initialization.PYTORCH, 2);
                return hash(new Trainer(PLAN, compute)
                        .train(other, share, Optional.empty())
                        .values());
            }
        });
        for (int member = 0; member < 2; member++) {
            assertTrue(
                    errors.get(member)
                            .matches(
                                    "(member \\d at host failed: )?at step 1 the parameters of member \\d at host have the hash"
                                            + " [0-9a-f]{16} and those of this member \\d [0-9a-f]{16}: the members have"
                                            + " come apart; begin again from a checkpoint"),
                    errors::toString);
        }
    }
}

package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ExchangeTest {

    /** The first is not 1: a training may go on from a checkpoint. */
    private static final long FIRST = 5;

    private static final int STEPS = 4;
    private static final int PARAMETERS = 70_001;

    private static List<String> sums(GradientExchange exchange, Shards shards, int parameters, int steps) {
        return LongStream.range(FIRST, FIRST + steps)
                .mapToObj(step -> SomeGradients.sum(exchange, step, shards, parameters))
                .toList();
    }

    private static void assertBits(Members members, int steps) throws Exception {
        int parameters = members.parameters();
        var all = Shards.inOneProcess(members.shards(), Members.EXAMPLES);
        List<String> alone = sums(GradientExchange.inOneProcess(), all, parameters, steps);
        assertEquals(
                Members.each(members.count(), alone),
                members.values((exchange, shards) -> sums(exchange, shards, parameters, steps)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 10",
        "1, 3, 20000",
        "2, 2, 1",
        "2, 2, 7",
        "2, 2, 32768",
        "2, 7, 40001",
        "3, 3, 50001",
        "3, 7, 65537",
        "3, 4, 2",
        "4, 4, 3",
        "4, 4, 65536",
        "4, 7, 33333",
        "4, 9, 131"
    })
    void theSumHasTheBitsOfOneProcess(int members, int shards, int parameters) throws Exception {
        assertBits(new Members(members, shards, parameters), STEPS);
    }

    /** What a shard has at an update. */
    private interface Gradients {
        ShardGradient of(long step, int shard);
    }

    static Stream<Named<Gradients>> gradients() {
        return Stream.of(
                Named.of("all there", (step, shard) -> SomeGradients.of(step, shard, PARAMETERS)),
                Named.of("mostly zero", (step, shard) -> SomeGradients.thin(step, shard, PARAMETERS)),
                Named.of("opposite", ExchangeTest::opposite));
    }

    /** Returns one of which that of the next shard takes away all, but for the last shard's. */
    private static ShardGradient opposite(long step, int shard) {
        ShardGradient gradient = SomeGradients.thin(step, shard == 2 ? 2 : 0, PARAMETERS);
        float[] values = gradient.values();
        for (int i = 0; i < values.length; i++) {
            values[i] *= shard == 1 ? -1 : 1;
        }
        gradient.set(1, 3, 0, 1, 1, 1);
        return gradient;
    }

    /** As a training of one shard a member has it. */
    @ParameterizedTest
    @MethodSource("gradients")
    void theSumMayBeWhereTheOnlyGradientWas(Gradients gradients) throws Exception {
        List<String> alone = LongStream.range(FIRST, FIRST + STEPS)
                .mapToObj(step -> {
                    ShardGradient total = SomeGradients.total(PARAMETERS);
                    List<ShardGradient> own = IntStream.range(0, 3)
                            .mapToObj(shard -> gradients.of(step, shard))
                            .toList();
                    GradientExchange.inOneProcess().sum(step, 42, own, total);
                    return SomeGradients.words(total);
                })
                .toList();
        List<List<String>> all = new Members(3, 3, PARAMETERS).values((exchange, shards) -> {
            float[] values = new float[PARAMETERS];
            return LongStream.range(FIRST, FIRST + STEPS)
                    .mapToObj(step -> {
                        ShardGradient mine = gradients.of(step, shards.first());
                        System.arraycopy(mine.values(), 0, values, 0, PARAMETERS);
                        var own = new ShardGradient(values);
                        own.setAs(mine);
                        var total = new ShardGradient(values);
                        exchange.sum(step, 42, List.of(own), total);
                        return SomeGradients.words(total);
                    })
                    .toList();
        });
        assertEquals(Members.each(3, alone), all);
    }

    private static List<String> thinSums(GradientExchange exchange, Shards shards, int parameters) {
        return LongStream.range(FIRST, FIRST + STEPS)
                .mapToObj(step -> {
                    ShardGradient total = SomeGradients.total(parameters);
                    // What an update before has left there.
                    Arrays.fill(total.values(), 7);
                    List<ShardGradient> own = IntStream.range(shards.first(), shards.first() + shards.own())
                            .mapToObj(shard -> SomeGradients.thin(step, shard, parameters))
                            .toList();
                    exchange.sum(step, 42, own, total);
                    return SomeGradients.words(total);
                })
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 40001", "3, 7, 65537"})
    void theSumOfGradientsThatAreMostlyZeroHasTheBitsOfOneProcess(int members, int shards, int parameters)
            throws Exception {
        var all = Shards.inOneProcess(shards, Members.EXAMPLES);
        List<String> alone = thinSums(GradientExchange.inOneProcess(), all, parameters);
        assertEquals(
                Members.each(members, alone),
                new Members(members, shards, parameters)
                        .values((exchange, own) -> thinSums(exchange, own, parameters)));
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 40001", "3, 7, 20000"})
    void theSumOfEncryptedFramesHasTheBitsOfOneProcess(int members, int shards, int parameters) throws Exception {
        assertBits(
                new Members(members, shards, parameters)
                        .with(ExchangeOptions.DEFAULT.withEncryption(Encryption.AES_GCM)),
                STEPS);
    }

    /** So that those who are quick are an update ahead of those who are slow, now this one and now that. */
    @Test
    void membersThatAreQuickWaitForThoseThatAreSlow() throws Exception {
        int steps = 40;
        int parameters = 40_000;
        List<String> alone = LongStream.range(0, steps)
                .mapToObj(step -> SomeGradients.sum(
                        GradientExchange.inOneProcess(), step, Shards.inOneProcess(5, Members.EXAMPLES), parameters))
                .toList();
        List<List<String>> all = new Members(4, 5, parameters).values((exchange, shards) -> {
            List<String> sums = new ArrayList<>();
            for (int step = 0; step < steps; step++) {
                Thread.sleep((int) (4 * CounterHash.uniform(5, Purpose.SAMPLING, shards.first(), step, 0, 0)));
                sums.add(SomeGradients.sum(exchange, step, shards, parameters));
            }
            return sums;
        });
        assertEquals(Members.each(4, alone), all);
    }

    /** Each holds more than the sockets and what may wait before them. */
    @Test
    void gradientsThatFillAllBuffersGetThrough() throws Exception {
        assertBits(new Members(2, 6, 1_500_000), 1);
    }

    @Test
    void gradientsOfAnotherNetworkAreRefused() throws Exception {
        List<String> errors =
                new Members(1, 2, 10).errors((exchange, shards) -> SomeGradients.sum(exchange, 1, shards, 11));
        assertEquals(List.of("a gradient must be of 10 parameters but is of 11"), errors);
    }

    @Test
    void gradientsOfFewerShardsAreRefused() throws Exception {
        List<String> errors = new Members(1, 2, 10).errors((exchange, _) -> {
            exchange.sum(1, 0, List.of(), SomeGradients.total(10));
            return "";
        });
        assertEquals(List.of("member 0 has 2 shards but gives gradients of 0"), errors);
    }

    @Test
    void aMemberThatIsNoneIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Peers(List.of(), 0, Secret.random()));
        assertEquals("a member must be one of 0, from 0 on, but is 0", error.getMessage());
    }

    @Test
    void aSecretThatCanBeGuessedIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> Secret.of(new byte[15]));
        assertEquals("a secret must have 16 bytes or more but has 15", error.getMessage());
    }

    @Test
    void aHostThatIsNotOursCannotBeListenedAt() {
        var error = assertThrows(ExchangeException.class, () -> Exchange.listen("192.0.2.1"));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.matches("there is no port to listen at on 192\\.0\\.2\\.1: .+"), message);
    }
}

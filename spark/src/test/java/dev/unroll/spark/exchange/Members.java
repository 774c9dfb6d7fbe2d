package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.shard.Shards;
import io.netty.buffer.PooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Members of a training in threads of this process, each with sockets of its own. */
record Members(int count, int shards, int parameters, ExchangeOptions options, Way way, Keys keys) {

    static final String HOST = "127.0.0.1";
    static final int EXAMPLES = 53;

    private static final Secret SECRET =
            Secret.of("the secret of these tests".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    /** Tells by which address a member finds another. */
    interface Way {
        InetSocketAddress between(int from, int to, InetSocketAddress address) throws Exception;
    }

    /** Tells which secret a member has. */
    interface Keys {
        Secret of(int member);
    }

    /** What one member does. */
    interface Work<T> {
        T run(Exchange exchange, Shards shards) throws Exception;
    }

    /** How it went. */
    record Outcome<T>(Optional<T> value, Optional<Throwable> error) {

        String message() {
            return error.map(Throwable::getMessage).orElse("no error");
        }
    }

    Members(int count, int shards, int parameters) {
        this(count, shards, parameters, ExchangeOptions.DEFAULT, (_, _, address) -> address, _ -> SECRET);
    }

    Members with(ExchangeOptions other) {
        return new Members(count, shards, parameters, other, way, keys);
    }

    Members with(Way other) {
        return new Members(count, shards, parameters, options, other, keys);
    }

    Members with(Keys other) {
        return new Members(count, shards, parameters, options, way, other);
    }

    Shards shardsOf(int member) {
        int first = member * shards / count;
        return new Shards(shards, first, (member + 1) * shards / count - first, EXAMPLES);
    }

    /** Returns what the members came to; asserts that no thread and no buffer is left. */
    <T> List<Outcome<T>> run(Work<T> work) throws Exception {
        long before = buffers();
        List<Listener> listeners =
                Stream.generate(() -> Exchange.listen(HOST)).limit(count).toList();
        List<Callable<T>> tasks = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            Peers peers = peers(m, listeners);
            Listener listener = listeners.get(m);
            Shards own = shardsOf(m);
            tasks.add(() -> {
                try (Exchange exchange = listener.connect(peers, own, parameters, options)) {
                    return work.run(exchange, own);
                }
            });
        }
        List<Outcome<T>> outcomes = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(count)) {
            for (Future<T> done : threads.invokeAll(tasks)) {
                outcomes.add(outcome(done));
            }
        }
        assertNothingIsLeft(before);
        return outcomes;
    }

    private Peers peers(int member, List<Listener> listeners) throws Exception {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (int other = 0; other < count; other++) {
            addresses.add(way.between(member, other, listeners.get(other).address()));
        }
        return new Peers(addresses, member, keys.of(member));
    }

    private static <T> Outcome<T> outcome(Future<T> done) throws InterruptedException {
        try {
            return new Outcome<>(Optional.of(done.get()), Optional.empty());
        } catch (ExecutionException e) {
            return new Outcome<>(Optional.empty(), Optional.ofNullable(e.getCause()));
        }
    }

    /** Returns the values that all members came to. */
    <T> List<T> values(Work<T> work) throws Exception {
        List<T> values = new ArrayList<>();
        for (Outcome<T> outcome : run(work)) {
            values.add(outcome.value()
                    .orElseThrow(() -> new AssertionError(
                            outcome.message(), outcome.error().orElse(null))));
        }
        return values;
    }

    /** Returns what members say, with the ports of the members by their numbers, and without checksums. */
    <T> List<String> errors(Work<T> work) throws Exception {
        return run(work).stream()
                .map(outcome ->
                        outcome.message().replaceAll(HOST + ":\\d+", "host").replaceAll("\\b[0-9a-f]{8}\\b", "#"))
                .toList();
    }

    static long buffers() {
        var metric = PooledByteBufAllocator.DEFAULT.metric();
        return Stream.concat(metric.directArenas().stream(), metric.heapArenas().stream())
                .mapToLong(arena -> arena.numActiveAllocations())
                .sum();
    }

    static void assertNothingIsLeft(long buffersBefore) throws InterruptedException {
        // A thread that has ended its work ends a moment later, and with it its cache of buffers.
        for (int i = 0; i < 200 && (buffers() != buffersBefore || !threads().isEmpty()); i++) {
            Thread.sleep(10);
        }
        assertEquals(List.of(), threads());
        assertEquals(buffersBefore, buffers());
    }

    private static List<String> threads() {
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int found = Thread.enumerate(all);
        return IntStream.range(0, found)
                .mapToObj(i -> all[i].getName())
                .filter(name -> name.startsWith("unroll-exchange"))
                .toList();
    }

    /** Returns the same for each member. */
    static <T> List<T> each(int count, T value) {
        return Collections.nCopies(count, value);
    }
}

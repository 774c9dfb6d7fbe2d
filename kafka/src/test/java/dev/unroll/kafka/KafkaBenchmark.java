package dev.unroll.kafka;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.stream.Answer;
import dev.unroll.core.stream.Event;
import dev.unroll.core.stream.KeyedModel;
import dev.unroll.core.stream.StreamState;
import dev.unroll.core.task.Classify;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many events a second of a topic with 10,000 keys are answered by an LSTM of 64, and where the time goes: printed, for a
 * quiet machine. It is no test: only {@code -Dtest=KafkaBenchmark} runs it.
 */
class KafkaBenchmark {

    private static final int KEYS = 10_000;
    private static final int WIDTH = 64;
    private static final int EVENTS = Integer.getInteger("unroll.events", 500_000);
    private static final Map<String, Object> LEAST =
            Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    private static final Map<String, Object> ONCE =
            Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    private static final Map<String, Object> ONCE_A_SECOND = Map.of(
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            1_000);
    private static final int THREADS = Integer.getInteger("unroll.threads", 1);

    private final Path folder;
    private final KeyedModel model = KeyedModel.of(model());

    KafkaBenchmark(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Model model() {
        var spec = new NetworkSpec(
                new InputSpec.Dense(WIDTH),
                List.of(new Layer(Cells.lstm(WIDTH, 64, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(2));
        return new Model(
                "lstm-64",
                new Classify(List.of("no", "yes")),
                Network.initialize(spec, Initialization.PYTORCH, 1),
                new VectorEncoder(WIDTH, 0, 1));
    }

    private static byte[] value(int number) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            bytes.putFloat((number * 31 + i * 17) % 101 / 101f);
        }
        return bytes.array();
    }

    private static Event event(byte[] value) {
        float[] step = new float[WIDTH];
        ByteBuffer.wrap(value).asFloatBuffer().get(step);
        return Event.vector(step);
    }

    private static void print(String what, double nanos) {
        System.out.printf(Locale.ROOT, "%-48s %10.2f µs  %,12.0f a second%n", what, nanos / 1e3, 1e9 / nanos);
    }

    @Test
    void printWhereTheTimeGoes() throws Exception {
        System.out.printf(Locale.ROOT, "%d events, %d keys, %d threads%n", EVENTS, KEYS, THREADS);
        printParts();
        Broker broker = Broker.start(folder, THREADS, "events", "answers");
        try {
            write(broker);
            printWholes(broker);
        } finally {
            broker.stop();
        }
    }

    private void printWholes(Broker broker) throws InterruptedException {
        var keys = Serdes.Integer();
        var states = new StateSerde();
        var memory = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("memory"), keys, states);
        var alone = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("alone"), keys, states);
        var rocks = Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("rocks"), keys, states);
        var answers = ModelAnswers.of(model, keys, KafkaBenchmark::event);
        run(broker, "no model: topic to topic", LEAST, null);
        run(broker, "store in memory, no changelog", LEAST, answers.withStore(alone.withLoggingDisabled()));
        run(broker, "store in memory", LEAST, answers.withStore(memory));
        run(broker, "RocksDB", LEAST, answers.withStore(rocks));
        run(broker, "RocksDB, cache", LEAST, answers);
        run(broker, "RocksDB, cache, exactly once", ONCE, answers);
        run(broker, "RocksDB, cache, exactly once, a commit a second", ONCE_A_SECOND, answers);
    }

    /** Prints what a step, and a state to bytes and back, take alone. */
    private void printParts() {
        Event event = event(value(1));
        List<StreamState> state = new ArrayList<>(List.of(next(Optional.empty(), event)));
        print("step, from state to state", time(_ -> state.set(0, next(Optional.of(state.getFirst()), event))));
        StreamState some = state.getFirst();
        byte[] bytes = some.toBytes();
        var sink = new AtomicLong();
        print("state to " + bytes.length + " bytes", time(_ -> sink.addAndGet(some.toBytes().length)));
        print("bytes to state", time(_ -> sink.addAndGet(StreamState.of(bytes).steps())));
        Answer answer = model.read("k", Optional.of(some), event).answer().orElseThrow();
        print("answer to JSON", time(_ -> sink.addAndGet(answer.json().length())));
    }

    private StreamState next(Optional<StreamState> before, Event event) {
        return model.read("k", before, event).state().orElseThrow();
    }

    private static double time(IntConsumer part) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            int count = 20_000;
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                part.accept(i);
            }
            best = Math.min(best, (System.nanoTime() - start) / (double) count);
        }
        return best;
    }

    private static void write(Broker broker) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address());
        try (var producer = new KafkaProducer<>(settings, new IntegerSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < EVENTS; i++) {
                var _ = producer.send(new ProducerRecord<>("events", i % KEYS, value(i)));
            }
        }
    }

    /** Runs an application over all events, and prints the time of one after the first fifth. */
    private void run(
            Broker broker, String what, Map<String, Object> more, @Nullable ModelAnswers<Integer, byte[]> answers)
            throws InterruptedException {
        var settings = new Properties();
        String name = what.replaceAll("\\W", "");
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(name).toString());
        settings.putAll(more);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
        var done = new AtomicLong();
        var begin = new AtomicLong();
        var end = new CountDownLatch(1);
        var builder = new StreamsBuilder();
        KStream<Integer, byte[]> events = builder.stream("events", Consumed.with(Serdes.Integer(), Serdes.ByteArray()));
        KStream<Integer, String> said = answers == null
                ? events.mapValues(value -> "{\"labels\":" + value.length + "}")
                : events.processValues(answers).mapValues(Answer::json);
        said.peek((_, _) -> {
                    long count = done.incrementAndGet();
                    if (count == EVENTS / 5) {
                        begin.set(System.nanoTime());
                    } else if (count == EVENTS) {
                        end.countDown();
                    }
                })
                .to("answers", Produced.with(Serdes.Integer(), Serdes.String()));
        try (var streams = new KafkaStreams(builder.build(), settings)) {
            streams.start();
            end.await();
            print(what, (System.nanoTime() - begin.get()) / (EVENTS - EVENTS / 5.0));
        }
    }
}

package dev.unroll.flink;

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
import dev.unroll.core.stream.Event;
import dev.unroll.core.task.Classify;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many events a second of 10,000 keys are answered by an LSTM of 64: printed, for a quiet machine. What a step takes alone,
 * {@code KafkaBenchmark} prints. It is no test: only {@code -Dtest=FlinkBenchmark} runs it.
 */
class FlinkBenchmark {

    private static final int KEYS = 10_000;
    private static final int WIDTH = 64;
    private static final int EVENTS = Integer.getInteger("unroll.events", 500_000);
    private static final int THREADS = Integer.getInteger("unroll.threads", 1);

    /** What a job counts: it is a copy, in this JVM. */
    private static final AtomicLong DONE = new AtomicLong();

    private static final AtomicLong BEGIN = new AtomicLong();
    private static final AtomicLong END = new AtomicLong();

    private final Path folder;

    FlinkBenchmark(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void saveModel() throws Exception {
        var spec = new NetworkSpec(
                new InputSpec.Dense(WIDTH),
                List.of(new Layer(Cells.lstm(WIDTH, 64, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(2));
        new Model(
                        "lstm-64",
                        new Classify(List.of("no", "yes")),
                        Network.initialize(spec, Initialization.PYTORCH, 1),
                        new VectorEncoder(WIDTH, 0, 1))
                .save(folder.resolve("model"));
    }

    private static Tuple2<Integer, byte[]> element(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            bytes.putFloat((number * 31 + i * 17L) % 101 / 101f);
        }
        return Tuple2.of((int) (number % KEYS), bytes.array());
    }

    private static Event event(byte[] value) {
        float[] step = new float[WIDTH];
        ByteBuffer.wrap(value).asFloatBuffer().get(step);
        return Event.vector(step);
    }

    @Test
    void printWhereTheTimeGoes() throws Exception {
        System.out.printf(Locale.ROOT, "%d events, %d keys, %d subtasks%n", EVENTS, KEYS, THREADS);
        for (String backend : List.of("hashmap", "rocksdb")) {
            run("no model, " + backend, backend, 0, keyed -> keyed.map(each -> "{\"labels\":" + each.f1.length + "}"));
            run("model, " + backend, backend, 0, this::answers);
            run("model, " + backend + ", a checkpoint a second", backend, 1_000, this::answers);
        }
    }

    private DataStream<String> answers(KeyedStream<Tuple2<Integer, byte[]>, Integer> keyed) throws Exception {
        return keyed.process(
                ModelFunction.<Integer, Tuple2<Integer, byte[]>, String>of(
                        folder.resolve("model"), each -> event(each.f1), (_, answer) -> answer.json()),
                Types.STRING);
    }

    /** What is between the keys and the end. */
    private interface Middle {

        DataStream<String> of(KeyedStream<Tuple2<Integer, byte[]>, Integer> keyed) throws Exception;
    }

    /** Runs a job over all events, and prints the time of one after the first fifth. */
    private void run(String what, String backend, long checkpointMillis, Middle middle) throws Exception {
        var settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, backend);
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        var environment = StreamExecutionEnvironment.createLocalEnvironment(settings);
        environment.setParallelism(THREADS);
        if (checkpointMillis > 0) {
            environment.enableCheckpointing(checkpointMillis);
        }
        TypeInformation<Tuple2<Integer, byte[]>> type = Types.TUPLE(Types.INT, Types.PRIMITIVE_ARRAY(Types.BYTE));
        GeneratorFunction<Long, Tuple2<Integer, byte[]>> elements = FlinkBenchmark::element;
        DONE.set(0);
        middle.of(environment
                        .fromSource(
                                new DataGeneratorSource<>(elements, EVENTS, type),
                                WatermarkStrategy.noWatermarks(),
                                "events")
                        .setParallelism(1)
                        .keyBy(each -> each.f0, Types.INT))
                .map(FlinkBenchmark::counted)
                .sinkTo(new DiscardingSink<>());
        environment.execute();
        double nanos = (END.get() - BEGIN.get()) / (EVENTS - EVENTS / 5.0);
        System.out.printf(Locale.ROOT, "%-48s %10.2f µs  %,12.0f a second%n", what, nanos / 1e3, 1e9 / nanos);
    }

    private static String counted(String answer) {
        long count = DONE.incrementAndGet();
        if (count == EVENTS / 5) {
            BEGIN.set(System.nanoTime());
        } else if (count == EVENTS) {
            END.set(System.nanoTime());
        }
        return answer;
    }
}

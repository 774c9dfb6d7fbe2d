package dev.unroll.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.model.Model;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs on a mini cluster that fail, or end in a savepoint: each answer once, with the bits of one pass. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FailedJobTest {

    private static final int KEYS = 16;
    private static final int STEPS = 100;

    /** What tests count: jobs are copies, in this JVM. */
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private static final ConcurrentLinkedQueue<String> ANSWERED = new ConcurrentLinkedQueue<>();

    private final Path temporary;
    private final Model model = SampleModel.of(1);

    FailedJobTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @BeforeEach
    void begin() throws IOException {
        model.save(temporary.resolve("model"));
        FAILURES.set(0);
        ANSWERED.clear();
    }

    private Configuration settings(String backend) {
        var settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, backend);
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                temporary.resolve("checkpoints").toUri().toString());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        return settings;
    }

    /** Answers "key:JSON" to the steps of all keys, in turn, by two subtasks; one reader, so that a key has one order. */
    private DataStream<String> answers(StreamExecutionEnvironment environment, double perSecond) throws IOException {
        environment.enableCheckpointing(100);
        environment.setParallelism(2);
        var events = new DataGeneratorSource<>(
                (Long index) -> index, (long) KEYS * STEPS, RateLimiterStrategy.perSecond(perSecond), Types.LONG);
        return environment
                .fromSource(events, WatermarkStrategy.noWatermarks(), "events")
                .setParallelism(1)
                .uid("events")
                .keyBy(index -> index % KEYS, Types.LONG)
                .process(
                        ModelFunction.<Long, Long, String>of(
                                temporary.resolve("model"),
                                index -> SampleModel.read(SampleModel.event(index % KEYS, index / KEYS)),
                                (index, answer) -> index % KEYS + ":" + answer.json()),
                        Types.STRING)
                .uid("model");
    }

    private void assertEachAnswerOnce(Iterable<String> answered) {
        Map<Integer, List<String>> byKey = new LinkedHashMap<>();
        for (String each : answered) {
            int key = Integer.parseInt(each.substring(0, each.indexOf(':')));
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(each.substring(each.indexOf(':') + 1));
        }
        for (int key = 0; key < KEYS; key++) {
            assertEquals(SampleModel.answers(model, key, STEPS), byKey.get(key));
        }
    }

    /** Fails once, at the first answer after a checkpoint. */
    private static final class FailingOnce implements MapFunction<String, String>, CheckpointListener {

        @Serial
        private static final long serialVersionUID = 1;

        private boolean isCheckpointed;

        @Override
        public String map(String answer) {
            if (isCheckpointed && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("injected");
            }
            return answer;
        }

        @Override
        public void notifyCheckpointComplete(long id) {
            isCheckpointed = true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void aJobThatFailsGoesOnAsIfItHadNot(String backend) throws Exception {
        var environment = StreamExecutionEnvironment.createLocalEnvironment(settings(backend));
        List<String> answered = new ArrayList<>();
        answers(environment, 500).map(new FailingOnce()).executeAndCollect().forEachRemaining(answered::add);
        assertEquals(1, FAILURES.get());
        assertEachAnswerOnce(answered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void aSavepointIsGoneOnWithByAnotherJob(String backend) throws Exception {
        JobClient first = start(settings(backend), 200);
        while (ANSWERED.size() < KEYS * STEPS / 10) {
            Thread.sleep(5);
        }
        String savepoint = first.stopWithSavepoint(
                        false, temporary.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        assertTrue(ANSWERED.size() < KEYS * STEPS, "the first job must not have come to the end");
        Configuration settings = settings(backend);
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        start(settings, 1e6).getJobExecutionResult().get();
        assertEachAnswerOnce(ANSWERED);
    }

    private JobClient start(Configuration settings, double perSecond) throws Exception {
        var environment = StreamExecutionEnvironment.createLocalEnvironment(settings);
        answers(environment, perSecond).map(FailedJobTest::noted).sinkTo(new DiscardingSink<>());
        return environment.executeAsync();
    }

    private static String noted(String answer) {
        ANSWERED.add(answer);
        return answer;
    }
}

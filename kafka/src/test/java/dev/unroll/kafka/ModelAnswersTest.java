package dev.unroll.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.stream.Answer;
import dev.unroll.core.stream.BadEvents;
import dev.unroll.core.stream.KeyedModel;
import dev.unroll.core.stream.NewModel;
import dev.unroll.core.stream.StateException;
import dev.unroll.core.stream.StreamState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers in a topology without a broker. */
class ModelAnswersTest {

    private final Path states;
    private final KeyedModel model = KeyedModel.of(SampleModel.of(1));
    private TopologyTestDriver driver;
    private TestInputTopic<String, String> events;

    @SuppressWarnings("NullAway.Init") // Each test starts one.
    ModelAnswersTest(@TempDir Path states) {
        this.states = states;
    }

    private static ModelAnswers<String, String> answers(KeyedModel model) {
        return ModelAnswers.of(model, Serdes.String(), SampleModel::read);
    }

    private void start(ModelAnswers<String, String> answers) {
        start(answers, Map.of());
    }

    private void start(ModelAnswers<String, String> answers, Map<String, Object> more) {
        var builder = new StreamsBuilder();
        builder.stream("events", Consumed.with(Serdes.String(), Serdes.String()))
                .processValues(answers)
                .mapValues(Answer::json)
                .to("answers", Produced.with(Serdes.String(), Serdes.String()));
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, states.toString());
        settings.putAll(more);
        driver = new TopologyTestDriver(builder.build(), settings);
        events = driver.createInputTopic("events", new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    /** Returns what came out, by key. */
    private Map<String, List<String>> answered() {
        var topic = driver.createOutputTopic("answers", new StringDeserializer(), new StringDeserializer());
        var answered = new LinkedHashMap<String, List<String>>();
        for (KeyValue<String, String> each : topic.readKeyValuesToList()) {
            answered.computeIfAbsent(each.key, _ -> new ArrayList<>()).add(each.value);
        }
        return answered;
    }

    private double metric(String name) {
        return driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .mapToDouble(entry -> (Double) entry.getValue().metricValue())
                .sum();
    }

    private StreamState state(String key) {
        return driver.<String, StreamState>getKeyValueStore(ModelAnswers.STORE).get(key);
    }

    private void assertKeysHaveTheAnswersOfOnePass() {
        for (int step = 0; step < 30; step++) {
            for (int key = 0; key < 4; key++) {
                events.pipeInput("k" + key, SampleModel.event(key, step));
            }
        }
        Map<String, List<String>> answered = answered();
        for (int key = 0; key < 4; key++) {
            assertEquals(SampleModel.answers(SampleModel.of(1), key, 30), answered.get("k" + key));
        }
    }

    @Test
    void eachKeyHasTheAnswersOfOnePass() {
        start(answers(model));
        assertKeysHaveTheAnswersOfOnePass();
        assertEquals(30, state("k3").steps());
    }

    @Test
    void aStoreOfOnesOwnHasTheSameAnswers() {
        start(answers(model)
                .withStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("own"), Serdes.String(), new StateSerde())));
        assertKeysHaveTheAnswersOfOnePass();
        assertEquals(
                30,
                driver.<String, StreamState>getKeyValueStore("own").get("k0").steps());
    }

    @Test
    void aNullValueFreesTheState() {
        start(answers(model));
        events.pipeInput("k0", SampleModel.event(0, 0));
        events.pipeInput("k0", (String) null);
        assertNull(state("k0"));
        events.pipeInput("k0", SampleModel.event(0, 0));
        List<String> one = SampleModel.answers(SampleModel.of(1), 0, 1);
        assertEquals(Map.of("k0", List.of(one.getFirst(), one.getFirst())), answered());
    }

    @Test
    void anEndFreesTheState() {
        start(answers(model));
        events.pipeInput("k0", SampleModel.event(0, 0));
        events.pipeInput("k0", "end");
        assertNull(state("k0"));
        assertEquals(Map.of("k0", SampleModel.answers(SampleModel.of(1), 0, 1)), answered());
    }

    @Test
    void whatTheModelCannotReadEndsTheApplication() {
        start(answers(model));
        var error = assertThrows(StreamsException.class, () -> events.pipeInput("k0", "1"));
        assertTrue(
                String.valueOf(error.getCause()).contains("a step must have 2 numbers but has 1; cut the sequence so"),
                () -> String.valueOf(error.getCause()));
    }

    @Test
    void whatTheModelCannotReadIsSkippedAndCounted() {
        start(answers(model).with(BadEvents.SKIP));
        for (String bad : List.of("1", "1,NaN", "1,x", "")) {
            events.pipeInput("k0", bad);
        }
        events.pipeInput(null, "1,2");
        events.pipeInput(null, (String) null);
        events.pipeInput("k0", SampleModel.event(0, 0));
        assertEquals(Map.of("k0", SampleModel.answers(SampleModel.of(1), 0, 1)), answered());
        assertEquals(6, metric("skipped-events-total"));
    }

    @Test
    void theDeadLetterQueueOfKafkaKeepsWhatTheModelCannotRead() {
        start(
                answers(model),
                Map.of(
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        LogAndContinueProcessingExceptionHandler.class,
                        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                        "dead"));
        events.pipeInput("k0", SampleModel.event(0, 0));
        events.pipeInput("k0", "1,NaN");
        events.pipeInput("k0", SampleModel.event(0, 1));
        assertEquals(Map.of("k0", SampleModel.answers(SampleModel.of(1), 0, 2)), answered());
        var dead = driver.createOutputTopic("dead", new StringDeserializer(), new StringDeserializer());
        assertEquals(List.of(new KeyValue<>("k0", "1,NaN")), dead.readKeyValuesToList());
    }

    @Test
    void theStateOfAnotherModelIsRefused() {
        start(answers(model));
        events.pipeInput("k0", SampleModel.event(0, 0));
        StreamState old = state("k0");
        driver.close();
        start(answers(KeyedModel.of(SampleModel.of(2))));
        put("k0", old);
        var error = assertThrows(StreamsException.class, () -> events.pipeInput("k0", SampleModel.event(0, 1)));
        assertInstanceOf(StateException.class, error.getCause());
    }

    @Test
    void theStateOfAnotherModelIsForgottenIfAsked() {
        start(answers(model));
        events.pipeInput("k0", SampleModel.event(0, 0));
        StreamState old = state("k0");
        driver.close();
        start(answers(KeyedModel.of(SampleModel.of(2)).with(NewModel.RESTART)));
        put("k0", old);
        events.pipeInput("k0", SampleModel.event(0, 0));
        assertEquals(Map.of("k0", SampleModel.answers(SampleModel.of(2), 0, 1)), answered());
        assertEquals(1, metric("restarted-sequences-total"));
    }

    private void put(String key, StreamState state) {
        KeyValueStore<String, StreamState> store = driver.getKeyValueStore(ModelAnswers.STORE);
        store.put(key, state);
    }
}

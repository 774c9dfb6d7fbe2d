package dev.unroll.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.model.Model;
import dev.unroll.core.stream.BadEvents;
import dev.unroll.core.stream.NewModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The function in an operator alone: elements are "key:event", answers "key:JSON". */
class ModelFunctionTest {

    private final Path folder;
    private final Path other;
    private final List<KeyedOneInputStreamOperatorTestHarness<String, String, String>> open = new ArrayList<>();

    ModelFunctionTest(@TempDir Path temporary) {
        this.folder = temporary.resolve("model");
        this.other = temporary.resolve("other");
    }

    @BeforeEach
    void saveModels() throws IOException {
        SampleModel.of(1).save(folder);
        SampleModel.of(2).save(other);
    }

    @AfterEach
    void close() throws Exception {
        for (var operator : open) {
            operator.close();
        }
    }

    private static String key(String element) {
        return element.substring(0, element.indexOf(':'));
    }

    private static String element(int key, int step) {
        return "k" + key + ":" + SampleModel.event(key, step);
    }

    private static ModelFunction<String, String, String> answers(Path folder) throws IOException {
        return ModelFunction.of(
                folder,
                element -> SampleModel.read(element.substring(element.indexOf(':') + 1)),
                (element, answer) -> key(element) + ":" + answer.json());
    }

    private KeyedOneInputStreamOperatorTestHarness<String, String, String> operator(
            ModelFunction<String, String, String> function) throws Exception {
        var operator = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), ModelFunctionTest::key, Types.STRING);
        open.add(operator);
        return operator;
    }

    private static void read(KeyedOneInputStreamOperatorTestHarness<String, String, String> operator, String element)
            throws Exception {
        operator.processElement(new StreamRecord<>(element));
    }

    private static List<String> answered(
            KeyedOneInputStreamOperatorTestHarness<String, String, String> operator, int key) {
        return operator.extractOutputValues().stream()
                .filter(answer -> key(answer).equals("k" + key))
                .map(answer -> answer.substring(answer.indexOf(':') + 1))
                .toList();
    }

    @Test
    void eachKeyHasTheAnswersOfOnePass() throws Exception {
        var operator = operator(answers(folder));
        operator.open();
        for (int step = 0; step < 30; step++) {
            for (int key = 0; key < 4; key++) {
                read(operator, element(key, step));
            }
        }
        for (int key = 0; key < 4; key++) {
            assertEquals(SampleModel.answers(SampleModel.of(1), key, 30), answered(operator, key));
        }
    }

    @Test
    void anEndFreesTheState() throws Exception {
        var operator = operator(answers(folder));
        operator.open();
        read(operator, element(0, 0));
        assertEquals(1, operator.numKeyedStateEntries());
        read(operator, "k0:end");
        assertEquals(0, operator.numKeyedStateEntries());
    }

    @Test
    void aKeyIsForgottenAfterItsTime() throws Exception {
        var day = StateTtlConfig.newBuilder(Duration.ofDays(1)).build();
        var operator = operator(answers(folder).with(day));
        operator.open();
        read(operator, element(0, 0));
        read(operator, element(0, 1));
        operator.setStateTtlProcessingTime(Duration.ofDays(2).toMillis());
        read(operator, element(0, 0));
        List<String> two = SampleModel.answers(SampleModel.of(1), 0, 2);
        assertEquals(List.of(two.getFirst(), two.getLast(), two.getFirst()), answered(operator, 0));
    }

    @Test
    void whatTheModelCannotReadIsThrown() throws Exception {
        var operator = operator(answers(folder));
        operator.open();
        var error = assertThrows(IllegalArgumentException.class, () -> read(operator, "k0:1"));
        assertEquals("a step must have 2 numbers but has 1; cut the sequence so", error.getMessage());
    }

    @Test
    void whatTheModelCannotReadIsSkipped() throws Exception {
        var operator = operator(answers(folder).with(BadEvents.SKIP));
        operator.open();
        read(operator, "k0:1,NaN");
        read(operator, element(0, 0));
        assertEquals(SampleModel.answers(SampleModel.of(1), 0, 1), answered(operator, 0));
    }

    @Test
    void whatTheModelCannotReadIsPutAside() throws Exception {
        var dead = new OutputTag<>("dead", Types.STRING);
        var operator = operator(answers(folder).withDeadLetters(dead));
        operator.open();
        read(operator, "k0:1,x");
        read(operator, element(0, 0));
        assertEquals(
                List.of("k0:1,x"),
                operator.getSideOutput(dead).stream()
                        .map(StreamRecord::getValue)
                        .toList());
    }

    /** Where states are kept. */
    private enum Backend {
        HEAP,
        ROCKS_DB;

        StateBackend state() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    private OperatorSubtaskState snapshot(Backend backend) throws Exception {
        var operator = operator(answers(folder));
        operator.setStateBackend(backend.state());
        operator.open();
        read(operator, element(0, 0));
        return operator.snapshot(1, 1);
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotIsGoneOnWith(Backend backend) throws Exception {
        OperatorSubtaskState snapshot = snapshot(backend);
        var operator = operator(answers(folder));
        operator.setStateBackend(backend.state());
        operator.initializeState(snapshot);
        operator.open();
        read(operator, element(0, 1));
        assertEquals(List.of(SampleModel.answers(SampleModel.of(1), 0, 2).getLast()), answered(operator, 0));
    }

    @ParameterizedTest
    @EnumSource
    void theStatesOfAnotherModelAreRefusedAtTheStart(Backend backend) throws Exception {
        OperatorSubtaskState snapshot = snapshot(backend);
        var operator = operator(answers(other));
        operator.setStateBackend(backend.state());
        operator.initializeState(snapshot);
        Throwable error = assertThrows(Exception.class, operator::open);
        while (error.getCause() != null) {
            error = error.getCause();
        }
        String message = String.valueOf(error.getMessage());
        assertTrue(
                message.contains("states of model " + SampleModel.of(1).fingerprint()
                        + ", with which another model cannot go on; keep that model, or let the sequences begin anew:"
                        + " NewModel.RESTART"),
                message);
    }

    @ParameterizedTest
    @EnumSource
    void theStatesOfAnotherModelAreForgottenIfAsked(Backend backend) throws Exception {
        OperatorSubtaskState snapshot = snapshot(backend);
        var operator = operator(answers(other).with(NewModel.RESTART));
        operator.setStateBackend(backend.state());
        operator.initializeState(snapshot);
        operator.open();
        read(operator, element(0, 0));
        assertEquals(SampleModel.answers(SampleModel.of(2), 0, 1), answered(operator, 0));
    }

    @Test
    void aModelThatWasReplacedAfterTheJobWasMadeIsRefused() throws Exception {
        Model made = SampleModel.of(3);
        made.save(other);
        var function = answers(other);
        SampleModel.of(4).save(other);
        var operator = operator(function);
        var error = assertThrows(IllegalStateException.class, operator::open);
        assertEquals(
                "the model in " + other + " is " + SampleModel.of(4).fingerprint() + " but the job was made with "
                        + made.fingerprint()
                        + "; give every task manager the same folder, and do not replace it while a job runs",
                error.getMessage());
    }

    @Test
    void theSubtasksOfAProcessShareTheWeights() throws IOException {
        SampleModel.of(1).save(other);
        String fingerprint = SampleModel.of(1).fingerprint();
        assertSame(SharedModels.get(folder, fingerprint), SharedModels.get(other, fingerprint));
    }
}

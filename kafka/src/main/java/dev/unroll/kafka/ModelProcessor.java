package dev.unroll.kafka;

import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.stream.Answer;
import dev.unroll.core.stream.BadEvents;
import dev.unroll.core.stream.Event;
import dev.unroll.core.stream.KeyedModel;
import dev.unroll.core.stream.Step;
import dev.unroll.core.stream.StreamState;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** The model of one task: takes the state of a key out of the store, steps, and puts it back. */
final class ModelProcessor<K, V> implements FixedKeyProcessor<K, V, Answer> {

    private final KeyedModel model;
    private final Function<? super V, Event> events;
    private final String storeName;
    private final BadEvents bad;
    private FixedKeyProcessorContext<K, Answer> context;
    private KeyValueStore<K, StreamState> store;
    private Sensor skipped;
    private Sensor restarted;

    @SuppressWarnings("NullAway.Init") // Kafka calls init before anything else.
    ModelProcessor(KeyedModel model, Function<? super V, Event> events, String storeName, BadEvents bad) {
        this.model = model;
        this.events = events;
        this.storeName = storeName;
        this.bad = bad;
    }

    @Override
    public void init(FixedKeyProcessorContext<K, Answer> context) {
        this.context = context;
        this.store = context.getStateStore(storeName);
        this.skipped = counter("skipped-events");
        this.restarted = counter("restarted-sequences");
    }

    private Sensor counter(String operation) {
        return context.metrics().addRateTotalSensor("unroll", storeName, operation, Sensor.RecordingLevel.INFO);
    }

    @Override
    public void process(FixedKeyRecord<K, V> record) {
        if (record.key() != null && record.value() == null) {
            store.delete(record.key());
            return;
        }
        step(record).ifPresent(step -> {
            step.state().ifPresentOrElse(state -> store.put(record.key(), state), () -> store.delete(record.key()));
            step.answer().ifPresent(answer -> context.forward(record.withValue(answer)));
        });
    }

    /** Returns the step of an event; empty of one that is skipped. */
    private Optional<Step> step(FixedKeyRecord<K, V> record) {
        try {
            K key = requireKey(record);
            Optional<StreamState> before = Optional.ofNullable(store.get(key));
            Step step = model.read(String.valueOf(key), before, events.apply(record.value()));
            if (before.isPresent() && !model.left(before.get())) {
                restarted.record();
            }
            return Optional.of(step);
        } catch (IllegalArgumentException | NonFiniteException e) {
            if (bad == BadEvents.THROW) {
                throw e;
            }
            skipped.record();
            return Optional.empty();
        }
    }

    private static <K> K requireKey(FixedKeyRecord<K, ?> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("a record has no key, so it is of no sequence; give it one");
        }
        return record.key();
    }
}

package dev.unroll.kafka;

import dev.unroll.core.stream.Answer;
import dev.unroll.core.stream.BadEvents;
import dev.unroll.core.stream.Event;
import dev.unroll.core.stream.KeyedModel;
import dev.unroll.core.stream.StreamState;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Answers to the events of each key, for {@link org.apache.kafka.streams.kstream.KStream#processValues}.
 *
 * <pre>{@code
 * var model = KeyedModel.of(Model.load(Path.of("model")));
 * events.processValues(ModelAnswers.of(model, Serdes.String(), Event::text))
 *         .mapValues(Answer::json)
 *         .to("answers");
 * }</pre>
 *
 * <p>A key is a sequence, and a record its next step: after each, the state is in the store. A null value or {@link Event.End}
 * frees the state. The order within a key is that of its partition. All tasks share the weights of the one model.
 *
 * @param <K> key
 * @param <V> value of the record
 */
public final class ModelAnswers<K, V> implements FixedKeyProcessorSupplier<K, V, Answer> {

    /** The name of the store unless another is given. */
    public static final String STORE = "unroll-states";

    private final KeyedModel model;
    private final Function<? super V, Event> events;
    private final StoreBuilder<KeyValueStore<K, StreamState>> store;
    private final BadEvents bad;

    private ModelAnswers(
            KeyedModel model,
            Function<? super V, Event> events,
            StoreBuilder<KeyValueStore<K, StreamState>> store,
            BadEvents bad) {
        this.model = model;
        this.events = events;
        this.store = store;
        this.bad = bad;
    }

    /**
     * Answers from a persistent store with changelog and cache, {@value STORE}, that throw what the model cannot read.
     *
     * @param keys bytes of keys
     * @param events what a value is to the model; throws {@link IllegalArgumentException} if it is nothing that can be read
     */
    public static <K, V> ModelAnswers<K, V> of(KeyedModel model, Serde<K> keys, Function<? super V, Event> events) {
        var store = Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), keys, new StateSerde());
        return new ModelAnswers<>(model, events, store.withCachingEnabled(), BadEvents.THROW);
    }

    /** Returns the same with a store as you build it, its values by {@link StateSerde}: each model of a topology needs its own. */
    public ModelAnswers<K, V> withStore(StoreBuilder<KeyValueStore<K, StreamState>> other) {
        return new ModelAnswers<>(model, events, other, bad);
    }

    /** Returns the same with another way with events that the model cannot read. */
    public ModelAnswers<K, V> with(BadEvents way) {
        return new ModelAnswers<>(model, events, store, way);
    }

    @Override
    public FixedKeyProcessor<K, V, Answer> get() {
        return new ModelProcessor<>(model.fork(), events, store.name(), bad);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store);
    }
}

package dev.unroll.flink;

import dev.unroll.core.model.Model;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.stream.Answer;
import dev.unroll.core.stream.BadEvents;
import dev.unroll.core.stream.Event;
import dev.unroll.core.stream.KeyedModel;
import dev.unroll.core.stream.NewModel;
import dev.unroll.core.stream.Step;
import dev.unroll.core.stream.StreamState;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Answers to the events of each key, for {@link org.apache.flink.streaming.api.datastream.KeyedStream#process}.
 *
 * <pre>{@code
 * readings.keyBy(Reading::machine)
 *         .process(
 *                 ModelFunction.of(Path.of("model"), Reading::event, (reading, answer) -> answer.json()),
 *                 Types.STRING)
 *         .uid("model");
 * }</pre>
 *
 * <p>A key is a sequence, and an element its next step, in the order in which they come: that of the source within a key must
 * be one. Each task manager loads the model from the folder once, whatever its subtasks; they share the weights.
 *
 * @param <K> key
 * @param <I> element
 * @param <O> what goes on of an answer
 */
public final class ModelFunction<K, I, O> extends KeyedProcessFunction<K, I, O> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String STATE = "unroll-state";

    private final Settings<I> settings;
    private final Events<I> events;
    private final Answers<I, O> answers;
    private transient KeyedModel shared;
    private transient KeyedModel model;
    private transient ValueState<StreamState> state;
    private transient Counter skipped;
    private transient Counter restarted;

    /** What an element is to the model. */
    @FunctionalInterface
    public interface Events<I> extends Serializable {

        /** Returns the event; throws {@link IllegalArgumentException} if it is nothing that can be read. */
        Event of(I element);
    }

    /** What goes on of an answer. */
    @FunctionalInterface
    public interface Answers<I, O> extends Serializable {

        /** Returns what goes on, of an element and the answer to it. */
        O of(I element, Answer answer);
    }

    /** All that may be chosen; {@code deadLetters} is where bad events go, if anywhere. */
    private record Settings<I>(
            String folder,
            String fingerprint,
            NewModel policy,
            BadEvents bad,
            @Nullable OutputTag<I> deadLetters,
            StateTtlConfig timeToLive)
            implements Serializable {}

    @SuppressWarnings("NullAway.Init") // Flink opens it before anything else.
    private ModelFunction(Settings<I> settings, Events<I> events, Answers<I, O> answers) {
        this.settings = settings;
        this.events = events;
        this.answers = answers;
    }

    /**
     * Answers that refuse the states of another model, throw what the model cannot read, and remember each key for ever.
     *
     * @param folder of the model, here and on each task manager
     * @throws dev.unroll.core.model.ModelException if there is none
     * @throws IllegalStateException if the model answers only when its input has ended
     */
    public static <K, I, O> ModelFunction<K, I, O> of(Path folder, Events<I> events, Answers<I, O> answers)
            throws IOException {
        String fingerprint = KeyedModel.of(Model.load(folder)).fingerprint();
        var settings = new Settings<I>(
                folder.toString(), fingerprint, NewModel.REFUSE, BadEvents.THROW, null, StateTtlConfig.DISABLED);
        return new ModelFunction<>(settings, events, answers);
    }

    /** Returns the same with another way with the states that another model left in a savepoint or checkpoint. */
    public ModelFunction<K, I, O> with(NewModel policy) {
        return with(new Settings<>(
                settings.folder,
                settings.fingerprint,
                policy,
                settings.bad,
                settings.deadLetters,
                settings.timeToLive));
    }

    /** Returns the same with another way with events that the model cannot read; none of them goes to a side output any more. */
    public ModelFunction<K, I, O> with(BadEvents bad) {
        return with(
                new Settings<>(settings.folder, settings.fingerprint, settings.policy, bad, null, settings.timeToLive));
    }

    /** Returns the same that skips elements that the model cannot read, puts them aside, to a side output, and counts them. */
    public ModelFunction<K, I, O> withDeadLetters(OutputTag<I> tag) {
        return with(new Settings<>(
                settings.folder, settings.fingerprint, settings.policy, BadEvents.SKIP, tag, settings.timeToLive));
    }

    /** Returns the same that forgets keys as Flink does: after the time, a sequence begins anew. */
    public ModelFunction<K, I, O> with(StateTtlConfig timeToLive) {
        return with(new Settings<>(
                settings.folder,
                settings.fingerprint,
                settings.policy,
                settings.bad,
                settings.deadLetters,
                timeToLive));
    }

    private ModelFunction<K, I, O> with(Settings<I> other) {
        return new ModelFunction<>(other, events, answers);
    }

    @Override
    public void open(OpenContext context) throws IOException {
        shared = SharedModels.get(Path.of(settings.folder), settings.fingerprint);
        model = shared.with(settings.policy);
        var descriptor = new ValueStateDescriptor<>(STATE, new StateSerializer(settings.fingerprint, settings.policy));
        if (settings.timeToLive.isEnabled()) {
            descriptor.enableTimeToLive(settings.timeToLive);
        }
        state = getRuntimeContext().getState(descriptor);
        skipped = getRuntimeContext().getMetricGroup().counter("skippedEvents");
        restarted = getRuntimeContext().getMetricGroup().counter("restartedSequences");
    }

    @Override
    public void processElement(I element, Context context, Collector<O> out) throws IOException {
        Optional<Step> step = step(element, context);
        if (step.isPresent()) {
            Optional<StreamState> after = step.get().state();
            if (after.isPresent()) {
                state.update(after.get());
            } else {
                state.clear();
            }
            step.get().answer().ifPresent(answer -> out.collect(answers.of(element, answer)));
        }
    }

    /** Returns the step of an event; empty of one that is skipped. */
    private Optional<Step> step(I element, Context context) throws IOException {
        Optional<StreamState> before = Optional.ofNullable(state.value());
        try {
            Step step = model.read(String.valueOf(context.getCurrentKey()), before, events.of(element));
            if (before.isPresent() && !model.left(before.get())) {
                restarted.inc();
            }
            return Optional.of(step);
        } catch (IllegalArgumentException | NonFiniteException e) {
            if (settings.bad == BadEvents.THROW) {
                throw e;
            }
            skipped.inc();
            if (settings.deadLetters != null) {
                context.output(settings.deadLetters, element);
            }
            return Optional.empty();
        }
    }
}

package dev.unroll.core.stream;

import dev.unroll.core.model.ForecastStream;
import dev.unroll.core.model.LabelStream;
import dev.unroll.core.model.Model;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.task.Regress;
import java.util.Optional;

/**
 * A model that reads many sequences at a time, each under a key whose state is kept by someone else.
 *
 * <p>The answers have the bits of one pass over the events of the key, wherever and however often its state was put away between
 * them. A keyed model is for one thread at a time; {@link #fork} gives another thread one that shares the weights.
 */
public final class KeyedModel {

    private final Model model;
    private final String fingerprint;
    private final NewModel policy;
    private final Sequel sequel;

    private KeyedModel(Model model, String fingerprint, NewModel policy, Sequel sequel) {
        this.model = model;
        this.fingerprint = fingerprint;
        this.policy = policy;
        this.sequel = sequel;
    }

    /**
     * Makes a model ready that refuses the states of another model.
     *
     * @throws IllegalStateException if it answers only when its input has ended
     * @throws IllegalArgumentException if it forecasts from columns beside the target
     */
    public static KeyedModel of(Model model) {
        String fingerprint = model.fingerprint();
        Sequel sequel =
                switch (model.task()) {
                    case Forecast _ -> new ForecastSequel(model, fingerprint, new ForecastStream(model, ""));
                    case Regress task -> new ValueSequel(model, task, fingerprint);
                    default -> new LabelSequel(model, fingerprint, new LabelStream(model));
                };
        return new KeyedModel(model, fingerprint, NewModel.REFUSE, sequel);
    }

    /** Returns the same with another way with the states of another model. */
    public KeyedModel with(NewModel policy) {
        return new KeyedModel(model, fingerprint, policy, sequel.fork());
    }

    /** Returns another one on the same weights, for another thread. */
    public KeyedModel fork() {
        return new KeyedModel(model, fingerprint, policy, sequel.fork());
    }

    /** Returns the fingerprint that the states have, {@link Model#fingerprint}. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Returns whether it is this model that left a state. */
    public boolean left(StreamState state) {
        return fingerprint.equals(state.fingerprint());
    }

    /**
     * Reads an event of a sequence.
     *
     * @param key of the sequence; of a model that forecasts, by which name it may know the scale of the series
     * @param before what is remembered of the sequence; empty at its begin
     * @return what to remember, and the answer; nothing has changed if it throws, so that the next event may be read from the same
     *     state
     * @throws IllegalArgumentException if the event is none that the model reads: null, of another kind, of another width, not finite
     * @throws NonFiniteException if a state or an output is not finite
     * @throws StateException if another model left the state, and such are refused
     */
    public Step read(String key, Optional<StreamState> before, Event event) {
        if (policy == NewModel.REFUSE && before.isPresent() && !left(before.get())) {
            throw new StateException("the state under key " + key + " is of model "
                    + before.get().fingerprint() + " but the model asked is " + model.name() + ", " + fingerprint
                    + "; go on with the model that left it, or let the sequences begin anew: NewModel.RESTART");
        }
        if (event == null) {
            throw new IllegalArgumentException("the event under key " + key + " is null, and not what model "
                    + model.name() + " reads; give it one, or leave its record out");
        }
        return sequel.read(key, before.filter(this::left), event);
    }
}

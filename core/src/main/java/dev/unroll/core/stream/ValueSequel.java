package dev.unroll.core.stream;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.pass.Stepper;
import dev.unroll.core.task.Regress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values of a regression after each event. */
final class ValueSequel implements Sequel {

    private final Model model;
    private final Regress task;
    private final String fingerprint;
    private final NetworkWeights weights;
    private final Stepper stepper;
    private final Matrix state;
    private final float[] output;

    /** Throws {@link IllegalStateException} if the model answers only when its input has ended. */
    ValueSequel(Model model, Regress task, String fingerprint) {
        this(requireStreams(model), task, fingerprint, NetworkWeights.forInference(model.network()));
    }

    private ValueSequel(Model model, Regress task, String fingerprint, NetworkWeights weights) {
        this.model = model;
        this.task = task;
        this.fingerprint = fingerprint;
        this.weights = weights;
        this.stepper = new Stepper(weights, Kernels.fastest());
        this.state = stepper.newState();
        this.output = new float[task.outputs()];
    }

    private static Model requireStreams(Model model) {
        if (!Stepper.canRun(model.network().spec()) || model.vectors().missing().needsOtherSteps()) {
            throw new IllegalStateException("model " + model.name() + " answers when its input has ended, and not while"
                    + " it comes: a layer reads backward, or the readout needs the whole sequence");
        }
        return model;
    }

    @Override
    public Sequel fork() {
        return new ValueSequel(model, task, fingerprint, weights);
    }

    @Override
    public Step read(String key, Optional<StreamState> before, Event event) {
        return switch (event) {
            case Event.Vector vector -> step(before, vector.step());
            case Event.End _ -> new Step(Optional.empty(), Optional.empty());
            default -> throw Sequel.unreadable(model.name(), "vectors", event);
        };
    }

    private Step step(Optional<StreamState> before, float[] raw) {
        Matrix input = model.vectors().encode(Matrix.of(raw, 1, raw.length));
        float[] old = before.map(StreamState::state)
                .orElseGet(() -> stepper.newState().data());
        System.arraycopy(old, 0, state.data(), 0, old.length);
        long steps = before.map(StreamState::steps).orElse(0L) + 1;
        stepper.step(input.data(), state, state, output);
        if (!stepper.isFinite()) {
            throw NonFiniteException.ofAnswer(
                    "the stream",
                    "at step " + steps + ", in " + stepper.nonFinitePart().orElse("the output"));
        }
        return new Step(
                Optional.of(StreamState.of(fingerprint, steps, state.data().clone())),
                Optional.of(new Answer.Values(values())));
    }

    private Map<String, Float> values() {
        var values = new LinkedHashMap<String, Float>();
        for (int j = 0; j < output.length; j++) {
            Regress.Value value = task.values().get(j);
            values.put(value.name(), value.unscaled(output[j]));
        }
        return values;
    }
}

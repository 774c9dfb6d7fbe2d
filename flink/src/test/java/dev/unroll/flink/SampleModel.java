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
import dev.unroll.core.stream.Answer;
import dev.unroll.core.stream.Event;
import dev.unroll.core.stream.KeyedModel;
import dev.unroll.core.stream.Step;
import dev.unroll.core.stream.StreamState;
import dev.unroll.core.task.Classify;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model of two numbers a step, and what it answers in one pass over a sequence. */
final class SampleModel {

    private SampleModel() {}

    static Model of(long seed) {
        var spec = new NetworkSpec(
                new InputSpec.Dense(2),
                List.of(new Layer(Cells.lstm(2, 13, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(3));
        return new Model(
                "sample",
                new Classify(List.of("a", "b", "c")),
                Network.initialize(spec, Initialization.PYTORCH, seed),
                new VectorEncoder(2, 0, 1));
    }

    /** Returns a step of a key as it stands in a source: two numbers with a comma between them. */
    static String event(long key, long step) {
        return (key - 0.25f * (step % 7)) + "," + (step * 0.125f % 3 - key % 5);
    }

    /** Returns what an element is to the model: the end if it says so. */
    static Event read(String value) {
        if (value.equals("end")) {
            return Event.end();
        }
        String[] words = value.split(",", -1);
        float[] step = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            step[i] = Float.parseFloat(words[i]);
        }
        return Event.vector(step);
    }

    /** Returns the answers of one pass over the first steps of a key. */
    static List<String> answers(Model model, int key, int steps) {
        var keyed = KeyedModel.of(model);
        List<String> answers = new ArrayList<>();
        Optional<StreamState> state = Optional.empty();
        for (int t = 0; t < steps; t++) {
            Step step = keyed.read("k" + key, state, read(event(key, t)));
            state = step.state();
            step.answer().map(Answer::json).ifPresent(answers::add);
        }
        return answers;
    }
}

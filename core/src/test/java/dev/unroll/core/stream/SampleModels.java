package dev.unroll.core.stream;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Transform;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.input.WindowScaling;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.task.Regress;
import dev.unroll.core.task.Task;
import java.util.List;
import java.util.Map;

/** Small models of each kind that a stream may ask. */
final class SampleModels {

    private static final TextEncoder TEXT = new TextEncoder(
            Normalization.UNICODE,
            Tokenizer.CHARACTERS,
            Marks.BEGIN_AND_END,
            Vocabulary.open(List.of("<s>", "</s>", "a", "b")));

    private SampleModels() {}

    static Model vectors(long seed) {
        return model("v", new Classify(List.of("x", "y")), new InputSpec.Dense(2), new VectorEncoder(2, 1, 4), seed);
    }

    static Model texts() {
        return model(
                "t",
                new Classify(List.of("x", "y", "z")),
                new InputSpec.OneHot(TEXT.vocabulary().size()),
                TEXT,
                1);
    }

    static Model values() {
        var task = new Regress(List.of(new Regress.Value("sum", 3, 0.7f), new Regress.Value("mean", 0, 1)));
        return model("r", task, new InputSpec.Dense(2), new VectorEncoder(2, 1, 4), 1);
    }

    /** Reads up to six values, two a step, and says two. */
    static Model series() {
        var encoder = new SeriesEncoder(6, 2, 0, Transform.NONE, WindowScaling.NONE, 0, Map.of(), Map.of(), Map.of());
        var task = new Forecast(2, new Forecast.Answer.Point());
        return model("s", task, new InputSpec.Dense(2), encoder, 1);
    }

    private static Model model(String name, Task task, InputSpec input, InputEncoder encoder, long seed) {
        var spec = new NetworkSpec(
                input,
                List.of(new Layer(Cells.lstm(input.width(), 5, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(task.outputs()));
        return new Model(name, task, Network.initialize(spec, Initialization.PYTORCH, seed), encoder);
    }
}

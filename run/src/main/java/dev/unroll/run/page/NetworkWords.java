package dev.unroll.run.page;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the parts of a network are called: for machines, as in {@code config.json}, and for people. */
public final class NetworkWords {

    private NetworkWords() {}

    public static String kind(InputSpec input) {
        return input.kind();
    }

    public static String kind(Readout readout) {
        return readout.kind();
    }

    /** Returns it in words. */
    public static String text(InputSpec input) {
        return switch (input) {
            case InputSpec.Dense(int features) -> Sentence.counted(features, "feature");
            case InputSpec.OneHot(int tokens) -> "one-hot, " + Sentence.counted(tokens, "token");
            case InputSpec.Embedding(int tokens, int width) ->
                "embeddings of " + Sentence.counted(width, "number") + ", " + Sentence.counted(tokens, "token");
            case InputSpec.Words(int words, int vector, NetworkSpec letters) ->
                "embeddings of " + Sentence.counted(vector, "number") + ", " + Sentence.counted(words, "word")
                        + ", and " + Sentence.counted(letters.outputSize(), "number") + " of their letters";
            case InputSpec.Pair(NetworkSpec source, int tokens, int width) ->
                "pairs: a source, " + text(source.input()) + "; of the target embeddings of "
                        + Sentence.counted(width, "number") + ", " + Sentence.counted(tokens, "token");
        };
    }

    /** Returns it in words. */
    public static String text(Readout readout) {
        return switch (readout) {
            case Readout.LastStep _ -> "last step";
            case Readout.LastPosition _ -> "last position";
            case Readout.EveryStep _ -> "every step";
            case Readout.Flatten(int steps) -> steps == 1 ? "its one step" : "all " + steps + " steps side by side";
            case Readout.Mean _ -> "mean over the steps";
            case Readout.Max _ -> "maximum over the steps";
            case Readout.Pooling(int hiddenSize) -> "attention over the steps, " + Sentence.counted(hiddenSize, "unit");
        };
    }

    /** Returns it in words. */
    public static String text(Head head) {
        return switch (head) {
            case Head.Linear(int outputs) -> "linear, " + Sentence.counted(outputs, "output");
            case Head.None _ -> "the cell's own outputs";
        };
    }

    /** Returns what each page of {@code unroll explain} says of a model first; more may be added. */
    public static Map<String, Object> head(Model model) {
        Map<String, Object> head = new HashMap<>();
        head.put("model", Words.line(model.name()));
        head.put("learned", data(model).stream().map(Words::line).toList());
        head.put("network", "A network of " + layers(model.network().spec()));
        return head;
    }

    /** Returns what layers there are: {@code 2 layers of lstm}. */
    public static String layers(NetworkSpec spec) {
        return Sentence.counted(spec.layers().size(), "layer") + " of "
                + spec.layers().getFirst().cell().name();
    }

    /** Returns the name of the data that a model was trained on, if it notes one. */
    public static Optional<String> data(Model model) {
        return model.training().get("data") instanceof Map<?, ?> data && data.get("name") instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }
}

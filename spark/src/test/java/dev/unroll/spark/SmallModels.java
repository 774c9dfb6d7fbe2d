package dev.unroll.spark;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.decode.Search;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Missing;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.Scale;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Transform;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.input.WindowScaling;
import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.task.NextToken;
import dev.unroll.core.task.Regress;
import dev.unroll.core.task.Tag;
import dev.unroll.core.task.Transduce;
import java.util.List;
import java.util.Map;

/** A small model of each task. They have learned nothing: their answers are as good for a comparison. */
final class SmallModels {

    static final List<List<String>> SENTENCES = List.of(
            List.of("the", "cat", "sat"), List.of("a", "dog"), List.of("the", "dog", "ran", "off"), List.of("sit"));

    private SmallModels() {}

    private static TextEncoder letters(Marks marks, String... tokens) {
        return new TextEncoder(Normalization.UNICODE, Tokenizer.CHARACTERS, marks, Vocabulary.of(List.of(tokens)));
    }

    private static TextEncoder letters() {
        return letters(Marks.NONE, "a", "b", "c");
    }

    private static Network network(NetworkSpec spec) {
        float[] values =
                Network.initialize(spec, Initialization.PYTORCH, 7).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 3;
        }
        return Network.of(spec, values);
    }

    private static NetworkSpec layers(InputSpec input, Readout readout, int outputs) {
        return NetworkSpec.reading(input)
                .then(width -> new Layer(Cells.lstm(width, 20, Bias.PRESENT), Layer.Reading.BIDIRECTIONAL))
                .then(readout)
                .then(new Head.Linear(outputs));
    }

    /** Reads letters a, b and c. */
    static Model classifier() {
        return new Model(
                "letters",
                new Classify(List.of("x", "y", "z")),
                network(layers(new InputSpec.Embedding(3, 5), new Readout.LastStep(), 3)),
                letters());
    }

    /** Reads letters a and b into a state that is multiplied by ten at each step: of sixty letters it is not finite. */
    static Model overflowing() {
        var spec = new NetworkSpec(
                new InputSpec.OneHot(2),
                List.of(new Layer(Cells.elmanRelu(2, 1, Bias.ABSENT))),
                new Readout.LastStep(),
                new Head.Linear(2));
        return new Model(
                "growing",
                new Classify(List.of("left", "right")),
                Network.of(spec, new float[] {1, 1, 10, 1, -1, 0, 0}),
                letters(Marks.NONE, "a", "b"));
    }

    /** Reads steps of two numbers. */
    static Model vectorClassifier() {
        return new Model(
                "gestures",
                new Classify(List.of("up", "down")),
                network(layers(new InputSpec.Dense(2), new Readout.Mean(), 2)),
                new VectorEncoder(2, 1, 4));
    }

    /** Says two values of steps of one number. */
    static Model regressor(String... values) {
        var task = new Regress(List.of(values).stream()
                .map(name -> new Regress.Value(name, 3, 2))
                .toList());
        return new Model(
                "values",
                task,
                network(layers(new InputSpec.Dense(1), new Readout.LastStep(), values.length)),
                new VectorEncoder(1, 0, 1));
    }

    /** Says one value of steps of one number, of which some may be missing. */
    static Model regressorOfGaps() {
        return new Model(
                "gaps",
                new Regress(List.of(new Regress.Value("value", 3, 2))),
                network(layers(new InputSpec.Dense(2), new Readout.LastStep(), 1)),
                new VectorEncoder(List.of(new VectorEncoder.Scale(0, 1)), Missing.MASK));
    }

    /** Tags words. */
    static Model tagger() {
        WordEncoder words = WordEncoder.learn(SENTENCES, Normalization.UNICODE, Vocabulary.Limits.NONE);
        NetworkSpec spelling = NetworkSpec.reading(
                        new InputSpec.Embedding(words.letters().size(), 4))
                .then(width -> new Layer(Cells.gru(width, 5, Bias.PRESENT), Layer.Reading.BIDIRECTIONAL))
                .then(new Readout.LastStep());
        var input = new InputSpec.Words(words.words().size(), 6, spelling);
        return new Model(
                "tags", new Tag(List.of("N", "V", "D")), network(layers(input, new Readout.EveryStep(), 3)), words);
    }

    /** Guesses letters. */
    static Model writer() {
        var spec = new NetworkSpec(
                new InputSpec.OneHot(3),
                List.of(new Layer(Cells.gru(3, 12, Bias.PRESENT))),
                new Readout.EveryStep(),
                new Head.Linear(3));
        return new Model("writer", new NextToken(letters()), network(spec), letters());
    }

    /** Says the next three values of a series, of which it knows the scale of {@code s}. */
    static Model forecaster(Forecast.Answer answer) {
        var task = new Forecast(3, answer);
        var encoder = new SeriesEncoder(
                4, 2, 0, Transform.NONE, WindowScaling.LAST, 0, Map.of(), Map.of(), Map.of("s", new Scale(6, 3)));
        return new Model(
                "series",
                task,
                network(layers(new InputSpec.Dense(2), new Readout.LastStep(), task.outputs())),
                encoder);
    }

    /** Says the next two values of a series with its wind, and the price, which is known two steps ahead. */
    static Model forecasterOfColumns() {
        var task = new Forecast(2, new Forecast.Answer.Point());
        var encoder = new SeriesEncoder(
                4,
                2,
                2,
                Transform.NONE,
                WindowScaling.LAST,
                0,
                Map.of("wind", new Scale(0, 1)),
                Map.of("price", new Scale(2, 3)),
                Map.of());
        return new Model(
                "power",
                task,
                network(layers(new InputSpec.Dense(encoder.features()), new Readout.LastStep(), task.outputs())),
                encoder);
    }

    /** Says letters x, y and z of a source of letters, by a decoder that attends. */
    static Model decoder() {
        TextEncoder target = letters(Marks.BEGIN_AND_END, "<unk>", "<s>", "</s>", "x", "y", "z");
        NetworkSpec reading = NetworkSpec.reading(new InputSpec.Embedding(3, 3))
                .then(width -> new Layer(Cells.gru(width, 8, Bias.PRESENT)))
                .then(new Readout.EveryStep());
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Pair(reading, 6, 4))
                .then(width -> new Attention.Recurrent(
                        new Layer(Cells.gru(width + 8, 8, Bias.PRESENT)),
                        Attention.Score.ADDITIVE,
                        Attention.Feed.CONTEXT))
                .then(new Head.Linear(6));
        return new Model(
                "pairs",
                new Transduce(target, new Transduce.Decoder(new Search(3, 0.6, 0, 7))),
                network(spec),
                letters());
    }

    /** Says letters x and y of steps of two numbers, by CTC. */
    static Model ctc() {
        TextEncoder target = letters(Marks.NONE, "x", "y");
        return new Model(
                "sounds",
                new Transduce(target, new Transduce.Ctc(4)),
                network(layers(new InputSpec.Dense(2), new Readout.EveryStep(), 3)),
                new VectorEncoder(2, 0, 1));
    }
}

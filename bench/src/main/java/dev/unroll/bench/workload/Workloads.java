package dev.unroll.bench.workload;

import dev.unroll.bench.workload.Workload.Kind;
import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Ctc;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.optimizer.AdamW;
import dev.unroll.core.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** The workloads by name: what people do with recurrent networks, from a hello to a character language model. */
public final class Workloads {

    private static final SequencedMap<String, Recipe> RECIPES = recipes();

    private Workloads() {}

    /** A workload of which a size may still be changed. */
    private record Recipe(Size size, Maker maker) {}

    @FunctionalInterface
    private interface Maker {
        Workload make(String name, Size size);
    }

    @FunctionalInterface
    private interface CellMaker {
        Cell make(int inputSize, int hiddenSize, Bias bias);
    }

    private static SequencedMap<String, Recipe> recipes() {
        var recipes = new LinkedHashMap<String, Recipe>();
        var image = new Size(64, 28, 256);
        recipes.put("W1", new Recipe(image, rows(Cells::elman)));
        recipes.put("W1b", new Recipe(image, rows(Cells::lstm)));
        recipes.put("W1c", new Recipe(image, rows(Cells::gru)));
        recipes.put("W2", new Recipe(new Size(1, 8, 256), Workloads::names));
        recipes.put("W2b", new Recipe(new Size(64, 12, 256), Workloads::names));
        recipes.put("W3", new Recipe(new Size(1, 4, 8), Workloads::hello));
        var review = new Size(64, 200, 256);
        recipes.put("W4rnn", new Recipe(review, sentiment(Cells::elman)));
        recipes.put("W4lstm", new Recipe(review, sentiment(Cells::lstm)));
        recipes.put("W4gru", new Recipe(review, sentiment(Cells::gru)));
        recipes.put("W5", new Recipe(new Size(50, 50, 512), Workloads::characters));
        var sample = new Size(1, 1, 256);
        recipes.put("W6rnn", new Recipe(sample, frames(Kind.STREAMING_STEP, Cells::elman)));
        recipes.put("W6lstm", new Recipe(sample, frames(Kind.STREAMING_STEP, Cells::lstm)));
        recipes.put("W6gru", new Recipe(sample, frames(Kind.STREAMING_STEP, Cells::gru)));
        var frames = new Size(64, 100, 256);
        recipes.put("W7rnn", new Recipe(frames, frames(Kind.INFERENCE, Cells::elman)));
        recipes.put("W7lstm", new Recipe(frames, frames(Kind.INFERENCE, Cells::lstm)));
        recipes.put("W7gru", new Recipe(frames, frames(Kind.INFERENCE, Cells::gru)));
        recipes.put("W8", new Recipe(new Size(64, 30, 256), Workloads::translation));
        recipes.put("W9", new Recipe(new Size(16, 300, 256), Workloads::speech));
        return recipes;
    }

    /** Returns all names, in order. */
    public static SequencedSet<String> names() {
        return RECIPES.sequencedKeySet();
    }

    /** Returns the workload that a user asks for: a name, then sizes to change, as {@code W5:batch=8:hidden=128}. */
    public static Workload of(String text) {
        List<String> parts = List.of(text.split(":", -1));
        Recipe recipe = RECIPES.get(parts.getFirst());
        if (recipe == null) {
            throw new IllegalArgumentException(
                    "there is no workload \"" + parts.getFirst() + "\": there are " + String.join(", ", names()));
        }
        Size size = recipe.size;
        for (String setting : parts.subList(1, parts.size())) {
            size = size.with(setting);
        }
        return recipe.maker.make(text, size);
    }

    /** Images read row by row, all hidden outputs side by side into the classifier. */
    private static Maker rows(CellMaker cell) {
        return (name, size) -> {
            var network = new NetworkSpec(
                    new InputSpec.Dense(28),
                    layers(cell, 28, size.hidden(), 2),
                    new Readout.Flatten(size.steps()),
                    new Head.Linear(10));
            return training(name, network, size, new CrossEntropy(), new Adam(), 64);
        };
    }

    /** Names read letter by letter, classified by their last step. */
    private static Workload names(String name, Size size) {
        var network = new NetworkSpec(
                new InputSpec.OneHot(57),
                layers(Cells::elman, 57, size.hidden(), 1),
                new Readout.LastStep(),
                new Head.Linear(18));
        return training(name, network, size, new CrossEntropy(), new AdamW(), size.batch() == 1 ? 2048 : 64);
    }

    /** "hell" to "ello", from a fresh model each time. */
    private static Workload hello(String name, Size size) {
        var network = new NetworkSpec(
                new InputSpec.OneHot(4),
                layers(Cells::elman, 4, size.hidden(), 1),
                new Readout.EveryStep(),
                new Head.Linear(4));
        return new Workload(name, Kind.WHOLE_TRAINING, network, size, new CrossEntropy(), new Adam(), 0.01, 1);
    }

    /** Reviews of words, judged by their last step. */
    private static Maker sentiment(CellMaker cell) {
        return (name, size) -> {
            var network = new NetworkSpec(
                    new InputSpec.Embedding(25_000, 100),
                    layers(cell, 100, size.hidden(), 1),
                    new Readout.LastStep(),
                    new Head.Linear(1));
            return training(name, network, size, new BinaryCrossEntropy(), new Adam(), 16);
        };
    }

    /** A language model of characters. */
    private static Workload characters(String name, Size size) {
        var network = new NetworkSpec(
                new InputSpec.OneHot(65),
                layers(Cells::lstm, 65, size.hidden(), 2),
                new Readout.EveryStep(),
                new Head.Linear(65));
        return training(name, network, size, new CrossEntropy(), new Adam(), 16);
    }

    /** Sentences of pieces into others, which attend to the first. */
    private static Workload translation(String name, Size size) {
        int pieces = 4_000;
        int hidden = size.hidden();
        NetworkSpec source = NetworkSpec.reading(new InputSpec.Embedding(pieces, hidden));
        for (Layer layer : layers(Cells::gru, hidden, hidden, 2)) {
            source = source.then(layer);
        }
        var first = new Layer(Cells.gru(2 * hidden, hidden, Bias.PRESENT));
        NetworkSpec network = NetworkSpec.reading(new InputSpec.Pair(source, pieces, hidden))
                .then(new Attention.Recurrent(first, Attention.Score.ADDITIVE, Attention.Feed.CONTEXT))
                .then(new Layer(Cells.gru(hidden, hidden, Bias.PRESENT)))
                .then(new Head.Linear(pieces));
        return training(name, network, size, new CrossEntropy(), new Adam(), 16);
    }

    /** Log-mel frames into letters, of which nobody says at which frames they are. */
    private static Workload speech(String name, Size size) {
        int letters = 28;
        NetworkSpec network = NetworkSpec.reading(new InputSpec.Dense(40));
        for (int i = 0; i < 3; i++) {
            network = network.then(
                    width -> new Layer(Cells.lstm(width, size.hidden(), Bias.PRESENT), Layer.Reading.BIDIRECTIONAL));
        }
        return training(name, network.then(new Head.Linear(letters + 1)), size, new Ctc(), new Adam(), 8);
    }

    /** Frames of 64 numbers, every hidden state wanted, nothing learned. */
    private static Maker frames(Kind kind, CellMaker cell) {
        return (name, size) -> {
            var network = new NetworkSpec(
                    new InputSpec.Dense(64),
                    layers(cell, 64, size.hidden(), 1),
                    new Readout.EveryStep(),
                    new Head.None());
            return new Workload(name, kind, network, size, new CrossEntropy(), new Adam(), 0, 8);
        };
    }

    private static Workload training(
            String name, NetworkSpec network, Size size, Loss loss, Optimizer optimizer, int pool) {
        return new Workload(name, Kind.TRAINING_STEP, network, size, loss, optimizer, 1e-3, pool);
    }

    private static List<Layer> layers(CellMaker cell, int inputSize, int hiddenSize, int count) {
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < count; i++) {
            layers.add(new Layer(cell.make(i == 0 ? inputSize : hiddenSize, hiddenSize, Bias.PRESENT)));
        }
        return layers;
    }
}

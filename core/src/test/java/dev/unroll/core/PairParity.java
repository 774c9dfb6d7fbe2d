package dev.unroll.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Attention.Feed;
import dev.unroll.core.network.Attention.Score;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head.Linear;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.train.GradientStep;
import dev.unroll.core.train.Labels;
import java.util.Arrays;
import java.util.Map;

/** An encoder and a decoder: loss, logits, attention, the gradients of everything, and what a greedy decoder says. */
final class PairParity implements ParityCase {

    private static final int BEGIN = 0;
    private static final int END = 1;

    /** What PyTorch's model calls our parameters, but for those of the decoder's cell. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("embedding.weight", "target_embedding.weight"),
            Map.entry("source.embedding.weight", "source_embedding.weight"),
            Map.entry("bridge_l0.weight", "bridge.weight"),
            Map.entry("bridge_l0.bias", "bridge.bias"),
            Map.entry("attention_l0.query.weight", "query.weight"),
            Map.entry("attention_l0.key.weight", "key.weight"),
            Map.entry("attention_l0.score.weight", "score.weight"),
            Map.entry("attention_l1.key.weight", "general.weight"),
            Map.entry("attention_l1.combine.weight", "combine.weight"),
            Map.entry("fc.weight", "out.weight"),
            Map.entry("fc.bias", "out.bias"));

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        NetworkSpec spec = spec(given);
        Network network = Network.of(spec, given.parameters(Network.layoutOf(spec), name -> "param." + name(name)));
        try (Compute compute = Compute.of(2)) {
            var weights = NetworkWeights.forTraining(network);
            var step = new GradientStep(weights, new CrossEntropy(), compute);
            var batch = new Batch().of(pairs(given));
            double loss = step.add(batch, labels(given), 0, 0);
            PyTorchCase.assertClose("loss", given.floats("loss"), new float[] {(float) loss}, PyTorchCase.TOLERANCE);
            checkRows(given, "logits", batch.unrolling(), step.run().output(), row -> given.shape("logits")
                    .getLast());
            if (given.has("attention")) {
                Matrix alphas = step.run().attentions().getFirst().alphas();
                checkRows(given, "attention", batch.unrolling(), alphas, row -> batch.sources()
                        .unrolling()
                        .length(batch.place(row)));
            }
            float[] expected = given.parameters(weights.layout(), name -> "grad.param." + name(name));
            for (Window window : weights.layout().windows()) {
                PyTorchCase.assertClose(
                        "gradient of " + window.name(),
                        Arrays.copyOfRange(expected, window.offset(), window.offset() + window.size()),
                        Arrays.copyOfRange(step.gradients(), window.offset(), window.offset() + window.size()),
                        PyTorchCase.TOLERANCE);
            }
            checkGreedy(given, network, compute);
        }
    }

    private static NetworkSpec spec(PyTorchCase given) throws NotSupportedException {
        int hidden = given.whole("hidden_size");
        int width = given.whole("embedding");
        boolean both = given.flag("bidirectional_encoder");
        String cell = given.text("cell");
        NetworkSpec source = NetworkSpec.reading(new InputSpec.Embedding(given.whole("source_vocabulary"), width))
                .then(new Layer(
                        RecurrentParity.cell(cell, width, hidden, Bias.PRESENT),
                        both ? Reading.BIDIRECTIONAL : Reading.FORWARD));
        int memory = source.outputSize();
        int targets = given.whole("target_vocabulary");
        NetworkSpec pair = NetworkSpec.reading(new InputSpec.Pair(source, targets, width));
        NetworkSpec decoder =
                switch (given.text("attention")) {
                    case "bahdanau" ->
                        pair.then(new Attention.Recurrent(
                                new Layer(RecurrentParity.cell(cell, width + memory, hidden, Bias.PRESENT)),
                                Score.ADDITIVE,
                                Feed.CONTEXT));
                    case "luong" ->
                        pair.then(new Layer(RecurrentParity.cell(cell, width, hidden, Bias.PRESENT)))
                                .then(new Attention.Combined(Score.GENERAL));
                    case "none" -> pair.then(new Layer(RecurrentParity.cell(cell, width, hidden, Bias.PRESENT)));
                    default -> throw new NotSupportedException("pair attention=" + given.text("attention"));
                };
        return decoder.then(new Linear(targets));
    }

    private static String name(String name) {
        if (name.startsWith("source.rnn.")) {
            return "encoder." + name.substring("source.rnn.".length());
        }
        if (name.startsWith("rnn.")) {
            return "decoder." + name.substring("rnn.".length()).replace("_l0", "");
        }
        return NAMES.getOrDefault(name, name);
    }

    private static Sequences.Pairs pairs(PyTorchCase given) {
        int count = given.shape("source").getFirst();
        int[][] sources = new int[count][];
        int[][] targets = new int[count][];
        for (int i = 0; i < count; i++) {
            sources[i] = tokens(given, "source", i);
            int[] target = tokens(given, "target", i);
            targets[i] = new int[target.length + 1];
            targets[i][0] = BEGIN;
            System.arraycopy(target, 0, targets[i], 1, target.length);
        }
        return Sequences.ofPairs(Sequences.ofTokens(sources), Sequences.ofTokens(targets));
    }

    private static int[] tokens(PyTorchCase given, String side, int i) {
        int steps = given.shape(side).getLast();
        long[] all = given.longs(side);
        int[] tokens = new int[(int) given.longs(side + "_lengths")[i]];
        Arrays.setAll(tokens, t -> (int) all[i * steps + t]);
        return tokens;
    }

    private static Labels labels(PyTorchCase given) {
        int[][] labels = new int[given.shape("target").getFirst()][];
        Arrays.setAll(labels, i -> {
            int[] target = Arrays.copyOf(tokens(given, "target", i), (int) given.longs("target_lengths")[i] + 1);
            target[target.length - 1] = END;
            return target;
        });
        return Labels.ofSteps(labels);
    }

    private interface Width {
        int of(int row);
    }

    /** Compares rows with a block [B, T, N] of which only the steps that a target has count. */
    private static void checkRows(PyTorchCase given, String name, Unrolling unrolling, Matrix rows, Width width) {
        int steps = given.shape(name).get(1);
        int columns = given.shape(name).getLast();
        for (int row = 0; row < unrolling.rows(); row++) {
            int at = (unrolling.sequence(row) * steps + unrolling.step(row)) * columns;
            int n = width.of(row);
            PyTorchCase.assertClose(
                    name + " of row " + row,
                    Arrays.copyOfRange(given.floats(name), at, at + n),
                    Arrays.copyOfRange(rows.data(), rows.at(row), rows.at(row) + n),
                    PyTorchCase.TOLERANCE);
        }
    }

    private static void checkGreedy(PyTorchCase given, Network network, Compute compute) {
        int count = given.shape("source").getFirst();
        int steps = given.shape("greedy").getLast();
        var run = new NetworkRun(NetworkWeights.forInference(network), compute);
        Matrix states = Matrix.zeros(count, network.spec().stateSize());
        run.encode(new Batch().of(pairs(given).sources()), states);
        int[] sources = new int[count];
        Arrays.setAll(sources, i -> i);
        int[] last = new int[count];
        long[] said = new long[count * steps];
        var batch = new Batch();
        for (int t = 0; t < steps; t++) {
            batch.ofSteps(new Picks(), count, last);
            run.forward(batch, run.memory(), sources, states, states);
            for (int i = 0; i < count; i++) {
                last[i] = best(run.output(), i);
                said[i * steps + t] = last[i];
            }
        }
        assertArrayEquals(given.longs("greedy"), said);
    }

    private static int best(Matrix logits, int row) {
        int best = 0;
        for (int j = 1; j < logits.columns(); j++) {
            best = logits.get(row, j) > logits.get(row, best) ? j : best;
        }
        return best;
    }
}

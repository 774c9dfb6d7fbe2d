package dev.unroll.core.train;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.MeanSquaredError;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.optimizer.Sgd;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Something easy to learn: a network, examples, and the loss that says how well it is known. */
record Task(String name, NetworkSpec spec, Loss loss, Examples examples) {

    private static final int TOKENS = 4;
    private static final int HIDDEN = 8;

    /** Every kind of label, each with another cell, input and readout. */
    static List<Task> all() {
        return List.of(firstToken(60), previousToken(60), meanOfInput(60), hasTokenZero(60));
    }

    /** A class a sequence: its first token. */
    static Task firstToken(int count) {
        int[][] tokens = tokens(count);
        var layer = new Layer(Cells.lstm(TOKENS, HIDDEN, Bias.PRESENT));
        return new Task(
                "first token",
                new NetworkSpec(
                        new InputSpec.OneHot(TOKENS), List.of(layer), new Readout.LastStep(), new Head.Linear(TOKENS)),
                new CrossEntropy(),
                new Examples(
                        Sequences.ofTokens(tokens),
                        Labels.ofSequences(
                                Arrays.stream(tokens).mapToInt(row -> row[0]).toArray())));
    }

    /** A class a step: the token before, 0 at the first step. */
    static Task previousToken(int count) {
        int[][] tokens = tokens(count);
        int[][] previous = new int[count][];
        for (int i = 0; i < count; i++) {
            previous[i] = new int[tokens[i].length];
            System.arraycopy(tokens[i], 0, previous[i], 1, tokens[i].length - 1);
        }
        var layer = new Layer(Cells.elman(TOKENS, HIDDEN, Bias.PRESENT));
        return new Task(
                "previous token",
                new NetworkSpec(
                        new InputSpec.OneHot(TOKENS), List.of(layer), new Readout.EveryStep(), new Head.Linear(TOKENS)),
                new CrossEntropy(),
                new Examples(Sequences.ofTokens(tokens), Labels.ofSteps(previous)));
    }

    /** Two values a sequence: the means of its vectors' first and second elements. */
    static Task meanOfInput(int count) {
        Matrix[] vectors = new Matrix[count];
        Matrix means = Matrix.zeros(count, 2);
        for (int i = 0; i < count; i++) {
            vectors[i] = Matrix.zeros(length(i), 2);
            for (int t = 0; t < vectors[i].rows(); t++) {
                for (int j = 0; j < 2; j++) {
                    float value = 2 * CounterHash.uniform(2, Purpose.SAMPLING, i, t, j, 0) - 1;
                    vectors[i].set(t, j, value);
                    means.set(i, j, means.get(i, j) + value / vectors[i].rows());
                }
            }
        }
        var layer = new Layer(Cells.gru(2, HIDDEN, Bias.PRESENT), Layer.Reading.BIDIRECTIONAL);
        return new Task(
                "mean of the input",
                new NetworkSpec(new InputSpec.Dense(2), List.of(layer), new Readout.Mean(), new Head.Linear(2)),
                new MeanSquaredError(),
                new Examples(Sequences.ofVectors(List.of(vectors)), Labels.ofValues(means)));
    }

    /** Yes or no for a sequence: whether it has the token 0. */
    static Task hasTokenZero(int count) {
        int[][] tokens = tokens(count);
        Matrix answers = Matrix.zeros(count, 1);
        for (int i = 0; i < count; i++) {
            answers.set(i, 0, Arrays.stream(tokens[i]).anyMatch(token -> token == 0) ? 1 : 0);
        }
        var layer = new Layer(Cells.gruResetBefore(3, HIDDEN, Bias.PRESENT));
        return new Task(
                "has token 0",
                new NetworkSpec(
                        new InputSpec.Embedding(TOKENS, 3), List.of(layer), new Readout.Max(), new Head.Linear(1)),
                new BinaryCrossEntropy(),
                new Examples(Sequences.ofTokens(tokens), Labels.ofValues(answers)));
    }

    private static int length(int i) {
        return 1 + (int) Long.remainderUnsigned(CounterHash.bits(1, Purpose.SAMPLING, i, 0, 0, 0), 5);
    }

    private static int[][] tokens(int count) {
        int[][] tokens = new int[count][];
        for (int i = 0; i < count; i++) {
            tokens[i] = new int[length(i)];
            for (int t = 0; t < tokens[i].length; t++) {
                tokens[i][t] = (int) (TOKENS * CounterHash.uniform(1, Purpose.SAMPLING, i, t, 1, 0));
            }
        }
        return tokens;
    }

    Network network() {
        return Network.initialize(spec, Initialization.PYTORCH, 1);
    }

    /** Returns the task with other labels. */
    Task labeled(Labels labels) {
        return new Task(name, spec, loss, new Examples(examples.inputs(), labels));
    }

    /** Returns a plan of Adam steps on batches of 10. */
    TrainingPlan plan(int epochs, long seed) {
        return TrainingPlan.of(new Adam(), 0.02)
                .withLoss(loss)
                .withBatchSize(10)
                .withEpochs(epochs)
                .withSeed(seed);
    }

    /** Returns a plan whose batches are in the order of the data. */
    TrainingPlan planInOrder(int epochs, double learningRate) {
        return TrainingPlan.of(new Sgd(), learningRate)
                .withLoss(loss)
                .withBatchSize(10)
                .withEpochs(epochs)
                .withGrouping(BatchPlan.Grouping.IN_ORDER)
                .withSeed(0);
    }

    /** Returns the SHA-256 of a network's parameters. */
    static String sha256(Network network) {
        float[] values = network.values();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

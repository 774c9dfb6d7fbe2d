package dev.unroll.core.trace;

import dev.unroll.core.engine.Direction;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkRun;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.Readout;
import java.util.ArrayList;
import java.util.List;

/**
 * One sequence through a network, layer after layer, with everything that was computed on the way: the slow, obvious
 * version of {@link NetworkRun} without dropout, and bit for bit the same outputs. It is for looking inside, not for work.
 */
public final class NetworkTrace {

    private final Network network;
    private final NetworkSpec spec;
    private final Matrix input;
    private final List<List<CellTrace>> layers = new ArrayList<>();
    private final ReadoutTrace readout;
    private final Matrix output;

    private NetworkTrace(Network network, Matrix input) {
        this.network = network;
        this.spec = network.spec();
        this.input = input;
        float[] values = network.values();
        Matrix outputs = input;
        for (int number = 0; number < spec.layers().size(); number++) {
            Layer layer = spec.layers().get(number);
            List<CellTrace> directions = new ArrayList<>();
            for (int d = 0; d < layer.directions(); d++) {
                var parameters = network.layout().cell(layer, number, d, values);
                Matrix zero = Matrix.zeros(1, layer.cell().stateSize());
                directions.add(CellTrace.run(layer.cell(), parameters, outputs, zero, direction(layer, d)));
            }
            layers.add(directions);
            outputs = sideBySide(directions.stream()
                    .map(trace -> trace.of(trace.cell().output()))
                    .toList());
        }
        this.readout = new ReadoutTrace(spec, outputs);
        this.output = head(readout.features(), values);
    }

    /** Runs a network over one sequence of tokens, from states of zero. */
    public static NetworkTrace of(Network network, int[] tokens) {
        return new NetworkTrace(network, vectors(network, tokens));
    }

    /** Runs a network over one sequence of vectors, [steps, width], in the place of its tokens if it reads tokens. */
    public static NetworkTrace of(Network network, Matrix vectors) {
        vectors.requireShape("input", vectors.rows(), network.spec().input().width());
        return new NetworkTrace(network, vectors);
    }

    /** Returns the vectors that stand for tokens, [steps, width]: rows of the embedding, or zeros with a one. */
    public static Matrix vectors(Network network, int[] tokens) {
        Matrix vectors = Matrix.zeros(tokens.length, network.spec().input().width());
        Matrix table = network.spec().input() instanceof InputSpec.Embedding
                ? network.layout().window(ParameterLayout.EMBEDDING).on(network.values())
                : Matrix.zeros(0, 0);
        for (int t = 0; t < tokens.length; t++) {
            switch (network.spec().input()) {
                case InputSpec.Embedding _ -> Rows.copyRow(table, tokens[t], 0, vectors, t, 0, table.columns());
                case InputSpec.OneHot _ -> vectors.set(t, tokens[t], 1);
                case InputSpec.Dense _ ->
                    throw new IllegalArgumentException("the network reads vectors but was given tokens");
            }
        }
        return vectors;
    }

    private static Direction direction(Layer layer, int d) {
        return layer.reading() == Layer.Reading.BACKWARD || d == 1 ? Direction.BACKWARD : Direction.FORWARD;
    }

    private static Matrix sideBySide(List<Matrix> parts) {
        int rows = parts.getFirst().rows();
        Matrix whole =
                Matrix.zeros(rows, parts.stream().mapToInt(Matrix::columns).sum());
        int at = 0;
        for (Matrix part : parts) {
            Rows.copy(part, 0, whole, at, rows, part.columns());
            at += part.columns();
        }
        return whole;
    }

    private Matrix head(Matrix features, float[] values) {
        if (!(spec.head() instanceof Head.Linear)) {
            return features;
        }
        Matrix weight = network.layout().window(ParameterLayout.HEAD_WEIGHT).on(values);
        Matrix bias = network.layout().window(ParameterLayout.HEAD_BIAS).on(values);
        Matrix result = Matrix.zeros(features.rows(), weight.rows());
        for (int row = 0; row < features.rows(); row++) {
            for (int j = 0; j < weight.rows(); j++) {
                float sum = bias.get(0, j);
                for (int k = 0; k < weight.columns(); k++) {
                    sum = Math.fma(features.get(row, k), weight.get(j, k), sum);
                }
                result.set(row, j, sum);
            }
        }
        return result;
    }

    /** Returns the vectors that were read, [T, width]. */
    public Matrix input() {
        return input;
    }

    /** Returns one direction of a layer. */
    public CellTrace layer(int layer, int direction) {
        return layers.get(layer).get(direction);
    }

    /** Returns the outputs, [1, outputSize], or [T, outputSize] if every step is read out: the first step first. */
    public Matrix output() {
        return output;
    }

    /**
     * Returns the output that the first {@code steps} steps alone would have had, [1, outputSize]. Layers must read forward
     * only, so that no step knows of later ones, and the readout must be of sequences of any length.
     */
    public Matrix outputAfter(int steps) {
        if (!mayEndAnywhere(spec)) {
            throw new IllegalStateException("what came of the first " + steps + " steps depends on those after them");
        }
        return spec.readout() instanceof Readout.EveryStep
                ? output.rows(steps - 1, steps)
                : head(readout.features(steps), network.values());
    }

    /** Returns whether the outputs of beginnings of a sequence are to be had from the trace of the whole. */
    public static boolean mayEndAnywhere(NetworkSpec spec) {
        return !(spec.readout() instanceof Readout.Flatten)
                && spec.layers().stream().allMatch(layer -> layer.reading() == Layer.Reading.FORWARD);
    }

    /**
     * Derivatives by everything on the way.
     *
     * @param layers by layer and direction
     * @param input [T, width]
     */
    public record Gradients(List<List<CellGradients>> layers, Matrix input) {}

    /** Returns the derivatives of whatever has these derivatives by the {@link #output}. */
    public Gradients backward(Matrix outputGradient) {
        outputGradient.requireShape("output gradient", output.rows(), output.columns());
        Matrix gradient = readout.backward(headBackward(outputGradient));
        List<List<CellGradients>> gradients = new ArrayList<>();
        for (List<CellTrace> layer : layers.reversed()) {
            int width = layer.getFirst().cell().outputSize();
            Matrix ofInput = Matrix.zeros(input.rows(), layer.getFirst().cell().inputSize());
            List<CellGradients> directions = new ArrayList<>();
            for (int d = 0; d < layer.size(); d++) {
                CellGradients ofCell = layer.get(d).backward(gradient.columns(d * width, (d + 1) * width));
                directions.add(ofCell);
                addTo(ofInput, ofCell.of(layer.get(d).cell().terms().getFirst()));
            }
            gradients.addFirst(directions);
            gradient = ofInput;
        }
        return new Gradients(gradients, gradient);
    }

    private Matrix headBackward(Matrix outputGradient) {
        if (!(spec.head() instanceof Head.Linear)) {
            return outputGradient;
        }
        Matrix weight = network.layout().window(ParameterLayout.HEAD_WEIGHT).on(network.values());
        Matrix gradient = Matrix.zeros(outputGradient.rows(), weight.columns());
        for (int row = 0; row < gradient.rows(); row++) {
            for (int k = 0; k < weight.columns(); k++) {
                float sum = 0;
                for (int j = 0; j < weight.rows(); j++) {
                    sum = Math.fma(outputGradient.get(row, j), weight.get(j, k), sum);
                }
                gradient.set(row, k, sum);
            }
        }
        return gradient;
    }

    private static void addTo(Matrix sum, Matrix amount) {
        for (int row = 0; row < sum.rows(); row++) {
            for (int j = 0; j < sum.columns(); j++) {
                sum.set(row, j, sum.get(row, j) + amount.get(row, j));
            }
        }
    }
}

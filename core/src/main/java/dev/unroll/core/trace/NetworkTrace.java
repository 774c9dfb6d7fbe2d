package dev.unroll.core.trace;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.Readout;
import dev.unroll.core.pass.NetworkRun;
import java.util.List;

/**
 * One sequence through a network, part after part, with everything that was computed on the way: the slow, obvious
 * version of {@link NetworkRun} without dropout, and bit for bit the same outputs. It is for looking inside, not for work.
 */
public final class NetworkTrace {

    private final NetworkSpec spec;
    private final Parameters parameters;
    private final Matrix input;
    private final ChainTrace parts;
    private final List<LayerTrace> layers;

    private NetworkTrace(Network network, Matrix input) {
        if (input.rows() == 0) {
            throw new IllegalArgumentException("the sequence must have at least one step but has none");
        }
        this.spec = network.spec();
        this.parameters = new Parameters(network);
        this.input = input;
        this.parts = ChainTrace.of(spec.chain().links(), parameters, input);
        this.layers = parts.layers().toList();
    }

    /** Runs a network over one sequence of tokens, from states of zero. */
    public static NetworkTrace of(Network network, int[] tokens) {
        return new NetworkTrace(network, vectors(network, tokens));
    }

    /** Runs a network over one sequence of words, from states of zero. */
    public static NetworkTrace of(Network network, int[] words, int[][] letters) {
        return new NetworkTrace(network, vectors(network, words, letters));
    }

    /** Runs a network over one sequence of vectors, [steps, width], in the place of its tokens or words if it reads such. */
    public static NetworkTrace of(Network network, Matrix vectors) {
        vectors.requireShape("input", vectors.rows(), network.spec().input().width());
        return new NetworkTrace(network, vectors);
    }

    /** Returns the vectors that stand for tokens, [steps, width]: rows of the embedding, or zeros with a one. */
    public static Matrix vectors(Network network, int[] tokens) {
        return switch (network.spec().input()) {
            case InputSpec.Embedding embedding -> look(network, tokens, embedding.width());
            case InputSpec.OneHot(int count) -> {
                Matrix vectors = Matrix.zeros(tokens.length, count);
                for (int t = 0; t < tokens.length; t++) {
                    vectors.set(t, tokens[t], 1);
                }
                yield vectors;
            }
            case InputSpec.Dense _, InputSpec.Words _, InputSpec.Pair _ ->
                throw new IllegalArgumentException(
                        "the network reads " + network.spec().input().reads() + " but was given tokens");
        };
    }

    /** Returns the vectors that stand for words, [steps, width]: rows of the embedding, and what is made of the letters. */
    public static Matrix vectors(Network network, int[] words, int[][] letters) {
        if (!(network.spec().input() instanceof InputSpec.Words input)) {
            throw new IllegalArgumentException(
                    "the network reads " + network.spec().input().reads() + " but was given words");
        }
        Matrix vectors = look(network, words, input.width());
        Network reader = network.letters();
        for (int t = 0; t < words.length; t++) {
            Matrix made = of(reader, letters[t]).output();
            Rows.copyRow(made, 0, 0, vectors, t, input.vector(), made.columns());
        }
        return vectors;
    }

    /** Returns the rows of the embedding for some tokens, with room for {@code width} columns each. */
    private static Matrix look(Network network, int[] tokens, int width) {
        Matrix vectors = Matrix.zeros(tokens.length, width);
        Matrix table = network.layout().window(ParameterLayout.EMBEDDING).on(network.values());
        for (int t = 0; t < tokens.length; t++) {
            Rows.copyRow(table, tokens[t], 0, vectors, t, 0, table.columns());
        }
        return vectors;
    }

    /** Returns the vectors that were read, [T, width]. */
    public Matrix input() {
        return input;
    }

    /** Returns one direction of a layer. */
    public CellTrace layer(int layer, int direction) {
        return layers.get(layer).directions().get(direction);
    }

    /** Returns the recurrent layers, in order. */
    List<LayerTrace> layers() {
        return layers;
    }

    /**
     * Returns the outputs, [1, outputSize], or [T, outputSize] if every step is read out, the first step first; where
     * the time is reduced, fewer.
     */
    public Matrix output() {
        return parts.output();
    }

    /**
     * Returns the output that the first {@code steps} steps alone would have had, [1, outputSize]. Layers must read forward
     * only, so that no step knows of later ones, and the readout must be of sequences of any length.
     */
    public Matrix outputAfter(int steps) {
        if (!mayEndAnywhere(spec)) {
            throw new IllegalStateException("what came of the first " + steps + " steps depends on those after them");
        }
        if (spec.answersEachStep()) {
            return output().rows(steps - 1, steps);
        }
        List<Link> links = spec.chain().links();
        int readout = 0;
        while (!(links.get(readout).part() instanceof Readout)) {
            readout++;
        }
        Matrix before = readout == 0 ? input : parts.output(readout);
        return ChainTrace.of(links.subList(readout, links.size()), parameters, before.rows(0, steps))
                .output();
    }

    /** Returns whether the outputs of beginnings of a sequence are to be had from the trace of the whole. */
    public static boolean mayEndAnywhere(NetworkSpec spec) {
        return !(spec.readout() instanceof Readout.Flatten) && spec.canStream() && spec.reduction() == 1;
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
        outputGradient.requireShape("output gradient", output().rows(), output().columns());
        Matrix ofInput = parts.backward(outputGradient);
        return new Gradients(layers.stream().map(LayerTrace::gradients).toList(), ofInput);
    }
}

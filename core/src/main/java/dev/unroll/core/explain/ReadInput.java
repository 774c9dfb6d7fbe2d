package dev.unroll.core.explain;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.trace.CellGradients;
import dev.unroll.core.trace.IntegratedGradients;
import dev.unroll.core.trace.NetworkTrace;
import dev.unroll.core.trace.NonFinitePlace;
import dev.unroll.core.trace.RowsAtOnce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** An input that a network read: everything it computed, derivatives of it, and what it puts out after each step. */
final class ReadInput {

    /** Steps of all beginnings together that passes are made over: those of an input of 1,024 steps. */
    private static final long MOST_ROWS_RUN = 1 << 19;

    /** Steps of all beginnings together that are read out of one trace, which takes far less. */
    private static final long MOST_ROWS_READ_OUT = 1 << 24;

    private final String name;
    private final Network network;
    private final NetworkTrace trace;
    private final NetworkRun run;
    private final Batch batch = new Batch();
    private final int row;

    /** What is done with an output, a row of a matrix, after step {@code end}, counted from 1. */
    interface OutputAfter {
        void accept(int end, Matrix output, int row);
    }

    /**
     * Lets a network read vectors; throws if a number is not finite.
     *
     * @param name what to call the input in a sentence
     * @param vectors [T, width], in the place of tokens or words if it reads such
     * @param row of the output that is explained; of a network that reads every step out by default the last
     */
    ReadInput(String name, Network network, Matrix vectors, OptionalInt row) {
        this.name = name;
        this.network = network;
        this.run = new NetworkRun(NetworkWeights.forInference(network.onVectors()), Kernels.fastest(), Team.of(1));
        forward(List.of(vectors));
        this.trace = NetworkTrace.of(network, vectors);
        this.row = row.orElse(trace.output().rows() - 1);
    }

    NetworkTrace trace() {
        return trace;
    }

    /** Returns the output row that is explained. */
    int row() {
        return row;
    }

    int steps() {
        return trace.input().rows();
    }

    /** Runs the network over sequences of what it reads; throws if a number is not finite. */
    private void forward(List<Matrix> vectors) {
        Sequences sequences = Sequences.ofVectors(vectors);
        run.forward(batch.of(sequences));
        NonFinitePlace.requireNone(run, batch, network.onVectors(), sequences, _ -> name);
    }

    /** Returns the derivatives of what has this derivative by the explained output row, [outputs]. */
    NetworkTrace.Gradients backward(float[] slope) {
        Matrix all = Matrix.zeros(trace.output().rows(), slope.length);
        for (int j = 0; j < slope.length; j++) {
            all.set(row, j, slope[j]);
        }
        NetworkTrace.Gradients gradients = trace.backward(all);
        requireFinite(gradients.input());
        for (List<CellGradients> layer : gradients.layers()) {
            for (CellGradients cell : layer) {
                cell.all().forEach(this::requireFinite);
            }
        }
        return gradients;
    }

    /** Returns how much each number that was read has to do with a quantity of the explained output row. */
    IntegratedGradients integrated(IntegratedGradients.Quantity quantity) {
        IntegratedGradients integrated = IntegratedGradients.ofStep(
                network,
                trace.input(),
                network.spec().answersEachStep() ? row : steps() - 1,
                quantity,
                Explanation.TOLERANCE);
        requireFinite(integrated.influence());
        return integrated;
    }

    /** Throws if a gradient, a row a step, is not finite; the first step is where it has come to last. */
    private void requireFinite(Matrix gradient) {
        for (int t = gradient.rows() - 1; t >= 0; t--) {
            if (Rows.hasNonFinite(gradient.data(), gradient.at(t), gradient.columns())) {
                throw new NonFiniteException(
                        name + " cannot be explained: the gradient of its answer is not finite at step " + (t + 1)
                                + " of " + gradient.rows() + ". Shorten the input");
            }
        }
    }

    /** Returns the sum over each step of {@code sign} times a gradient times what was read. */
    List<Double> timesInput(Matrix gradient, int sign) {
        List<Double> products = new ArrayList<>();
        for (int t = 0; t < gradient.rows(); t++) {
            double sum = 0;
            for (int j = 0; j < gradient.columns(); j++) {
                sum += sign * (double) gradient.get(t, j) * trace.input().get(t, j);
            }
            products.add(sum);
        }
        return products;
    }

    /** Returns how many steps lie between two beginnings of the input that are answered: so few that time stays linear. */
    int spacing() {
        boolean traced = NetworkTrace.mayEndAnywhere(network.spec());
        boolean atOnce = traced && network.spec().readout() instanceof Readout.LastStep;
        if (network.spec().answersEachStep() || atOnce) {
            return 1;
        }
        long steps = steps();
        return (int) Math.ceilDiv(steps * steps, 2 * (traced ? MOST_ROWS_READ_OUT : MOST_ROWS_RUN));
    }

    /**
     * Gives the outputs of beginnings of the input to an action: the network's own outputs, those that are read out of the
     * trace, or those of passes.
     */
    void follow(OutputAfter action) {
        int steps = steps();
        int spacing = spacing();
        int[] ends = IntStream.rangeClosed(1, steps)
                .filter(end -> end == steps || (end - 1) % spacing == 0)
                .toArray();
        if (network.spec().answersEachStep()) {
            for (int end : ends) {
                action.accept(end, trace.output(), end - 1);
            }
        } else if (NetworkTrace.mayEndAnywhere(network.spec())) {
            for (int end : ends) {
                action.accept(end, trace.outputAfter(end), 0);
            }
        } else {
            run(ends, action);
        }
    }

    /** Answers the beginnings that end after these steps in passes of their own. */
    private void run(int[] ends, OutputAfter action) {
        int atOnce = RowsAtOnce.sequences(steps());
        for (int from = 0; from < ends.length; from += atOnce) {
            int to = Math.min(ends.length, from + atOnce);
            forward(Arrays.stream(ends, from, to).mapToObj(this::beginning).toList());
            for (int i = from; i < to; i++) {
                action.accept(ends[i], run.output(), i - from);
            }
        }
    }

    /**
     * Returns the first steps of the input; zeros follow them if the network reads inputs of one length only. The states
     * differ from there on, so that each beginning is a pass of its own.
     */
    private Matrix beginning(int length) {
        Matrix input = trace.input();
        boolean whole = network.spec().readout() instanceof Readout.Flatten;
        Matrix beginning = Matrix.zeros(whole ? input.rows() : length, input.columns());
        for (int t = 0; t < length; t++) {
            for (int j = 0; j < input.columns(); j++) {
                beginning.set(t, j, input.get(t, j));
            }
        }
        return beginning;
    }
}

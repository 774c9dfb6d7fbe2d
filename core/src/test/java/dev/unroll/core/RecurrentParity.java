package dev.unroll.core;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Term;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A recurrent stack: outputs, final states, and the gradients of everything. */
final class RecurrentParity implements ParityCase {

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        NetworkSpec spec = spec(given);
        int batchSize = given.whole("batch");
        int steps = given.whole("time");
        var weights = NetworkWeights.forAllGradients(Network.of(spec, parameters(given, spec, "param.")));
        try (Team team = Team.of(2)) {
            var run = new NetworkRun(weights, Kernels.fastest(), team);
            var batch = new Batch().of(input(given, batchSize, steps));
            Matrix states = given.flag("has_initial_state")
                    ? states(given, spec, "h0", "c0")
                    : Matrix.zeros(batchSize, spec.stateSize());
            run.forward(batch, states, states);
            Unrolling rows = batch.unrolling();
            given.assertClose("output", padded(run.output(), rows, steps));
            checkStates(given, spec, states, "h_n", "c_n");

            toRows(given.floats("grad_output"), rows, steps, run.outputGradient());
            run.backward(states(given, spec, "grad_h_n", "grad_c_n"), states);
            given.assertClose("grad.input", padded(run.inputGradient(), rows, steps));
            if (given.flag("has_initial_state")) {
                checkStates(given, spec, states, "grad.h0", "grad.c0");
            }
            PyTorchCase.assertClose(
                    "gradients of " + weights.layout().windows(),
                    parameters(given, spec, "grad.param."),
                    run.gradients(),
                    PyTorchCase.TOLERANCE);
        }
    }

    private static NetworkSpec spec(PyTorchCase given) throws NotSupportedException {
        int hiddenSize = given.whole("hidden_size");
        int outputSize = outputSize(given);
        boolean both = given.flag("bidirectional");
        Bias bias = given.flag("bias") ? Bias.PRESENT : Bias.ABSENT;
        List<Layer> layers = new ArrayList<>();
        for (int layer = 0; layer < given.whole("layers"); layer++) {
            int inputSize = layer == 0 ? given.whole("input_size") : outputSize * (both ? 2 : 1);
            Cell cell = outputSize < hiddenSize
                    ? Cells.lstmProjection(inputSize, hiddenSize, outputSize, bias)
                    : cell(given.text("cell"), inputSize, hiddenSize, bias);
            layers.add(new Layer(cell, both ? Layer.Reading.BIDIRECTIONAL : Layer.Reading.FORWARD));
        }
        var input = new InputSpec.Dense(given.whole("input_size"));
        return new NetworkSpec(input, layers, new Readout.EveryStep(), new Head.None());
    }

    private static int outputSize(PyTorchCase given) {
        int projected = given.whole("proj_size");
        return projected == 0 ? given.whole("hidden_size") : projected;
    }

    static Cell cell(String name, int inputSize, int hiddenSize, Bias bias) throws NotSupportedException {
        return switch (name) {
            case "rnn_tanh" -> Cells.elman(inputSize, hiddenSize, bias);
            case "rnn_relu" -> Cells.elmanRelu(inputSize, hiddenSize, bias);
            case "lstm" -> Cells.lstm(inputSize, hiddenSize, bias);
            case "gru" -> Cells.gru(inputSize, hiddenSize, bias);
            default -> throw new NotSupportedException("recurrent cell=" + name);
        };
    }

    private static float[] parameters(PyTorchCase given, NetworkSpec spec, String prefix) {
        return given.parameters(Network.layoutOf(spec), name -> prefix + name.substring("rnn.".length()));
    }

    private static Sequences input(PyTorchCase given, int batchSize, int steps) {
        int[] lengths = new int[batchSize];
        Arrays.setAll(lengths, b -> given.flag("has_lengths") ? (int) given.longs("lengths")[b] : steps);
        return Sequences.ofPadded(given.floats("input"), steps, given.whole("input_size"), lengths);
    }

    /** From PyTorch's [layers · directions, B, H], of h and of c, to [B, all states]. */
    private static Matrix states(PyTorchCase given, NetworkSpec spec, String h, String c) {
        int batchSize = given.whole("batch");
        Matrix all = Matrix.zeros(batchSize, spec.stateSize());
        forEachState(spec, (block, state, column, width) -> {
            float[] source = given.floats(state == 0 ? h : c);
            for (int b = 0; b < batchSize; b++) {
                System.arraycopy(source, (block * batchSize + b) * width, all.data(), all.at(b) + column, width);
            }
        });
        return all;
    }

    private static void checkStates(PyTorchCase given, NetworkSpec spec, Matrix all, String h, String c) {
        int batchSize = given.whole("batch");
        float[][] states = {
            new float[given.floats(h).length], given.has(c) ? new float[given.floats(c).length] : new float[0]
        };
        forEachState(spec, (block, state, column, width) -> {
            for (int b = 0; b < batchSize; b++) {
                System.arraycopy(all.data(), all.at(b) + column, states[state], (block * batchSize + b) * width, width);
            }
        });
        given.assertClose(h, states[0]);
        if (given.has(c)) {
            given.assertClose(c, states[1]);
        }
    }

    private interface StateWork {
        void run(int block, int state, int column, int width);
    }

    private static void forEachState(NetworkSpec spec, StateWork work) {
        int block = 0;
        int column = 0;
        for (Layer layer : spec.layers()) {
            for (int d = 0; d < layer.directions(); d++) {
                int state = 0;
                for (Term before : layer.cell().states().values()) {
                    work.run(block, state++, column, before.size());
                    column += before.size();
                }
                block++;
            }
        }
    }

    private static float[] padded(Matrix rows, Unrolling unrolling, int steps) {
        int width = rows.columns();
        float[] block = new float[unrolling.batch() * steps * width];
        for (int row = 0; row < unrolling.rows(); row++) {
            int at = (unrolling.sequence(row) * steps + unrolling.step(row)) * width;
            System.arraycopy(rows.data(), rows.at(row), block, at, width);
        }
        return block;
    }

    private static void toRows(float[] block, Unrolling unrolling, int steps, Matrix rows) {
        int width = rows.columns();
        for (int row = 0; row < unrolling.rows(); row++) {
            int at = (unrolling.sequence(row) * steps + unrolling.step(row)) * width;
            System.arraycopy(block, at, rows.data(), rows.at(row), width);
        }
    }
}

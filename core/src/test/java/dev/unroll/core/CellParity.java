package dev.unroll.core;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.engine.CellParameters;
import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.LayerTrial;
import dev.unroll.core.engine.LayerTrial.Result;
import dev.unroll.core.engine.LayerTrial.Setup;
import dev.unroll.core.engine.Sample;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** One cell by its equations: outputs, final states, and the gradients of everything. */
final class CellParity implements ParityCase {

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        Cell cell = cell(given);
        var trial = new LayerTrial(
                cell,
                parameters(given, cell, "param."),
                Setup.of(Direction.FORWARD, Purpose.TRAINING_WITH_INPUT_GRADIENT));
        List<Result> results = trial.run(samples(given, cell));
        given.assertClose("output", steps(results, Result::outputs));
        given.assertClose("grad.input", steps(results, Result::inputGradient));
        assertStates(given, cell, "final.", results, Result::finalState);
        assertStates(given, cell, "grad.state.", results, Result::initialGradient);
        PyTorchCase.assertClose(
                "gradients of " + cell,
                parameters(given, cell, "grad.param."),
                trial.weightGradients(),
                PyTorchCase.TOLERANCE);
    }

    private static Cell cell(PyTorchCase given) throws NotSupportedException {
        int inputSize = given.whole("input_size");
        int hiddenSize = given.whole("hidden_size");
        return switch (given.text("name")) {
            case "lstm_peephole" -> Cells.lstmPeephole(inputSize, hiddenSize, Bias.PRESENT);
            case "lstm_coupled" -> Cells.lstmCoupled(inputSize, hiddenSize, Bias.PRESENT);
            case "lstm_layer_norm" -> Cells.lstmLayerNorm(inputSize, hiddenSize);
            case "indrnn" -> Cells.indRnn(inputSize, hiddenSize, Bias.PRESENT);
            case "mingru" -> Cells.minGru(inputSize, hiddenSize, Bias.PRESENT);
            case "minlstm" -> Cells.minLstm(inputSize, hiddenSize, Bias.PRESENT);
            case "sru" -> Cells.sru(inputSize, hiddenSize, Bias.PRESENT);
            case "slstm" -> Cells.slstm(inputSize, hiddenSize, Bias.PRESENT);
            default -> throw new NotSupportedException("cell " + given.text("name"));
        };
    }

    /** The cases write a vector p_i as pi, the bias of a map f as bf, and that of ih as b. */
    private static float[] parameters(PyTorchCase given, Cell cell, String prefix) {
        var layout = new CellParameters(cell);
        float[] flat = new float[layout.size()];
        layout.windows(flat).forEach((name, windows) -> {
            if (cell.maps().containsKey(name)) {
                fill(given.floats(prefix + name), windows.weight());
                if (windows.isBiased()) {
                    fill(given.floats(prefix + (name.equals("ih") ? "b" : "b" + name)), windows.bias());
                }
            } else {
                fill(given.floats(prefix + name.replace("_", "")), windows.bias());
            }
        });
        return flat;
    }

    private static void fill(float[] values, Matrix window) {
        System.arraycopy(values, 0, window.data(), window.offset(), values.length);
    }

    private static List<Sample> samples(PyTorchCase given, Cell cell) {
        int steps = given.whole("time");
        int batch = given.whole("batch");
        boolean[] all = new boolean[steps];
        Arrays.fill(all, true);
        var samples = new ArrayList<Sample>();
        for (int b = 0; b < batch; b++) {
            samples.add(new Sample(
                    rows(given.floats("input"), batch, b, steps),
                    new int[0],
                    all,
                    states(given, cell, "state.", b),
                    rows(given.floats("grad_output"), batch, b, steps),
                    states(given, cell, "grad_final.", b)));
        }
        return samples;
    }

    private static float[][] rows(float[] all, int batch, int b, int steps) {
        int width = all.length / (batch * steps);
        float[][] rows = new float[steps][];
        Arrays.setAll(rows, t -> Arrays.copyOfRange(all, (b * steps + t) * width, (b * steps + t + 1) * width));
        return rows;
    }

    /** Returns the states of a sequence side by side. */
    private static float[] states(PyTorchCase given, Cell cell, String prefix, int b) {
        float[] joined = new float[cell.stateSize()];
        int at = 0;
        for (var state : cell.states().entrySet()) {
            int size = state.getValue().size();
            System.arraycopy(given.floats(prefix + state.getKey()), b * size, joined, at, size);
            at += size;
        }
        return joined;
    }

    private static float[] steps(List<Result> results, Function<Result, float[][]> of) {
        return joined(results.stream().map(of).flatMap(Arrays::stream).toList());
    }

    private static float[] joined(List<float[]> rows) {
        float[] joined = new float[rows.stream().mapToInt(row -> row.length).sum()];
        int at = 0;
        for (float[] row : rows) {
            System.arraycopy(row, 0, joined, at, row.length);
            at += row.length;
        }
        return joined;
    }

    private static void assertStates(
            PyTorchCase given, Cell cell, String prefix, List<Result> results, Function<Result, float[]> of) {
        int at = 0;
        for (var state : cell.states().entrySet()) {
            int from = at;
            int to = from + state.getValue().size();
            given.assertClose(
                    prefix + state.getKey(),
                    joined(results.stream()
                            .map(of)
                            .map(states -> Arrays.copyOfRange(states, from, to))
                            .toList()));
            at = to;
        }
    }
}

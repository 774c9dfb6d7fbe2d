package dev.unroll.core.engine;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A layer run under test: takes samples, gives back everything it computed, by sample. */
public final class LayerTrial {

    /** How a layer is run. */
    public record Setup(Direction direction, Purpose purpose, Kernels kernels, Team team, WeightForm form) {

        /** Returns a setup with one thread and the kernels that define. */
        public static Setup of(Direction direction, Purpose purpose) {
            return new Setup(direction, purpose, Kernels.scalar(), Team.of(1), WeightForm.FLOAT32);
        }

        Setup with(Purpose other) {
            return new Setup(direction, other, kernels, team, form);
        }

        Setup with(Kernels other) {
            return new Setup(direction, purpose, other, team, form);
        }

        Setup with(Team other) {
            return new Setup(direction, purpose, kernels, other, form);
        }

        /** Returns the same with weights kept in that form; parameters are to be rounded to it. */
        Setup with(WeightForm other) {
            return new Setup(direction, purpose, kernels, team, other);
        }
    }

    /** What came out for one sample: a row a step; empty where it was not asked for. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(float[][] outputs, float[] finalState, float[][] inputGradient, float[] initialGradient) {}

    private final Cell cell;
    private final Setup setup;
    private final LayerRun run;
    private final float[] gradients;
    private final List<WeightGradients> weightGradients = new ArrayList<>();
    private final Unrolling unrolling = new Unrolling();
    private List<Sample> samples = List.of();
    private Picks picks = new Picks();

    /** Makes a run of a cell with these parameters, laid out as {@link CellParameters} says. */
    public LayerTrial(Cell cell, float[] parameters, Setup setup) {
        this.cell = cell;
        this.setup = setup;
        var layout = new CellParameters(cell);
        var program = CellProgram.compile(cell, setup.purpose());
        var weights = new PackedWeights(program, layout.windows(parameters), setup.form());
        // No work is too small: every team has to share it. A few sequences, but not one, are many.
        this.run = new LayerRun(
                weights,
                setup.direction(),
                setup.kernels(),
                setup.team(),
                setup.team().size(),
                0,
                3);
        this.gradients = new float[layout.size()];
        if (setup.purpose() != Purpose.INFERENCE) {
            weightGradients.add(run.weightGradients(layout.windows(gradients)));
        }
    }

    /** Runs forward and, if the program can, backward; weight gradients start from zero. */
    public List<Result> run(List<Sample> samples) {
        Arrays.fill(gradients, 0);
        return continueWith(samples);
    }

    /** As {@link #run}, adding to the weight gradients so far. */
    List<Result> continueWith(List<Sample> samples) {
        forward(samples);
        if (setup.purpose() != Purpose.INFERENCE) {
            backward();
        }
        return results();
    }

    /** Returns the gradients of all weights. */
    public float[] weightGradients() {
        return gradients.clone();
    }

    private void forward(List<Sample> samples) {
        this.samples = samples;
        int[] lengths = samples.stream().mapToInt(Sample::steps).toArray();
        unrolling.of(lengths, lengths.length);
        picks = picks();
        Matrix initial = Matrix.zeros(samples.size(), cell.stateSize());
        for (int b = 0; b < samples.size(); b++) {
            put(samples.get(b).initialState(), initial, b);
        }
        if (samples.stream().anyMatch(sample -> sample.indices().length > 0)) {
            int[] indices = new int[unrolling.rows()];
            Arrays.setAll(indices, row -> sample(row).indices()[unrolling.step(row)]);
            run.forward(unrolling, indices, initial, picks);
        } else {
            Matrix input = Matrix.zeros(unrolling.rows(), cell.inputSize());
            for (int row = 0; row < unrolling.rows(); row++) {
                put(sample(row).inputs()[unrolling.step(row)], input, row);
            }
            run.forward(unrolling, input, initial, picks);
        }
    }

    private Picks picks() {
        var chosen = new Picks().none();
        for (int row = 0; row < unrolling.rows(); row++) {
            if (sample(row).wanted()[unrolling.step(row)]) {
                chosen.add(row);
            }
        }
        return chosen.count(0) == unrolling.rows() ? new Picks() : chosen;
    }

    private void backward() {
        for (int pick = 0; pick < picks.count(unrolling.rows()); pick++) {
            int row = picks.row(pick);
            put(sample(row).outputGradient()[unrolling.step(row)], run.outputGradient(), pick);
        }
        Matrix last = Matrix.zeros(samples.size(), cell.stateSize());
        for (int b = 0; b < samples.size(); b++) {
            put(samples.get(b).finalGradient(), last, b);
        }
        run.backward(last);
        weightGradients.getFirst().add();
    }

    private Sample sample(int row) {
        return samples.get(unrolling.sequence(row));
    }

    private List<Result> results() {
        Matrix states = Matrix.zeros(samples.size(), cell.stateSize());
        Matrix gradients = Matrix.zeros(samples.size(), cell.stateSize());
        run.finalState(states);
        if (setup.purpose() != Purpose.INFERENCE) {
            run.initialStateGradient(gradients);
        }
        var results = new ArrayList<Result>();
        for (int b = 0; b < samples.size(); b++) {
            int steps = samples.get(b).steps();
            results.add(new Result(new float[steps][0], row(states, b), new float[steps][0], row(gradients, b)));
        }
        for (int pick = 0; pick < picks.count(unrolling.rows()); pick++) {
            int row = picks.row(pick);
            results.get(unrolling.sequence(row)).outputs()[unrolling.step(row)] = row(run.output(), pick);
        }
        for (int row = 0; setup.purpose() == Purpose.TRAINING_WITH_INPUT_GRADIENT && row < unrolling.rows(); row++) {
            results.get(unrolling.sequence(row)).inputGradient()[unrolling.step(row)] = row(run.inputGradient(), row);
        }
        return results;
    }

    private static void put(float[] values, Matrix into, int row) {
        System.arraycopy(values, 0, into.data(), into.at(row), values.length);
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + matrix.columns());
    }
}

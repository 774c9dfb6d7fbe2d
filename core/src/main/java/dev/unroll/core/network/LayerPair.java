package dev.unroll.core.network;

import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.LayerRun;
import dev.unroll.core.engine.MapWindows;
import dev.unroll.core.engine.Picks;
import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.engine.WeightGradients;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The runs of one layer, one a direction, their inputs shared and their outputs side by side. */
final class LayerPair {

    private final Layer layer;
    private final Kernels kernels;
    private final List<LayerRun> runs = new ArrayList<>();
    private final List<WeightGradients> gradients = new ArrayList<>();
    private final List<Picks> picks = new ArrayList<>();
    private final Team team;
    private final SharedCopy copy;
    private final Team.Task sum = this::sum;
    private Matrix joined = Matrix.zeros(0, 0);
    private Matrix joinedGradient = Matrix.zeros(0, 0);
    private Matrix joinedInputGradient = Matrix.zeros(0, 0);
    private int summed;

    LayerPair(NetworkWeights weights, int number, Kernels kernels, Team team) {
        this.layer = weights.spec().layers().get(number);
        this.kernels = kernels;
        this.team = team;
        this.copy = new SharedCopy(team);
        for (int d = 0; d < layer.directions(); d++) {
            runs.add(new LayerRun(weights.layer(number, d), direction(d), kernels, team));
            picks.add(new Picks());
        }
    }

    Direction direction(int d) {
        boolean back = layer.reading() == Layer.Reading.BACKWARD || d == 1;
        return back ? Direction.BACKWARD : Direction.FORWARD;
    }

    int directions() {
        return runs.size();
    }

    /** Returns the rows at which direction {@code d} is asked for its output. */
    Picks picks(int d) {
        return picks.get(d);
    }

    void forward(Unrolling unrolling, Matrix input, Matrix[] initialStates) {
        for (int d = 0; d < runs.size(); d++) {
            runs.get(d).forward(unrolling, input, initialStates[d], picks.get(d));
        }
    }

    void forward(Unrolling unrolling, int[] indices, Matrix[] initialStates) {
        for (int d = 0; d < runs.size(); d++) {
            runs.get(d).forward(unrolling, indices, initialStates[d], picks.get(d));
        }
    }

    LayerRun run(int d) {
        return runs.get(d);
    }

    /** Returns the outputs of both directions side by side, [rows, outputSize]; for when all rows are picked. */
    Matrix output(int rows) {
        if (runs.size() == 1) {
            return runs.getFirst().output();
        }
        int width = layer.cell().outputSize();
        if (joined.rows() < rows) {
            joined = Matrix.zeros(rows, 2 * width);
        }
        for (int d = 0; d < 2; d++) {
            copy.run(runs.get(d).output(), 0, joined, d * width, rows, width);
        }
        return joined;
    }

    /** Returns where the gradient of {@link #output} may be written, before {@link #outputGradient}. */
    Matrix outputGradientPlace(int rows) {
        if (runs.size() == 1) {
            return runs.getFirst().outputGradient();
        }
        if (joinedGradient.rows() < rows) {
            joinedGradient = Matrix.zeros(rows, layer.outputSize());
        }
        return joinedGradient;
    }

    /** Hands the gradient of {@link #output} to the directions. */
    void outputGradient(Matrix gradient, int rows) {
        int width = layer.cell().outputSize();
        for (int d = 0; d < runs.size(); d++) {
            Matrix place = runs.get(d).outputGradient();
            if (place != gradient) {
                copy.run(gradient, d * width, place, 0, rows, width);
            }
        }
    }

    void backward(Matrix[] finalStateGradients) {
        for (int d = 0; d < runs.size(); d++) {
            runs.get(d).backward(finalStateGradients[d]);
        }
    }

    /** Returns the gradient of the input: the sum of what the directions give. */
    Matrix inputGradient(int rows) {
        Matrix first = runs.getFirst().inputGradient();
        if (runs.size() == 1) {
            return first;
        }
        if (joinedInputGradient.rows() < rows) {
            joinedInputGradient = Matrix.zeros(rows, first.columns());
        }
        summed = rows * first.columns();
        team.run(sum, summed);
        return joinedInputGradient;
    }

    private void sum(int member, int members) {
        float[] first = runs.getFirst().inputGradient().data();
        float[] second = runs.getLast().inputGradient().data();
        int from = Team.from(member, members, summed);
        int n = Team.from(member + 1, members, summed) - from;
        kernels.add(first, from, second, from, joinedInputGradient.data(), from, n);
    }

    /** Returns whether an output of sequence {@code b} at a picked row is not finite. */
    boolean hasNonFinite(int b, Unrolling unrolling) {
        for (int d = 0; d < runs.size(); d++) {
            Matrix output = runs.get(d).output();
            for (int i = 0; i < picks.get(d).count(unrolling.rows()); i++) {
                boolean mine = unrolling.sequence(picks.get(d).row(i)) == b;
                if (mine && Rows.hasNonFinite(output.data(), output.at(i), output.columns())) {
                    return true;
                }
            }
        }
        return false;
    }

    void collectInto(int d, Map<String, MapWindows> windows) {
        gradients.add(runs.get(d).weightGradients(windows));
    }

    void addWeightGradients() {
        for (int d = 0; d < gradients.size(); d++) {
            gradients.get(d).add();
        }
    }
}

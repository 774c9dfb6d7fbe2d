package dev.unroll.core.pass.part;

import dev.unroll.core.engine.LayerRun;
import dev.unroll.core.engine.StartStates;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The states of a layer in a pass, and their gradients: one matrix a direction, from the columns of the network's and back. */
public final class LayerStates {

    private final int column;
    private final Matrix[] states;
    private final Matrix[] gradients;
    private final List<StartStates> starts;
    private final List<StartStates> startGradients;
    private final Kernels kernels;

    /** Makes room for the states of a layer. */
    public LayerStates(RecurrentWeights weights, Means means) {
        Layer layer = weights.layer();
        this.column = weights.place().states();
        this.starts = weights.starts();
        this.startGradients = means.trains()
                ? IntStream.range(0, layer.directions())
                        .mapToObj(d -> new StartStates(layer.cell(), means.gradients(layer, weights.place(), d)))
                        .toList()
                : List.of();
        this.kernels = means.kernels();
        this.states = new Matrix[layer.directions()];
        this.gradients = new Matrix[layer.directions()];
        Arrays.fill(states, Matrix.zeros(0, layer.cell().stateSize()));
        Arrays.fill(gradients, Matrix.zeros(0, layer.cell().stateSize()));
    }

    /** Takes the states that a pass begins with. */
    public void begin(Pass pass) {
        int batch = pass.batch().size();
        load(pass.stateIn(), states, batch);
        for (int d = 0; pass.stateIn() == Pass.NONE && d < states.length; d++) {
            starts.get(d).copyTo(states[d], 0, batch);
        }
    }

    /** Hands over the states that a pass ends with. */
    public void end(List<LayerRun> runs, Pass pass) {
        if (pass.stateOut() != Pass.NONE) {
            for (int d = 0; d < states.length; d++) {
                runs.get(d).finalState(states[d]);
            }
            store(states, pass.stateOut(), pass.batch().size());
        }
    }

    /** Takes the gradients of the states that the pass ended with. */
    public void beginBackward(Pass pass) {
        load(pass.finalGradient(), gradients, pass.batch().size());
    }

    /** Hands over the gradients of the states that the pass began with, to the parameters if they started there. */
    public void endBackward(List<LayerRun> runs, Pass pass) {
        boolean isWanted = pass.initialGradient() != Pass.NONE;
        boolean started = pass.stateIn() == Pass.NONE;
        if (isWanted || started) {
            for (int d = 0; d < gradients.length; d++) {
                runs.get(d).initialStateGradient(gradients[d]);
            }
        }
        for (int d = 0; started && d < startGradients.size(); d++) {
            startGradients.get(d).add(kernels, gradients[d], pass.batch().size());
        }
        if (isWanted) {
            store(gradients, pass.initialGradient(), pass.batch().size());
        }
    }

    public Matrix of(int direction) {
        return states[direction];
    }

    /** Returns the gradients of all directions. */
    Matrix[] gradients() {
        return gradients;
    }

    public Matrix gradientOf(int direction) {
        return gradients[direction];
    }

    private void load(Matrix from, Matrix[] into, int batch) {
        int at = column;
        for (int d = 0; d < into.length; d++) {
            int width = into[d].columns();
            if (into[d].rows() < batch) {
                into[d] = Matrix.zeros(batch, width);
            }
            if (from == Pass.NONE) {
                Arrays.fill(into[d].data(), 0, batch * width, 0);
            } else {
                Rows.copy(from, at, into[d], 0, batch, width);
            }
            at += width;
        }
    }

    private void store(Matrix[] from, Matrix into, int batch) {
        int at = column;
        for (Matrix state : from) {
            Rows.copy(state, 0, into, at, batch, state.columns());
            at += state.columns();
        }
    }
}

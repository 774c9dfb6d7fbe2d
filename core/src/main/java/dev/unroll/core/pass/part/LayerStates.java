package dev.unroll.core.pass.part;

import dev.unroll.core.engine.LayerRun;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Layer;
import java.util.Arrays;
import java.util.List;

/** The states of a layer in a pass, and their gradients: one matrix a direction, from the columns of the network's and back. */
public final class LayerStates {

    private final int column;
    private final Matrix[] states;
    private final Matrix[] gradients;

    /**
     * Makes room for the states of a layer.
     *
     * @param column the first of the network's state that is this layer's
     */
    public LayerStates(Layer layer, int column) {
        this.column = column;
        this.states = new Matrix[layer.directions()];
        this.gradients = new Matrix[layer.directions()];
        Arrays.fill(states, Matrix.zeros(0, layer.cell().stateSize()));
        Arrays.fill(gradients, Matrix.zeros(0, layer.cell().stateSize()));
    }

    /** Takes the states that a pass begins with. */
    public void begin(Pass pass) {
        load(pass.stateIn(), states, pass.batch().size());
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

    /** Hands over the gradients of the states that the pass began with. */
    public void endBackward(List<LayerRun> runs, Pass pass) {
        if (pass.initialGradient() != Pass.NONE) {
            for (int d = 0; d < gradients.length; d++) {
                runs.get(d).initialStateGradient(gradients[d]);
            }
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

package dev.unroll.core.network;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import java.util.Arrays;
import java.util.List;

/** The states of a network, or their gradients: one matrix [batch, size] a layer and direction. */
final class StateBlock {

    private final Matrix[][] states;
    private final Matrix[][] scratch;
    private final int size;
    private int batch;

    StateBlock(NetworkSpec spec) {
        List<Layer> layers = spec.layers();
        this.size = spec.stateSize();
        this.states = new Matrix[layers.size()][];
        this.scratch = new Matrix[layers.size()][];
        for (int number = 0; number < states.length; number++) {
            int size = layers.get(number).cell().stateSize();
            states[number] = new Matrix[layers.get(number).directions()];
            scratch[number] = new Matrix[layers.get(number).directions()];
            Arrays.fill(states[number], Matrix.zeros(0, size));
            Arrays.fill(scratch[number], Matrix.zeros(0, size));
        }
    }

    /** Returns the states of a layer, by direction. */
    Matrix[] of(int layer) {
        return states[layer];
    }

    /** Returns a matrix of the shape of a state, for the caller to write into. */
    Matrix scratch(int layer, int direction, int batch) {
        if (scratch[layer][direction].rows() < batch) {
            scratch[layer][direction] = Matrix.zeros(batch, scratch[layer][direction].columns());
        }
        return scratch[layer][direction];
    }

    void zero(int batch) {
        fit(batch);
        for (Matrix[] layer : states) {
            for (Matrix state : layer) {
                Arrays.fill(state.data(), 0, batch * state.columns(), 0);
            }
        }
    }

    /** Copies states from [batch, all states side by side]. */
    void load(Matrix from, int batch) {
        requireFits(from, batch);
        fit(batch);
        int column = 0;
        for (Matrix[] layer : states) {
            for (Matrix state : layer) {
                Rows.copy(from, column, state, 0, batch, state.columns());
                column += state.columns();
            }
        }
    }

    /** Throws unless the states were set for so many sequences: others would be those of an earlier batch. */
    void requireBatch(int batch) {
        if (this.batch != batch) {
            throw new IllegalStateException("the initial states are those of " + this.batch
                    + " sequences but the batch has " + batch + "; set them for each batch");
        }
    }

    /** Throws unless the matrix is [≥ batch, all states side by side]. */
    void requireFits(Matrix matrix, int batch) {
        if (matrix.rows() < batch || matrix.columns() != size) {
            throw new IllegalArgumentException(
                    "the states, or their gradients, must be [" + batch + ", " + size + "] but are " + matrix);
        }
    }

    private void fit(int batch) {
        this.batch = batch;
        for (Matrix[] layer : states) {
            for (int d = 0; d < layer.length; d++) {
                if (layer[d].rows() < batch) {
                    layer[d] = Matrix.zeros(batch, layer[d].columns());
                }
            }
        }
    }
}

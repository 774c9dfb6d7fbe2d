package dev.unroll.run.lab;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.Arrays;

/** How the weights of a cell begin. */
public enum LagStart {
    /** As PyTorch's. */
    FRESH,
    /** The recurrent weights are the identity and the biases 0, all else as PyTorch's. Le, Jaitly and Hinton 2015. */
    IDENTITY,
    /** As PyTorch's, but the gate that keeps the state is open: {@value LabCell#OPEN} is added to its bias. Gers et al. 2000. */
    OPEN;

    /** Returns a network with its first weights. */
    Network of(NetworkSpec spec, long seed) {
        Network fresh = Network.initialize(spec, Initialization.PYTORCH, seed);
        float[] values = fresh.values();
        for (Window window : fresh.layout().windows()) {
            Matrix matrix = window.on(values);
            if (this == IDENTITY && window.role() == Role.CELL_BIAS) {
                Arrays.fill(values, window.offset(), window.offset() + window.size(), 0);
            }
            if (this == IDENTITY && window.role() == Role.RECURRENT_WEIGHT) {
                Arrays.fill(values, window.offset(), window.offset() + window.size(), 0);
                for (int j = 0; j < matrix.rows(); j++) {
                    matrix.set(j, j, 1);
                }
            }
            if (this == OPEN && window.role() == Role.CELL_BIAS && window.map().equals("ih")) {
                int hiddenSize = spec.layers().getFirst().cell().outputSize();
                for (int j = hiddenSize; j < 2 * hiddenSize; j++) {
                    matrix.set(0, j, matrix.get(0, j) + LabCell.OPEN);
                }
            }
        }
        return Network.of(spec, values);
    }
}

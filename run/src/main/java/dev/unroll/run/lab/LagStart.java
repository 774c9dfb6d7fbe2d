package dev.unroll.run.lab;

import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;

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
        return switch (this) {
            case FRESH -> fresh;
            case IDENTITY -> fresh.withIdentity(1);
            case OPEN -> LabCell.open(fresh);
        };
    }
}

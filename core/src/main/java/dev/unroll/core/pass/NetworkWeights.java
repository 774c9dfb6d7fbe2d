package dev.unroll.core.pass;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.EnumSet;
import java.util.Set;

/**
 * A network's parameters ready to run: the flat array, and what the kernels read, packed from it.
 *
 * <p>For inference it is made once and shared by any number of runs; in training it is packed again after each update.
 */
public final class NetworkWeights {

    private final NetworkSpec spec;
    private final Material material;
    private final ChainWeights parts;

    private NetworkWeights(Network network, Purpose purpose, Set<Role> frozen) {
        this(network.spec(), new Material(network, purpose, frozen));
    }

    private NetworkWeights(NetworkSpec spec, Material material) {
        this.spec = spec;
        this.material = material;
        this.parts = ChainWeights.of(spec, "", material);
    }

    /** Returns a network's weights for running forward. */
    public static NetworkWeights forInference(Network network) {
        return new NetworkWeights(network, Purpose.INFERENCE, Set.of());
    }

    /** Returns a network's weights for training. */
    public static NetworkWeights forTraining(Network network) {
        return forTraining(network, Set.of());
    }

    /** Returns a network's weights for training all but some: the gradient of a frozen embedding is never computed. */
    public static NetworkWeights forTraining(Network network, Set<Role> frozen) {
        return new NetworkWeights(network, Purpose.TRAINING, frozen);
    }

    /** As {@link #forTraining(Network, Set)}, of weights of which each update does without some, see {@link #left}. */
    public static NetworkWeights forTrainingWithout(Network network, Set<Role> frozen) {
        return new NetworkWeights(network.spec(), new Material(network, Purpose.TRAINING, frozen).dropping());
    }

    /** Returns a network's weights for gradients of everything, a dense input included. */
    public static NetworkWeights forAllGradients(Network network) {
        return new NetworkWeights(network, Purpose.TRAINING_WITH_INPUT_GRADIENT, Set.of());
    }

    /** Returns a network's weights for the gradient of what it reads, a dense input included; parameters get none. */
    public static NetworkWeights forInputGradient(Network network) {
        return new NetworkWeights(network, Purpose.TRAINING_WITH_INPUT_GRADIENT, EnumSet.allOf(Role.class));
    }

    /** Packs the weights again, after {@link #values} has changed. */
    public void repack(Kernels kernels, Team team) {
        parts.repack(kernels, team);
    }

    /** Returns the states from which each of some sequences starts, [sequences, stateSize]: zeros, but for what a cell has learned. */
    public Matrix startStates(int sequences) {
        Matrix states = Matrix.zeros(sequences, spec.stateSize());
        parts.startStates(states, sequences);
        return states;
    }

    public NetworkSpec spec() {
        return spec;
    }

    public ParameterLayout layout() {
        return material.layout();
    }

    /** Returns the flat parameters themselves; after a change, {@link #repack}. */
    public float[] values() {
        return material.values();
    }

    /** Returns what the kernels read after a {@link #repack}: {@link #values}, or what an update has left of them. */
    public float[] left() {
        return material.left();
    }

    /** Returns the parameters as they are now, as a network of its own. */
    public Network toNetwork() {
        return Network.of(spec, values());
    }

    /** Returns whether any parameter gets a gradient. */
    boolean trains() {
        return material.trains() && !material.isAllFrozen();
    }

    /** Returns how many parameters, the first ones, have a gradient that is never anything but zero. */
    int untouched() {
        int count = 0;
        for (Window window : layout().windows()) {
            if (window.role() != Role.EMBEDDING || !material.isFrozen(Role.EMBEDDING)) {
                break;
            }
            count += window.size();
        }
        return count;
    }

    /** Returns a run of the whole network that adds its gradients to these. */
    ChainRun run(float[] gradients, Kernels kernels, Team team) {
        return parts.run(new Means(layout(), gradients, kernels, team));
    }
}

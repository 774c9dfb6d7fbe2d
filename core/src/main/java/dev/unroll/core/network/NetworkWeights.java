package dev.unroll.core.network;

import dev.unroll.core.engine.PackedWeights;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A network's parameters ready to run: the flat array, and what the kernels read, packed from it.
 *
 * <p>For inference it is made once and shared by any number of runs; in training it is packed again after each update.
 */
public final class NetworkWeights {

    /** Columns of the head's weight that are packed at a time, so that a team can share the work. */
    private static final int PIECE = 256;

    private final NetworkSpec spec;
    private final ParameterLayout layout;
    private final float[] values;
    private final Purpose purpose;
    private final boolean learnsEmbedding;
    private final List<List<PackedWeights>> layers = new ArrayList<>();
    private final Matrix headWeight;
    private final Panels headForward;
    private final Panels headBackward;
    private final List<Matrix> headParts = new ArrayList<>();
    private Kernels kernels = Kernels.scalar();
    private final Team.Task packHead = this::packHead;

    private NetworkWeights(Network network, Purpose purpose, Set<Role> frozen) {
        this.spec = network.spec();
        this.layout = network.layout();
        this.values = network.values();
        this.purpose = purpose;
        this.learnsEmbedding = spec.input() instanceof InputSpec.Embedding && !frozen.contains(Role.EMBEDDING);
        for (int number = 0; number < spec.layers().size(); number++) {
            layers.add(pack(number));
        }
        int features = spec.head() instanceof Head.Linear ? spec.featureSize() : 0;
        this.headWeight = features == 0
                ? Matrix.zeros(0, 0)
                : layout.window(ParameterLayout.HEAD_WEIGHT).on(values);
        this.headForward = new Panels(features, features == 0 ? 0 : spec.outputSize());
        this.headBackward = purpose == Purpose.INFERENCE
                ? new Panels(0, 0)
                : new Panels(features == 0 ? 0 : spec.outputSize(), features);
        for (int column = 0; column < features; column += PIECE) {
            headParts.add(headWeight.columns(column, Math.min(features, column + PIECE)));
        }
        packHead(0, 1);
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

    /** Returns a network's weights for gradients of everything, a dense input included. */
    public static NetworkWeights forAllGradients(Network network) {
        return new NetworkWeights(network, Purpose.TRAINING_WITH_INPUT_GRADIENT, Set.of());
    }

    private List<PackedWeights> pack(int number) {
        Layer layer = spec.layers().get(number);
        boolean passesOn = number > 0 || learnsEmbedding;
        Purpose ofLayer = purpose == Purpose.TRAINING && passesOn ? Purpose.TRAINING_WITH_INPUT_GRADIENT : purpose;
        var program = CellProgram.compile(layer.cell(), ofLayer);
        var directions = new ArrayList<PackedWeights>();
        for (int direction = 0; direction < layer.directions(); direction++) {
            directions.add(new PackedWeights(program, layout.cell(layer, number, direction, values)));
        }
        return directions;
    }

    /** Packs the weights again, after {@link #values} has changed. */
    public void repack(Kernels kernels, Team team) {
        this.kernels = kernels;
        for (int layer = 0; layer < layers.size(); layer++) {
            for (int direction = 0; direction < layers.get(layer).size(); direction++) {
                layer(layer, direction).repack(kernels, team);
            }
        }
        team.run(packHead, 2L * headWeight.rows() * headWeight.columns());
    }

    private void packHead(int member, int members) {
        int end = Team.from(member + 1, members, headParts.size());
        for (int i = Team.from(member, members, headParts.size()); i < end; i++) {
            Matrix part = headParts.get(i);
            headForward.packTransposed(kernels, part, 0, part.rows(), i * PIECE, 0);
            if (headBackward.rows() > 0) {
                headBackward.pack(kernels, part, 0, part.rows(), 0, i * PIECE);
            }
        }
    }

    public NetworkSpec spec() {
        return spec;
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** Returns the flat parameters themselves; after a change, {@link #repack}. */
    public float[] values() {
        return values;
    }

    /** Returns the parameters as they are now, as a network of its own. */
    public Network toNetwork() {
        return Network.of(spec, values);
    }

    boolean trains() {
        return purpose != Purpose.INFERENCE;
    }

    boolean learnsEmbedding() {
        return learnsEmbedding;
    }

    PackedWeights layer(int layer, int direction) {
        return layers.get(layer).get(direction);
    }

    Panels headForward() {
        return headForward;
    }

    Panels headBackward() {
        return headBackward;
    }
}

package dev.unroll.core.network;

import dev.unroll.core.cells.KeepGates;
import dev.unroll.core.cells.KeepGates.Columns;
import dev.unroll.core.cells.KeepGates.KeepGate;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.Arrays;
import java.util.List;

/**
 * A network: what it is, and its parameters in one flat array.
 *
 * <p>A network is immutable and shared freely; training starts from one and ends in another.
 */
public final class Network {

    private final NetworkSpec spec;
    private final ParameterLayout layout;
    private final float[] values;
    private final WeightForm weights;

    private Network(NetworkSpec spec, ParameterLayout layout, float[] values, WeightForm weights) {
        this.spec = spec;
        this.layout = layout;
        this.values = values;
        this.weights = weights;
    }

    private Network(NetworkSpec spec, ParameterLayout layout, float[] values) {
        this(spec, layout, values, WeightForm.FLOAT32);
    }

    /** Returns a network with fresh parameters. */
    public static Network initialize(NetworkSpec spec, Initialization initialization, long seed) {
        var layout = new ParameterLayout(spec);
        return new Network(spec, layout, initialization.draw(layout, seed));
    }

    /** Returns a network with these parameters, copied; their order is that of {@link #layoutOf}. */
    public static Network of(NetworkSpec spec, float[] values) {
        var layout = new ParameterLayout(spec);
        if (values.length != layout.size()) {
            throw new IllegalArgumentException(
                    "the network has " + layout.size() + " parameters but was given " + values.length);
        }
        return new Network(spec, layout, values.clone());
    }

    /**
     * Returns the same network with forget gates that start half open at 0, and more open the larger the bias is: all biases of a
     * gate together are the bias given. Gers et al. 2000, Jozefowicz et al. 2015.
     *
     * @throws IllegalArgumentException if no cell has a forget gate with a bias
     */
    public Network withForgetBias(float bias) {
        return withGates((_, _, _) -> bias, Taken.AS_DRAWN);
    }

    /**
     * Returns the same network with gates for lags of many lengths, up to the longest: a forget gate's bias is ln u, with u uniform
     * from 1 to longest − 1, and that of the gate of what comes in, if it has its own, is −ln u. Tallec and Ollivier 2018.
     *
     * @param longest in steps, at least 2
     * @throws IllegalArgumentException if no cell has a forget gate with a bias, or {@code longest} is too small
     */
    public Network withGatesForLags(int longest, long seed) {
        if (longest < 2) {
            throw new IllegalArgumentException("the longest lag must be at least 2 steps but is " + longest);
        }
        return withGates(
                (layer, gate, unit) -> {
                    float u = CounterHash.uniform(seed, Purpose.INITIALIZATION, layer, gate, unit, 1);
                    return (float) StrictMath.log(1 + (longest - 2.0) * u);
                },
                Taken.OPPOSITE);
    }

    /**
     * Returns the same network with cells whose recurrent weights are {@code scale} times the identity, square block by square
     * block, and whose biases are 0: a state stays, or fades, as it is. Le, Jaitly and Hinton 2015.
     *
     * @throws IllegalArgumentException if there are none, or if some are not made of square blocks
     */
    public Network withIdentity(float scale) {
        float[] changed = values.clone();
        boolean found = false;
        for (Window window : layout.windows()) {
            if (window.role() == Role.CELL_BIAS || window.role() == Role.RECURRENT_WEIGHT) {
                Arrays.fill(changed, window.offset(), window.offset() + window.size(), 0);
            }
            if (window.role() == Role.RECURRENT_WEIGHT) {
                setBlocks(window, window.on(changed), scale);
                found = true;
            }
        }
        if (!found) {
            throw new IllegalArgumentException("no cell of the network multiplies its state");
        }
        return new Network(spec, layout, changed);
    }

    private static void setBlocks(Window window, Matrix matrix, float scale) {
        if (matrix.rows() % matrix.columns() != 0) {
            throw new IllegalArgumentException("the parameter " + window.name() + " is [" + matrix.rows() + ", "
                    + matrix.columns() + "], which is not made of square blocks");
        }
        for (int row = 0; row < matrix.rows(); row++) {
            matrix.set(row, row % matrix.columns(), scale);
        }
    }

    /** What all biases of a gate together are. */
    private interface GateBias {
        float of(int layer, int gate, int unit);
    }

    /** What becomes of the gate of what comes in. */
    private enum Taken {
        AS_DRAWN,
        OPPOSITE
    }

    private Network withGates(GateBias bias, Taken taken) {
        float[] changed = values.clone();
        boolean found = false;
        for (Window window : layout.windows()) {
            List<KeepGate> gates =
                    window.role() == Role.CELL_BIAS ? KeepGates.of(window.cell().orElseThrow()) : List.of();
            for (int g = 0; g < gates.size(); g++) {
                KeepGate gate = gates.get(g);
                found |= set(changed, window, gate.kept(), bias, g, 1);
                if (taken == Taken.OPPOSITE && !gate.isCoupled()) {
                    set(changed, window, gate.taken(), bias, g, -1);
                }
            }
        }
        if (!found) {
            throw new IllegalArgumentException("no cell of the network has a forget gate with a bias");
        }
        return new Network(spec, layout, changed);
    }

    /** Sets the first of a gate's biases, and the others to 0, as far as they lie in the window. */
    private static boolean set(
            float[] values, Window window, List<Columns> biases, GateBias bias, int gate, float sign) {
        boolean found = false;
        for (int i = 0; i < biases.size(); i++) {
            Columns columns = biases.get(i);
            for (int j = columns.from(); columns.map().equals(window.map()) && j < columns.to(); j++) {
                float value = i == 0 ? sign * bias.of(window.layer(), gate, j - columns.from()) : 0;
                window.on(values).set(0, j, value);
                found = true;
            }
        }
        return found;
    }

    /**
     * Returns the same network for answering, the weights of its recurrent layers' linear maps rounded to a form and kept in it
     * by whoever runs it forward. Biases, vectors of parameters, embeddings, attention and heads stay as they are. It can be
     * trained and saved as any other: rounded weights are floats, and nothing then says that they were rounded.
     *
     * @throws IllegalArgumentException if a weight is not finite
     */
    public Network withWeights(WeightForm form) {
        if (form == weights) {
            return this;
        }
        float[] rounded = values.clone();
        for (Window window : layout.windows()) {
            if (window.role() == Role.INPUT_WEIGHT || window.role() == Role.RECURRENT_WEIGHT) {
                form.round(window.on(rounded), window.name());
            }
        }
        return new Network(spec, layout, rounded, form);
    }

    /** Returns the form in which the weights of recurrent layers are kept while it runs forward. */
    public WeightForm weights() {
        return weights;
    }

    /** Returns where the parameters of such a network lie. */
    public static ParameterLayout layoutOf(NetworkSpec spec) {
        return new ParameterLayout(spec);
    }

    /** Returns the same network without what its input has learned: it reads the vectors that stand for tokens or words. */
    public Network onVectors() {
        var bare = NetworkSpec.of(new InputSpec.Dense(spec.input().width()), spec.parts());
        int ofInput = values.length - layoutOf(bare).size();
        return of(bare, Arrays.copyOfRange(values, ofInput, values.length));
    }

    /** Returns the network that reads the letters of words. */
    public Network letters() {
        if (!(spec.input() instanceof InputSpec.Words words)) {
            throw new IllegalStateException("the network reads no words but its input is "
                    + spec.input().kind());
        }
        int from = words.words() * words.vector();
        return of(
                words.letters(),
                Arrays.copyOfRange(
                        values, from, from + layoutOf(words.letters()).size()));
    }

    public NetworkSpec spec() {
        return spec;
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** Returns a copy of the parameters. */
    public float[] values() {
        return values.clone();
    }
}

package dev.unroll.core.network;

import java.util.Arrays;

/**
 * A network: what it is, and its parameters in one flat array.
 *
 * <p>A network is immutable and shared freely; training starts from one and ends in another.
 */
public final class Network {

    private final NetworkSpec spec;
    private final ParameterLayout layout;
    private final float[] values;

    private Network(NetworkSpec spec, ParameterLayout layout, float[] values) {
        this.spec = spec;
        this.layout = layout;
        this.values = values;
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

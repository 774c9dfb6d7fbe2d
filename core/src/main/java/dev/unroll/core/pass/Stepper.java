package dev.unroll.core.pass;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;

/**
 * Runs a network one step at a time, for streams: the state is the caller's own, goes in and comes out.
 *
 * <p>The same numbers as a pass over the whole sequence, bit for bit. A stepper serves one caller at a time; any number of
 * them share the weights. A step allocates nothing.
 */
public final class Stepper {

    private final NetworkSpec spec;
    private final NetworkRun run;
    private final Batch batch = new Batch();
    private final int[] oneToken = new int[1];

    /**
     * Makes a stepper.
     *
     * @throws IllegalArgumentException if a layer reads backward or the readout needs the whole sequence
     */
    public Stepper(NetworkWeights weights, Kernels kernels) {
        this.spec = weights.spec();
        boolean reads =
                switch (spec.readout()) {
                    case Readout.LastStep _, Readout.LastPosition _, Readout.EveryStep _ -> true;
                    case Readout.Flatten _, Readout.Mean _, Readout.Max _ -> false;
                };
        if (!spec.canStream() || !reads) {
            throw new IllegalArgumentException("this network needs the whole sequence ("
                    + (reads ? "a layer reads backward" : "its readout is " + spec.readout())
                    + "), so it cannot run a step at a time");
        }
        this.run = new NetworkRun(weights, kernels, Team.of(1));
    }

    /** Returns a state of zeros, [1, stateSize], from which every sequence starts. */
    public Matrix newState() {
        return Matrix.zeros(1, spec.stateSize());
    }

    /**
     * Reads one token.
     *
     * @param stateIn [1, stateSize], as {@link #newState} or an earlier step left it
     * @param stateOut [1, stateSize], overwritten; may be {@code stateIn}
     * @param output overwritten, at least outputSize numbers
     */
    public void step(int token, Matrix stateIn, Matrix stateOut, float[] output) {
        oneToken[0] = token;
        batch.ofSteps(oneToken, 1);
        step(stateIn, stateOut, output);
    }

    /** Reads one vector of the input's features; all else as {@link #step(int, Matrix, Matrix, float[])}. */
    public void step(float[] input, Matrix stateIn, Matrix stateOut, float[] output) {
        if (input.length != spec.input().width()) {
            throw new IllegalArgumentException(
                    "the input must have " + spec.input().width() + " numbers but has " + input.length);
        }
        batch.ofStep(input);
        step(stateIn, stateOut, output);
    }

    private void step(Matrix stateIn, Matrix stateOut, float[] output) {
        stateIn.requireShape("stateIn", 1, spec.stateSize());
        stateOut.requireShape("stateOut", 1, spec.stateSize());
        if (output.length < spec.outputSize()) {
            throw new IllegalArgumentException(
                    "output must have room for " + spec.outputSize() + " numbers but has " + output.length);
        }
        run.forward(batch, stateIn, stateOut);
        System.arraycopy(run.output().data(), run.output().at(0), output, 0, spec.outputSize());
    }
}

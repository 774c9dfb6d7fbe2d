package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;

/** What one pass reads, drops and hands over; said anew for each, so that nothing of an earlier one is left. */
public final class Pass {

    /** In the place of a matrix that nobody gives or asks for. */
    public static final Matrix NONE = Matrix.zeros(0, 0);

    private Batch batch = new Batch();
    private boolean drops;
    private long seed;
    private long epoch;
    private Matrix stateIn = NONE;
    private Matrix stateOut = NONE;
    private Matrix finalGradient = NONE;
    private Matrix initialGradient = NONE;

    /** Begins a pass over a batch that drops nothing, from states of zero. */
    public Pass of(Batch given) {
        batch = given;
        drops = false;
        stateIn = NONE;
        stateOut = NONE;
        finalGradient = NONE;
        initialGradient = NONE;
        return this;
    }

    /** Lets dropout drop what this seed and epoch have it drop. */
    public void dropping(long given, long ofEpoch) {
        drops = true;
        seed = given;
        epoch = ofEpoch;
    }

    /** Says where states come from and go to, [≥ batch, stateSize] each or {@link #NONE}. */
    public void states(Matrix in, Matrix out) {
        stateIn = in;
        stateOut = out;
    }

    /** Says where the gradients of final states come from and those of initial states go to; as {@link #states}. */
    public void stateGradients(Matrix ofFinal, Matrix ofInitial) {
        finalGradient = ofFinal;
        initialGradient = ofInitial;
    }

    public Batch batch() {
        return batch;
    }

    public boolean drops() {
        return drops;
    }

    public long seed() {
        return seed;
    }

    public long epoch() {
        return epoch;
    }

    public Matrix stateIn() {
        return stateIn;
    }

    public Matrix stateOut() {
        return stateOut;
    }

    public Matrix finalGradient() {
        return finalGradient;
    }

    public Matrix initialGradient() {
        return initialGradient;
    }
}

package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;

/** What one pass reads, drops and hands over; said anew for each, so that nothing of an earlier one is left. */
public final class Pass {

    /** In the place of a matrix that nobody gives or asks for. */
    public static final Matrix NONE = Matrix.zeros(0, 0);

    private Batch whole = new Batch();
    private Batch batch = whole;
    private boolean drops;
    private long seed;
    private long epoch;
    private Matrix stateIn = NONE;
    private Matrix stateOut = NONE;
    private Matrix finalGradient = NONE;
    private Matrix initialGradient = NONE;

    /** Begins a pass over a batch that drops nothing, from states of zero. */
    public Pass of(Batch given) {
        whole = given;
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

    /** Goes on at parts where so many steps of the batch are one. */
    public void reducedBy(int reduction) {
        batch = whole.reduced(reduction);
    }

    /** Returns the batch as the part that works now has it, for which several steps may be one. */
    public Batch batch() {
        return batch;
    }

    /** Returns the batch as it was given. */
    public Batch whole() {
        return whole;
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

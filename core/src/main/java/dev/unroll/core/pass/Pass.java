package dev.unroll.core.pass;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;

/** What one pass reads, drops and hands over; said anew for each, so that nothing of an earlier one is left. */
final class Pass {

    /** In the place of a matrix that nobody gives or asks for. */
    static final Matrix NONE = Matrix.zeros(0, 0);

    private Batch batch = new Batch();
    private boolean drops;
    private long seed;
    private long epoch;
    private Matrix stateIn = NONE;
    private Matrix stateOut = NONE;
    private Matrix finalGradient = NONE;
    private Matrix initialGradient = NONE;

    /** Begins a pass over a batch that drops nothing, from states of zero. */
    Pass of(Batch given) {
        batch = given;
        drops = false;
        stateIn = NONE;
        stateOut = NONE;
        finalGradient = NONE;
        initialGradient = NONE;
        return this;
    }

    /** Lets dropout drop what this seed and epoch have it drop. */
    void dropping(long given, long ofEpoch) {
        drops = true;
        seed = given;
        epoch = ofEpoch;
    }

    /** Says where states come from and go to, [≥ batch, stateSize] each or {@link #NONE}. */
    void states(Matrix in, Matrix out) {
        stateIn = in;
        stateOut = out;
    }

    /** Says where the gradients of final states come from and those of initial states go to; as {@link #states}. */
    void stateGradients(Matrix ofFinal, Matrix ofInitial) {
        finalGradient = ofFinal;
        initialGradient = ofInitial;
    }

    Batch batch() {
        return batch;
    }

    boolean drops() {
        return drops;
    }

    long seed() {
        return seed;
    }

    long epoch() {
        return epoch;
    }

    Matrix stateIn() {
        return stateIn;
    }

    Matrix stateOut() {
        return stateOut;
    }

    Matrix finalGradient() {
        return finalGradient;
    }

    Matrix initialGradient() {
        return initialGradient;
    }
}

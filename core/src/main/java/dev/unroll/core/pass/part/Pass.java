package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;

/** What one pass reads, drops and hands over; said anew for each, so that nothing of an earlier one is left. */
public final class Pass {

    /** In the place of a matrix that nobody gives or asks for. */
    public static final Matrix NONE = Matrix.zeros(0, 0);

    private static final int[] IN_ORDER = {};

    private Batch whole = new Batch();
    private Batch batch = whole;
    private boolean drops;
    private long seed;
    private long epoch;
    private Matrix stateIn = NONE;
    private Matrix stateOut = NONE;
    private Matrix finalGradient = NONE;
    private Matrix initialGradient = NONE;
    private Memory memory = Memory.NONE;
    private int[] sources = IN_ORDER;

    /** Begins a pass over a batch that drops nothing, from states of zero. */
    public Pass of(Batch given) {
        whole = given;
        batch = given;
        drops = false;
        stateIn = NONE;
        stateOut = NONE;
        finalGradient = NONE;
        initialGradient = NONE;
        memory = Memory.NONE;
        sources = IN_ORDER;
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

    /** Says what the parts may attend to: sequence {@code b} of the batch to the memory's source {@code b}. */
    public void memory(Memory given) {
        memory = given;
        sources = IN_ORDER;
    }

    /** Says what the parts may attend to: the batch's example i to the memory's source {@code ofExamples[i]}. */
    public void memory(Memory given, int[] ofExamples) {
        memory = given;
        sources = ofExamples;
    }

    /** Returns what the parts may attend to. */
    public Memory memory() {
        if (memory == Memory.NONE) {
            throw new IllegalStateException("a decoder was given no source");
        }
        return memory;
    }

    /** Returns which source of the memory sequence {@code b} of the batch attends to. */
    public int source(int b) {
        return sources == IN_ORDER ? b : sources[batch.example(b)];
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

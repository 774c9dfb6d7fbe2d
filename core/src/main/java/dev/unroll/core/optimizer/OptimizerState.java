package dev.unroll.core.optimizer;

import dev.unroll.core.kernel.Kernels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * What an optimizer remembers from step to step: the number of steps and named arrays as long as the parameters.
 *
 * <p>It starts at step 0 with zeros; {@link #advance} begins a step, before its first range is updated.
 */
public final class OptimizerState {

    /**
     * Values below it are set to zero, every {@link #PERIOD} steps. The running mean of a parameter that has no gradient, as
     * the row of a rare word, becomes subnormal and stays so for ever, since 0.9 of a few times the least number rounds to
     * what it was; on some CPUs its updates then take ten times as long. From here, 0.9 to the power of the period is normal.
     */
    private static final float LEAST = 0x1p-116f;

    private static final int PERIOD = 64;

    private final SequencedMap<String, float[]> slots = new LinkedHashMap<>();
    private final float[][] all;
    private final int length;
    private long step;

    /** Makes the state before the first step: zeros in the named slots. */
    public OptimizerState(int length, String... slots) {
        this.length = length;
        for (String slot : slots) {
            this.slots.put(slot, new float[length]);
        }
        this.all = this.slots.values().toArray(float[][]::new);
    }

    /** Makes a state again from its parts; the arrays are used as they are. */
    public OptimizerState(int length, SequencedMap<String, float[]> slots, long step) {
        if (step < 0) {
            throw new IllegalArgumentException("the step of an optimizer must be at least 0 but is " + step);
        }
        slots.forEach((name, values) -> {
            if (values.length != length) {
                throw new IllegalArgumentException(
                        "optimizer slot \"" + name + "\" must have " + length + " values but has " + values.length);
            }
            this.slots.put(name, values);
        });
        this.all = this.slots.values().toArray(float[][]::new);
        this.length = length;
        this.step = step;
    }

    /** Returns the number of parameters. */
    public int length() {
        return length;
    }

    /** Returns the number of the current step, from 1; 0 before the first. */
    public long step() {
        return step;
    }

    /** Begins the next step. */
    public void advance() {
        step++;
    }

    /** Ends the update of a range in this step: every {@value #PERIOD} steps, sets to zero what has faded. */
    public void dropFaded(Kernels kernels, int from, int to) {
        if (step % PERIOD == 0) {
            for (float[] values : all) {
                kernels.dropBelow(LEAST, values, from, values, from, to - from);
            }
        }
    }

    /** Takes the values of every slot, and the step. */
    public void restore(Function<String, float[]> values, long step) {
        slots.forEach((name, slot) -> System.arraycopy(values.apply(name), 0, slot, 0, length));
        this.step = step;
    }

    /** Returns the slots by name, in a fixed order; the arrays are the state itself. */
    public SequencedMap<String, float[]> slots() {
        return Collections.unmodifiableSequencedMap(slots);
    }

    /** Returns one slot, the state itself. */
    public float[] slot(String name) {
        float[] values = slots.get(name);
        if (values == null) {
            throw new IllegalArgumentException(
                    "the optimizer needs the slot \"" + name + "\" but its state has " + slots.keySet());
        }
        return values;
    }

    /** Throws unless a step has begun and the range is within the parameters. */
    void requireStepOn(float[] values, float[] gradients, int from, int to) {
        if (step < 1) {
            throw new IllegalStateException("an update needs a step: call advance() before the first range");
        }
        if (values.length != length || gradients.length != length) {
            throw new IllegalArgumentException("the optimizer's state is for " + length + " parameters but there are "
                    + values.length + " values and " + gradients.length + " gradients");
        }
        if (from < 0 || to < from || to > length) {
            throw new IndexOutOfBoundsException("parameters " + from + " to " + to + " of " + length);
        }
    }
}

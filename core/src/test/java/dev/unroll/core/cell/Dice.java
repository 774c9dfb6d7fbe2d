package dev.unroll.core.cell;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.util.List;

/** Random numbers for tests, one after another: the hash of a seed and a count. */
public final class Dice {

    private final long seed;
    private long thrown;

    public Dice(long seed) {
        this.seed = seed;
    }

    /** Returns a number in 0 .. bound. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(CounterHash.bits(seed, Purpose.SAMPLING, thrown++, 0, 0, 0), bound);
    }

    /** Returns a number between the two, both included. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** Returns whether one of {@code sides} came up. */
    public boolean oneIn(int sides) {
        return below(sides) == 0;
    }

    /** Returns a number in −bound .. bound. */
    public float within(float bound) {
        return (2 * CounterHash.uniform(seed, Purpose.SAMPLING, thrown++, 1, 0, 0) - 1) * bound;
    }

    public float[] within(float bound, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = within(bound);
        }
        return values;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}

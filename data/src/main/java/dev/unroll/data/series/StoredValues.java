package dev.unroll.data.series;

import dev.unroll.data.file.NumberStore;

/** Numbers that grow in number, 8 bytes each, in a file where they are many. */
public final class StoredValues implements Values {

    private final NumberStore bits = new NumberStore();

    /** Starts empty. */
    public StoredValues() {}

    /** Returns as many numbers, all missing. */
    public static StoredValues missing(int count) {
        var values = new StoredValues();
        for (int step = 0; step < count; step++) {
            values.add(Double.NaN);
        }
        return values;
    }

    /** Returns a copy of the numbers from one step up to another. */
    public static StoredValues copy(Values of, int from, int to) {
        var values = new StoredValues();
        for (int step = from; step < to; step++) {
            values.add(of.get(step));
        }
        return values;
    }

    /** Adds a number behind the others. */
    public void add(double number) {
        bits.add(Double.doubleToRawLongBits(number));
    }

    /** Replaces the number of a step. */
    public void set(int step, double number) {
        bits.set(step, Double.doubleToRawLongBits(number));
    }

    /** Returns whether there are several steps, and one number at all of them where it is not missing. */
    public boolean isConstant() {
        for (int step = 1; step < size(); step++) {
            if (get(step) != get(0) && !Double.isNaN(get(step))) {
                return false;
            }
        }
        return size() > 1;
    }

    @Override
    public double get(int step) {
        return Double.longBitsToDouble(bits.get(step));
    }

    @Override
    public int size() {
        return bits.size();
    }
}

package dev.unroll.core.loss;

import java.util.Arrays;

/** How much each class counts in a loss: finite numbers of at least 0, or {@link #none}, where every class counts 1. */
public final class ClassWeights {

    private static final ClassWeights NONE = new ClassWeights(new float[0]);

    private final float[] values;
    private final double sum;

    private ClassWeights(float[] values) {
        this.values = values;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the weight of class " + i + " must be finite and at least 0 but is " + values[i]);
            }
            total += values[i];
        }
        this.sum = total;
    }

    /** Returns the weights that count every class once, however many there are. */
    public static ClassWeights none() {
        return NONE;
    }

    /** Returns a weight for each class, at least one. */
    public static ClassWeights of(float... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("class weights must have at least one value but have none");
        }
        return new ClassWeights(values.clone());
    }

    /**
     * Returns weights that make up for unequal classes: proportional to count^−power, and 1 in the mean over all examples.
     *
     * @param counts examples of each class; one without examples counts as one with one
     * @param power 0 counts every example the same, 1 every class the same
     */
    public static ClassWeights balanced(int[] counts, double power) {
        double[] raw = new double[counts.length];
        double examples = 0;
        double sum = 0;
        for (int c = 0; c < counts.length; c++) {
            raw[c] = StrictMath.pow(Math.max(1, counts[c]), -power);
            examples += counts[c];
            sum += raw[c] * counts[c];
        }
        float[] weights = new float[counts.length];
        for (int c = 0; c < counts.length; c++) {
            weights[c] = (float) (sum == 0 ? 1 : raw[c] * examples / sum);
        }
        return of(weights);
    }

    public boolean isNone() {
        return values.length == 0;
    }

    /** Returns the number of weights, 0 if there are none. */
    public int size() {
        return values.length;
    }

    /** Returns the weight of a class. */
    public float of(int label) {
        return isNone() ? 1 : values[label];
    }

    /** Returns the sum of the weights of {@code classes} classes. */
    double sum(int classes) {
        return isNone() ? classes : sum;
    }

    /**
     * Returns what the sum of the losses of some rows is divided by: the weights of their classes, together.
     *
     * @param who what messages call the loss
     * @param ignored the label of rows that count for nothing
     */
    double divisor(String who, int classes, int rows, Targets targets, int ignored) {
        int[] labels = targets.requireClasses(who, rows);
        if (!isNone() && size() != classes) {
            throw new IllegalArgumentException(
                    who + " has " + size() + " class weights but the prediction has " + classes + " classes");
        }
        double divisor = 0;
        for (int r = 0; r < rows; r++) {
            int label = labels[r];
            if (label == ignored) {
                continue;
            }
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("row " + r + " has label " + label + " but there are " + classes
                        + " classes: a label must be in 0 .. " + (classes - 1) + ", or " + ignored
                        + " for a row that does not count");
            }
            divisor += of(label);
        }
        return divisor;
    }

    float[] array() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassWeights that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return isNone() ? "none" : Arrays.toString(values);
    }
}

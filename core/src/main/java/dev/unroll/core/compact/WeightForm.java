package dev.unroll.core.compact;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;

/** What the weights of recurrent layers are rounded to, and kept as, while a model answers; training is in float32 always. */
public enum WeightForm {

    /** As trained, 4 bytes each. */
    FLOAT32,

    /** The nearest number of 8 significant bits, a tie to the even one; 2 bytes each, the upper half of a float. */
    BFLOAT16,

    /**
     * A whole number from −127 to 127 times a scale of its row, 1 byte each: the scale is the row's largest magnitude / 127,
     * rounded up to 16 significant bits, so that every product of the two is exact.
     */
    INT8;

    /** Returns the form of this name: {@code float32}, {@code bfloat16} or {@code int8}. */
    public static WeightForm of(String word) {
        for (WeightForm form : values()) {
            if (form.toString().equals(word)) {
                return form;
            }
        }
        throw new IllegalArgumentException("weights must be float32, bfloat16 or int8 but are \"" + word + "\"");
    }

    /** Returns the name on the command line. */
    @Override
    public String toString() {
        return switch (this) {
            case FLOAT32 -> "float32";
            case BFLOAT16 -> "bfloat16";
            case INT8 -> "int8";
        };
    }

    /** Returns whether weights take fewer bytes than as floats. */
    public boolean isCompact() {
        return this != FLOAT32;
    }

    /**
     * Rounds a weight, in place, to numbers that this form can hold; what was rounded before stays as it is.
     *
     * @param weight [outputs, inputs]; each row has a scale of its own
     * @param name what to call it
     * @throws IllegalArgumentException if a number is NaN or infinite, or so large that it would become so
     */
    public void round(Matrix weight, String name) {
        if (!isCompact()) {
            return;
        }
        for (int i = 0; i < weight.rows(); i++) {
            requireFinite(weight, i, name, "holds a number that is not finite");
            if (this == BFLOAT16) {
                BFloat16.round(weight, i);
            } else {
                Int8.round(weight, i);
            }
            requireFinite(weight, i, name, "holds a number that is too large");
        }
    }

    private void requireFinite(Matrix weight, int row, String name, String otherwise) {
        if (Rows.hasNonFinite(weight.data(), weight.at(row), weight.columns())) {
            throw new IllegalArgumentException("the parameter " + name + " " + otherwise
                    + ", so its weights cannot be kept as " + this + "; keep them as float32");
        }
    }

    /**
     * Makes room for the right-hand side B of a product.
     *
     * @param rows the summed index
     * @throws IllegalStateException if the form is not compact
     */
    public CompactPanels panels(int rows, int columns) {
        return switch (this) {
            case FLOAT32 -> throw new IllegalStateException("weights of float32 are kept in Panels");
            case BFLOAT16 -> new BFloat16Panels(rows, columns);
            case INT8 -> new Int8Panels(rows, columns);
        };
    }
}

package dev.unroll.core.input;

import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of the numbers that are missing in a sequence, a feature at a time, after scaling. */
public enum Missing {
    /** None may be missing. */
    ERROR("refused") {
        @Override
        void fill(Matrix scaled) {}
    },
    /** On the straight line between the known ones beside it; at the ends the nearest known one. */
    INTERPOLATE("missing numbers interpolated") {
        @Override
        void fill(Matrix scaled) {
            for (int j = 0; j < scaled.columns(); j++) {
                interpolate(scaled, j);
            }
        }
    },
    /** The last known one; before the first, and where none is known, 0. Needs no step that is still to come. */
    LAST("missing numbers as the last known one") {
        @Override
        void fill(Matrix scaled) {
            for (int j = 0; j < scaled.columns(); j++) {
                float last = 0;
                for (int t = 0; t < scaled.rows(); t++) {
                    last = Float.isNaN(scaled.get(t, j)) ? last : scaled.get(t, j);
                    scaled.set(t, j, last);
                }
            }
        }
    },
    /** 0, and beside each feature another input that is 1 where it is missing. */
    MASK("missing numbers as 0, with a mask") {
        @Override
        void fill(Matrix scaled) {
            for (int t = 0; t < scaled.rows(); t++) {
                for (int j = 0; j < scaled.columns(); j++) {
                    if (Float.isNaN(scaled.get(t, j))) {
                        scaled.set(t, j, 0);
                    }
                }
            }
        }
    };

    private final String description;

    Missing(String description) {
        this.description = description;
    }

    /** Puts numbers where NaN is, [T, features]. */
    abstract void fill(Matrix scaled);

    String description() {
        return description;
    }

    /** Returns whether what stands for a missing number depends on other steps, so that steps cannot be read one by one. */
    public boolean needsOtherSteps() {
        return this == INTERPOLATE || this == LAST;
    }

    /** Returns the name in configurations and in {@code config.json}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the treatment of this name; throws {@link IllegalArgumentException} if there is none. */
    static Missing of(String key) {
        return Arrays.stream(values())
                .filter(missing -> missing.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("missing must be one of "
                        + Arrays.stream(values()).map(Missing::key).collect(Collectors.joining(", ")) + " but is \""
                        + key
                        + "\""));
    }

    private static void interpolate(Matrix scaled, int j) {
        int known = -1;
        for (int t = 0; t < scaled.rows(); t++) {
            if (!Float.isNaN(scaled.get(t, j))) {
                fillBetween(scaled, j, known, t);
                known = t;
            }
        }
        fillBetween(scaled, j, known, scaled.rows());
    }

    /** Fills the steps between two known ones, of which there may be none: −1 before the first, T after the last. */
    private static void fillBetween(Matrix scaled, int j, int before, int after) {
        float from = before >= 0 ? scaled.get(before, j) : after < scaled.rows() ? scaled.get(after, j) : 0;
        float to = after < scaled.rows() ? scaled.get(after, j) : from;
        for (int t = before + 1; t < after; t++) {
            scaled.set(t, j, from + (to - from) * ((float) (t - before) / (after - before)));
        }
    }
}

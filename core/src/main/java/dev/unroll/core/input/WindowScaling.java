package dev.unroll.core.input;

import java.util.Arrays;
import java.util.Locale;

/** By what a window is made like other windows; it can be undone. */
public enum WindowScaling {
    /** Nothing: it stays on the scale of its series. */
    NONE {
        @Override
        Scale of(double[] window) {
            return Scale.NONE;
        }
    },
    /** Its last value becomes 0. */
    LAST {
        @Override
        Scale of(double[] window) {
            return new Scale(last(window), 1);
        }
    },
    /** Its mean becomes 0, its deviation 1. */
    STANDARD {
        @Override
        Scale of(double[] window) {
            return Scale.of(window, 0, window.length);
        }
    },
    /** Its last value becomes 0, its deviation 1. */
    LAST_STANDARD {
        @Override
        Scale of(double[] window) {
            return new Scale(last(window), Scale.of(window, 0, window.length).divisor());
        }
    },
    /** The mean of the sizes of its values becomes 1. */
    MEAN {
        @Override
        Scale of(double[] window) {
            return new Scale(0, meanSize(window));
        }
    },
    /** Its last value becomes 0, the mean of the sizes of its values 1: what is left are parts of the level. */
    LAST_MEAN {
        @Override
        Scale of(double[] window) {
            return new Scale(last(window), meanSize(window));
        }
    };

    private static double last(double[] window) {
        int last = window.length - 1;
        while (Double.isNaN(window[last])) {
            last--;
        }
        return window[last];
    }

    private static double meanSize(double[] window) {
        double sum = 0;
        int count = 0;
        for (double value : window) {
            if (!Double.isNaN(value)) {
                sum += Math.abs(value);
                count++;
            }
        }
        return sum > 0 ? sum / count : 1;
    }

    /** Returns the scale of a window, of which at least one value is known. */
    abstract Scale of(double[] window);

    /** Returns the scale of a window, [at least 1]; missing values do not count. Where all are missing it stays as it is. */
    Scale ofKnown(double[] window) {
        return Arrays.stream(window).allMatch(Double::isNaN) ? Scale.NONE : of(window);
    }

    /** Returns the name in data. */
    String toData() {
        return name().toLowerCase(Locale.ROOT);
    }
}

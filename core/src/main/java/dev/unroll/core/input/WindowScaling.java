package dev.unroll.core.input;

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
            return new Scale(window[window.length - 1], 1);
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
            return new Scale(
                    window[window.length - 1],
                    Scale.of(window, 0, window.length).divisor());
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
            return new Scale(window[window.length - 1], meanSize(window));
        }
    };

    private static double meanSize(double[] window) {
        double sum = 0;
        for (double value : window) {
            sum += Math.abs(value);
        }
        return sum > 0 ? sum / window.length : 1;
    }

    /** Returns the scale of a window, [at least 1]. */
    abstract Scale of(double[] window);

    /** Returns the name in data. */
    String toData() {
        return name().toLowerCase(Locale.ROOT);
    }
}

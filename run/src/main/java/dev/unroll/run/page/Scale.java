package dev.unroll.run.page;

import java.util.ArrayList;
import java.util.List;

/** Where values lie on an axis, linear or logarithmic, and where it has marks. */
sealed interface Scale {

    /** Returns where a value lies, 0 at the low end and 1 at the high one. */
    double at(double value);

    /** Returns the values that are marked. */
    List<Double> marks();

    /** Returns a linear scale that covers both ends and ends at marks, at most about {@code count} of them. */
    static Linear linear(double low, double high, int count) {
        double span = high > low ? high - low : Math.max(1, Math.abs(high));
        double rough = span / count;
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(rough)));
        double step = power;
        for (int factor : new int[] {1, 2, 5, 10}) {
            step = factor * power;
            if (step >= rough) {
                break;
            }
        }
        long first = (long) StrictMath.floor(low / step + 1e-9);
        long last = Math.max(first + 1, (long) StrictMath.ceil(high / step - 1e-9));
        return new Linear(first, last, step);
    }

    /** Returns a linear scale of counts, from {@code low} to {@code high} themselves, with marks at whole numbers. */
    static Scale between(double low, double high, int count) {
        Linear nice = linear(low, high, count);
        return high > low ? new Between(low, high, Math.max(1, nice.step())) : nice;
    }

    /** Returns a logarithmic scale from one power of ten to another that covers both ends, which are above 0. */
    static Scale logarithmic(double low, double high, int count) {
        int first = (int) StrictMath.floor(StrictMath.log10(low) + 1e-9);
        int last = Math.max(first + 1, (int) StrictMath.ceil(StrictMath.log10(high) - 1e-9));
        return new Logarithmic(first, last, Math.max(1, Math.ceilDiv(last - first, count)));
    }

    /** Returns the size of the value that is farthest from 0; 0 if there is none. */
    static double largest(List<Double> values) {
        return values.stream().mapToDouble(Math::abs).max().orElse(0);
    }

    /** From {@code first · step} to {@code last · step}. */
    record Linear(long first, long last, double step) implements Scale {
        @Override
        public double at(double value) {
            return (value / step - first) / (last - first);
        }

        @Override
        public List<Double> marks() {
            List<Double> marks = new ArrayList<>();
            for (long i = first; i <= last; i++) {
                marks.add(i * step);
            }
            return marks;
        }
    }

    /** From {@code low} to {@code high}; marks are whole multiples of {@code step}. */
    record Between(double low, double high, double step) implements Scale {
        @Override
        public double at(double value) {
            return (value - low) / (high - low);
        }

        @Override
        public List<Double> marks() {
            List<Double> marks = new ArrayList<>();
            for (long i = (long) StrictMath.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-9); i++) {
                marks.add(i * step);
            }
            return marks;
        }
    }

    /** From 10 to the {@code first} to 10 to the {@code last}, a mark every {@code step} powers. */
    record Logarithmic(int first, int last, int step) implements Scale {
        @Override
        public double at(double value) {
            return (StrictMath.log10(value) - first) / (last - first);
        }

        @Override
        public List<Double> marks() {
            List<Double> marks = new ArrayList<>();
            for (int i = first; i <= last; i += step) {
                marks.add(StrictMath.pow(10, i));
            }
            return marks;
        }
    }
}

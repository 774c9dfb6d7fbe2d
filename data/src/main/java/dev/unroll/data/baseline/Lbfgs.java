package dev.unroll.data.baseline;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Minimizes a smooth function: limited-memory BFGS with backtracking. Source: Nocedal and Wright, Numerical
 * Optimization, 2006, algorithms 7.4 and 7.5.
 */
final class Lbfgs {

    /** Pairs of steps and gradient changes that are remembered: between Nocedal and Wright's 3 and 20. */
    private static final int MEMORY = 10;

    /** The least part of the decrease that the gradient promises (Armijo). */
    private static final double SUFFICIENT = 1e-4;

    /** A step no shorter than this part of the full one is tried; below it the rounding of sums decides. */
    private static final double SHORTEST = 1e-10;

    /** The search ends when a step lowers the value by less than this part of it. */
    private static final double TOLERANCE = 1e-7;

    private Lbfgs() {}

    /** A function and its gradient. */
    interface Objective {

        /** Returns the value at a point and overwrites {@code gradient}. */
        double evaluate(double[] point, double[] gradient);
    }

    /** A step taken and what it changed in the gradient. */
    private static final class Pair {
        private final double[] step;
        private final double[] change;
        private final double curvature;

        Pair(double[] step, double[] change) {
            this.step = step;
            this.change = change;
            this.curvature = dot(step, change);
        }
    }

    /** Returns the point where the search ends, after {@code iterations} steps at the latest; {@code start} is left as it is. */
    static double[] minimize(Objective objective, double[] start, int iterations) {
        int size = start.length;
        double[] point = start.clone();
        double[] gradient = new double[size];
        double value = objective.evaluate(point, gradient);
        var pairs = new ArrayDeque<Pair>();
        for (int i = 0; i < iterations; i++) {
            double[] direction = direction(gradient, pairs);
            double slope = dot(direction, gradient);
            double[] next = new double[size];
            double[] nextGradient = new double[size];
            double length = pairs.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
            double nextValue = Double.POSITIVE_INFINITY;
            for (; length > SHORTEST; length /= 2) {
                for (int k = 0; k < size; k++) {
                    next[k] = point[k] + length * direction[k];
                }
                nextValue = objective.evaluate(next, nextGradient);
                if (nextValue <= value + SUFFICIENT * length * slope) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                return point;
            }
            remember(pairs, new Pair(difference(next, point), difference(nextGradient, gradient)));
            boolean done = value - nextValue <= TOLERANCE * Math.abs(value);
            point = next;
            gradient = nextGradient;
            value = nextValue;
            if (done) {
                return point;
            }
        }
        return point;
    }

    private static void remember(ArrayDeque<Pair> pairs, Pair pair) {
        if (pair.curvature > 0) {
            pairs.addLast(pair);
        }
        if (pairs.size() > MEMORY) {
            pairs.removeFirst();
        }
    }

    /** Returns −H g, H being the inverse curvature that the pairs tell of: the two-loop recursion. */
    private static double[] direction(double[] gradient, ArrayDeque<Pair> pairs) {
        double[] direction = Arrays.stream(gradient).map(x -> -x).toArray();
        if (pairs.isEmpty()) {
            return direction;
        }
        double[] factors = new double[pairs.size()];
        int at = pairs.size();
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            factors[--at] = dot(pair.step, direction) / pair.curvature;
            add(-factors[at], pair.change, direction);
        }
        Pair last = pairs.getLast();
        double scale = last.curvature / dot(last.change, last.change);
        for (int k = 0; k < direction.length; k++) {
            direction[k] *= scale;
        }
        for (Pair pair : pairs) {
            add(factors[at++] - dot(pair.change, direction) / pair.curvature, pair.step, direction);
        }
        return direction;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void add(double factor, double[] a, double[] sum) {
        for (int k = 0; k < a.length; k++) {
            sum[k] += factor * a[k];
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            difference[k] = a[k] - b[k];
        }
        return difference;
    }
}

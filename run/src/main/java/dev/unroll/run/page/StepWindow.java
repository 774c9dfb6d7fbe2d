package dev.unroll.run.page;

import dev.unroll.core.kernel.Matrix;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which steps pictures show: {@code count} of them, from {@code first} on. */
record StepWindow(int first, int count) {

    /** Returns the last steps of these, at most so many. */
    StepWindow last(int most) {
        int kept = Math.min(count, most);
        return new StepWindow(first + count - kept, kept);
    }

    /** Returns the units that move most from step to step, in their own order. */
    List<Integer> liveliest(Matrix values, int most) {
        return IntStream.range(0, values.columns())
                .boxed()
                .sorted(Comparator.comparingDouble(unit -> -movement(values, unit)))
                .limit(most)
                .sorted()
                .toList();
    }

    private double movement(Matrix values, int unit) {
        double sum = 0;
        for (int t = first + 1; t < first + count; t++) {
            sum += Math.abs(values.get(t, unit) - values.get(t - 1, unit));
        }
        return sum;
    }
}

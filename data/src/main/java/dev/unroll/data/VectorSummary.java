package dev.unroll.data;

import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the numbers of sequences are.
 *
 * @param numbers all of them, those that are missing too
 * @param missing how many are
 * @param lacking sequences that lack one
 * @param constant features of which all known numbers are the same, from 0; also those of which none is known
 */
public record VectorSummary(int features, long numbers, long missing, long lacking, List<Integer> constant) {

    public VectorSummary {
        constant = List.copyOf(constant);
    }

    /** Returns the summary of all parts of a data set. */
    public static VectorSummary of(VectorData<?> dataset) {
        return of(dataset.all());
    }

    /** Returns the summary of sequences, at least one, of as many features each. */
    public static VectorSummary of(List<? extends VectorExample> examples) {
        int features = examples.getFirst().vectors().columns();
        float[] known = new float[features];
        Arrays.fill(known, Float.NaN);
        boolean[] varied = new boolean[features];
        long numbers = 0;
        long missing = 0;
        long lacking = 0;
        for (VectorExample example : examples) {
            long absent = scan(example.vectors(), known, varied);
            missing += absent;
            lacking += absent > 0 ? 1 : 0;
            numbers += (long) example.vectors().rows() * features;
        }
        return new VectorSummary(
                features,
                numbers,
                missing,
                lacking,
                IntStream.range(0, features).filter(j -> !varied[j]).boxed().toList());
    }

    /**
     * Returns how many numbers are missing.
     *
     * @param known a number of each feature, NaN before one is found
     * @param varied whether a feature has had another one
     */
    private static long scan(Matrix vectors, float[] known, boolean[] varied) {
        long missing = 0;
        for (int t = 0; t < vectors.rows(); t++) {
            for (int j = 0; j < known.length; j++) {
                float number = vectors.get(t, j);
                if (Float.isNaN(number)) {
                    missing++;
                } else if (Float.isNaN(known[j])) {
                    known[j] = number;
                } else {
                    varied[j] |= number != known[j];
                }
            }
        }
        return missing;
    }
}

package dev.unroll.data.embedding;

import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * Which tokens stand near each other more often than chance has it: a symmetric matrix, most of which is zero, of their
 * positive pointwise mutual information
 *
 * <pre>
 *   max(0, log(n_ab · n / (n_a · n_b)))
 * </pre>
 *
 * <p>where n_ab counts the pairs of a and b that stand at most 5 tokens apart, one that is d apart as 1/d; n_a is the sum of
 * n_ab over b, and n that of all. Sources: Church and Hanks, "Word association norms, mutual information, and lexicography",
 * 1990; the counts are those of Pennington, Socher and Manning, "GloVe", 2014.
 */
final class Neighbors {

    private static final int REACH = 5;

    /** Stands between texts, and for tokens that are left out. */
    private static final int NOBODY = -1;

    private final int[] starts;
    private int[] columns = new int[1 << 12];
    private float[] values = new float[1 << 12];

    private Neighbors(int tokens) {
        this.starts = new int[tokens + 1];
    }

    /**
     * Counts in texts, which are tokens below {@code tokens}; those below {@code first} are passed over, though they keep
     * others apart.
     */
    static Neighbors of(List<int[]> texts, int tokens, int first) {
        int[] line = line(texts, first);
        var neighbors = new Neighbors(tokens);
        neighbors.count(line, places(line, tokens));
        neighbors.compareWithChance();
        return neighbors;
    }

    /** Returns the texts one after another, so far apart that no pair is of two of them. */
    private static int[] line(List<int[]> texts, int first) {
        int length =
                REACH + texts.stream().mapToInt(text -> text.length + REACH).sum();
        var line = new int[length];
        Arrays.fill(line, NOBODY);
        int at = REACH;
        for (int[] text : texts) {
            for (int token : text) {
                line[at++] = token < first ? NOBODY : token;
            }
            at += REACH;
        }
        return line;
    }

    /** Returns where each token stands: first those of token 0, then those of 1, and so on. */
    private static int[][] places(int[] line, int tokens) {
        var counts = new int[tokens];
        for (int token : line) {
            if (token != NOBODY) {
                counts[token]++;
            }
        }
        int[][] places = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        for (int at = line.length - 1; at >= 0; at--) {
            if (line[at] != NOBODY) {
                places[line[at]][--counts[line[at]]] = at;
            }
        }
        return places;
    }

    private void count(int[] line, int[][] places) {
        var sums = new double[places.length];
        var met = new int[places.length];
        for (int token = 0; token < places.length; token++) {
            int distinct = 0;
            for (int place : places[token]) {
                for (int distance = 1; distance <= REACH; distance++) {
                    distinct = meet(line[place - distance], distance, sums, met, distinct);
                    distinct = meet(line[place + distance], distance, sums, met, distinct);
                }
            }
            endRow(token, sums, met, distinct);
        }
    }

    private static int meet(int other, int distance, double[] sums, int[] met, int distinct) {
        if (other == NOBODY) {
            return distinct;
        }
        boolean first = sums[other] == 0;
        sums[other] += 1.0 / distance;
        if (first) {
            met[distinct] = other;
        }
        return first ? distinct + 1 : distinct;
    }

    private void endRow(int row, double[] sums, int[] met, int distinct) {
        int from = starts[row];
        if (from + distinct > columns.length) {
            int larger = Math.max(from + distinct, 2 * columns.length);
            columns = Arrays.copyOf(columns, larger);
            values = Arrays.copyOf(values, larger);
        }
        for (int i = 0; i < distinct; i++) {
            columns[from + i] = met[i];
            values[from + i] = (float) sums[met[i]];
            sums[met[i]] = 0;
        }
        starts[row + 1] = from + distinct;
    }

    /** Makes the counts what the matrix is to hold, and drops what is zero then. */
    private void compareWithChance() {
        var sums = new double[starts.length - 1];
        double all = 0;
        for (int row = 0; row < sums.length; row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                sums[row] += values[at];
            }
            all += sums[row];
        }
        int kept = 0;
        for (int row = 0; row < sums.length; row++) {
            int from = starts[row];
            starts[row] = kept;
            for (int at = from; at < starts[row + 1]; at++) {
                double information = StrictMath.log(values[at] * all / (sums[row] * sums[columns[at]]));
                if (information > 0) {
                    columns[kept] = columns[at];
                    values[kept++] = (float) information;
                }
            }
        }
        starts[sums.length] = kept;
    }

    /** Returns the number of rows, and of columns. */
    int size() {
        return starts.length - 1;
    }

    /** Sets {@code product} to this · {@code factor}, both [size, any]. */
    void multiply(Matrix factor, Matrix product) {
        float[] from = factor.data();
        float[] to = product.data();
        for (int row = 0; row < size(); row++) {
            int out = product.at(row);
            Arrays.fill(to, out, out + product.columns(), 0);
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                float value = values[at];
                int in = factor.at(columns[at]);
                for (int j = 0; j < product.columns(); j++) {
                    to[out + j] += value * from[in + j];
                }
            }
        }
    }
}

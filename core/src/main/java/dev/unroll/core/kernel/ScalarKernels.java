package dev.unroll.core.kernel;

/**
 * The kernels that define every operation, without the Vector API, kept for ever as the test of the fast ones.
 *
 * <p>Their products of several rows are those of {@link ScalarProducts}, arranged for speed; a chain of three nested
 * loops, in the tests, is what both kernels are held against.
 */
public final class ScalarKernels implements Kernels {

    static final ScalarKernels INSTANCE = new ScalarKernels();

    /** Sums that are worked on side by side. */
    private static final int CHAINS = 8;

    /** Rows of a product that make up for copying what they share. */
    private static final int SHARED = 3;

    private ScalarKernels() {}

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void addProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows, Scratch scratch) {
        Shapes.requireProduct(a, aRow, b, c, cRow, rows);
        if (rows >= SHARED) {
            ScalarProducts.addProduct(a, aRow, b, c, cRow, rows, scratch);
            return;
        }
        for (int i = 0; i < rows; i++) {
            addRowProduct(a.data(), a.at(aRow + i), b, 0, b.columns(), c.data(), c.at(cRow + i));
        }
    }

    @Override
    public void addRowProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int from, int to, Scratch scratch) {
        Shapes.requireRowProduct(a, aRow, b, c, cRow, from, to);
        addRowProduct(a.data(), a.at(aRow), b, from, to, c.data(), c.at(cRow));
    }

    private static void addRowProduct(float[] a, int aAt, Panels b, int from, int to, float[] c, int cAt) {
        int whole = to - (to - from) % CHAINS;
        for (int j = from; j < whole; j += CHAINS) {
            addChains(a, aAt, b.data(), b.at(0, j), b.rows(), c, cAt + j);
        }
        for (int j = whole; j < to; j++) {
            addChain(a, aAt, b.data(), b.at(0, j), b.rows(), c, cAt + j);
        }
    }

    private static void addChain(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt) {
        float sum = c[cAt];
        for (int k = 0; k < depth; k++) {
            sum = Math.fma(a[aAt + k], b[bAt + k * Panels.WIDTH], sum);
        }
        c[cAt] = sum;
    }

    /** Eight times {@link #addChain} side by side: a processor works on several sums at once, but not on one. */
    private static void addChains(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt) {
        float sum0 = c[cAt];
        float sum1 = c[cAt + 1];
        float sum2 = c[cAt + 2];
        float sum3 = c[cAt + 3];
        float sum4 = c[cAt + 4];
        float sum5 = c[cAt + 5];
        float sum6 = c[cAt + 6];
        float sum7 = c[cAt + 7];
        for (int k = 0; k < depth; k++) {
            float x = a[aAt + k];
            int y = bAt + k * Panels.WIDTH;
            sum0 = Math.fma(x, b[y], sum0);
            sum1 = Math.fma(x, b[y + 1], sum1);
            sum2 = Math.fma(x, b[y + 2], sum2);
            sum3 = Math.fma(x, b[y + 3], sum3);
            sum4 = Math.fma(x, b[y + 4], sum4);
            sum5 = Math.fma(x, b[y + 5], sum5);
            sum6 = Math.fma(x, b[y + 6], sum6);
            sum7 = Math.fma(x, b[y + 7], sum7);
        }
        c[cAt] = sum0;
        c[cAt + 1] = sum1;
        c[cAt + 2] = sum2;
        c[cAt + 3] = sum3;
        c[cAt + 4] = sum4;
        c[cAt + 5] = sum5;
        c[cAt + 6] = sum6;
        c[cAt + 7] = sum7;
    }

    @Override
    public void addTransposedProduct(
            Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow, Scratch scratch) {
        Shapes.requireTransposedProduct(a, aRow, b, bRow, rows, c, fromRow, toRow);
        ScalarProducts.addTransposedProduct(a, aRow, b, bRow, rows, c, fromRow, toRow, scratch);
    }

    @Override
    public void addColumnSums(Matrix a, int aRow, int rows, float[] c, int cAt, int from, int to) {
        Shapes.requireColumns(a, aRow, rows, from, to);
        for (int r = 0; r < rows; r++) {
            for (int j = from; j < to; j++) {
                c[cAt + j] += a.get(aRow + r, j);
            }
        }
    }

    @Override
    public void addRows(int[] indices, int at, Panels b, Matrix c, int cRow, int rows) {
        Shapes.requireColumns(b, c, cRow, rows);
        for (int i = 0; i < rows; i++) {
            int index = indices[at + i];
            Shapes.requireIndex(index, b);
            for (int j = 0; index >= 0 && j < c.columns(); j++) {
                c.data()[c.at(cRow + i) + j] += b.data()[b.at(index, j)];
            }
        }
    }

    @Override
    public void copyBlock(float[] x, int xAt, int xStride, float[] z, int zAt, int rows) {
        ScalarProducts.copyBlock(x, xAt, xStride, z, zAt, rows);
    }

    @Override
    public void transposePanel(float[] x, int xAt, int xStride, float[] z, int zAt, int rows, int columns) {
        ScalarProducts.transposePanel(x, xAt, xStride, z, zAt, rows, columns);
    }

    @Override
    public void add(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = x[xAt + i] + y[yAt + i];
        }
    }

    @Override
    public void subtract(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = x[xAt + i] - y[yAt + i];
        }
    }

    @Override
    public void multiply(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = x[xAt + i] * y[yAt + i];
        }
    }

    @Override
    public void addMultiplied(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] += x[xAt + i] * y[yAt + i];
        }
    }

    @Override
    public void addScaled(float[] x, int xAt, float s, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = Math.fma(x[xAt + i], s, z[zAt + i]);
        }
    }

    @Override
    public void addScalar(float[] x, int xAt, float s, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = x[xAt + i] + s;
        }
    }

    @Override
    public void multiplyScalar(float[] x, int xAt, float s, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = x[xAt + i] * s;
        }
    }

    @Override
    public void subtractFromScalar(float s, float[] x, int xAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = s - x[xAt + i];
        }
    }

    @Override
    public void sigmoid(float[] x, int xAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = Functions.sigmoid(x[xAt + i]);
        }
    }

    @Override
    public void tanh(float[] x, int xAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = Functions.tanh(x[xAt + i]);
        }
    }

    @Override
    public void relu(float[] x, int xAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = x[xAt + i] <= 0 ? 0 : x[xAt + i];
        }
    }

    @Override
    public void dropBelow(float least, float[] x, int xAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = Math.abs(x[xAt + i]) < least ? 0 : x[xAt + i];
        }
    }

    @Override
    public void exp(float[] x, int xAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = Functions.exp(x[xAt + i]);
        }
    }

    @Override
    public void log(float[] x, int xAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = Functions.log(x[xAt + i]);
        }
    }

    @Override
    public void sigmoidGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n) {
        for (int i = 0; i < n; i++) {
            float value = y[yAt + i];
            dx[dxAt + i] = dy[dyAt + i] * (value * (1 - value));
        }
    }

    @Override
    public void tanhGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n) {
        for (int i = 0; i < n; i++) {
            float value = y[yAt + i];
            dx[dxAt + i] = dy[dyAt + i] * (1 - value * value);
        }
    }

    @Override
    public void reluGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n) {
        for (int i = 0; i < n; i++) {
            float value = y[yAt + i];
            dx[dxAt + i] = value > 0 ? dy[dyAt + i] : Float.isNaN(value) ? value : 0;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The tree: lane i takes up lane i + 8, then i + 4, i + 2, i + 1; what lane 0 has then is the sum.
     */
    @Override
    public float sum(float[] x, int xAt, int n) {
        return sumOfLanes(0, 1, x, xAt, n);
    }

    /** Returns what {@code lane} has when it has taken up all lanes a multiple of {@code step} away. */
    private static float sumOfLanes(int lane, int step, float[] x, int xAt, int n) {
        if (step < REDUCTION_LANES) {
            return sumOfLanes(lane, 2 * step, x, xAt, n) + sumOfLanes(lane + step, 2 * step, x, xAt, n);
        }
        float sum = 0;
        for (int i = lane; i < n; i += REDUCTION_LANES) {
            sum += x[xAt + i];
        }
        return sum;
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return dotOfLanes(0, 1, x, xAt, y, yAt, n);
    }

    private static float dotOfLanes(int lane, int step, float[] x, int xAt, float[] y, int yAt, int n) {
        if (step < REDUCTION_LANES) {
            return dotOfLanes(lane, 2 * step, x, xAt, y, yAt, n) + dotOfLanes(lane + step, 2 * step, x, xAt, y, yAt, n);
        }
        float sum = 0;
        for (int i = lane; i < n; i += REDUCTION_LANES) {
            sum += x[xAt + i] * y[yAt + i];
        }
        return sum;
    }

    @Override
    public float max(float[] x, int xAt, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xAt + i]);
        }
        return max;
    }

    @Override
    public long hash(float[] x, int xAt, int n) {
        long hash = 0;
        for (int i = xAt; i < xAt + n; i++) {
            long bits = Integer.toUnsignedLong(Float.floatToRawIntBits(x[i]));
            hash += (bits << (Integer.SIZE * (i % 2))) * (i | 1);
        }
        return hash;
    }

    @Override
    public float softmax(float[] x, int xAt, float[] z, int zAt, int n) {
        float max = max(x, xAt, n);
        addScalar(x, xAt, -max, z, zAt, n);
        exp(z, zAt, z, zAt, n);
        float sum = sum(z, zAt, n);
        for (int i = 0; i < n; i++) {
            z[zAt + i] /= sum;
        }
        return max + Functions.log(sum);
    }

    @Override
    public void softmaxGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n) {
        float dot = dot(dy, dyAt, y, yAt, n);
        for (int i = 0; i < n; i++) {
            dx[dxAt + i] = y[yAt + i] * (dy[dyAt + i] - dot);
        }
    }
}

package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static dev.unroll.core.kernel.VectorLanes.MASKS;
import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;

/**
 * The kernels on the Vector API, with the bits of {@link ScalarKernels}: lanes are elements, and what does not fill a
 * vector is left to the scalar kernels.
 *
 * <p>Nothing may load this class where the module jdk.incubator.vector is absent.
 */
final class VectorKernels implements Kernels {

    private static final Kernels TAIL = ScalarKernels.INSTANCE;

    /** Elements of A, in a product Aᵀ · B, of which packing would cost more than it saves. */
    private static final int FEW = 64;

    private static final VectorKernels INSTANCE = new VectorKernels();

    private VectorKernels() {}

    /** Returns these kernels, or the scalar ones where vectors are too narrow to pay: less than four floats. */
    static Kernels ifWorthwhile() {
        return LANES >= 4 ? INSTANCE : Kernels.scalar();
    }

    @Override
    public String description() {
        return "vector, " + LANES + " lanes in " + FLOATS.vectorBitSize() + " bits";
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void addProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows, Scratch scratch) {
        Shapes.requireProduct(a, aRow, b, c, cRow, rows);
        VectorProducts.addProduct(a, aRow, b, c, cRow, rows, scratch);
    }

    @Override
    public void product(float[] start, Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows, Scratch scratch) {
        Shapes.requireProduct(a, aRow, b, c, cRow, rows);
        VectorProducts.product(start, a, aRow, b, c, cRow, rows, scratch);
    }

    @Override
    public void addRowProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int from, int to, Scratch scratch) {
        Shapes.requireRowProduct(a, aRow, b, c, cRow, from, to);
        VectorProducts.addRowProduct(a.data(), a.at(aRow), b, from, to, c.data(), c.at(cRow), scratch);
    }

    @Override
    public void addTransposedProduct(
            Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow, Scratch scratch) {
        Shapes.requireTransposedProduct(a, aRow, b, bRow, rows, c, fromRow, toRow);
        if (MASKS && rows * (toRow - fromRow) <= FEW) {
            VectorTransposedProducts.addFew(a, aRow, b, bRow, rows, c, fromRow, toRow);
            return;
        }
        VectorTransposedProducts.addTransposedProduct(a, aRow, b, bRow, rows, c, fromRow, toRow, scratch);
    }

    @Override
    public void addTransposedProducts(
            Matrix a,
            Matrix[] b,
            int count,
            int rows,
            Matrix[] c,
            float[] sums,
            int sumsAt,
            int fromRow,
            int toRow,
            Scratch scratch) {
        for (int i = 0; i < count; i++) {
            Shapes.requireTransposedProduct(a, 0, b[i], 0, rows, c[i], fromRow, toRow);
        }
        Shapes.requireColumns(a, 0, rows, fromRow, toRow);
        if (MASKS && rows * (toRow - fromRow) <= FEW) {
            Kernels.super.addTransposedProducts(a, b, count, rows, c, sums, sumsAt, fromRow, toRow, scratch);
            return;
        }
        VectorTransposedProducts.addTransposedProducts(a, b, count, rows, c, sums, sumsAt, fromRow, toRow, scratch);
    }

    @Override
    public void addColumnSums(Matrix a, int aRow, int rows, float[] c, int cAt, int from, int to) {
        Shapes.requireColumns(a, aRow, rows, from, to);
        for (int r = 0; r < rows; r++) {
            add(c, cAt + from, a.data(), a.at(aRow + r) + from, c, cAt + from, to - from);
        }
    }

    @Override
    public void addRows(int[] indices, int at, Panels b, Matrix c, int cRow, int rows) {
        Shapes.requireColumns(b, c, cRow, rows);
        for (int i = 0; i < rows; i++) {
            int index = indices[at + i];
            Shapes.requireIndex(index, b);
            for (int j = 0; index >= 0 && j < c.columns(); j += WIDTH) {
                int z = c.at(cRow + i) + j;
                add(c.data(), z, b.data(), b.at(index, j), c.data(), z, Math.min(WIDTH, c.columns() - j));
            }
        }
    }

    @Override
    public void copyBlock(float[] x, int xAt, int xStride, float[] z, int zAt, int rows) {
        VectorPanels.copy(x, xAt, xStride, z, zAt, rows);
    }

    @Override
    public void transposePanel(float[] x, int xAt, int xStride, float[] z, int zAt, int rows, int columns) {
        if (VectorPanels.SQUARES) {
            VectorPanels.transpose(x, xAt, xStride, z, zAt, rows, columns);
        } else {
            TAIL.transposePanel(x, xAt, xStride, z, zAt, rows, columns);
        }
    }

    @Override
    public void add(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i)
                    .add(FloatVector.fromArray(FLOATS, y, yAt + i))
                    .intoArray(z, zAt + i);
        }
        if (whole < n) {
            TAIL.add(x, xAt + whole, y, yAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void subtract(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i)
                    .sub(FloatVector.fromArray(FLOATS, y, yAt + i))
                    .intoArray(z, zAt + i);
        }
        if (whole < n) {
            TAIL.subtract(x, xAt + whole, y, yAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void multiply(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i)
                    .mul(FloatVector.fromArray(FLOATS, y, yAt + i))
                    .intoArray(z, zAt + i);
        }
        if (whole < n) {
            TAIL.multiply(x, xAt + whole, y, yAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void addMultiplied(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, z, zAt + i)
                    .add(FloatVector.fromArray(FLOATS, x, xAt + i).mul(FloatVector.fromArray(FLOATS, y, yAt + i)))
                    .intoArray(z, zAt + i);
        }
        if (whole < n) {
            TAIL.addMultiplied(x, xAt + whole, y, yAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void addScaled(float[] x, int xAt, float s, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        FloatVector scale = FloatVector.broadcast(FLOATS, s);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i)
                    .fma(scale, FloatVector.fromArray(FLOATS, z, zAt + i))
                    .intoArray(z, zAt + i);
        }
        if (whole < n) {
            TAIL.addScaled(x, xAt + whole, s, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void addScalar(float[] x, int xAt, float s, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i).add(s).intoArray(z, zAt + i);
        }
        if (whole < n) {
            TAIL.addScalar(x, xAt + whole, s, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void multiplyScalar(float[] x, int xAt, float s, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i).mul(s).intoArray(z, zAt + i);
        }
        if (whole < n) {
            TAIL.multiplyScalar(x, xAt + whole, s, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void subtractFromScalar(float s, float[] x, int xAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.broadcast(FLOATS, s)
                    .sub(FloatVector.fromArray(FLOATS, x, xAt + i))
                    .intoArray(z, zAt + i);
        }
        if (whole < n) {
            TAIL.subtractFromScalar(s, x, xAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void sigmoid(float[] x, int xAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        VectorFunctions.sigmoid(x, xAt, z, zAt, whole);
        if (whole < n) {
            TAIL.sigmoid(x, xAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void tanh(float[] x, int xAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        VectorFunctions.tanh(x, xAt, z, zAt, whole);
        if (whole < n) {
            TAIL.tanh(x, xAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void sigmoidOfSum(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        VectorFunctions.sigmoidOfSum(x, xAt, y, yAt, z, zAt, whole);
        if (whole < n) {
            TAIL.sigmoidOfSum(x, xAt + whole, y, yAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void tanhOfSum(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        VectorFunctions.tanhOfSum(x, xAt, y, yAt, z, zAt, whole);
        if (whole < n) {
            TAIL.tanhOfSum(x, xAt + whole, y, yAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void exp(float[] x, int xAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        VectorFunctions.exp(x, xAt, z, zAt, whole);
        if (whole < n) {
            TAIL.exp(x, xAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void log(float[] x, int xAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        VectorFunctions.log(x, xAt, z, zAt, whole);
        if (whole < n) {
            TAIL.log(x, xAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void relu(float[] x, int xAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.blend(0, v.compare(LE, 0)).intoArray(z, zAt + i);
        }
        if (whole < n) {
            TAIL.relu(x, xAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void dropBelow(float least, float[] x, int xAt, float[] z, int zAt, int n) {
        int whole = FLOATS.loopBound(n);
        VectorFunctions.dropBelow(least, x, xAt, z, zAt, whole);
        if (whole < n) {
            TAIL.dropBelow(least, x, xAt + whole, z, zAt + whole, n - whole);
        }
    }

    @Override
    public void sigmoidGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yAt + i);
            FloatVector slope = v.mul(FloatVector.broadcast(FLOATS, 1).sub(v));
            FloatVector.fromArray(FLOATS, dy, dyAt + i).mul(slope).intoArray(dx, dxAt + i);
        }
        if (whole < n) {
            TAIL.sigmoidGradient(y, yAt + whole, dy, dyAt + whole, dx, dxAt + whole, n - whole);
        }
    }

    @Override
    public void tanhGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yAt + i);
            FloatVector slope = FloatVector.broadcast(FLOATS, 1).sub(v.mul(v));
            FloatVector.fromArray(FLOATS, dy, dyAt + i).mul(slope).intoArray(dx, dxAt + i);
        }
        if (whole < n) {
            TAIL.tanhGradient(y, yAt + whole, dy, dyAt + whole, dx, dxAt + whole, n - whole);
        }
    }

    @Override
    public void reluGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yAt + i);
            FloatVector gated = FloatVector.fromArray(FLOATS, dy, dyAt + i).blend(0, v.compare(LE, 0));
            gated.blend(v, v.test(IS_NAN)).intoArray(dx, dxAt + i);
        }
        if (whole < n) {
            TAIL.reluGradient(y, yAt + whole, dy, dyAt + whole, dx, dxAt + whole, n - whole);
        }
    }

    @Override
    public float sum(float[] x, int xAt, int n) {
        return VectorReductions.sum(x, xAt, n);
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return VectorReductions.dot(x, xAt, y, yAt, n);
    }

    @Override
    public float max(float[] x, int xAt, int n) {
        return VectorReductions.max(x, xAt, n);
    }

    @Override
    public long hash(float[] x, int xAt, int n) {
        int odd = Math.min(xAt % 2, n);
        int whole = FLOATS.loopBound(n - odd);
        return TAIL.hash(x, xAt, odd)
                + VectorReductions.hash(x, xAt + odd, whole)
                + TAIL.hash(x, xAt + odd + whole, n - odd - whole);
    }

    @Override
    public float softmax(float[] x, int xAt, float[] z, int zAt, int n) {
        float max = max(x, xAt, n);
        addScalar(x, xAt, -max, z, zAt, n);
        exp(z, zAt, z, zAt, n);
        float sum = sum(z, zAt, n);
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, z, zAt + i).div(sum).intoArray(z, zAt + i);
        }
        for (int i = whole; i < n; i++) {
            z[zAt + i] /= sum;
        }
        return max + Functions.log(sum);
    }

    @Override
    public void softmaxGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n) {
        float dot = dot(dy, dyAt, y, yAt, n);
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, y, yAt + i)
                    .mul(FloatVector.fromArray(FLOATS, dy, dyAt + i).sub(dot))
                    .intoArray(dx, dxAt + i);
        }
        for (int i = whole; i < n; i++) {
            dx[dxAt + i] = y[yAt + i] * (dy[dyAt + i] - dot);
        }
    }
}

package dev.unroll.core.kernel;

/** The kernels that define every operation: the slow, obvious version, kept for ever as the test of the fast one. */
public final class ScalarKernels implements Kernels {

    static final ScalarKernels INSTANCE = new ScalarKernels();

    private ScalarKernels() {}

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public void addProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < c.columns(); j++) {
                float sum = c.get(cRow + i, j);
                for (int k = 0; k < b.rows(); k++) {
                    sum = Math.fma(a.get(aRow + i, k), b.data()[b.at(k, j)], sum);
                }
                c.set(cRow + i, j, sum);
            }
        }
    }

    @Override
    public void addTransposedProduct(
            Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow, Scratch scratch) {
        for (int i = fromRow; i < toRow; i++) {
            for (int j = 0; j < c.columns(); j++) {
                float sum = c.get(i, j);
                for (int r = 0; r < rows; r++) {
                    sum = Math.fma(a.get(aRow + r, i), b.get(bRow + r, j), sum);
                }
                c.set(i, j, sum);
            }
        }
    }

    @Override
    public void addColumnSums(Matrix a, int aRow, int rows, float[] c, int cAt, int from, int to) {
        for (int j = from; j < to; j++) {
            for (int r = 0; r < rows; r++) {
                c[cAt + j] += a.get(aRow + r, j);
            }
        }
    }

    @Override
    public void addRows(int[] indices, int at, Panels b, Matrix c, int cRow, int rows) {
        for (int i = 0; i < rows; i++) {
            int index = indices[at + i];
            for (int j = 0; index >= 0 && j < c.columns(); j++) {
                c.data()[c.at(cRow + i) + j] += b.data()[b.at(index, j)];
            }
        }
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
            z[zAt + i] = x[xAt + i] > 0 ? x[xAt + i] : Float.isNaN(x[xAt + i]) ? x[xAt + i] : 0;
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

    @Override
    public float sum(float[] x, int xAt, int n) {
        float[] lanes = new float[REDUCTION_LANES];
        for (int i = 0; i < n; i++) {
            lanes[i % REDUCTION_LANES] += x[xAt + i];
        }
        return fold(lanes);
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        float[] lanes = new float[REDUCTION_LANES];
        for (int i = 0; i < n; i++) {
            lanes[i % REDUCTION_LANES] += x[xAt + i] * y[yAt + i];
        }
        return fold(lanes);
    }

    private static float fold(float[] lanes) {
        for (int half = REDUCTION_LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
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

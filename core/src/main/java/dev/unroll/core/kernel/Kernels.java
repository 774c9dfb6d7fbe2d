package dev.unroll.core.kernel;

/**
 * The operations that everything else is made of, on spans {@code x[at .. at + n)} and on rows of matrices.
 *
 * <p>{@link ScalarKernels} defines each; {@code VectorKernels} has the same bits. Contract: an element of a product is
 * one chain of fused multiply-adds, in ascending order of the summed index, that starts from the value found in the
 * result; pointwise operations round one by one; reductions fold {@link #REDUCTION_LANES} virtual lanes in a fixed tree.
 * A NaN in any operand that takes part gives a NaN (its payload is not specified).
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

    /** Virtual lanes of {@link #sum}: element i belongs to lane i % 16; a constant of Unroll, not of the CPU. */
    int REDUCTION_LANES = 16;

    /** Returns the kernels that define every operation. */
    static Kernels scalar() {
        return ScalarKernels.INSTANCE;
    }

    /** Returns the fastest kernels this JVM can run: vector ones if the module jdk.incubator.vector is there. */
    static Kernels fastest() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? VectorKernels.ifWorthwhile() : scalar();
    }

    /** Returns what these kernels are, for people: "vector, 8 lanes in 256 bits" or "scalar". */
    String description();

    /** Returns how many floats a vector of these kernels has; 1 for scalars. */
    int lanes();

    /** Returns how many of {@code n} elements whole vectors hold; none for scalars. */
    default int wholeVectors(int n) {
        return lanes() == 1 ? 0 : n - n % lanes();
    }

    // Products. a: [., K]; b: [K, N]; c: [., N].

    /**
     * c[cRow + i, j] += Σₖ a[aRow + i, k] · b[k, j], for i in 0 .. rows.
     *
     * @param scratch the calling thread's own, grown as needed
     */
    void addProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows, Scratch scratch);

    /**
     * c[cRow + i, j] = start[j] + Σₖ a[aRow + i, k] · b[k, j]: as {@link #addProduct}, each sum starting from its column's
     * value, usually a bias.
     *
     * @param start [N]
     */
    default void product(float[] start, Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows, Scratch scratch) {
        for (int i = cRow; i < cRow + rows; i++) {
            System.arraycopy(start, 0, c.data(), c.at(i), b.columns());
        }
        addProduct(a, aRow, b, c, cRow, rows, scratch);
    }

    /** As the other {@code addProduct}, for a call now and then: it allocates a scratch of its own. */
    default void addProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows) {
        addProduct(a, aRow, b, c, cRow, rows, new Scratch());
    }

    /**
     * As {@link #addProduct}, for one row and the columns {@code from .. to} of c: what one of the threads that share a row
     * does of it.
     *
     * @param from a multiple of {@link Panels#WIDTH}
     * @param to a multiple of {@link Panels#WIDTH}, or the end
     */
    void addRowProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int from, int to, Scratch scratch);

    /**
     * c[i, j] += Σᵣ a[aRow + r, i] · b[bRow + r, j], r in 0 .. rows ascending, for i in {@code fromRow .. toRow} of c: a
     * weight's gradient; threads split the rows of c.
     *
     * @param scratch the calling thread's own, grown as needed
     */
    void addTransposedProduct(
            Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow, Scratch scratch);

    /**
     * {@link #addTransposedProduct} with the first {@code count} matrices b and c, and {@link #addColumnSums} to {@code sums}
     * at {@code sumsAt}, all for the first {@code rows} rows of one a: the gradients of maps that have one result.
     *
     * @param sums of no length if they are not wanted
     * @param scratch the calling thread's own, grown as needed
     */
    default void addTransposedProducts(
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
            addTransposedProduct(a, 0, b[i], 0, rows, c[i], fromRow, toRow, scratch);
        }
        if (sums.length > 0) {
            addColumnSums(a, 0, rows, sums, sumsAt, fromRow, toRow);
        }
    }

    /** c[cAt + j] += Σᵣ a[aRow + r, j], one chain of additions, r in 0 .. rows ascending, for j in {@code from .. to}. */
    void addColumnSums(Matrix a, int aRow, int rows, float[] c, int cAt, int from, int to);

    /** c[cRow + i, j] += b[indices[at + i], j]: the product with one-hot rows. An index of -1 adds nothing. */
    void addRows(int[] indices, int at, Panels b, Matrix c, int cRow, int rows);

    /**
     * Copies {@code rows} rows to a block of a panel's columns: z[zAt + i · WIDTH + j] = x[xAt + i · xStride + j], j in 0 .. BLOCK.
     */
    void copyBlock(float[] x, int xAt, int xStride, float[] z, int zAt, int rows);

    /**
     * Copies the transpose of rows of {@code columns} floats to a panel:
     * z[zAt + j · WIDTH + i] = x[xAt + i · xStride + j].
     *
     * @param rows WIDTH or BLOCK
     */
    void transposePanel(float[] x, int xAt, int xStride, float[] z, int zAt, int rows, int columns);

    // Pointwise, on spans of n floats. The result may be the same span as an operand, but may not overlap it otherwise.

    /** z = x + y. */
    void add(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n);

    /** z = x − y. */
    void subtract(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n);

    /** z = x · y. */
    void multiply(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n);

    /** z = z + (x · y), the product rounded first. */
    void addMultiplied(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n);

    /** z = z + x · s, rounded once: one more link of a product's chains. */
    void addScaled(float[] x, int xAt, float s, float[] z, int zAt, int n);

    /** z = x + s. */
    void addScalar(float[] x, int xAt, float s, float[] z, int zAt, int n);

    /** z = x · s. */
    void multiplyScalar(float[] x, int xAt, float s, float[] z, int zAt, int n);

    /** z = s − x. */
    void subtractFromScalar(float s, float[] x, int xAt, float[] z, int zAt, int n);

    /** z = σ(x) = 1 / (1 + e⁻ˣ). */
    void sigmoid(float[] x, int xAt, float[] z, int zAt, int n);

    /** z = tanh(x). */
    void tanh(float[] x, int xAt, float[] z, int zAt, int n);

    /** z = σ(x + y). */
    default void sigmoidOfSum(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        add(x, xAt, y, yAt, z, zAt, n);
        sigmoid(z, zAt, z, zAt, n);
    }

    /** z = tanh(x + y). */
    default void tanhOfSum(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        add(x, xAt, y, yAt, z, zAt, n);
        tanh(z, zAt, z, zAt, n);
    }

    /** z = max(x, 0); NaN stays NaN, −0 becomes +0. */
    void relu(float[] x, int xAt, float[] z, int zAt, int n);

    /** z = |x| < least ? 0 : x; NaN stays NaN. */
    void dropBelow(float least, float[] x, int xAt, float[] z, int zAt, int n);

    /** z = eˣ. */
    void exp(float[] x, int xAt, float[] z, int zAt, int n);

    /** z = ln x. */
    void log(float[] x, int xAt, float[] z, int zAt, int n);

    /** dx = dy · (y · (1 − y)), where y = σ(x). */
    void sigmoidGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n);

    /** dx = dy · (1 − y · y), where y = tanh(x). */
    void tanhGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n);

    /** dx = y > 0 ? dy : 0, where y = max(x, 0); a NaN y gives NaN. */
    void reluGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n);

    // Reductions.

    /** Returns Σ x, folded in {@link #REDUCTION_LANES} lanes and a fixed tree; 0 for n = 0. */
    float sum(float[] x, int xAt, int n);

    /** Returns Σ x · y, products rounded first, folded as {@link #sum}. */
    float dot(float[] x, int xAt, float[] y, int yAt, int n);

    /** Returns the largest of x, NaN if one is NaN; −∞ for n = 0. */
    float max(float[] x, int xAt, int n);

    /**
     * Returns a hash of the bits of x, quick rather than strong, modulo 2⁶⁴: Σ b(i) · (2 ⌊i / 2⌋ + 1) over places i of the array, b(i)
     * the bits of xᵢ where i is even and 2³² times them where it is odd. That of an array is the sum of those of its parts, and
     * another one wherever one number is.
     */
    long hash(float[] x, int xAt, int n);

    /** z = softmax(x) = e^(x − max x) / Σ e^(x − max x), one row of n. Returns ln Σ eˣ. */
    float softmax(float[] x, int xAt, float[] z, int zAt, int n);

    /** dx = y · (dy − Σ dy · y), where y = softmax(x), one row of n. */
    void softmaxGradient(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int n);
}

package dev.unroll.bench.kernel;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Scratch;

/**
 * A product of the shape that a layer multiplies, with operands, ready to run.
 *
 * <pre>
 *   {@link Form#STATES}      c [M, N] += a [M, K] · b [K, N], b packed      states or inputs times a weight
 *   {@link Form#GRADIENTS}   c [M, N] += aᵀ [M, K] · b [K, N]               a weight's gradient, K rows of steps
 * </pre>
 */
final class Product {

    /** Which kernel multiplies. */
    enum Form {
        STATES,
        GRADIENTS
    }

    private final Form form;
    private final int m;
    private final int k;
    private final int n;
    private final Matrix a;
    private final Matrix b;
    private final Panels packed;
    private final Matrix c;
    private final Scratch scratch = new Scratch();

    Product(Form form, int m, int k, int n) {
        this.form = form;
        this.m = m;
        this.k = k;
        this.n = n;
        this.a = form == Form.STATES ? random(m, k, 0) : random(k, m, 0);
        this.b = random(k, n, 1);
        this.packed = new Panels(k, n);
        packed.pack(b, 0, 0);
        this.c = Matrix.zeros(m, n);
    }

    private static Matrix random(int rows, int columns, int operand) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.data().length; i++) {
            matrix.data()[i] = CounterHash.uniform(1, Purpose.SAMPLING, operand, 0, 0, i) - 0.5f;
        }
        return matrix;
    }

    /** Multiplies once. */
    void run(Kernels kernels) {
        switch (form) {
            case STATES -> kernels.addProduct(a, 0, packed, c, 0, m, scratch);
            case GRADIENTS -> kernels.addTransposedProduct(a, 0, b, 0, k, c, 0, m, scratch);
        }
    }

    /** Returns a multiplication and an addition for each of M · K · N. */
    double operations() {
        return 2.0 * m * k * n;
    }

    /** Returns "64 × 256 × 256", or "256 × 1792ᵀ × 256" for a gradient. */
    @Override
    public String toString() {
        return m + " × " + k + (form == Form.GRADIENTS ? "ᵀ" : "") + " × " + n;
    }
}

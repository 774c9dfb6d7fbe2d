package dev.unroll.core.pass.attention;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Attention.Score;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Pass;

/** What an attention scores a memory by, ready to multiply. */
final class ScoreWeights {

    private final String name;
    private final Score score;
    private final int querySize;
    private final Product query;
    private final Product key;
    private final Matrix vector;

    /** A weight W for y = W x, and for the gradient of x. */
    record Product(Matrix weight, Panels ahead, Panels back) {

        private static final Product NONE = new Product(Pass.NONE, new Panels(0, 0), new Panels(0, 0));

        static Product of(Matrix weight) {
            var product = new Product(
                    weight, new Panels(weight.columns(), weight.rows()), new Panels(weight.rows(), weight.columns()));
            product.repack(Kernels.scalar());
            return product;
        }

        void repack(Kernels kernels) {
            ahead.packTransposed(kernels, weight, 0, weight.rows(), 0, 0);
            back.pack(kernels, weight, 0, weight.rows(), 0, 0);
        }
    }

    ScoreWeights(Attention attention, Link link, Material material) {
        this.score = attention.score();
        this.querySize = attention.querySize(link.given());
        this.name = Attention.keyName(link.place());
        this.key = score.hasKeys() ? Product.of(material.parameter(name)) : Product.NONE;
        boolean additive = score == Score.ADDITIVE;
        this.query = additive ? Product.of(material.parameter(Attention.queryName(link.place()))) : Product.NONE;
        this.vector = additive ? material.parameter(Attention.scoreName(link.place())) : Pass.NONE;
    }

    void repack(Kernels kernels) {
        if (score.hasKeys()) {
            key.repack(kernels);
        }
        if (score == Score.ADDITIVE) {
            query.repack(kernels);
        }
    }

    /** Returns what the memory calls its keys. */
    String name() {
        return name;
    }

    Score score() {
        return score;
    }

    int querySize() {
        return querySize;
    }

    /** Returns what queries are multiplied by; for additive scores. */
    Product query() {
        return query;
    }

    /** Returns what the memory is multiplied by; if it is. */
    Product key() {
        return key;
    }

    /** Returns the vector v, [1, querySize]; for additive scores. */
    Matrix vector() {
        return vector;
    }
}

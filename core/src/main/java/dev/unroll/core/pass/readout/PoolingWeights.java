package dev.unroll.core.pass.readout;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Readout.Pooling;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.PartWeights;

/** The weights of attention over the steps. */
public final class PoolingWeights implements PartWeights {

    private final Link link;
    private final boolean passesOn;
    private final Matrix weight;
    private final Matrix bias;
    private final Matrix query;
    private final Panels ahead;
    private final Panels back;

    public PoolingWeights(Link link, Material material) {
        this.link = link;
        this.passesOn = material.passesOn();
        this.weight = material.parameter(Pooling.weightName(link.place()));
        this.bias = material.parameter(Pooling.biasName(link.place()));
        this.query = material.parameter(Pooling.queryName(link.place()));
        this.ahead = new Panels(weight.columns(), weight.rows());
        this.back = passesOn ? new Panels(weight.rows(), weight.columns()) : new Panels(0, 0);
        pack(Kernels.scalar());
    }

    @Override
    public PartRun run(Means means) {
        return new PoolingRun(this, means);
    }

    @Override
    public void repack(Kernels kernels, Team team) {
        pack(kernels);
    }

    private void pack(Kernels kernels) {
        ahead.packTransposed(kernels, weight, 0, weight.rows(), 0, 0);
        if (passesOn) {
            back.pack(kernels, weight, 0, weight.rows(), 0, 0);
        }
    }

    Link link() {
        return link;
    }

    /** Returns whether the gradient of the steps is wanted. */
    boolean passesOn() {
        return passesOn;
    }

    /** Returns W for W h. */
    Panels ahead() {
        return ahead;
    }

    /** Returns W for the gradient of h. */
    Panels back() {
        return back;
    }

    Matrix bias() {
        return bias;
    }

    Matrix query() {
        return query;
    }
}

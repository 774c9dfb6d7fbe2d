package dev.unroll.core.pass;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Residual;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.PartWeights;

/** The weights of what a residual connection goes around. */
final class ResidualWeights implements PartWeights {

    private final Link link;
    private final boolean passesOn;
    private final ChainWeights inside;

    ResidualWeights(Residual residual, Link link, Material material) {
        this.link = link;
        this.passesOn = material.passesOn();
        this.inside = ChainWeights.of(residual.chain(link.place(), link.given()), material);
    }

    @Override
    public PartRun run(Means means) {
        return new ResidualRun(link, passesOn, inside.run(means.ofFirst()), means);
    }

    @Override
    public void startStates(Matrix into, int count) {
        inside.startStates(into, count);
    }

    @Override
    public void repack(Kernels kernels, Team team) {
        inside.repack(kernels, team);
    }
}

package dev.unroll.core.pass.attention;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.PartWeights;

/** The weights of attention after the layers before it. */
public final class CombinedWeights implements PartWeights {

    private final Link link;
    private final boolean passesOn;
    private final ScoreWeights score;
    private final ScoreWeights.Product combine;

    public CombinedWeights(Attention.Combined attention, Link link, Material material) {
        this.link = link;
        this.passesOn = material.passesOn();
        this.score = new ScoreWeights(attention, link, material);
        this.combine = ScoreWeights.Product.of(material.parameter(Attention.combineName(link.place())));
    }

    @Override
    public PartRun run(Means means) {
        return new CombinedRun(this, means);
    }

    @Override
    public void repack(Kernels kernels, Team team) {
        score.repack(kernels);
        combine.repack(kernels);
    }

    Link link() {
        return link;
    }

    /** Returns whether the gradient of the queries is wanted. */
    boolean passesOn() {
        return passesOn;
    }

    ScoreWeights score() {
        return score;
    }

    ScoreWeights.Product combine() {
        return combine;
    }
}

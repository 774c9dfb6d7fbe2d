package dev.unroll.core.pass.attention;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Attention.Feed;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.PartWeights;
import dev.unroll.core.pass.part.RecurrentWeights;
import java.util.Optional;

/** The weights of a recurrent layer that attends at each step. */
public final class AttentiveWeights implements PartWeights {

    private final Attention.Recurrent attention;
    private final Link link;
    private final boolean passesOn;
    private final RecurrentWeights layer;
    private final ScoreWeights score;
    private final Optional<ScoreWeights.Product> combine;

    public AttentiveWeights(Attention.Recurrent attention, Link link, Material material) {
        this.attention = attention;
        this.link = link;
        this.passesOn = material.passesOn();
        this.layer = new RecurrentWeights(attention.layer(), link, material.passingOn());
        this.score = new ScoreWeights(attention, link, material);
        this.combine = attention.feed() == Feed.ATTENTION
                ? Optional.of(ScoreWeights.Product.of(material.parameter(Attention.combineName(link.place()))))
                : Optional.empty();
    }

    @Override
    public PartRun run(Means means) {
        return combine.isPresent() ? new FedRun(this, combine.get(), means) : new ContextRun(this, means);
    }

    @Override
    public void startStates(Matrix into, int count) {
        layer.startStates(into, count);
    }

    @Override
    public void repack(Kernels kernels, Team team) {
        layer.repack(kernels, team);
        score.repack(kernels);
        if (combine.isPresent()) {
            combine.get().repack(kernels);
        }
    }

    Attention.Recurrent attention() {
        return attention;
    }

    Link link() {
        return link;
    }

    /** Returns whether the gradient of what the layer is given is wanted. */
    boolean passesOn() {
        return passesOn;
    }

    RecurrentWeights layer() {
        return layer;
    }

    ScoreWeights score() {
        return score;
    }
}

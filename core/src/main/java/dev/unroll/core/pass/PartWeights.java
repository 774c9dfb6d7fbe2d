package dev.unroll.core.pass;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Link;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Residual;

/** A part and its parameters, ready to run: shared by any number of runs. */
@FunctionalInterface
interface PartWeights {

    /** Returns a new run. */
    PartRun run(Means means);

    /** Packs the parameters again, after they have changed. */
    default void repack(Kernels kernels, Team team) {}

    /**
     * Returns the weights of a part.
     *
     * @param passesOn whether the gradient of what it is given is wanted
     */
    static PartWeights of(Link link, Material material, boolean passesOn) {
        return switch (link.part()) {
            case Layer layer -> new RecurrentWeights(layer, link.place(), material, passesOn);
            case Head.Linear _ -> new LinearWeights(link, material, passesOn);
            case Residual residual -> new ResidualWeights(residual, link, material, passesOn);
            case Dropout dropout -> means -> new DropoutRun(dropout, link, means);
            case Readout.LastStep _, Readout.LastPosition _ -> means -> ends(link, means);
            case Readout.Flatten _ -> means -> new FlattenRun(link, means);
            case Readout.Mean _ -> means -> new MeanRun(link, means);
            case Readout.Max _ -> means -> new MaxRun(link, means);
            case Readout.EveryStep _ -> throw new IllegalArgumentException("a network leaves out what changes nothing");
        };
    }

    private static PartRun ends(Link link, Means means) {
        return means.layerBefore()
                .<PartRun>map(layer -> new LayerEndsRun(link, layer))
                .orElseGet(() -> new EndsRun(link, means));
    }

    /** Returns the weights of what a network reads. */
    static PartWeights of(InputSpec input, String prefix, Material material) {
        return switch (input) {
            case InputSpec.Dense dense -> _ -> new DenseRun(dense);
            case InputSpec.OneHot oneHot -> _ -> new OneHotRun(oneHot);
            case InputSpec.Embedding _ -> {
                String table = prefix + ParameterLayout.EMBEDDING;
                yield means -> new EmbeddingRun(new Table(table, material, means));
            }
            case InputSpec.Words words -> new WordsWeights(words, prefix, material);
        };
    }
}

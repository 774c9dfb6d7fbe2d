package dev.unroll.core.pass;

import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Residual;
import dev.unroll.core.network.TimeReduction;
import dev.unroll.core.pass.attention.AttentiveWeights;
import dev.unroll.core.pass.attention.CombinedWeights;
import dev.unroll.core.pass.part.DenseRun;
import dev.unroll.core.pass.part.DropoutRun;
import dev.unroll.core.pass.part.EmbeddingRun;
import dev.unroll.core.pass.part.LinearWeights;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.OneHotRun;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.PartWeights;
import dev.unroll.core.pass.part.RecurrentWeights;
import dev.unroll.core.pass.part.Table;
import dev.unroll.core.pass.part.TimeReductionRun;
import dev.unroll.core.pass.readout.EndsRun;
import dev.unroll.core.pass.readout.FlattenRun;
import dev.unroll.core.pass.readout.LayerEndsRun;
import dev.unroll.core.pass.readout.MaxRun;
import dev.unroll.core.pass.readout.MeanRun;
import dev.unroll.core.pass.readout.PoolingWeights;

/** Which weights a part has: the one place that knows all parts. */
final class WeightsOfParts {

    private WeightsOfParts() {}

    /** Returns the weights of a part. */
    static PartWeights of(Link link, Material material) {
        return switch (link.part()) {
            case Layer layer -> new RecurrentWeights(layer, link, material);
            case Attention.Recurrent attention -> new AttentiveWeights(attention, link, material);
            case Attention.Combined attention -> new CombinedWeights(attention, link, material);
            case Head.Linear _ -> new LinearWeights(link, material);
            case Residual residual -> new ResidualWeights(residual, link, material);
            case TimeReduction reduction -> means -> new TimeReductionRun(reduction, link, material, means);
            case Dropout dropout -> means -> new DropoutRun(dropout, link, means);
            case Readout.LastStep _, Readout.LastPosition _ -> means -> ends(link, means);
            case Readout.Flatten _ -> means -> new FlattenRun(link, means);
            case Readout.Mean _ -> means -> new MeanRun(link, means);
            case Readout.Max _ -> means -> new MaxRun(link, means);
            case Readout.Pooling _ -> new PoolingWeights(link, material);
            case Readout.EveryStep _ -> throw new IllegalArgumentException("a network leaves out what changes nothing");
        };
    }

    private static PartRun ends(Link link, Means means) {
        return means.layerBefore()
                .<PartRun>map(layer -> new LayerEndsRun(link, layer, means.kernels()))
                .orElseGet(() -> new EndsRun(link, means));
    }

    /** Returns the weights of what a network reads. */
    static PartWeights of(InputSpec input, String prefix, Material material) {
        return switch (input) {
            case InputSpec.Dense dense -> means -> new DenseRun(dense, means);
            case InputSpec.OneHot oneHot -> _ -> new OneHotRun(oneHot);
            case InputSpec.Embedding _ -> {
                String table = prefix + ParameterLayout.EMBEDDING;
                yield means -> new EmbeddingRun(new Table(table, material, means));
            }
            case InputSpec.Words words -> new WordsWeights(words, prefix, material);
            case InputSpec.Pair pair -> new PairWeights(pair, prefix, material);
        };
    }
}

package dev.unroll.core.pass;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.InputSpec.Pair;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.PartWeights;
import dev.unroll.core.pass.part.Table;

/** The vectors of a target's tokens, and the weights of what reads its source. */
final class PairWeights implements PartWeights {

    private final Pair pair;
    private final String table;
    private final Material material;
    private final ChainWeights source;

    PairWeights(Pair pair, String prefix, Material material) {
        this.pair = pair;
        this.table = prefix + ParameterLayout.EMBEDDING;
        this.material = material;
        this.source = ChainWeights.of(pair.source(), prefix + Pair.PREFIX, material);
    }

    @Override
    public PartRun run(Means means) {
        return new PairRun(pair, new Table(table, material, means), source.run(means.ofFirst()), means);
    }

    @Override
    public void repack(Kernels kernels, Team team) {
        source.repack(kernels, team);
    }
}

package dev.unroll.core.pass;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.InputSpec.Words;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.PartWeights;
import dev.unroll.core.pass.part.Table;

/** The vectors of words, and the weights of what reads their letters. */
final class WordsWeights implements PartWeights {

    private final Words words;
    private final String table;
    private final Material material;
    private final ChainWeights letters;

    WordsWeights(Words words, String prefix, Material material) {
        this.words = words;
        this.table = prefix + ParameterLayout.EMBEDDING;
        this.material = material;
        this.letters = ChainWeights.of(words.letters(), prefix + Words.PREFIX, material);
    }

    @Override
    public PartRun run(Means means) {
        return new WordsRun(words, new Table(table, material, means), letters.run(means.ofFirst()), means);
    }

    @Override
    public void repack(Kernels kernels, Team team) {
        letters.repack(kernels, team);
    }
}

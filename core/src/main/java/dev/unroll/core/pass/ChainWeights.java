package dev.unroll.core.pass;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Chain;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.pass.part.Material;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.PartWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The weights of parts in a row. */
final class ChainWeights {

    private final PartWeights[] parts;
    private final int[] reductions;

    /** Takes the weights of a chain's parts, and of what the network reads, if they are the first. */
    private ChainWeights(List<PartWeights> parts, Chain chain) {
        this.parts = parts.toArray(PartWeights[]::new);
        this.reductions = new int[this.parts.length];
        Arrays.fill(reductions, 1);
        int others = this.parts.length - chain.links().size();
        for (int i = others; i < reductions.length; i++) {
            reductions[i] = chain.links().get(i - others).place().reduction();
        }
    }

    /** Returns the weights of parts in a row. */
    static ChainWeights of(Chain chain, Material material) {
        return new ChainWeights(parts(chain, material), chain);
    }

    /** Returns the weights of what a network reads and of its parts. */
    static ChainWeights of(NetworkSpec spec, String prefix, Material material) {
        List<PartWeights> parts = new ArrayList<>();
        parts.add(WeightsOfParts.of(spec.input(), prefix, material));
        boolean learns =
                spec.input().parameters(prefix).stream().map(Window::role).anyMatch(role -> !material.isFrozen(role));
        Chain chain = spec.chain(prefix);
        parts.addAll(parts(chain, learns ? material.passingOn() : material));
        return new ChainWeights(parts, chain);
    }

    private static List<PartWeights> parts(Chain chain, Material material) {
        List<PartWeights> parts = new ArrayList<>();
        Material ofPart = material;
        for (Link link : chain.links()) {
            parts.add(WeightsOfParts.of(link, ofPart));
            ofPart = link.hasParameters() ? ofPart.passingOn() : ofPart;
        }
        return parts;
    }

    void startStates(Matrix into, int count) {
        for (PartWeights part : parts) {
            part.startStates(into, count);
        }
    }

    void repack(Kernels kernels, Team team) {
        for (PartWeights part : parts) {
            part.repack(kernels, team);
        }
    }

    ChainRun run(Means means) {
        List<PartRun> runs = new ArrayList<>();
        for (PartWeights part : parts) {
            runs.add(part.run(runs.isEmpty() ? means : means.after(runs.getLast())));
        }
        return new ChainRun(runs, reductions);
    }
}

package dev.unroll.core.pass;

import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Chain;
import dev.unroll.core.network.Link;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.ArrayList;
import java.util.List;

/** The weights of parts in a row. */
final class ChainWeights {

    private final PartWeights[] parts;

    private ChainWeights(List<PartWeights> parts) {
        this.parts = parts.toArray(PartWeights[]::new);
    }

    /**
     * Returns the weights of parts in a row.
     *
     * @param passesOn whether the gradient of what the first one is given is wanted
     */
    static ChainWeights of(Chain chain, Material material, boolean passesOn) {
        return new ChainWeights(parts(chain, material, passesOn));
    }

    /** Returns the weights of what a network reads and of its parts. */
    static ChainWeights of(NetworkSpec spec, String prefix, Material material) {
        List<PartWeights> parts = new ArrayList<>();
        parts.add(PartWeights.of(spec.input(), prefix, material));
        boolean learns = spec.input().parameters(prefix).stream()
                .map(Window::role)
                .anyMatch(role -> !material.isFrozen(role));
        boolean wanted = learns || material.purpose() == Purpose.TRAINING_WITH_INPUT_GRADIENT;
        parts.addAll(parts(spec.chain(prefix), material, wanted));
        return new ChainWeights(parts);
    }

    private static List<PartWeights> parts(Chain chain, Material material, boolean passesOn) {
        List<PartWeights> parts = new ArrayList<>();
        boolean wanted = passesOn;
        for (Link link : chain.links()) {
            parts.add(PartWeights.of(link, material, wanted));
            wanted |= link.hasParameters();
        }
        return parts;
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
        return new ChainRun(runs);
    }
}

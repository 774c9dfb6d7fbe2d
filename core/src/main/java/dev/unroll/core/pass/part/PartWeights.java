package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;

/** A part and its parameters, ready to run: shared by any number of runs. */
@FunctionalInterface
public interface PartWeights {

    /** Returns a new run. */
    PartRun run(Means means);

    /** Packs the parameters again, after they have changed. */
    default void repack(Kernels kernels, Team team) {}
}

package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;

/** A part and its parameters, ready to run: shared by any number of runs. */
@FunctionalInterface
public interface PartWeights {

    /** Returns a new run. */
    PartRun run(Means means);

    /** Writes the states before a sequence, where they are learned, over the first {@code count} rows of all states side by side. */
    default void startStates(Matrix into, int count) {}

    /** Packs the parameters again, after they have changed. */
    default void repack(Kernels kernels, Team team) {}
}

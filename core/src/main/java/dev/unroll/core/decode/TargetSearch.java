package dev.unroll.core.decode;

import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Looks for the targets of sources. It serves one caller at a time; whatever else is asked at once, the answer to a source has
 * the same bits.
 */
public sealed interface TargetSearch permits BeamSearch, CtcTargets {

    /**
     * Returns what may be said of each source, the best first, as many as the beam has or fewer.
     *
     * @param which of the sources are asked
     * @param beginning what each target begins with; empty if that is free
     * @param names what errors call a source, of its number
     * @throws IllegalArgumentException if targets cannot be made to begin with something
     * @throws dev.unroll.core.pass.NonFiniteException if a state or an output is not finite
     */
    List<List<Hypothesis>> search(
            Sequences given, int[] which, Search search, TokenList beginning, IntFunction<String> names);
}

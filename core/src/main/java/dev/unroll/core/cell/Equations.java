package dev.unroll.core.cell;

import dev.unroll.core.cell.Operation.Function;
import dev.unroll.core.cell.Operation.Join;
import java.util.ArrayList;
import java.util.List;

/** The functions of the language of equations, made for a static import. */
public final class Equations {

    private Equations() {}

    /** Returns σ(x) = 1 / (1 + e⁻ˣ), element by element. */
    public static Term sigmoid(Term x) {
        return x.definition().term(Function.SIGMOID, List.of(x), x.size());
    }

    /** Returns tanh(x), element by element. */
    public static Term tanh(Term x) {
        return x.definition().term(Function.TANH, List.of(x), x.size());
    }

    /** Returns max(x, 0), element by element. */
    public static Term relu(Term x) {
        return x.definition().term(Function.RELU, List.of(x), x.size());
    }

    /** Returns the vectors one after another, [first; second; …]. A linear map of it is one sum over all of them. */
    public static Term join(Term first, Term... rest) {
        var parts = new ArrayList<>(List.of(rest));
        parts.addFirst(first);
        long size = parts.stream().mapToLong(Term::size).sum();
        first.definition().requireSize("a join", size);
        return first.definition().term(new Join(), parts, (int) size);
    }
}

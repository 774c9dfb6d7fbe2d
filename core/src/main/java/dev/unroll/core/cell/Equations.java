package dev.unroll.core.cell;

import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Join;
import dev.unroll.core.cell.Operation.Sum;
import dev.unroll.core.function.Abs;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import dev.unroll.core.function.Exp;
import dev.unroll.core.function.Log;
import dev.unroll.core.function.Max;
import dev.unroll.core.function.Min;
import dev.unroll.core.function.Relu;
import dev.unroll.core.function.Sigmoid;
import dev.unroll.core.function.Softplus;
import dev.unroll.core.function.Sqrt;
import dev.unroll.core.function.Tanh;
import java.util.ArrayList;
import java.util.List;

/** The functions of the language of equations, made for a static import. */
public final class Equations {

    /** What keeps layer normalization from dividing by 0, as PyTorch has it. */
    static final float EPSILON = 1e-5f;

    private Equations() {}

    /** Returns x ∘ y, element by element; a size of 1 is broadcast. */
    public static Term combine(Arithmetic arithmetic, Term x, Term y) {
        return x.definition().combine(arithmetic, x, y);
    }

    /** Returns f(x), element by element. */
    public static Term apply(ElementFunction function, Term x) {
        return x.definition().term(new Apply(function), List.of(x), x.size());
    }

    /** Returns σ(x) = 1 / (1 + e⁻ˣ), element by element. */
    public static Term sigmoid(Term x) {
        return apply(Sigmoid.FUNCTION, x);
    }

    /** Returns tanh(x), element by element. */
    public static Term tanh(Term x) {
        return apply(Tanh.FUNCTION, x);
    }

    /** Returns max(x, 0), element by element; its slope at 0 is 0. */
    public static Term relu(Term x) {
        return apply(Relu.FUNCTION, x);
    }

    /** Returns eˣ, element by element. */
    public static Term exp(Term x) {
        return apply(Exp.FUNCTION, x);
    }

    /** Returns ln x, element by element. */
    public static Term log(Term x) {
        return apply(Log.FUNCTION, x);
    }

    /** Returns the square root, element by element. */
    public static Term sqrt(Term x) {
        return apply(Sqrt.FUNCTION, x);
    }

    /** Returns |x|, element by element; its slope at 0 is 0. */
    public static Term abs(Term x) {
        return apply(Abs.FUNCTION, x);
    }

    /** Returns ln(1 + eˣ), element by element, without overflow; ln σ(x) is −softplus(−x). */
    public static Term softplus(Term x) {
        return apply(Softplus.FUNCTION, x);
    }

    /** Returns the larger of both, element by element; a size of 1 is broadcast. Where they are equal, each has slope ½. */
    public static Term max(Term x, Term y) {
        return x.definition().combine(Max.OPERATION, x, y);
    }

    /** Returns the smaller of both, element by element; a size of 1 is broadcast. Where they are equal, each has slope ½. */
    public static Term min(Term x, Term y) {
        return x.definition().combine(Min.OPERATION, x, y);
    }

    /** Returns the sum of a vector's elements, one number. */
    public static Term sum(Term x) {
        return x.definition().term(new Sum(), List.of(x), 1);
    }

    /** Returns the mean of a vector's elements, one number. */
    public static Term mean(Term x) {
        return sum(x).over(x.size());
    }

    /**
     * Returns (x − mean x) / √(var x + 1e-5) ⊙ gain + offset, with the variance of all its elements. Ba, Kiros and Hinton 2016.
     */
    public static Term layerNorm(Term x, Term gain, Term offset) {
        var centered = x.minus(mean(x));
        var deviation = sqrt(mean(centered.times(centered)).plus(EPSILON));
        return centered.over(deviation).times(gain).plus(offset);
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

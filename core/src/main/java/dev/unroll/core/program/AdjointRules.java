package dev.unroll.core.program;

import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Operation.Join;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.cell.Operation.Sum;
import dev.unroll.core.cell.Term;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import dev.unroll.core.function.Primitive;
import dev.unroll.core.program.Slot.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one table of the way back: what an operation's adjoint adds to those of its operands.
 *
 * <p>With ȳ the adjoint of y: y = a + b gives ā += ȳ and b̄ += ȳ; y = f(a) gives ā += ȳ ⊙ f'(a). What functions and arithmetic
 * give stands in their own files, as formulas of the same operations. Linear maps are not here: their adjoint is a product.
 */
final class AdjointRules {

    /** One addition to the adjoint of an operand. */
    record Addition(Term to, Formula formula) {}

    private AdjointRules() {}

    /** Returns what the adjoint of a term, at its place, adds to those of its operands, the last operand first. */
    static List<Addition> of(Term term, Ref adjoint) {
        Formula upstream = new Formula.Placed(adjoint);
        return switch (term.operation()) {
            case Input _, State _, Constant _, Parameter _, Mask _, Linear _ -> List.of();
            case Next _, Sum _, Part _ -> List.of(new Addition(term.operands().getFirst(), upstream));
            case Join _ -> joined(term, adjoint);
            case Apply(ElementFunction function) -> {
                Term operand = term.operands().getFirst();
                yield List.of(new Addition(operand, applied(function, operand, term, upstream)));
            }
            case Combine(Arithmetic arithmetic) -> {
                Term left = term.operands().get(0);
                Term right = term.operands().get(1);
                var additions =
                        arithmetic.adjoints(upstream, Formula.of(left), Formula.of(right), new Formula.Value(term));
                yield List.of(new Addition(right, additions.right()), new Addition(left, additions.left()));
            }
        };
    }

    private static Formula applied(ElementFunction function, Term x, Term y, Formula upstream) {
        Formula value = new Formula.Value(y);
        return function instanceof Primitive primitive && primitive.gradient().isPresent()
                ? new Formula.Gradient(primitive, value, upstream)
                : upstream.times(function.slope(Formula.of(x), value));
    }

    private static List<Addition> joined(Term join, Ref adjoint) {
        var additions = new ArrayList<Addition>();
        int at = 0;
        for (Term part : CellGraph.opened(join)) {
            additions.add(new Addition(part, new Formula.Placed(adjoint.part(at, at + part.size()))));
            at += part.size();
        }
        return additions;
    }

    /** Returns the terms whose values the way back of a term reads. */
    static Stream<Term> reads(Term term) {
        return of(term, new Ref(0, 0, term.size())).stream()
                .filter(addition -> !(addition.to().operation() instanceof Constant))
                .flatMap(addition -> addition.formula().reads());
    }
}

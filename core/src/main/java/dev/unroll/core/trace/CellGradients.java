package dev.unroll.core.trace;

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
import dev.unroll.core.function.Expression.Scalar;
import dev.unroll.core.kernel.Matrix;
import java.util.List;

/**
 * Backpropagation through time over one {@link CellTrace}, term after term in reverse: what a small change of any term at
 * any step would do to the result.
 */
public final class CellGradients {

    private final CellTrace trace;
    private final Matrix[] adjoints;

    CellGradients(CellTrace trace, Matrix outputGradient) {
        var cell = trace.cell();
        outputGradient.requireShape("output gradient of cell " + cell.name(), trace.steps(), cell.outputSize());
        this.trace = trace;
        this.adjoints = new Matrix[cell.terms().size()];
        cell.terms().forEach(term -> adjoints[term.index()] = Matrix.zeros(trace.steps(), term.size()));
        for (int i = trace.steps() - 1; i >= 0; i--) {
            int step = trace.stepRead(i);
            if (i + 1 < trace.steps()) {
                takeFrom(trace.stepRead(i + 1), step);
            }
            for (int j = 0; j < cell.outputSize(); j++) {
                add(cell.output(), step, j, outputGradient.get(step, j));
            }
            for (Term term : cell.terms().reversed()) {
                propagate(term, step);
            }
        }
    }

    /**
     * Returns the derivatives by a term, [T, size], all paths to the result together: of {@code h'} at step t it is
     * dL/dhₜ, of the state {@code h} at the first step dL/dh₀.
     */
    public Matrix of(Term term) {
        return adjoints[term.index()];
    }

    /** Returns the derivatives by all terms, in the order of the cell; as {@link #of}. */
    public List<Matrix> all() {
        return List.of(adjoints);
    }

    /** The state before the later step is the next state of this one. */
    private void takeFrom(int later, int step) {
        for (Term state : trace.cell().states().values()) {
            Term next = trace.nextOf(state);
            for (int j = 0; j < next.size(); j++) {
                add(next, step, j, of(state).get(later, j));
            }
        }
    }

    private void propagate(Term term, int step) {
        if (term.operation() instanceof Linear) {
            multiply(term, step);
            return;
        }
        for (int i = 0; i < term.size(); i++) {
            propagate(term, step, i);
        }
    }

    /** Adds to each element of what a map multiplies, row after row of its weight. */
    private void multiply(Term map, int step) {
        Matrix weight = trace.parameters(map).weight();
        Matrix adjoint = of(map);
        Matrix ofOperand = of(map.operands().getFirst());
        for (int row = 0; row < map.size(); row++) {
            float amount = adjoint.get(step, row);
            for (int k = 0; k < ofOperand.columns(); k++) {
                ofOperand.set(step, k, ofOperand.get(step, k) + amount * weight.get(row, k));
            }
        }
    }

    private void propagate(Term term, int step, int i) {
        float adjoint = of(term).get(step, i);
        switch (term.operation()) {
            case Input _, State _, Constant _, Parameter _, Mask _ -> {}
            case Linear _ -> throw new IllegalStateException("is multiplied whole");
            case Next _ -> add(term.operands().getFirst(), step, i, adjoint);
            case Part(int from, int _) -> add(term.operands().getFirst(), step, from + i, adjoint);
            case Join _ -> {
                int part = 0;
                int at = i;
                while (at >= term.operands().get(part).size()) {
                    at -= term.operands().get(part++).size();
                }
                add(term.operands().get(part), step, at, adjoint);
            }
            case Sum _ -> {
                Term of = term.operands().getFirst();
                for (int j = 0; j < of.size(); j++) {
                    add(of, step, j, adjoint);
                }
            }
            case Apply(ElementFunction function) -> {
                Term operand = term.operands().getFirst();
                Scalar slope = function.slope(value(operand, step, i), value(term, step, i));
                add(operand, step, i, adjoint * slope.value());
            }
            case Combine(Arithmetic arithmetic) -> {
                Term left = term.operands().get(0);
                Term right = term.operands().get(1);
                var adjoints = arithmetic.adjoints(
                        new Scalar(adjoint), value(left, step, i), value(right, step, i), value(term, step, i));
                add(left, step, i, adjoints.left().value());
                add(right, step, i, adjoints.right().value());
            }
        }
    }

    /** Adds to element i of a term, or to its only one. */
    private void add(Term term, int step, int i, float amount) {
        Matrix adjoint = of(term);
        int column = term.size() == 1 ? 0 : i;
        adjoint.set(step, column, adjoint.get(step, column) + amount);
    }

    /** Returns element i of a term's value, or its only one. */
    private Scalar value(Term term, int step, int i) {
        return new Scalar(trace.of(term).get(step, term.size() == 1 ? 0 : i));
    }
}

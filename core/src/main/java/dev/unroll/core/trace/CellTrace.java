package dev.unroll.core.trace;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Initial;
import dev.unroll.core.cell.Masking;
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
import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.LayerRun;
import dev.unroll.core.engine.MapWindows;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.List;
import java.util.Map;

/**
 * One sequence through a cell, term after term, with everything that was computed on the way: the slow, obvious version of
 * {@link LayerRun}, and bit for bit the same numbers. It is for looking inside, not for work.
 */
public final class CellTrace {

    private final Cell cell;
    private final Map<String, MapWindows> parameters;
    private final Direction direction;
    private final Matrix[] values;
    private final Matrix finalState;

    private CellTrace(Cell cell, Map<String, MapWindows> parameters, Direction direction, int steps) {
        this.cell = cell;
        this.parameters = Map.copyOf(parameters);
        this.direction = direction;
        this.values = new Matrix[cell.terms().size()];
        cell.terms().forEach(term -> values[term.index()] = Matrix.zeros(steps, term.size()));
        this.finalState = Matrix.zeros(1, cell.stateSize());
    }

    /**
     * Runs a cell over a sequence.
     *
     * @param parameters of each linear map, by its name
     * @param inputs [steps, inputSize]
     * @param initialState [1, stateSize], the states side by side in the order of the cell
     */
    static CellTrace run(
            Cell cell, Map<String, MapWindows> parameters, Matrix inputs, Matrix initialState, Direction direction) {
        inputs.requireShape("inputs of cell " + cell.name(), inputs.rows(), cell.inputSize());
        initialState.requireShape("initial state of cell " + cell.name(), 1, cell.stateSize());
        var trace = new CellTrace(cell, parameters, direction, inputs.rows());
        copy(initialState, 0, 0, trace.finalState, 0, 0, cell.stateSize());
        for (int i = 0; i < trace.steps(); i++) {
            int step = trace.stepRead(i);
            for (Term term : cell.terms()) {
                trace.compute(term, step, inputs);
            }
            int at = 0;
            for (Term next : cell.nexts().values()) {
                copy(trace.of(next), step, 0, trace.finalState, 0, at, next.size());
                at += next.size();
            }
        }
        return trace;
    }

    /** Returns the derivatives of whatever has these derivatives by the outputs, [steps, outputSize], step by step. */
    public CellGradients backward(Matrix outputGradient) {
        return new CellGradients(this, outputGradient);
    }

    public Cell cell() {
        return cell;
    }

    /** Returns the number of steps, T. */
    public int steps() {
        return of(cell.output()).rows();
    }

    /** Returns the values of a term, [T, size], by time step whatever the direction; a state's are those before the step. */
    public Matrix of(Term term) {
        return values[term.index()];
    }

    /** Returns the states after the last step read, [1, stateSize]. */
    public Matrix finalState() {
        return finalState;
    }

    /** Returns the step that was read as number {@code i}, from 0. */
    int stepRead(int i) {
        return direction == Direction.FORWARD ? i : steps() - 1 - i;
    }

    /** Returns the parameters of a linear map. */
    MapWindows parameters(Term map) {
        return parameters("linear map", ((Linear) map.operation()).name());
    }

    private MapWindows parameters(String what, String name) {
        MapWindows windows = parameters.get(name);
        if (windows == null) {
            throw new IllegalArgumentException("cell " + cell.name() + ": no parameters for " + what + " " + name);
        }
        return windows;
    }

    /** Returns the term that a state becomes. */
    Term nextOf(Term state) {
        return cell.terms().stream()
                .filter(term -> term.operation() instanceof Next(String name)
                        && state.operation().equals(new State(name)))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the column of a state among all of them. */
    private int columnOf(String state) {
        return cell.states().entrySet().stream()
                .takeWhile(each -> !each.getKey().equals(state))
                .mapToInt(each -> each.getValue().size())
                .sum();
    }

    private void compute(Term term, int step, Matrix inputs) {
        Matrix result = of(term);
        if (term.operation() instanceof Join) {
            join(term.operands(), step, result);
            return;
        }
        if (term.operation() instanceof Linear) {
            multiply(term, step, result);
            return;
        }
        if (term.operation() instanceof Sum) {
            Matrix given = of(term.operands().getFirst());
            result.set(step, 0, Kernels.scalar().sum(given.data(), given.at(step), given.columns()));
            return;
        }
        int first = term.operation() instanceof State(String state) ? columnOf(state) : 0;
        for (int i = 0; i < term.size(); i++) {
            float value =
                    switch (term.operation()) {
                        case Input _ -> inputs.get(step, i);
                        case State _ -> finalState.get(0, first + i);
                        case Constant(float number) -> number;
                        case Next _ -> operand(term, 0, step, i);
                        case Part(int from, int _) -> operand(term, 0, step, from + i);
                        case Parameter(String name, Initial _) ->
                            parameters("vector", name).bias().get(0, i);
                        case Mask(String _, Masking masking) -> masking.expected();
                        case Apply(ElementFunction function) -> function.of(operand(term, 0, step, i));
                        case Combine(Arithmetic arithmetic) ->
                            arithmetic.of(broadcast(term, 0, step, i), broadcast(term, 1, step, i));
                        case Join _, Linear _, Sum _ -> throw new IllegalStateException("is computed whole");
                    };
            result.set(step, i, value);
        }
    }

    private void join(List<Term> parts, int step, Matrix result) {
        int at = 0;
        for (Term part : parts) {
            copy(of(part), step, 0, result, step, at, part.size());
            at += part.size();
        }
    }

    /** Each row is one chain of fused multiply-adds that the bias starts (design: one answer). */
    private void multiply(Term map, int step, Matrix result) {
        MapWindows windows = parameters(map);
        Matrix weight = windows.weight();
        Matrix given = of(map.operands().getFirst());
        for (int row = 0; row < map.size(); row++) {
            float sum = windows.isBiased() ? windows.bias().get(0, row) : 0;
            for (int k = 0; k < given.columns(); k++) {
                sum = Math.fma(given.get(step, k), weight.get(row, k), sum);
            }
            result.set(step, row, sum);
        }
    }

    private float operand(Term term, int number, int step, int i) {
        return of(term.operands().get(number)).get(step, i);
    }

    /** Returns element i of an operand, or its only one. */
    private float broadcast(Term term, int number, int step, int i) {
        return operand(term, number, step, term.operands().get(number).size() == 1 ? 0 : i);
    }

    private static void copy(Matrix from, int row, int column, Matrix to, int toRow, int toColumn, int n) {
        System.arraycopy(from.data(), from.at(row) + column, to.data(), to.at(toRow) + toColumn, n);
    }
}

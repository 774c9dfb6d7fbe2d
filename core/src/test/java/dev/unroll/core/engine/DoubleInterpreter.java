package dev.unroll.core.engine;

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
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import java.util.Arrays;
import java.util.List;

/**
 * What a cell means: its terms one after another, in double, for one sequence, and their derivatives in reverse. Obvious
 * and slow; shares nothing with the engine.
 */
public final class DoubleInterpreter {

    private final Cell cell;
    private final CellParameters layout;
    private final double[] parameters;

    public DoubleInterpreter(Cell cell, double[] parameters) {
        this.cell = cell;
        this.layout = new CellParameters(cell);
        this.parameters = parameters;
    }

    /**
     * One pass over a sequence.
     *
     * @param steps the time steps in the order in which they were read
     * @param values of each step read, the values of all terms
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Pass(int[] steps, double[][][] values, double[][] outputs, double[] finalState) {

        /**
         * Returns how close an operation came to where it has a kink: a function of |x| or of x &gt; 0 to 0, max and min to equal
         * operands. What is there exactly does not move, so it does not count.
         */
        double distanceToKink(Cell cell) {
            double distance = Double.MAX_VALUE;
            for (double[][] step : values) {
                for (Term term : cell.terms()) {
                    for (int i = 0; i < term.size(); i++) {
                        double away = Math.abs(fromKink(term, step, i));
                        distance = away == 0 ? distance : Math.min(distance, away);
                    }
                }
            }
            return distance;
        }

        private static double fromKink(Term term, double[][] values, int i) {
            return switch (term.operation()) {
                case Apply(ElementFunction function)
                when List.of("relu", "abs", "sign").contains(function.name()) ->
                    values[term.operands().getFirst().index()][i];
                case Combine(Arithmetic arithmetic)
                when List.of("max", "min").contains(arithmetic.name()) ->
                    at(values[term.operands().get(0).index()], i)
                            - at(values[term.operands().get(1).index()], i);
                default -> 0;
            };
        }

        /** Returns the largest value of any term. */
        double largest() {
            double largest = 0;
            for (double[][] step : values) {
                for (double[] term : step) {
                    for (double value : term) {
                        largest = Math.max(largest, Math.abs(value));
                    }
                }
            }
            return largest;
        }
    }

    /** The derivatives of Σ output · outputGradient + Σ finalState · finalStateGradient. */
    @SuppressWarnings("ArrayRecordComponent")
    record Gradients(double[][] inputs, double[] initialState, double[] parameters) {}

    /** Runs over a sequence, inputs [steps, inputSize]; the states lie side by side in the order of the cell. */
    public Pass forward(double[][] inputs, double[] initialState, Direction direction) {
        int count = inputs.length;
        int[] steps = new int[count];
        double[][][] values = new double[count][][];
        double[][] outputs = new double[count][];
        double[] state = initialState.clone();
        for (int i = 0; i < count; i++) {
            steps[i] = direction == Direction.FORWARD ? i : count - 1 - i;
            values[i] = step(inputs[steps[i]], state);
            outputs[steps[i]] = values[i][cell.output().index()];
            int at = 0;
            for (Term next : cell.nexts().values()) {
                System.arraycopy(values[i][next.index()], 0, state, at, next.size());
                at += next.size();
            }
        }
        return new Pass(steps, values, outputs, state);
    }

    private double[][] step(double[] input, double[] state) {
        double[][] values = new double[cell.terms().size()][];
        for (Term term : cell.terms()) {
            double[] value = new double[term.size()];
            values[term.index()] = value;
            List<Term> operands = term.operands();
            for (int i = 0; i < value.length; i++) {
                value[i] = switch (term.operation()) {
                    case Input _ -> input[i];
                    case State(String name) -> state[stateAt(name) + i];
                    case Constant(float number) -> number;
                    case Next _ -> values[operands.getFirst().index()][i];
                    case Part(int from, int _) -> values[operands.getFirst().index()][from + i];
                    case Linear _ -> product(term, i, values[operands.getFirst().index()]);
                    case Join _ -> joined(operands, values, i);
                    case Mask(String _, Masking masking) -> masking.expected();
                    case Parameter(String name, Initial _) -> parameters[layout.vectorAt(name) + i];
                    case Sum _ ->
                        Arrays.stream(values[operands.getFirst().index()]).sum();
                    case Apply(ElementFunction function) ->
                        apply(function, values[operands.getFirst().index()][i]);
                    case Combine(Arithmetic arithmetic) ->
                        apply(
                                arithmetic,
                                at(values[operands.get(0).index()], i),
                                at(values[operands.get(1).index()], i));
                };
            }
        }
        return values;
    }

    private double product(Term map, int row, double[] operand) {
        double sum = CellParameters.isBiased(map) ? parameters[layout.biasAt(map) + row] : 0;
        for (int j = 0; j < operand.length; j++) {
            sum += parameters[layout.weightAt(map) + row * operand.length + j] * operand[j];
        }
        return sum;
    }

    private static double joined(List<Term> parts, double[][] values, int i) {
        int at = i;
        for (Term part : parts) {
            if (at < part.size()) {
                return values[part.index()][at];
            }
            at -= part.size();
        }
        throw new AssertionError("a join is as long as its parts");
    }

    private static double apply(ElementFunction function, double x) {
        return switch (function.name()) {
            case "sigmoid" -> 1 / (1 + StrictMath.exp(-x));
            case "tanh" -> StrictMath.tanh(x);
            case "relu" -> Math.max(x, 0);
            case "exp" -> StrictMath.exp(x);
            case "log" -> StrictMath.log(x);
            case "sqrt" -> Math.sqrt(x);
            case "abs" -> Math.abs(x);
            case "sign" -> Math.signum(x);
            case "softplus" -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            default -> throw new AssertionError("no definition of " + function);
        };
    }

    /** Returns f'(x), where y = f(x). */
    private static double slope(ElementFunction function, double x, double y) {
        return switch (function.name()) {
            case "sigmoid" -> y * (1 - y);
            case "tanh" -> 1 - y * y;
            case "relu" -> x > 0 ? 1 : 0;
            case "exp" -> y;
            case "log" -> 1 / x;
            case "sqrt" -> 0.5 / y;
            case "abs" -> Math.signum(x);
            case "sign" -> 0;
            case "softplus" -> 1 / (1 + StrictMath.exp(-x));
            default -> throw new AssertionError("no slope of " + function);
        };
    }

    private static double apply(Arithmetic arithmetic, double x, double y) {
        return switch (arithmetic.name()) {
            case "plus" -> x + y;
            case "minus" -> x - y;
            case "times" -> x * y;
            case "over" -> x / y;
            case "max" -> Math.max(x, y);
            case "min" -> Math.min(x, y);
            default -> throw new AssertionError("no definition of " + arithmetic);
        };
    }

    /** Returns the derivative of x ∘ y by x, or by y. */
    private static double slope(Arithmetic arithmetic, double x, double y, boolean byRight) {
        return switch (arithmetic.name()) {
            case "plus" -> 1;
            case "minus" -> byRight ? -1 : 1;
            case "times" -> byRight ? x : y;
            case "over" -> byRight ? -x / (y * y) : 1 / y;
            case "max" -> x == y ? 0.5 : (x > y) != byRight ? 1 : 0;
            case "min" -> x == y ? 0.5 : (x < y) != byRight ? 1 : 0;
            default -> throw new AssertionError("no slope of " + arithmetic);
        };
    }

    /** Returns element i, or the only one. */
    private static double at(double[] values, int i) {
        return values[values.length == 1 ? 0 : i];
    }

    private int stateAt(String name) {
        int at = 0;
        for (var state : cell.states().entrySet()) {
            if (state.getKey().equals(name)) {
                return at;
            }
            at += state.getValue().size();
        }
        throw new AssertionError(name);
    }

    Gradients backward(Pass pass, double[][] outputGradient, double[] finalStateGradient) {
        double[][] inputs = new double[pass.steps.length][];
        double[] parameterGradient = new double[parameters.length];
        double[] state = finalStateGradient.clone();
        for (int i = pass.steps.length - 1; i >= 0; i--) {
            double[][] adjoints = new double[cell.terms().size()][];
            cell.terms().forEach(term -> adjoints[term.index()] = new double[term.size()]);
            int at = 0;
            for (Term next : cell.nexts().values()) {
                add(adjoints[next.index()], state, at, next.size());
                at += next.size();
            }
            int step = pass.steps[i];
            add(adjoints[cell.output().index()], outputGradient[step], 0, cell.outputSize());
            for (Term term : cell.terms().reversed()) {
                for (int j = 0; j < term.size(); j++) {
                    propagate(term, j, pass.values[i], adjoints, parameterGradient);
                }
            }
            inputs[step] = adjoints[cell.terms().getFirst().index()];
            for (Term before : cell.states().values()) {
                String name = ((State) before.operation()).name();
                System.arraycopy(adjoints[before.index()], 0, state, stateAt(name), before.size());
            }
        }
        return new Gradients(inputs, state, parameterGradient);
    }

    private static void add(double[] to, double[] from, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[i] += from[at + i];
        }
    }

    /** Adds what element i of a term hands on to its operands. */
    private void propagate(Term term, int i, double[][] values, double[][] adjoints, double[] parameterGradient) {
        List<Term> operands = term.operands();
        double adjoint = adjoints[term.index()][i];
        double value = values[term.index()][i];
        switch (term.operation()) {
            case Input _, State _, Constant _, Mask _ -> {}
            case Parameter(String name, Initial _) -> parameterGradient[layout.vectorAt(name) + i] += adjoint;
            case Sum _ -> {
                double[] of = adjoints[operands.getFirst().index()];
                for (int j = 0; j < of.length; j++) {
                    of[j] += adjoint;
                }
            }
            case Next _ -> adjoints[operands.getFirst().index()][i] += adjoint;
            case Part(int from, int _) -> adjoints[operands.getFirst().index()][from + i] += adjoint;
            case Linear _ -> {
                double[] operand = values[operands.getFirst().index()];
                for (int j = 0; j < operand.length; j++) {
                    int weight = layout.weightAt(term) + i * operand.length + j;
                    adjoints[operands.getFirst().index()][j] += adjoint * parameters[weight];
                    parameterGradient[weight] += adjoint * operand[j];
                }
                if (CellParameters.isBiased(term)) {
                    parameterGradient[layout.biasAt(term) + i] += adjoint;
                }
            }
            case Join _ -> {
                int at = i;
                int part = 0;
                while (at >= operands.get(part).size()) {
                    at -= operands.get(part++).size();
                }
                adjoints[operands.get(part).index()][at] += adjoint;
            }
            case Apply(ElementFunction function) -> {
                int of = operands.getFirst().index();
                adjoints[of][i] += adjoint * slope(function, values[of][i], value);
            }
            case Combine(Arithmetic arithmetic) -> {
                Term left = operands.get(0);
                Term right = operands.get(1);
                double x = at(values[left.index()], i);
                double y = at(values[right.index()], i);
                adjoints[left.index()][left.size() == 1 ? 0 : i] += adjoint * slope(arithmetic, x, y, false);
                adjoints[right.index()][right.size() == 1 ? 0 : i] += adjoint * slope(arithmetic, x, y, true);
            }
        }
    }
}

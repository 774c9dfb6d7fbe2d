package dev.unroll.core.cell;

import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Bias;
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
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Arithmetic.Form;
import dev.unroll.core.function.ElementFunction;
import dev.unroll.core.function.Plus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks equations and writes them in a {@link Notation}. */
final class CellPrinter {

    /** How tightly what was written holds together; a weaker operand needs brackets. */
    private enum Strength {
        SUM,
        PRODUCT,
        SIGNED,
        ATOM
    }

    private record Written(String text, Strength strength) {}

    /** How each piece of an equation is written. */
    interface Notation {
        String input();

        String output();

        String state(String name);

        String next(String name);

        String first(String name);

        String name(String name);

        String parameter(String name);

        String number(float value);

        String map(String name, String of);

        String bias(String name);

        String symbol(Arithmetic operation);

        String function(ElementFunction function, String of);

        String call(Arithmetic operation, String left, String right);

        String sum(String of);

        String part(String of, int from, int to);

        String join(List<String> parts);

        String brackets(String inner);
    }

    /** More terms than a sentence can hold. */
    private static final int LONGEST = 300;

    /** Terms in a join or a part beyond which it has a name of its own where it is read more than once. */
    static final int LONG_PART = 50;

    /** How deep terms are nested in one line: deeper than people write, and no depth that a stack cannot hold. */
    private static final int DEEPEST = 100;

    /** One line: what is defined, and as what. */
    record Equation(String left, String right, Term defined) {}

    private final Notation notation;
    private final Map<Term, String> names = new HashMap<>();

    CellPrinter(Notation notation, Map<String, Term> names) {
        this.notation = notation;
        names.forEach((name, term) -> {
            // A state after the step has its own name, and its own line.
            if (!(term.operation() instanceof Next)) {
                this.names.put(term, name);
            }
        });
    }

    /** Returns the equations in order: named terms, next states, output. */
    List<Equation> equations(Cell cell) {
        return equations(cell, Set.of());
    }

    /** Returns what states start as, where that is learned, and the equations in order. */
    List<Equation> allEquations(Cell cell) {
        var lines = new ArrayList<Equation>();
        cell.starts()
                .forEach((state, start) -> lines.add(
                        new Equation(notation.first(state), reference(start).text(), start)));
        lines.addAll(equations(cell));
        return lines;
    }

    /** Returns the equations in order, with a line for each of {@code apart}, too. */
    List<Equation> equations(Cell cell, Set<Term> apart) {
        nameTerms(cell, apart);
        var lines = new ArrayList<Equation>();
        for (Term term : cell.terms()) {
            if (!cell.isUsed(term)) {
                continue;
            }
            if (term.operation() instanceof Next(String state)) {
                lines.add(new Equation(
                        notation.next(state),
                        reference(term.operands().getFirst()).text(),
                        term));
            } else if (names.containsKey(term)) {
                lines.add(new Equation(
                        notation.name(names.get(term)), definition(term).text(), term));
            }
        }
        lines.add(new Equation(notation.output(), reference(cell.output()).text(), cell.output()));
        return lines;
    }

    /** Returns whether a term of the equations that were written last has a line. */
    boolean isNamed(Term term) {
        return names.containsKey(term);
    }

    /** Returns one term, by its name if it has one. */
    String print(Term term) {
        return reference(term).text();
    }

    /** Returns whether the text of a term is so long that nobody reads it: one whose parts are read again and again. */
    boolean isLong(Term term) {
        return length(term, new HashMap<>()) > LONGEST;
    }

    /** Returns about how many terms stand in the text of one, {@link #LONGEST} and more if it is long. */
    private int length(Term term, Map<Term, Integer> known) {
        Integer before = known.get(term);
        if (before != null) {
            return before;
        }
        int length = 1;
        List<Term> written = term.operation() instanceof Next ? List.of() : term.operands();
        for (Term operand : written) {
            length = Math.min(LONGEST + 1, length + (names.containsKey(operand) ? 1 : length(operand, known)));
        }
        known.put(term, length);
        return length;
    }

    private void nameTerms(Cell cell, Set<Term> apart) {
        int[] readers = new int[cell.terms().size()];
        cell.terms().stream().filter(cell::isUsed).forEach(term -> term.operands()
                .forEach(operand -> readers[operand.index()]++));
        readers[cell.output().index()]++;
        Map<Term, Integer> lengths = new HashMap<>();
        int[] depths = new int[cell.terms().size()];
        int count = 0;
        for (Term term : cell.terms()) {
            boolean isShared = readers[term.index()] > 1 && (length(term, lengths) > LONG_PART || isComputed(term));
            depths[term.index()] = term.operation() instanceof Next
                    ? 0
                    : 1
                            + term.operands().stream()
                                    .filter(operand -> !names.containsKey(operand))
                                    .mapToInt(operand -> depths[operand.index()])
                                    .max()
                                    .orElse(0);
            boolean isOwnLine = isShared || depths[term.index()] > DEEPEST || apart.contains(term);
            if (isOwnLine && !names.containsKey(term)) {
                String name;
                do {
                    name = "t" + ++count;
                } while (names.containsValue(name)
                        || cell.states().containsKey(name)
                        || cell.parameters().containsKey(name)
                        || cell.masks().containsKey(name));
                names.put(term, name);
            }
        }
    }

    /** Returns whether a term computes, or is put together of some that do and have no name: to read it twice writes that twice. */
    private boolean isComputed(Term term) {
        return switch (term.operation()) {
            case Linear _, Apply _, Combine _, Sum _ -> true;
            case Part _, Join _ ->
                term.operands().stream().anyMatch(operand -> !names.containsKey(operand) && isComputed(operand));
            case Input _, State _, Next _, Parameter _, Mask _, Constant _ -> false;
        };
    }

    private Written reference(Term term) {
        if (names.containsKey(term)) {
            return atom(notation.name(names.get(term)));
        }
        // A sum may be a thousand terms long: the large frame of definition() stays out of its way down the stack.
        return term.operation() instanceof Combine(Arithmetic operation)
                ? combined(operation, term.operands().get(0), term.operands().get(1))
                : definition(term);
    }

    private Written definition(Term term) {
        List<Term> operands = term.operands();
        return switch (term.operation()) {
            case Input _ -> atom(notation.input());
            case State(String name) -> atom(notation.state(name));
            case Next(String name) -> atom(notation.next(name));
            case Constant(float value) ->
                new Written(notation.number(value), isNegative(value) ? Strength.SIGNED : Strength.ATOM);
            case Linear(String name, Bias bias) -> linear(name, bias, operands.getFirst());
            case Parameter(String name, Initial _) -> atom(notation.parameter(name));
            case Mask(String name, Masking _) -> atom(notation.name(name));
            case Apply(ElementFunction function) -> atom(notation.function(function, print(operands.getFirst())));
            case Sum _ -> atom(notation.sum(print(operands.getFirst())));
            case Part(int from, int to) -> atom(notation.part(within(operands.getFirst(), Strength.ATOM), from, to));
            case Join _ -> atom(notation.join(operands.stream().map(this::print).toList()));
            case Combine(Arithmetic operation) -> combined(operation, operands.get(0), operands.get(1));
        };
    }

    private Written linear(String name, Bias bias, Term of) {
        String product = notation.map(name, within(of, Strength.ATOM));
        return bias == Bias.ABSENT
                ? new Written(product, Strength.PRODUCT)
                : new Written(
                        product + " " + notation.symbol(Plus.OPERATION) + " " + notation.bias(name), Strength.SUM);
    }

    private Written combined(Arithmetic operation, Term left, Term right) {
        Strength strength =
                switch (operation.form()) {
                    case SUM -> Strength.SUM;
                    case PRODUCT -> Strength.PRODUCT;
                    case CALL -> Strength.ATOM;
                };
        if (strength == Strength.ATOM) {
            return atom(notation.call(operation, print(left), print(right)));
        }
        String written = within(left, strength) + " " + notation.symbol(operation) + " ";
        return new Written(written + right(operation, left, right), strength);
    }

    /** Writes what stands after a sign: a + (b + c) is another rounding than a + b + c, so it keeps its brackets. */
    private String right(Arithmetic operation, Term left, Term right) {
        boolean isLinear = right.operation() instanceof Linear;
        if (operation == Plus.OPERATION && isMistakenForBias(left, right)) {
            return notation.brackets(print(right));
        }
        if (operation == Plus.OPERATION && isLinear) {
            return print(right);
        }
        return within(right, operation.form() == Form.PRODUCT && !isLinear ? Strength.SIGNED : Strength.PRODUCT);
    }

    /** Returns whether what is added to a product without a bias is called as if it were one. */
    private boolean isMistakenForBias(Term left, Term right) {
        Term last = left;
        while (last.operation().equals(new Combine(Plus.OPERATION)) && !names.containsKey(last)) {
            last = last.operands().getLast();
        }
        return last.operation() instanceof Linear(String map, Bias bias)
                && bias == Bias.ABSENT
                && !names.containsKey(last)
                && reference(right).text().equals(CellText.bias(map));
    }

    private String within(Term term, Strength atLeast) {
        Written written = reference(term);
        return written.strength().compareTo(atLeast) < 0 ? notation.brackets(written.text()) : written.text();
    }

    private static boolean isNegative(float value) {
        return Float.floatToIntBits(value) < 0;
    }

    private static Written atom(String text) {
        return new Written(text, Strength.ATOM);
    }
}

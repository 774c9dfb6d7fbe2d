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
import dev.unroll.core.function.Function;
import dev.unroll.core.function.Plus;
import dev.unroll.core.function.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks equations and writes them in a {@link Notation}. */
final class CellPrinter {

    /** How tightly what was written holds together; a weaker operand needs brackets. */
    private enum Strength {
        SUM,
        PRODUCT,
        ATOM
    }

    private record Written(String text, Strength strength) {}

    /** How each piece of an equation is written. */
    interface Notation {
        String input();

        String output();

        String state(String name);

        String next(String name);

        String name(String name);

        String parameter(String name);

        String number(float value);

        String map(String name, String of);

        String bias(String name);

        String symbol(Arithmetic operation);

        String function(Function function, String of);

        String call(Arithmetic operation, String left, String right);

        String sum(String of);

        String part(String of, int from, int to);

        String join(List<String> parts);

        String brackets(String inner);
    }

    /** More terms than a sentence can hold. */
    private static final int LONGEST = 1000;

    /** Terms in a join or a part beyond which it has a name of its own where it is read more than once. */
    private static final int LONG_PART = 50;

    /** One line: what is defined, and as what. */
    record Equation(String left, String right) {}

    private final Notation notation;
    private final Map<Term, String> names = new HashMap<>();

    CellPrinter(Notation notation, Map<String, Term> names) {
        this.notation = notation;
        names.forEach((name, term) -> this.names.put(term, name));
    }

    /** Returns the equations in order: named terms, next states, output. */
    List<Equation> equations(Cell cell) {
        nameSharedTerms(cell);
        var lines = new ArrayList<Equation>();
        for (Term term : cell.terms()) {
            if (!cell.isUsed(term)) {
                continue;
            }
            if (term.operation() instanceof Next(String state)) {
                lines.add(new Equation(
                        notation.next(state),
                        reference(term.operands().getFirst()).text()));
            } else if (names.containsKey(term)) {
                lines.add(new Equation(
                        notation.name(names.get(term)), definition(term).text()));
            }
        }
        lines.add(new Equation(notation.output(), reference(cell.output()).text()));
        return lines;
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
        for (Term operand : term.operands()) {
            length = Math.min(LONGEST + 1, length + (names.containsKey(operand) ? 1 : length(operand, known)));
        }
        known.put(term, length);
        return length;
    }

    private void nameSharedTerms(Cell cell) {
        int[] readers = new int[cell.terms().size()];
        cell.terms().stream().filter(cell::isUsed).forEach(term -> term.operands()
                .forEach(operand -> readers[operand.index()]++));
        Map<Term, Integer> lengths = new HashMap<>();
        int count = 0;
        for (Term term : cell.terms()) {
            boolean compound =
                    switch (term.operation()) {
                        case Linear _, Apply _, Combine _, Sum _ -> true;
                        case Input _, State _, Next _, Parameter _, Mask _, Constant _, Part _, Join _ -> false;
                    };
            boolean named = compound || length(term, lengths) > LONG_PART;
            if (readers[term.index()] > 1 && named && !names.containsKey(term)) {
                String name;
                do {
                    name = "t" + ++count;
                } while (names.containsValue(name) || cell.states().containsKey(name));
                names.put(term, name);
            }
        }
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
            case Constant(float value) -> atom(notation.number(value));
            case Linear(String name, Bias bias) -> linear(name, bias, operands.getFirst());
            case Parameter(String name, Initial _) -> atom(notation.parameter(name));
            case Mask(String name, Masking _) -> atom(notation.name(name));
            case Apply(Function function) -> atom(notation.function(function, print(operands.getFirst())));
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
        // a + (b + c) is another rounding than a + b + c: a sum on the right keeps its brackets, unless it is a biased
        // map.
        boolean plainRight = operation == Plus.OPERATION && right.operation() instanceof Linear;
        Strength ofRight = plainRight || operation == Times.OPERATION ? strength : stronger(strength);
        String text = within(left, strength) + " " + notation.symbol(operation) + " " + within(right, ofRight);
        return new Written(text, strength);
    }

    private static Strength stronger(Strength strength) {
        return strength == Strength.SUM ? Strength.PRODUCT : Strength.ATOM;
    }

    private String within(Term term, Strength atLeast) {
        Written written = reference(term);
        return written.strength().compareTo(atLeast) < 0 ? notation.brackets(written.text()) : written.text();
    }

    private static Written atom(String text) {
        return new Written(text, Strength.ATOM);
    }
}

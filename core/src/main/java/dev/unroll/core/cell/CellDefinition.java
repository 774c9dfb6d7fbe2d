package dev.unroll.core.cell;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.function.Arithmetic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pen that writes a cell's equations; {@link Cell#named} hands it out.
 *
 * <p>A state's variable always means its value before the step; {@link #next} returns the value after it. Whatever does not
 * fit is refused at once, with the name of the cell and the term.
 */
public final class CellDefinition {

    /** The most elements of a vector: beyond any layer, and few enough that no sum of a cell's sizes overflows. */
    private static final int LARGEST = 1 << 24;

    /** The most terms: some thirty times those of the longest cell we know, and no depth that a stack cannot hold. */
    static final int MOST_TERMS = 1000;

    /** The most letters of a name: more than anyone reads. */
    static final int LONGEST_NAME = 100;

    /** What a name must be, as the end of a sentence. */
    static final String NAME = "a name must be letters a to z or A to Z, digits and _, a letter first";

    private final String cell;
    private final List<Term> terms = new ArrayList<>();
    private final Map<String, Term> states = new LinkedHashMap<>();
    private final Map<String, Term> nexts = new LinkedHashMap<>();
    private final Map<String, Term> maps = new LinkedHashMap<>();
    private final Map<String, Term> parameters = new LinkedHashMap<>();
    private final Map<String, Term> masks = new LinkedHashMap<>();
    private final Map<String, Term> starts = new LinkedHashMap<>();
    private final Map<String, Term> names = new LinkedHashMap<>();
    private final Term input;
    private Optional<Term> output = Optional.empty();

    CellDefinition(String cell, int inputSize) {
        this.cell = cell;
        requireSize("the input", inputSize);
        this.input = term(new Input(), List.of(), inputSize);
    }

    /** Returns the input of the step, x. */
    public Term input() {
        return input;
    }

    /** Declares a state and returns its value before the step. */
    public Term state(String name, int size) {
        requireFreeName("state", name);
        requireSize("state " + name, size);
        Term state = term(new State(name), List.of(), size);
        states.put(name, state);
        return state;
    }

    /** Returns W v + b, a linear map to {@code size} elements; its parameters are named after it. */
    public Term linear(String name, Term of, int size) {
        return linear(name, of, size, Bias.PRESENT);
    }

    /** Returns W v + b or W v, a linear map to {@code size} elements; its parameters are named after it. */
    public Term linear(String name, Term of, int size, Bias bias) {
        requireIdentifier("linear map", name);
        requireSize("linear map " + name, size);
        if (maps.containsKey(name)) {
            throw error("two linear maps are named " + name + "; give each a name of its own");
        }
        if (parameters.containsKey(name)) {
            throw error("linear map " + name + ": a parameter has that name; give each a name of its own");
        }
        Term map = term(new Linear(name, bias), List.of(of), size);
        maps.put(name, map);
        return map;
    }

    /** Declares a vector of parameters, the same at every step, that are all 0 before training. */
    public Term parameter(String name, int size) {
        return parameter(name, size, Initial.ZERO);
    }

    /** Declares a vector of parameters, the same at every step: a peephole, a gain. */
    public Term parameter(String name, int size, Initial initial) {
        requireFreeName("parameter", name);
        requireSize("parameter " + name, size);
        if (maps.containsKey(name)) {
            throw error("parameter " + name + ": a linear map has that name; give each a name of its own");
        }
        Term parameter = term(new Parameter(name, initial), List.of(), size);
        parameters.put(name, parameter);
        return parameter;
    }

    /** Declares a mask: numbers that chance draws while a network is trained, for each sequence, and each step or once. */
    public Term mask(String name, int size, Masking masking) {
        requireFreeName("mask", name);
        requireSize("mask " + name, size);
        Term mask = term(new Mask(name, masking), List.of(), size);
        masks.put(name, mask);
        return mask;
    }

    /** Returns a number that takes the size of whatever it meets: {@code cell.constant(1).minus(z)}. */
    public Term constant(float value) {
        if (!Float.isFinite(value)) {
            throw error("a constant must be finite but is " + value);
        }
        return term(new Constant(value), List.of(), 1);
    }

    /** Names a term, so that equations, LaTeX and pictures print it by its name; returns the term. */
    public Term let(String name, Term is) {
        requireFreeName("term", name);
        requireOwn(is);
        if (hasOwnName(is) || names.containsValue(is)) {
            throw error("term " + name + ": " + print(is) + " has a name already");
        }
        names.put(name, is);
        return is;
    }

    private static boolean hasOwnName(Term term) {
        return switch (term.operation()) {
            case Input _, State _, Parameter _, Mask _ -> true;
            default -> false;
        };
    }

    /** Says what a state is after the step, and returns that. */
    public Term next(Term state, Term value) {
        requireOwn(state);
        if (!(state.operation() instanceof State(String name))) {
            throw error("next needs a state but was given " + print(state));
        }
        if (nexts.containsKey(name)) {
            throw error("state " + name + " is assigned twice, as "
                    + print(nexts.get(name).operands().getFirst()) + " and as " + print(value));
        }
        if (value.size() != state.size()) {
            throw error("state " + name + " has " + state.size() + " elements but its next value " + print(value)
                    + " has " + value.size());
        }
        Term next = term(new Next(name), List.of(value), state.size());
        nexts.put(name, next);
        return next;
    }

    /**
     * Says what a state is before the first step of a sequence: a vector of parameters, learned as all others are. Unless said,
     * it is 0. The first state of a decoder's layer can have no start where it begins with what was read of the source.
     */
    public void start(Term state, Term parameter) {
        requireOwn(state);
        requireOwn(parameter);
        if (!(state.operation() instanceof State(String name))) {
            throw error("a start needs a state but was given " + print(state));
        }
        if (!(parameter.operation() instanceof Parameter)) {
            throw error("state " + name + " must start as a parameter but was given " + print(parameter));
        }
        if (starts.containsKey(name)) {
            throw error(
                    "state " + name + " starts twice, as " + print(starts.get(name)) + " and as " + print(parameter));
        }
        if (parameter.size() != state.size()) {
            throw error("state " + name + " has " + state.size() + " elements but its start " + print(parameter)
                    + " has " + parameter.size());
        }
        starts.put(name, parameter);
    }

    /** Says what the cell puts out: any term, from before or after the step. */
    public void output(Term value) {
        requireOwn(value);
        if (output.isPresent()) {
            throw error("the output is set twice, to " + print(output.get()) + " and to " + print(value));
        }
        Term whole = value.operation() instanceof Part ? value.operands().getFirst() : value;
        if (whole.operation() instanceof Parameter || whole.operation() instanceof Mask) {
            throw error("the output is " + print(value)
                    + " as it stands, the same whatever is read; put out what depends on" + " the input or a state");
        }
        output = Optional.of(value);
    }

    Cell finish() {
        for (String state : states.keySet()) {
            if (!nexts.containsKey(state)) {
                throw error("state " + state + " is never assigned; say what it is after the step with next(" + state
                        + ", …)");
            }
        }
        if (output.isEmpty()) {
            throw error("the output is never set; say what the cell puts out with output(…)");
        }
        long stateSize = states.values().stream().mapToLong(Term::size).sum();
        if (stateSize > 0) {
            requireSize("all states together", stateSize);
        }
        var built = new Cell(cell, terms, states, nexts, maps, parameters, masks, starts, names, output.get());
        for (var map : maps.entrySet()) {
            if (!built.isUsed(map.getValue())) {
                throw error("linear map " + map.getKey()
                        + " is never used; remove it or let a next state or the output read it");
            }
        }
        for (var parameter : parameters.entrySet()) {
            if (!built.isUsed(parameter.getValue()) && !starts.containsValue(parameter.getValue())) {
                throw error("parameter " + parameter.getKey()
                        + " is never used; remove it or let a next state or the output read it");
            }
        }
        return built;
    }

    Term term(Operation operation, List<Term> operands, int size) {
        operands.forEach(this::requireOwn);
        if (terms.size() == MOST_TERMS) {
            throw error("it has more than " + MOST_TERMS + " terms; write it in fewer, or as several layers");
        }
        Term term = new Term(this, terms.size(), operation, operands, size);
        terms.add(term);
        return term;
    }

    Term combine(Arithmetic arithmetic, Term left, Term right) {
        if (left.size() != right.size() && left.size() != 1 && right.size() != 1) {
            throw error(print(left) + " " + arithmetic.symbol() + " " + print(right)
                    + ": sizes must be equal, or one of them 1, but are " + left.size() + " and " + right.size());
        }
        return term(new Combine(arithmetic), List.of(left, right), Math.max(left.size(), right.size()));
    }

    String print(Term term) {
        var text = new CellText(names);
        return text.isLong(term) ? "a long term" : text.print(term);
    }

    IllegalArgumentException error(String problem) {
        return new IllegalArgumentException("cell " + cell + ": " + problem);
    }

    private void requireOwn(Term term) {
        if (term.definition() != this) {
            throw error(term + " belongs to another cell, " + term.definition().cell);
        }
    }

    void requireSize(String what, long size) {
        if (size < 1) {
            throw error(what + " must have at least 1 element but has " + size);
        }
        if (size > LARGEST) {
            throw error(what + " must have at most " + LARGEST + " elements but has " + size);
        }
    }

    private void requireFreeName(String what, String name) {
        requireIdentifier(what, name);
        if (name.equals("x") || name.equals("y")) {
            throw error(what + " " + name + ": x is the input and y the output; choose another name");
        }
        if (states.containsKey(name)
                || names.containsKey(name)
                || parameters.containsKey(name)
                || masks.containsKey(name)) {
            throw error(what + " " + name + ": the name is taken; give each state and term a name of its own");
        }
    }

    /** Returns whether a state, a term or a map may be called so. */
    static boolean isName(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_]*");
    }

    private void requireIdentifier(String what, String name) {
        if (!isName(name)) {
            throw error(what + " '" + name + "': " + NAME);
        }
        if (name.length() > LONGEST_NAME) {
            throw error(what + " " + Sentence.quoted(name) + ": a name must have at most " + LONGEST_NAME
                    + " letters but has " + name.length());
        }
    }
}

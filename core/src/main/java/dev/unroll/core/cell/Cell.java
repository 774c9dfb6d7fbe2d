package dev.unroll.core.cell;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The equations of one time step: what the states become and what is put out, given the input and the states before.
 *
 * <pre>{@code
 * Cell elman = Cell.named("elman", 28, cell -> {
 *     var h = cell.state("h", 256);
 *     cell.output(cell.next(h, tanh(cell.linear("ih", cell.input(), 256).plus(cell.linear("hh", h, 256)))));
 * });
 * }</pre>
 *
 * <p>A cell is immutable and holds no weights. {@link #toString} prints the equations, {@link #latex} and {@link #mathMl} typeset them,
 * {@link #toData} and {@link #fromData} carry them through a file. {@link #parse(String)} reads what {@link #toString} prints
 * of a cell whose name is letters, digits, _ and blanks.
 */
public final class Cell {

    private final String name;
    private final List<Term> terms;
    private final Map<String, Term> states;
    private final Map<String, Term> nexts;
    private final Map<String, Term> maps;
    private final Map<String, Term> parameters;
    private final Map<String, Term> masks;
    private final Map<String, Term> starts;
    private final Map<String, Term> names;
    private final Term output;
    private final int stateSize;
    private final boolean[] used;

    Cell(
            String name,
            List<Term> terms,
            Map<String, Term> states,
            Map<String, Term> nexts,
            Map<String, Term> maps,
            Map<String, Term> parameters,
            Map<String, Term> masks,
            Map<String, Term> starts,
            Map<String, Term> names,
            Term output) {
        this.name = name;
        this.terms = List.copyOf(terms);
        this.states = copy(states);
        this.nexts = copy(nexts);
        this.maps = copy(maps);
        this.parameters = copy(parameters);
        this.masks = copy(masks);
        this.starts = copy(starts);
        this.names = copy(names);
        this.output = output;
        this.stateSize = states.values().stream().mapToInt(Term::size).sum();
        this.used = findUsed();
    }

    /**
     * Returns the cell that {@code equations} write.
     *
     * @throws IllegalArgumentException if something does not fit; the message names the cell and the term
     */
    public static Cell named(String name, int inputSize, Consumer<CellDefinition> equations) {
        var definition = new CellDefinition(name, inputSize);
        equations.accept(definition);
        return definition.finish();
    }

    /**
     * Returns the cell that {@link #toString} printed.
     *
     * @throws CellTextException if the text is no cell; the message says what is wrong where
     */
    public static Cell parse(String text) {
        return parse("cell", text, Map.of());
    }

    /**
     * Returns the cell of equations that someone wrote by hand: {@code h' = tanh(W x + U h)}.
     *
     * @param name of the cell, where the text has no header
     * @param text an equation a line
     * @param sizes what the names of sizes in the text stand for; {@code I} is the size of the input and {@code H} that of a state
     *     where the text does not say it
     * @throws CellTextException if the text is no cell; the message says what is wrong where
     */
    public static Cell parse(String name, String text, Map<String, Integer> sizes) {
        return CellParser.read(name, text, sizes);
    }

    public String name() {
        return name;
    }

    public int inputSize() {
        return terms.getFirst().size();
    }

    public int outputSize() {
        return output.size();
    }

    /** Returns all terms in the order in which they were written: operands before the terms that read them. */
    public List<Term> terms() {
        return terms;
    }

    /** Returns the states before the step, by name, in the order of their declaration. */
    public Map<String, Term> states() {
        return states;
    }

    /** Returns the states after the step, by name, in the order of {@link #states}. */
    public Map<String, Term> nexts() {
        var ordered = new LinkedHashMap<String, Term>();
        states.keySet().forEach(state -> ordered.put(state, nexts.get(state)));
        return Collections.unmodifiableMap(ordered);
    }

    /** Returns the linear maps by name, in the order of their definition: the order of the parameters. */
    public Map<String, Term> maps() {
        return maps;
    }

    /** Returns the vectors of parameters by name, in the order of their declaration; they come after those of the maps. */
    public Map<String, Term> parameters() {
        return parameters;
    }

    /** Returns the masks by name, in the order of their declaration. */
    public Map<String, Term> masks() {
        return masks;
    }

    /** Returns the parameters that states are before the first step of a sequence, by state; a state that is not here is 0. */
    public Map<String, Term> starts() {
        return starts;
    }

    /** Returns what the elements of a vector of parameters are before training. */
    public Initial initial(String parameter) {
        Term term = parameters.get(parameter);
        if (term == null || !(term.operation() instanceof Parameter(String _, Initial initial))) {
            throw new IllegalArgumentException("cell " + name + " has no parameter " + parameter);
        }
        return initial;
    }

    /** Returns how many numbers are learned: weights and biases of the maps, and vectors. */
    public long parameterCount() {
        long count = parameters.values().stream().mapToLong(Term::size).sum();
        for (Term map : maps.values()) {
            int biases = ((Linear) map.operation()).bias() == Bias.PRESENT ? 1 : 0;
            count += (long) map.size() * (map.operands().getFirst().size() + biases);
        }
        return count;
    }

    /** Returns the terms that have a name. */
    public Map<String, Term> names() {
        return names;
    }

    public Term output() {
        return output;
    }

    /** Returns how many elements all states have together. */
    public int stateSize() {
        return stateSize;
    }

    /** Returns whether a next state or the output depends on the term. */
    public boolean isUsed(Term term) {
        return used[term.index()];
    }

    /** Returns the name given to the term by {@code let}, if any. */
    public Optional<String> nameOf(Term term) {
        return names.entrySet().stream()
                .filter(named -> named.getValue() == term)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns the equations as a LaTeX {@code aligned} block, with time as index. */
    public String latex() {
        return new CellLatex(names).print(this);
    }

    /** Returns the equations as a MathML {@code math} element, which a browser typesets, with time as index. */
    public String mathMl() {
        return new CellMathMl(names).print(this);
    }

    /** Returns the equations as plain data: maps, lists, strings and numbers, ready for JSON. */
    public Map<String, Object> toData() {
        return CellData.write(this);
    }

    /**
     * Returns the cell that {@link #toData} wrote.
     *
     * @throws IllegalArgumentException if the data are no cell; the message says what is wrong where
     */
    public static Cell fromData(Map<String, ?> data) {
        return CellData.read(data);
    }

    /** Returns the equations as text, a line each. */
    @Override
    public String toString() {
        return new CellText(names).print(this);
    }

    /** Walks from the last term to the first: a term stands before all that read it. */
    private boolean[] findUsed() {
        boolean[] found = new boolean[terms.size()];
        found[output.index()] = true;
        nexts.values().forEach(next -> found[next.index()] = true);
        for (Term term : terms.reversed()) {
            if (found[term.index()]) {
                term.operands().forEach(operand -> found[operand.index()] = true);
            }
        }
        return found;
    }

    private static Map<String, Term> copy(Map<String, Term> source) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(source));
    }
}

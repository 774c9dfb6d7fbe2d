package dev.unroll.core.cell;

import dev.unroll.core.cell.CellLexer.Token;
import dev.unroll.core.cell.CellTokens.Size;
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
import dev.unroll.core.function.ElementFunction;
import dev.unroll.core.function.Minus;
import dev.unroll.core.function.Over;
import dev.unroll.core.function.Plus;
import dev.unroll.core.function.Sqrt;
import dev.unroll.core.function.Times;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A cell as its text says it, sizes still unknown: nodes in order, each with the token that an error about it points at. */
final class CellDraft {

    private record Node(Operation operation, List<Integer> of, Token at) {}

    /** More than the terms of a cell, since what is shared or has a name of its own may stand here twice. */
    private static final int MOST_NODES = 4 * CellDefinition.MOST_TERMS;

    private record Shape(Operation operation, List<Integer> of) {}

    private final CellLexer source;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final SizeSolver sizes = new SizeSolver();
    private final Map<String, Integer> states = new LinkedHashMap<>();
    private final Map<String, Integer> nexts = new LinkedHashMap<>();
    private final Map<String, Integer> lets = new LinkedHashMap<>();
    private final Map<String, Integer> known = new LinkedHashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> maps = new HashMap<>();
    private final Map<String, Integer> vectors = new LinkedHashMap<>();
    private final Map<Integer, Integer> starts = new LinkedHashMap<>();
    /** The constants that are how many elements another node has. */
    private final Map<Integer, Integer> counted = new HashMap<>();

    private final Map<Shape, Integer> shared = new HashMap<>();

    CellDraft(CellLexer source, Token at) {
        this.source = source;
        known.put("x", add(new Input(), List.of(), at));
    }

    static int input() {
        return 0;
    }

    Map<String, Integer> states() {
        return states;
    }

    Map<String, Integer> nexts() {
        return nexts;
    }

    /** Returns the state of that name, before the step. */
    int state(String name) {
        return Objects.requireNonNull(states.get(name));
    }

    /** Returns what may be read by its plain name: the input, states before the step, named terms. */
    Map<String, Integer> known() {
        return Collections.unmodifiableMap(known);
    }

    Token at(int node) {
        return nodes.get(node).at;
    }

    void size(int node, Size size) {
        if (size.isOne()) {
            sizes.isOne(node);
        } else {
            sizes.is(node, size.value());
        }
    }

    void state(String name, Token at) {
        int node = add(new State(name), List.of(), at);
        states.put(name, node);
        known.put(name, node);
        names.put(node, name);
    }

    /** Declares a vector of parameters or a mask. */
    int vector(String name, Operation declared, Token at) {
        int node = add(declared, List.of(), at);
        vectors.put(name, node);
        known.put(name, node);
        names.put(node, name);
        return node;
    }

    /** Says that a state starts as a vector of parameters. */
    void start(String state, Token at) {
        Integer vector = vectors.get(at.text());
        if (vector == null || !(nodes.get(vector).operation instanceof Parameter)) {
            throw source.error(at, at.text() + " is no vector that is learned, so no state can start as it");
        }
        sizes.same(state(state), vector);
        starts.put(state(state), vector);
    }

    int constant(float value, Token at) {
        int node = share(new Constant(value), List.of(), at);
        sizes.isOne(node);
        return node;
    }

    int function(ElementFunction function, int of, Token at) {
        int node = add(new Apply(function), List.of(of), at);
        sizes.same(node, of);
        return node;
    }

    int sum(int of, Token at) {
        int node = add(new Sum(), List.of(of), at);
        sizes.isOne(node);
        return node;
    }

    /** As {@link Equations#mean}. */
    int mean(int of, Token at) {
        int sum = sum(of, at);
        int count = add(new Constant(0), List.of(), at);
        sizes.isOne(count);
        counted.put(count, of);
        return combine(Over.OPERATION, sum, count, at);
    }

    /** As {@link Equations#layerNorm}. */
    int layerNorm(int of, int gain, int offset, Token at) {
        int centered = combine(Minus.OPERATION, of, mean(of, at), at);
        int variance = mean(combine(Times.OPERATION, centered, centered, at), at);
        int positive = combine(Plus.OPERATION, variance, constant(Equations.EPSILON, at), at);
        int normal = combine(Over.OPERATION, centered, function(Sqrt.FUNCTION, positive, at), at);
        return combine(Plus.OPERATION, combine(Times.OPERATION, normal, gain, at), offset, at);
    }

    int combine(Arithmetic arithmetic, int left, int right, Token at) {
        int node = add(new Combine(arithmetic), List.of(left, right), at);
        sizes.meet(left, right, node);
        return node;
    }

    int part(int of, Size from, Size to, Token at) {
        if (to.value() <= from.value()) {
            throw source.error(
                    at, "a slice [from:to] must end after it begins, but is [" + from.value() + ":" + to.value() + "]");
        }
        int node = share(new Part(from.value(), to.value()), List.of(of), at);
        size(node, new Size(to.value() - from.value(), from.isNumber() && to.isNumber()));
        sizes.sliced(of, to.value());
        return node;
    }

    int join(List<Integer> parts, Token at) {
        int node = share(new Join(), parts, at);
        sizes.join(parts, node);
        return node;
    }

    /** Makes a map, or finds it where the text has it once more, of the same vector. */
    int linear(String name, Bias bias, int of, Token at) {
        Integer before = maps.get(name);
        if (before == null) {
            int node = add(new Linear(name, bias), List.of(of), at);
            maps.put(name, node);
            return node;
        }
        Node first = nodes.get(before);
        if (!first.of.equals(List.of(of))) {
            throw source.error(
                    at,
                    at.text() + " multiplies something else on line " + first.at.line()
                            + "; each matrix stands before one vector: name one of the two differently");
        }
        if (!first.operation.equals(new Linear(name, bias))) {
            throw source.error(
                    at,
                    at.text() + " stands on line " + first.at.line()
                            + (bias == Bias.PRESENT ? " without " : " with ") + CellText.bias(name)
                            + "; write both alike, or name one of them differently");
        }
        return before;
    }

    /** Names a node; one that is shared wherever it is written is made anew, so that the name is its own. */
    int let(String name, int value, Token at) {
        Node node = nodes.get(value);
        boolean isShared =
                node.operation instanceof Constant || node.operation instanceof Part || node.operation instanceof Join;
        int named = value;
        if (isShared && !names.containsKey(value)) {
            named = add(node.operation, node.of, node.at);
            sizes.same(named, value);
            if (node.operation instanceof Part(int _, int to)) {
                sizes.sliced(node.of.getFirst(), to);
            } else if (node.operation instanceof Join) {
                sizes.join(node.of, named);
            }
        } else if (names.containsKey(value) || node.operation instanceof Input) {
            String known = names.getOrDefault(value, "x");
            throw source.error(
                    at, name + " would be but another name of " + known + "; read " + known + " where you need it");
        }
        lets.put(name, named);
        known.put(name, named);
        names.put(named, name);
        return named;
    }

    void next(String state, int value, Token at) {
        int node = add(new Next(state), List.of(value), at);
        sizes.same(node, state(state));
        sizes.same(node, value);
        nexts.put(state, node);
        names.put(node, state + "'");
    }

    private int share(Operation operation, List<Integer> of, Token at) {
        var shape = new Shape(operation, of);
        Integer before = shared.get(shape);
        if (before != null) {
            return before;
        }
        int node = add(operation, of, at);
        // What is longer has a name of its own where it is read more than once, so as two it is two.
        if (lengths.get(node) <= CellPrinter.LONG_PART) {
            shared.put(shape, node);
        }
        return node;
    }

    private int add(Operation operation, List<Integer> of, Token at) {
        if (nodes.size() == MOST_NODES) {
            throw source.error(
                    at,
                    "it has more than " + CellDefinition.MOST_TERMS
                            + " terms; write it in fewer, or as several layers");
        }
        int length = 1;
        for (int operand : of) {
            length += names.containsKey(operand) ? 1 : lengths.get(operand);
        }
        lengths.add(Math.min(length, CellPrinter.LONG_PART + 1));
        nodes.add(new Node(operation, of, at));
        return sizes.unknown();
    }

    /** Finds the sizes. */
    void solve() {
        sizes.solve();
    }

    /** Returns how many elements each map gives, 0 where nothing says it. */
    Map<String, Integer> sizesOfMaps() {
        var found = new HashMap<String, Integer>();
        maps.forEach((name, node) -> found.put(name, sizes.size(node)));
        return found;
    }

    /** Returns the cell, once sizes are solved. */
    Cell cell(String name, int output) {
        BitSet used = used(output);
        if (sizes.size(input()) == 0) {
            throw source.error(
                    nodes.getFirst().at,
                    "nothing says how many elements x has; write a header with its size, mine:"
                            + " x[28], h[128] -> y[128], or give the size " + CellParser.INPUT);
        }
        requireRead(lets, used, "read it, or remove what it is");
        requireRead(vectors, used, "read it, or remove it from the header");
        Token first = nodes.getFirst().at;
        return source.at(first, name, () -> Cell.named(name, sizes.size(input()), write(name, output, used)));
    }

    private Consumer<CellDefinition> write(String name, int output, BitSet used) {
        return definition -> {
            Term[] terms = new Term[nodes.size()];
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                if (used.get(i) || node.operation instanceof State || i == input()) {
                    int number = i;
                    terms[i] = source.at(node.at, name, () -> term(definition, number, terms));
                }
            }
            starts.forEach((state, vector) -> definition.start(terms[state], terms[vector]));
            source.at(nodes.get(output).at, name, () -> {
                definition.output(terms[output]);
                return terms[output];
            });
        };
    }

    private void requireRead(Map<String, Integer> named, BitSet used, String advice) {
        named.forEach((let, node) -> {
            if (!used.get(node)) {
                throw source.error(nodes.get(node).at, let + " is never read; " + advice);
            }
        });
    }

    private Term term(CellDefinition definition, int number, Term[] terms) {
        Node node = nodes.get(number);
        List<Term> of = node.of.stream().map(operand -> terms[operand]).toList();
        Term term =
                switch (node.operation) {
                    case Input _ -> definition.input();
                    case State(String state) -> definition.state(state, sizes.size(number));
                    case Next(String state) -> definition.next(terms[state(state)], of.getFirst());
                    case Linear(String map, Bias bias) -> definition.linear(map, of.getFirst(), size(number), bias);
                    case Constant(float value) ->
                        definition.constant(counted.containsKey(number) ? count(number) : value);
                    case Parameter(String vector, Initial initial) ->
                        definition.parameter(vector, size(number), initial);
                    case Mask(String mask, Masking masking) -> definition.mask(mask, size(number), masking);
                    case Part(int from, int to) -> of.getFirst().slice(from, to);
                    case Join join -> definition.term(join, of, totalSize(definition, of));
                    case Sum _ -> Equations.sum(of.getFirst());
                    case Apply(ElementFunction function) -> Equations.apply(function, of.getFirst());
                    case Combine(Arithmetic arithmetic) -> definition.combine(arithmetic, of.get(0), of.get(1));
                };
        String let = names.getOrDefault(number, "");
        return lets.containsKey(let) ? definition.let(let, term) : term;
    }

    private static int totalSize(CellDefinition definition, List<Term> parts) {
        long size = parts.stream().mapToLong(Term::size).sum();
        definition.requireSize("a join", size);
        return (int) size;
    }

    private int size(int node) {
        int size = sizes.size(node);
        if (size == 0) {
            String name = nodes.get(node).at.text();
            throw source.error(
                    nodes.get(node).at,
                    nodes.get(node).of.isEmpty()
                            ? "nothing says how many elements " + name
                                    + " has; write its size in the header, as in mine: x, h; " + name + "[64]"
                            : "nothing says how many elements " + name
                                    + " gives; write a size where what it is part of is defined,"
                                    + " as in y[64] = … or a[64] = " + name + " x");
        }
        return size;
    }

    /** Returns how many elements what a mean is taken of has. */
    private int count(int number) {
        int size = sizes.size(Objects.requireNonNull(counted.get(number)));
        if (size == 0) {
            throw source.error(
                    nodes.get(number).at,
                    "nothing says how many elements the mean is taken of; give them a name"
                            + " with a size, as in a[64] = …");
        }
        return size;
    }

    /** Returns what the next states and the output depend on. */
    private BitSet used(int output) {
        var used = new BitSet();
        used.set(output);
        nexts.values().forEach(used::set);
        starts.values().forEach(used::set);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (used.get(i)) {
                nodes.get(i).of.forEach(used::set);
            }
        }
        return used;
    }
}

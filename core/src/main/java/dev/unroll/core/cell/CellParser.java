package dev.unroll.core.cell;

import dev.unroll.core.cell.CellLexer.Kind;
import dev.unroll.core.cell.CellLexer.Token;
import dev.unroll.core.cell.CellTokens.Size;
import dev.unroll.core.cell.Operation.Parameter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the text of a cell: the inverse of {@link CellText}, and what people write by hand.
 *
 * <pre>
 * text     = [header] equation…                                  see {@link CellHeader}
 * equation = name ["'"] ["[" size "]"] "=" expression            see {@link CellExpressions}
 * </pre>
 */
final class CellParser {

    /** The size of a state where the text does not say it. */
    static final String HIDDEN = "H";

    /** The size of the input where the text does not say it. */
    static final String INPUT = "I";

    private final CellLexer source;
    private final Map<String, Integer> sizes;
    private final List<List<Token>> equations;
    private final CellHeader header;
    private final CellDraft draft;
    /** What the text defines, and where: names, and states with a prime. */
    private final Map<String, Token> defined = new LinkedHashMap<>();

    private final Set<String> sized = new HashSet<>();
    private Optional<Integer> output = Optional.empty();

    private CellParser(String name, String text, Map<String, Integer> sizes) {
        this.source = new CellLexer(name, text);
        this.sizes = sizes;
        this.equations = source.read();
        if (equations.isEmpty()) {
            throw source.error(1, 1, "there are no equations; write one a line, such as h' = tanh(W x + U h)");
        }
        Token first = equations.getFirst().getFirst();
        this.header = CellHeader.isHeader(equations.getFirst())
                ? CellHeader.read(source, new CellTokens(source, equations.removeFirst(), sizes))
                : CellHeader.none(name);
        this.draft = new CellDraft(source, first);
        declare();
        equations.forEach(this::equation);
        finish(first);
    }

    /**
     * Returns the cell of a text.
     *
     * @param name of the cell, where the text has no header
     */
    static Cell read(String name, String text, Map<String, Integer> sizes) {
        var parser = new CellParser(name, text, sizes);
        return parser.draft.cell(parser.header.name(), parser.output.orElseThrow());
    }

    /** Returns how many elements each map of a text would be taken to give, 0 where that would be refused. */
    static Map<String, Integer> sizesOfMaps(String text) {
        return new CellParser("cell", text, Map.of()).draft.sizesOfMaps();
    }

    /** Declares the input and the states: those of the header, then those that have an equation. */
    private void declare() {
        header.vectors().forEach((token, vector) -> {
            requireName(token);
            if (token.text().equals("x")) {
                vector.size().ifPresent(known -> sizeInput(known, token));
            } else {
                declareState(token);
                vector.size().ifPresent(known -> sizeState(token.text(), known));
            }
        });
        header.learned().forEach((token, learned) -> {
            requireName(token);
            requireFree(token);
            int vector = draft.vector(token.text(), learned.operation(), token);
            learned.size().ifPresent(known -> draft.size(vector, known));
        });
        header.vectors().forEach((token, vector) -> vector.start().ifPresent(start -> start(token, start)));
        for (List<Token> equation : equations) {
            Token name = equation.getFirst();
            boolean isNext = equation.size() > 1 && equation.get(1).is("'");
            if (name.kind() == Kind.NAME) {
                requireName(name);
                defined.putIfAbsent(isNext ? name.text() + "'" : name.text(), name);
                if (isNext && !draft.states().containsKey(name.text())) {
                    declareState(name);
                }
            }
        }
        Integer input = sizes.get(INPUT);
        if (input != null) {
            draft.size(CellDraft.input(), new Size(input, false));
        }
    }

    private void start(Token state, Token start) {
        if (state.text().equals("x")) {
            throw source.error(start, "x is the input, which comes with each step; a state has a start");
        }
        if (!draft.known().containsKey(start.text())) {
            requireName(start);
            requireFree(start);
            draft.vector(start.text(), new Parameter(start.text(), Initial.ZERO), start);
        }
        draft.start(state.text(), start);
    }

    private void requireName(Token name) {
        if (!CellDefinition.isName(name.text())) {
            throw source.error(name, name.quoted() + ": " + CellDefinition.NAME);
        }
    }

    private void declareState(Token name) {
        requireFree(name);
        draft.state(name.text(), name);
    }

    private void requireFree(Token name) {
        if (draft.known().containsKey(name.text()) && !name.text().equals("x")) {
            throw source.error(name, "the name " + name.text() + " is taken; give each vector its own");
        }
        if (name.text().equals("x") || name.text().equals("y")) {
            throw source.error(
                    name, "x is the input and y the output, so neither is a state or is learned; choose another name");
        }
    }

    private void sizeInput(Size size, Token at) {
        Integer given = sizes.get(INPUT);
        if (given != null && given != size.value()) {
            throw source.error(
                    at,
                    "x has " + size.value() + " elements here but reads " + given + "; write x, or x[" + INPUT
                            + "], to let it have as many as it reads");
        }
        draft.size(CellDraft.input(), size);
    }

    private void sizeState(String state, Size size) {
        if (sized.add(state)) {
            draft.size(draft.state(state), size);
        }
    }

    private void equation(List<Token> line) {
        var tokens = new CellTokens(source, line, sizes);
        Token name = tokens.take();
        if (line.stream().noneMatch(token -> token.is("="))) {
            throw source.error(
                    name,
                    "an equation has a sign =, as in h' = tanh(W x + U h), but this line has none; a line that"
                            + " continues the one above is indented");
        }
        if (name.kind() != Kind.NAME) {
            throw source.error(
                    name,
                    "an equation begins with the name of what it defines, as in h' = …, but here is " + name.quoted());
        }
        boolean isNext = tokens.take("'");
        requireFirst(name, isNext);
        Optional<Size> size = tokens.here("[") ? Optional.of(tokens.sizeInBrackets()) : Optional.empty();
        tokens.expect("=", "after what is defined");
        var expressions = new CellExpressions(tokens, draft, defined);
        if (isNext) {
            size.ifPresent(known -> sizeState(name.text(), known));
            draft.next(name.text(), expressions.read(), name);
        } else if (name.text().equals("y")) {
            int value = expressions.read();
            size.or(header::output).ifPresent(known -> draft.size(value, known));
            output = Optional.of(value);
        } else {
            int value = draft.let(name.text(), expressions.read(), name);
            size.ifPresent(known -> draft.size(value, known));
        }
    }

    private void requireFirst(Token name, boolean isNext) {
        String full = isNext ? name.text() + "'" : name.text();
        Token first = defined.get(full);
        if (first != null && !first.equals(name)) {
            throw source.error(
                    name, full + " is defined twice, first on line " + first.line() + "; give each its own name");
        }
        if (!isNext && name.text().equals("x")) {
            throw source.error(name, "x is the input of the cell; choose another name");
        }
        if (!isNext && draft.states().containsKey(name.text())) {
            throw source.error(name, name.text() + " is a state; its value after the step is " + name.text() + "' = …");
        }
        if (!isNext && !name.text().equals("y")) {
            requireFree(name);
        }
    }

    /** Says what the text left open: sizes of states, and what is put out. */
    private void finish(Token first) {
        draft.states().forEach((state, node) -> {
            Token at = draft.at(node);
            if (!draft.nexts().containsKey(state)) {
                throw source.error(
                        at, "state " + state + " has no equation; say what it is after the step, " + state + "' = …");
            }
            if (!sized.contains(state)) {
                Integer hidden = sizes.get(HIDDEN);
                if (hidden == null) {
                    throw source.error(
                            at,
                            "nothing says how many elements state " + state + " has; write " + state
                                    + "'[128] = … or give the size " + HIDDEN);
                }
                draft.size(node, new Size(hidden, false));
            }
        });
        if (output.isEmpty()) {
            if (draft.nexts().size() != 1) {
                Token end = equations.isEmpty() ? first : equations.getLast().getLast();
                throw source.error(
                        end,
                        "nothing says what the cell puts out; add a line such as y = "
                                + draft.nexts().keySet().stream()
                                        .findFirst()
                                        .map(state -> state + "'")
                                        .orElse("tanh(W x), or a state, h' = tanh(W x + U h)"));
            }
            int only = draft.nexts().values().iterator().next();
            header.output().ifPresent(size -> draft.size(only, size));
            output = Optional.of(only);
        }
        draft.solve();
    }
}

package dev.unroll.core.cell;

import dev.unroll.core.cell.CellLexer.Kind;
import dev.unroll.core.cell.CellLexer.Token;
import dev.unroll.core.cell.CellTokens.Size;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.form.Nearest;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Arithmetic.Form;
import dev.unroll.core.function.Minus;
import dev.unroll.core.function.OperationTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the right side of an equation.
 *
 * <pre>
 * sum     = product (("+" | "−") product)*
 * product = factor (("⊙" | "/") factor)*
 * factor  = "−" factor | atom slice*
 * slice   = "[" size ":" size "]"
 * atom    = number | name | state "'" | function "(" sum ("," sum)* ")" | "(" sum ")" | "[" sum (";" sum)* "]"
 *         | matrix factor ["+" bias]
 * </pre>
 *
 * <p>A matrix begins with a capital letter and stands right before what it multiplies. A bias is called as its matrix, with b
 * instead of W or before the name, and directly follows the product in a sum.
 */
final class CellExpressions {

    /** Deeper than any cell prints, and no depth that a stack cannot hold. */
    private static final int DEEPEST = 300;

    /** The signs between operands. */
    private static final Map<String, Arithmetic> SIGNS = OperationTable.arithmetic().stream()
            .filter(arithmetic -> arithmetic.form() != Form.CALL)
            .collect(Collectors.toMap(arithmetic -> CellLexer.spelling(arithmetic.symbol()), arithmetic -> arithmetic));

    private static final String SUM = "sum";
    private static final String MEAN = "mean";
    private static final String LAYER_NORM = "layerNorm";

    /** What stands before brackets, in the order of a list for readers. */
    private static final List<String> FUNCTIONS = Stream.of(
                    OperationTable.functions().stream()
                            .flatMap(function -> Stream.of(function.name(), function.symbol())),
                    OperationTable.arithmetic().stream()
                            .filter(arithmetic -> arithmetic.form() == Form.CALL)
                            .map(Arithmetic::symbol),
                    Stream.of(SUM, MEAN, LAYER_NORM))
            .flatMap(names -> names)
            .distinct()
            .toList();

    private final CellTokens tokens;
    private final CellDraft draft;
    /** What the text defines, and where. */
    private final Map<String, Token> defined;
    /** Where a term of a sum begins that is added, not subtracted: a product there may have a bias. */
    private int added;

    private int depth;

    CellExpressions(CellTokens tokens, CellDraft draft, Map<String, Token> defined) {
        this.tokens = tokens;
        this.draft = draft;
        this.defined = defined;
    }

    /** Reads an expression to the end of the line. */
    int read() {
        int value = sum();
        if (tokens.atFactor()) {
            throw tokens.missingSign();
        }
        if (!tokens.atEnd()) {
            throw error(
                    tokens.peek(),
                    "here must stand +, −, ⊙, / or the end of the equation, but there is "
                            + tokens.peek().quoted());
        }
        return value;
    }

    private int sum() {
        added = tokens.position();
        int left = product();
        while (atSign(Form.SUM)) {
            Token sign = tokens.take();
            added = sign.is("+") ? tokens.position() : -1;
            left = draft.combine(arithmetic(sign), left, product(), sign);
        }
        return left;
    }

    private int product() {
        int left = factor();
        while (atSign(Form.PRODUCT)) {
            Token sign = tokens.take();
            left = draft.combine(arithmetic(sign), left, factor(), sign);
        }
        return left;
    }

    private boolean atSign(Form form) {
        return SIGNS.containsKey(tokens.sign()) && arithmetic(tokens.peek()).form() == form;
    }

    private static Arithmetic arithmetic(Token sign) {
        return Objects.requireNonNull(SIGNS.get(sign.text()));
    }

    private int factor() {
        Token at = tokens.peek();
        if (++depth > DEEPEST) {
            throw error(
                    at, "brackets and functions are nested more than " + DEEPEST + " deep; give an inner part a name");
        }
        int value;
        if (at.is("-")) {
            value = negative();
        } else if (isMatrix()) {
            value = linear();
        } else {
            value = atom();
            while (tokens.here("[")) {
                value = slice(value);
            }
        }
        depth--;
        return value;
    }

    private int negative() {
        Token sign = tokens.take();
        if (tokens.peek().kind() == Kind.NUMBER && !tokens.peek(1).is("[")) {
            return draft.constant(-tokens.value(tokens.take()), sign);
        }
        int zero = draft.constant(0, sign);
        return draft.combine(Minus.OPERATION, zero, factor(), sign);
    }

    private boolean isMatrix() {
        return tokens.peek().kind() == Kind.NAME
                && Character.isUpperCase(tokens.peek().text().charAt(0))
                && tokens.isFactorAfter();
    }

    private int linear() {
        boolean isAdded = tokens.position() == added;
        Token matrix = tokens.take();
        String name = CellText.mapOf(matrix.text());
        int of = factor();
        Bias bias = isAdded && isBias(CellText.bias(name)) ? Bias.PRESENT : Bias.ABSENT;
        if (bias == Bias.PRESENT) {
            tokens.take();
            tokens.take();
        }
        return draft.linear(name, bias, of, matrix);
    }

    /** Returns whether a sum goes on with a bias: with that name, and not with what is made of it. */
    private boolean isBias(String bias) {
        Token after = tokens.peek(2);
        return tokens.here("+")
                && tokens.peek(1).kind() == Kind.NAME
                && tokens.peek(1).text().equals(bias)
                && !after.is("*")
                && !after.is("/")
                && !after.is("[")
                && !after.is("'");
    }

    private int slice(int of) {
        Token bracket = tokens.take();
        Size from = tokens.here(":") ? new Size(0, true) : tokens.size();
        tokens.expect(":", "between the first element of a slice and the one after its last");
        Size to = tokens.size();
        tokens.expect("]", "after a slice");
        return draft.part(of, from, to, bracket);
    }

    private int atom() {
        Token token = tokens.take();
        return switch (token.kind()) {
            case NUMBER -> draft.constant(tokens.value(token), token);
            case NAME -> tokens.here("(") ? function(token) : reference(token);
            case SIGN, END -> bracketed(token);
        };
    }

    private int bracketed(Token bracket) {
        if (bracket.is("(")) {
            int value = sum();
            tokens.close(")", "to close the bracket");
            return value;
        }
        if (bracket.is("[")) {
            List<Integer> parts = new ArrayList<>(List.of(sum()));
            while (tokens.here(";") || tokens.here(",")) {
                tokens.take();
                parts.add(sum());
            }
            tokens.close("]", "to close what is joined");
            return draft.join(parts, bracket);
        }
        throw error(bracket, "here must stand a vector, such as h, tanh(h) or W h, but there is " + bracket.quoted());
    }

    private int function(Token name) {
        requireFunction(name);
        tokens.expect("(", "before what a function reads");
        List<Integer> of = new ArrayList<>(List.of(sum()));
        while (tokens.take(",")) {
            of.add(sum());
        }
        tokens.close(")", "after what " + name.text() + " reads");
        int wanted = vectorsOf(name.text());
        if (of.size() != wanted) {
            throw error(
                    name, name.text() + " reads " + Sentence.counted(wanted, "vector") + " but is given " + of.size());
        }
        return switch (name.text()) {
            case SUM -> draft.sum(of.getFirst(), name);
            case MEAN -> draft.mean(of.getFirst(), name);
            case LAYER_NORM -> draft.layerNorm(of.get(0), of.get(1), of.get(2), name);
            default ->
                wanted == 1
                        ? draft.function(OperationTable.function(name.text()).orElseThrow(), of.getFirst(), name)
                        : draft.combine(
                                OperationTable.arithmetic(name.text()).orElseThrow(), of.get(0), of.get(1), name);
        };
    }

    private void requireFunction(Token name) {
        if (FUNCTIONS.contains(name.text())) {
            return;
        }
        boolean isVector = defined.containsKey(name.text()) || draft.known().containsKey(name.text());
        throw error(
                name,
                isVector
                        ? name.text() + " is no function; write ⊙ (or *) to multiply element by element"
                        : "there is no function " + name.text()
                                + Nearest.to(name.text(), FUNCTIONS)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; there are " + String.join(", ", FUNCTIONS)));
    }

    private static int vectorsOf(String function) {
        if (function.equals(LAYER_NORM)) {
            return 3;
        }
        return OperationTable.arithmetic(function).isPresent() ? 2 : 1;
    }

    private int reference(Token name) {
        boolean isNext = tokens.take("'");
        Integer node = (isNext ? draft.nexts() : draft.known()).get(name.text());
        if (node == null && !isNext && isVector(name)) {
            return draft.vector(name.text(), new Parameter(name.text(), Initial.ZERO), name);
        }
        if (node == null) {
            throw unknown(name, isNext ? name.text() + "'" : name.text());
        }
        return node;
    }

    private CellTextException unknown(Token at, String read) {
        Token below = defined.get(read);
        if (below != null) {
            return error(
                    at,
                    read + " is read before it is known: it is defined on line " + below.line()
                            + "; a name must be defined above where it is read");
        }
        String plain = at.text();
        if (plain.equals("y")) {
            return error(at, "y is what the cell puts out, and is not read; read what it is made of");
        }
        if (!read.equals(plain)) {
            return error(
                    at,
                    plain + " has no value after the step; only a state has, one with an equation " + plain + "' = …");
        }
        if (Character.isUpperCase(plain.charAt(0))) {
            return error(
                    at,
                    plain + " begins with a capital letter, so it is a matrix and must stand right before what it"
                            + " multiplies, as in " + plain + " x");
        }
        if (plain.endsWith("_t")) {
            return error(
                    at,
                    "equations have no time; write x for the input, h for a state before the step and h' for the same"
                            + " after it");
        }
        var known = new LinkedHashSet<>(draft.known().keySet());
        known.addAll(defined.keySet());
        String near = Nearest.to(plain, known)
                .map(name -> " (did you mean " + name + "?)")
                .orElse("");
        return error(
                at,
                "there is no " + plain + near + "; say what it is on a line above, " + plain
                        + " = …, or in the header that it is a vector to be learned, mine: x, h; " + plain);
    }

    /** Returns whether a name that nothing defines is a vector to be learned by custom: b, b_z. */
    private boolean isVector(Token name) {
        return !defined.containsKey(name.text())
                && (name.text().equals("b") || name.text().startsWith("b_"));
    }

    private CellTextException error(Token at, String problem) {
        return tokens.error(at, problem);
    }
}

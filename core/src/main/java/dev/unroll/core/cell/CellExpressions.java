package dev.unroll.core.cell;

import dev.unroll.core.cell.CellLexer.Kind;
import dev.unroll.core.cell.CellLexer.Token;
import dev.unroll.core.cell.CellTokens.Size;
import dev.unroll.core.cell.Operation.Arithmetic;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Function;
import dev.unroll.core.form.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the right side of an equation.
 *
 * <pre>
 * sum     = product (("+" | "−") product)*
 * product = factor ("⊙" factor)*
 * factor  = "−" factor | atom slice*
 * slice   = "[" size ":" size "]"
 * atom    = number | name | state "'" | function "(" sum ")" | "(" sum ")" | "[" sum (";" sum)* "]"
 *         | matrix factor ["+" bias]
 * </pre>
 *
 * <p>A matrix begins with a capital letter and stands right before what it multiplies. A bias is called as its matrix, with b
 * instead of W or before the name, and directly follows the product in a sum.
 */
final class CellExpressions {

    /** Deeper than any cell prints, and no depth that a stack cannot hold. */
    private static final int DEEPEST = 300;

    private static final Map<String, Function> FUNCTIONS = functions();

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

    private static Map<String, Function> functions() {
        var functions = new TreeMap<String, Function>();
        for (Function function : Function.values()) {
            functions.put(function.name().toLowerCase(Locale.ROOT), function);
        }
        functions.put("σ", Function.SIGMOID);
        return functions;
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
                    "here must stand +, −, ⊙ or the end of the equation, but there is "
                            + tokens.peek().quoted());
        }
        return value;
    }

    private int sum() {
        added = tokens.position();
        int left = product();
        while (tokens.here("+") || tokens.here("-")) {
            Token sign = tokens.take();
            boolean isPlus = sign.is("+");
            added = isPlus ? tokens.position() : -1;
            left = draft.arithmetic(isPlus ? Arithmetic.PLUS : Arithmetic.MINUS, left, product(), sign);
        }
        return left;
    }

    private int product() {
        int left = factor();
        while (tokens.here("*")) {
            Token sign = tokens.take();
            left = draft.arithmetic(Arithmetic.TIMES, left, factor(), sign);
        }
        return left;
    }

    private int factor() {
        Token at = tokens.peek();
        if (++depth > DEEPEST) {
            throw error(at, "brackets and functions are nested more than " + DEEPEST + " deep; give an inner part a name");
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
            return draft.constant(-number(tokens.take()), sign);
        }
        int zero = draft.constant(0, sign);
        return draft.arithmetic(Arithmetic.MINUS, zero, factor(), sign);
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
            case NUMBER -> draft.constant(number(token), token);
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
        Function function = FUNCTIONS.get(name.text());
        if (function == null) {
            boolean isVector = defined.containsKey(name.text()) || draft.known().containsKey(name.text());
            throw error(
                    name,
                    isVector
                            ? name.text() + " is no function; write ⊙ (or *) to multiply element by element"
                            : "there is no function " + name.text()
                                    + Nearest.to(name.text(), FUNCTIONS.keySet())
                                            .map(near -> "; did you mean " + near + "?")
                                            .orElse("; there are " + String.join(", ", FUNCTIONS.keySet())));
        }
        tokens.expect("(", "before what a function reads");
        int of = sum();
        tokens.close(")", "after the one vector that " + name.text() + " reads");
        return draft.function(function, of, name);
    }

    private int reference(Token name) {
        boolean isNext = tokens.take("'");
        Integer node = (isNext ? draft.nexts() : draft.known()).get(name.text());
        if (node == null) {
            throw unknown(name, isNext ? name.text() + "'" : name.text());
        }
        return node;
    }

    private CellTextException unknown(Token at, String name) {
        Token below = defined.get(name);
        if (below != null) {
            return error(at, name + " is read before it is known: it is defined on line " + below.line()
                    + "; a name must be defined above where it is read");
        }
        String plain = at.text();
        if (plain.equals("y")) {
            return error(at, "y is what the cell puts out, and is not read; read what it is made of");
        }
        if (!name.equals(plain)) {
            return error(at, plain + " has no value after the step; only a state has, one with an equation " + plain + "' = …");
        }
        if (Character.isUpperCase(plain.charAt(0))) {
            return error(at, plain + " begins with a capital letter, so it is a matrix and must stand right before what it"
                    + " multiplies, as in " + plain + " x");
        }
        if (plain.endsWith("_t")) {
            return error(at, "equations have no time; write x for the input, h for a state before the step and h' for the same"
                    + " after it");
        }
        var known = new LinkedHashSet<>(draft.known().keySet());
        known.addAll(defined.keySet());
        return error(at, "there is no " + plain + Nearest.hint(plain, known) + bias(plain));
    }

    private static String bias(String name) {
        return name.startsWith("b")
                ? "; a bias is called as its matrix and directly follows its product, W_ih x + b_ih or U h + b_U"
                : "; say what it is on a line above, " + name + " = …";
    }

    private float number(Token token) {
        float value = Float.parseFloat(token.text());
        if (Float.isInfinite(value)) {
            throw error(token, "a number must be at most " + Float.MAX_VALUE + " but is more");
        }
        return value;
    }

    private CellTextException error(Token at, String problem) {
        return tokens.error(at, problem);
    }
}

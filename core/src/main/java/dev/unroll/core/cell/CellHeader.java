package dev.unroll.core.cell;

import dev.unroll.core.cell.CellLexer.Kind;
import dev.unroll.core.cell.CellLexer.Token;
import dev.unroll.core.cell.CellTokens.Size;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first line of a cell's text, {@code indrnn: x[28], h[128]; u[128] = 0 … 1 -> y[128]}: its name, its vectors with their
 * sizes, and after a semicolon those that are learned, with what they are before, and masks, {@code m[128] = zoneout(0.1)},
 * {@code m[128] = dropout(0.2, once)}; all sizes may be left out.
 *
 * @param vectors the input and the states, as far as they are named, in order
 * @param declared the vectors of parameters and the masks, in order
 * @param output how many elements the cell puts out
 */
record CellHeader(
        String name, Map<Token, Optional<Size>> vectors, Map<Token, Declared> declared, Optional<Size> output) {

    private static final String HOW_MASKS_ARE_WRITTEN = "a mask is written zoneout(0.1), or dropout(0.2, once)";

    /** A vector of parameters, or a mask, as the header declares it. */
    record Declared(Optional<Size> size, Operation operation) {}

    /** Returns what is known of a text without a header. */
    static CellHeader none(String name) {
        return new CellHeader(name, Map.of(), Map.of(), Optional.empty());
    }

    /** Returns whether a line has a colon that stands in no brackets, which no equation has. */
    static boolean isHeader(List<Token> line) {
        int open = 0;
        for (Token token : line) {
            if (token.is(":") && open == 0) {
                return true;
            }
            open += token.is("[") || token.is("(") ? 1 : token.is("]") || token.is(")") ? -1 : 0;
        }
        return false;
    }

    static CellHeader read(CellLexer source, CellTokens tokens) {
        Token colon = tokens.takeLast(":");
        String name = source.before(colon);
        if (name.isEmpty()) {
            throw source.error(colon, "here must stand the name of the cell, as in mgu: x[28], h[128] -> y[128]");
        }
        var vectors = new LinkedHashMap<Token, Optional<Size>>();
        while (!tokens.atEnd() && !tokens.here("->")) {
            Token vector = vector(source, tokens);
            if (vectors.keySet().stream().anyMatch(known -> known.text().equals(vector.text()))) {
                throw source.error(vector, "the header names " + vector.text() + " twice");
            }
            vectors.put(vector, size(tokens));
            if (!tokens.take(",")) {
                break;
            }
        }
        Map<Token, Declared> declared = tokens.take(";") ? declared(source, tokens) : Map.of();
        Optional<Size> output = Optional.empty();
        if (tokens.take("->")) {
            Token y = vector(source, tokens);
            if (!y.text().equals("y")) {
                throw source.error(y, "what a cell puts out is called y, not " + y.text());
            }
            output = size(tokens);
        }
        if (!tokens.atEnd()) {
            throw source.error(
                    tokens.peek(),
                    "a header is a name and vectors, mgu: x[28], h[128] -> y[128], but here is "
                            + tokens.peek().quoted());
        }
        return new CellHeader(name, vectors, declared, output);
    }

    private static Map<Token, Declared> declared(CellLexer source, CellTokens tokens) {
        var declared = new LinkedHashMap<Token, Declared>();
        do {
            Token vector = vector(source, tokens);
            Optional<Size> size = size(tokens);
            declared.put(vector, new Declared(size, operation(vector.text(), source, tokens)));
        } while (tokens.take(","));
        return declared;
    }

    private static Operation operation(String name, CellLexer source, CellTokens tokens) {
        if (!tokens.take("=")) {
            return new Parameter(name, Initial.ZERO);
        }
        for (Masking.Kind kind : Masking.Kind.values()) {
            if (takeWord(kind.word(), tokens)) {
                return new Mask(name, masking(kind, source, tokens));
            }
        }
        return new Parameter(name, initial(source, tokens));
    }

    private static Masking masking(Masking.Kind kind, CellLexer source, CellTokens tokens) {
        require("(", source, tokens);
        Token at = tokens.peek();
        float share = tokens.number();
        if (!(share >= 0 && share < 1)) {
            throw source.error(at, "the share of a mask must be at least 0 and below 1");
        }
        boolean once = tokens.take(",");
        if (once && !takeWord(Masking.Drawn.ONCE.word(), tokens)) {
            throw source.error(tokens.peek(), HOW_MASKS_ARE_WRITTEN);
        }
        require(")", source, tokens);
        return new Masking(kind, share, once ? Masking.Drawn.ONCE : Masking.Drawn.EACH_STEP);
    }

    private static void require(String sign, CellLexer source, CellTokens tokens) {
        if (!tokens.take(sign)) {
            throw source.error(tokens.peek(), HOW_MASKS_ARE_WRITTEN);
        }
    }

    private static boolean takeWord(String word, CellTokens tokens) {
        boolean here = !tokens.atEnd()
                && tokens.peek().kind() == Kind.NAME
                && tokens.peek().text().equals(word);
        if (here) {
            tokens.take();
        }
        return here;
    }

    private static Initial initial(CellLexer source, CellTokens tokens) {
        Token at = tokens.peek();
        float from = tokens.number();
        float to = tokens.take("...") ? tokens.number() : from;
        if (from > to) {
            throw source.error(at, "a range begins with its smaller number, as in -0.1 … 0.1");
        }
        return new Initial(from, to);
    }

    private static Token vector(CellLexer source, CellTokens tokens) {
        Token vector = tokens.take();
        if (vector.kind() != Kind.NAME) {
            throw source.error(vector, "here must stand the name of a vector, but there is " + vector.quoted());
        }
        return vector;
    }

    private static Optional<Size> size(CellTokens tokens) {
        return tokens.here("[") ? Optional.of(tokens.sizeInBrackets()) : Optional.empty();
    }
}

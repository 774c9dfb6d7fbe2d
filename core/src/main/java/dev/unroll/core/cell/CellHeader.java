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
 * The first line of a cell's text, {@code indrnn: x[28], h[128] = h_0; u[128] = 0 … 1 -> y[128]}: its name, its vectors with
 * their sizes and what states start as, and after a semicolon those that are learned, with what they are before; all but the name
 * may be left out.
 *
 * @param vectors the input and the states, as far as they are named, in order
 * @param learned the vectors of parameters, in order
 * @param output how many elements the cell puts out
 */
record CellHeader(String name, Map<Token, Vector> vectors, Map<Token, Learned> learned, Optional<Size> output) {

    /** The input or a state, and what it is before the first step. */
    record Vector(Optional<Size> size, Optional<Token> start) {}

    /** A vector of parameters, or a mask, as the header declares it. */
    record Learned(Optional<Size> size, Operation operation) {}

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
        var vectors = new LinkedHashMap<Token, Vector>();
        while (!tokens.atEnd() && !tokens.here("->")) {
            Token vector = vector(source, tokens);
            if (vectors.keySet().stream().anyMatch(known -> known.text().equals(vector.text()))) {
                throw source.error(vector, "the header names " + vector.text() + " twice");
            }
            Optional<Size> size = size(tokens);
            vectors.put(
                    vector, new Vector(size, tokens.take("=") ? Optional.of(start(source, tokens)) : Optional.empty()));
            if (!tokens.take(",")) {
                break;
            }
        }
        Map<Token, Learned> learned = tokens.take(";") ? learned(source, tokens) : Map.of();
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
        return new CellHeader(name, vectors, learned, output);
    }

    private static Token start(CellLexer source, CellTokens tokens) {
        Token start = tokens.take();
        if (start.kind() != Kind.NAME) {
            throw source.error(
                    start,
                    "here must stand the name of a vector that is learned, as in h = h_0, but there is "
                            + start.quoted() + "; a state without one starts at 0");
        }
        return start;
    }

    private static Map<Token, Learned> learned(CellLexer source, CellTokens tokens) {
        var learned = new LinkedHashMap<Token, Learned>();
        do {
            Token vector = vector(source, tokens);
            Optional<Size> size = size(tokens);
            Operation operation = tokens.take("=")
                    ? declared(source, tokens, vector.text())
                    : new Parameter(vector.text(), Initial.ZERO);
            learned.put(vector, new Learned(size, operation));
        } while (tokens.take(","));
        return learned;
    }

    /** Reads what numbers a parameter begins with, or how a mask is drawn. */
    private static Operation declared(CellLexer source, CellTokens tokens, String name) {
        if (tokens.peek().kind() != Kind.NAME) {
            return new Parameter(name, initial(source, tokens));
        }
        Token word = tokens.take();
        Masking.Kind kind =
                switch (word.text()) {
                    case "dropout" -> Masking.Kind.DROPOUT;
                    case "zoneout" -> Masking.Kind.ZONEOUT;
                    default ->
                        throw source.error(
                                word,
                                "here must stand numbers, as in -0.1 … 0.1, or how a mask is drawn, as in dropout 0.5 or zoneout"
                                        + " 0.1, but there is " + word.quoted());
                };
        Token at = tokens.peek();
        float share = tokens.number();
        boolean isOnce = tokens.take(List.of(",", "once", "a", "sequence"));
        if (!(share >= 0 && share < 1)) {
            throw source.error(at, "the share of a mask must be at least 0 and below 1 but is " + share);
        }
        return new Mask(name, new Masking(kind, share, isOnce ? Masking.Drawn.ONCE : Masking.Drawn.EACH_STEP));
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

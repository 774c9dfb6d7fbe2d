package dev.unroll.core.cell;

import dev.unroll.core.cell.CellLexer.Kind;
import dev.unroll.core.cell.CellLexer.Token;
import dev.unroll.core.cell.CellTokens.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first line of a cell's text, {@code lstm: x[28], h[128], c[128] -> y[128]}: its name, and its vectors with their sizes, all
 * of which may be left out.
 *
 * @param vectors the input and the states, as far as they are named, in order
 * @param output how many elements the cell puts out
 */
record CellHeader(String name, Map<Token, Optional<Size>> vectors, Optional<Size> output) {

    /** Returns what is known of a text without a header. */
    static CellHeader none(String name) {
        return new CellHeader(name, Map.of(), Optional.empty());
    }

    static boolean isHeader(List<Token> line) {
        return line.stream().noneMatch(token -> token.is("=")) && line.stream().anyMatch(token -> token.is(":"));
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
        return new CellHeader(name, vectors, output);
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

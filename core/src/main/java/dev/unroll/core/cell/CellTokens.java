package dev.unroll.core.cell;

import dev.unroll.core.cell.CellLexer.Kind;
import dev.unroll.core.cell.CellLexer.Token;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** The tokens of one line, read from left to right, and the sizes among them. */
final class CellTokens {

    /** A size as it was written: 1 as a number is broadcast, a name that means 1 is a vector that happens to be short. */
    record Size(int value, boolean isNumber) {

        boolean isOne() {
            return isNumber && value == 1;
        }
    }

    /** More than any vector may have. */
    private static final long LARGEST = 1L << 24;

    private final CellLexer source;
    private final List<Token> tokens;
    private final Map<String, Integer> sizes;
    /** The opening brackets that have a colon inside: slices, no joins. */
    private final BitSet slices = new BitSet();

    private int position;

    CellTokens(CellLexer source, List<Token> tokens, Map<String, Integer> sizes) {
        this.source = source;
        this.tokens = tokens;
        this.sizes = sizes;
        var open = new ArrayDeque<Integer>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("[") || token.is("(")) {
                open.push(i);
            } else if ((token.is("]") || token.is(")")) && !open.isEmpty()) {
                open.pop();
            } else if (token.is(":")
                    && !open.isEmpty()
                    && tokens.get(open.peek()).is("[")) {
                slices.set(open.peek());
            }
        }
    }

    int position() {
        return position;
    }

    Token peek() {
        return tokens.get(position);
    }

    /** Returns the token so many after the next, or the end. */
    Token peek(int further) {
        return tokens.get(Math.min(position + further, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        position = Math.min(position + 1, tokens.size() - 1);
        return token;
    }

    boolean here(String sign) {
        return peek().is(sign);
    }

    boolean take(String sign) {
        boolean isHere = here(sign);
        if (isHere) {
            take();
        }
        return isHere;
    }

    /** Takes all up to the last such sign of the line, and it. */
    Token takeLast(String sign) {
        int last = position;
        for (int i = position; i < tokens.size(); i++) {
            last = tokens.get(i).is(sign) ? i : last;
        }
        position = last;
        return take();
    }

    /** Returns the next token, if it is a sign, else nothing. */
    String sign() {
        return peek().kind() == Kind.SIGN ? peek().text() : "";
    }

    /** Takes these words and signs, if they are the next ones. */
    boolean take(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (!peek(i).text().equals(words.get(i))) {
                return false;
            }
        }
        position += words.size();
        return true;
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    /** Returns whether the next token begins something that a matrix can multiply. */
    boolean atFactor() {
        return isFactor(position);
    }

    /** Returns whether the token after the next one does. */
    boolean isFactorAfter() {
        return isFactor(Math.min(position + 1, tokens.size() - 1));
    }

    private boolean isFactor(int at) {
        Token token = tokens.get(at);
        return token.kind() == Kind.NAME
                || token.kind() == Kind.NUMBER
                || token.is("(")
                || (token.is("[") && !slices.get(at));
    }

    void expect(String sign, String where) {
        if (!take(sign)) {
            throw error(peek(), "here must stand " + sign + " " + where + ", but there is " + peek().quoted());
        }
    }

    /** Takes what closes an expression. */
    void close(String sign, String where) {
        if (atFactor()) {
            throw missingSign();
        }
        expect(sign, where);
    }

    CellTextException missingSign() {
        return error(
                peek(),
                "between " + tokens.get(position - 1).quoted() + " and " + peek().quoted()
                        + " stands no sign; write ⊙ (or *) to multiply element by element: only a matrix, which begins with a"
                        + " capital letter, stands right before what it multiplies");
    }

    /** Reads {@code [size]}. */
    Size sizeInBrackets() {
        expect("[", "before a size");
        Token at = peek();
        Size size = size();
        expect("]", "after a size");
        if (size.value() < 1) {
            throw error(at, "a size must be at least 1 but is " + size.value());
        }
        return size;
    }

    /** Reads a size: sums and products of numbers and names, {@code 4H} or {@code H/2} or {@code I + H}. */
    Size size() {
        Size size = product();
        while (here("+") || here("-")) {
            Token sign = take();
            Size right = product();
            long value = sign.is("+") ? (long) size.value() + right.value() : (long) size.value() - right.value();
            size = checked(sign, value, size, right);
        }
        return size;
    }

    private Size product() {
        Size size = factor();
        while (here("*") || here("/") || peek().kind() == Kind.NAME) {
            Token sign = peek();
            boolean divides = take("/");
            if (!divides) {
                take("*");
            }
            Size right = factor();
            if (divides && (right.value() == 0 || size.value() % right.value() != 0)) {
                throw error(sign, size.value() + " does not divide into " + right.value() + " equal parts");
            }
            long value = divides ? size.value() / right.value() : (long) size.value() * right.value();
            size = checked(sign, value, size, right);
        }
        return size;
    }

    private Size factor() {
        Token token = take();
        if (token.kind() == Kind.NAME) {
            Integer size = sizes.get(token.text());
            if (size == null) {
                throw error(
                        token,
                        "no size is named " + token.text()
                                + (sizes.isEmpty()
                                        ? "; write a number"
                                        : "; there are " + String.join(", ", sizes.keySet())));
            }
            return new Size(size, false);
        }
        if (token.kind() != Kind.NUMBER || !token.text().chars().allMatch(Character::isDigit)) {
            throw error(token, "here must stand a size, such as 128, H or 4H, but there is " + token.quoted());
        }
        long value = token.text().length() > 9 ? LARGEST + 1 : Long.parseLong(token.text());
        var number = new Size((int) Math.min(value, LARGEST + 1), true);
        return checked(token, value, number, number);
    }

    /** Reads a number with or without a sign before it. */
    float number() {
        boolean isNegative = take("-");
        Token token = take();
        if (token.kind() != Kind.NUMBER) {
            throw error(token, "here must stand a number, but there is " + token.quoted());
        }
        return isNegative ? -value(token) : value(token);
    }

    float value(Token number) {
        float value = Float.parseFloat(number.text());
        if (Float.isInfinite(value)) {
            throw error(number, "a number must be at most " + Float.MAX_VALUE + " but is more");
        }
        return value;
    }

    private Size checked(Token at, long value, Size left, Size right) {
        if (value < 0 || value > LARGEST) {
            throw error(at, "a size must be 0 to " + LARGEST + " but is " + (value < 0 ? value : "more"));
        }
        return new Size((int) value, left.isNumber() && right.isNumber());
    }

    CellTextException error(Token at, String problem) {
        return source.error(at, problem);
    }
}

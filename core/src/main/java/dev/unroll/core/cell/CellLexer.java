package dev.unroll.core.cell;

import dev.unroll.core.form.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Cuts the text of a cell into lines of tokens: comments and blank lines left out, an indented line without {@code =} joined to
 * the one that it continues, each sign in one spelling.
 */
final class CellLexer {

    /** Longer than anything that a cell of so many terms prints, and short enough to read at once. */
    static final int LONGEST = 1 << 19;

    /** The most characters of a line that an error shows on each side of the place. */
    private static final int SHOWN = 60;

    /** The most characters of a sentence, which may repeat a term. */
    private static final int LONGEST_PROBLEM = 600;

    /** Other spellings of a sign. */
    private static final Map<Character, String> SIGNS = Map.ofEntries(
            Map.entry('−', "-"),
            Map.entry('–', "-"),
            Map.entry('⊙', "*"),
            Map.entry('∘', "*"),
            Map.entry('×', "*"),
            Map.entry('·', "*"),
            Map.entry('⋅', "*"),
            Map.entry('÷', "/"),
            Map.entry('′', "'"),
            Map.entry('’', "'"),
            Map.entry('→', "->"),
            Map.entry('…', "..."));

    private static final String PLAIN_SIGNS = "+-*/'()[];,:=";

    /** Signs of several characters, the longest first. */
    private static final List<String> LONG_SIGNS = List.of("...", "->");

    enum Kind {
        NAME,
        NUMBER,
        SIGN,
        END
    }

    /** A piece of the text; {@code column} counts from 1. */
    record Token(Kind kind, String text, int line, int column) {

        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        /** Returns how a sentence calls it. */
        String quoted() {
            return kind == Kind.END ? "the end of the equation" : Sentence.quoted(text);
        }
    }

    private final String name;
    private final List<String> lines;

    /**
     * Makes a lexer.
     *
     * @param name of the cell, for errors
     */
    CellLexer(String name, String text) {
        this.name = name;
        this.lines = text.lines().toList();
        if (text.length() > LONGEST) {
            throw error(1, 1, "a cell must have at most " + LONGEST + " characters but has " + text.length());
        }
    }

    /** Returns the header, if there is one, and the equations, each ending in {@link Kind#END}. */
    List<List<Token>> read() {
        var read = new ArrayList<List<Token>>();
        for (int i = 0; i < lines.size(); i++) {
            List<Token> tokens = tokens(i);
            if (tokens.isEmpty()) {
                continue;
            }
            boolean isIndented = tokens.getFirst().column() > 1;
            boolean isWhole = tokens.stream().anyMatch(token -> token.is("="));
            if (isIndented && !isWhole && !read.isEmpty()) {
                read.getLast().addAll(tokens);
            } else {
                read.add(tokens);
            }
        }
        for (List<Token> each : read) {
            Token last = each.getLast();
            each.add(new Token(
                    Kind.END, "", last.line(), last.column() + last.text().length()));
        }
        return read;
    }

    private List<Token> tokens(int number) {
        String line = lines.get(number);
        var tokens = new ArrayList<Token>();
        int at = 0;
        while (at < line.length() && line.charAt(at) != '#') {
            char c = line.charAt(at);
            if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
                at++;
                continue;
            }
            Token token = token(line, at, number + 1);
            tokens.add(token);
            at += line.startsWith(token.text(), at) ? token.text().length() : 1;
        }
        return tokens;
    }

    private Token token(String line, int at, int number) {
        char c = line.charAt(at);
        if (Character.isLetter(line.codePointAt(at))) {
            return new Token(Kind.NAME, name(line, at, number), number, at + 1);
        }
        if (isDigit(c)) {
            return new Token(Kind.NUMBER, line.substring(at, endOfNumber(line, at)), number, at + 1);
        }
        String sign = LONG_SIGNS.stream()
                .filter(each -> line.startsWith(each, at))
                .findFirst()
                .orElse(spelling(String.valueOf(c)));
        if (LONG_SIGNS.contains(sign) || PLAIN_SIGNS.contains(sign)) {
            return new Token(Kind.SIGN, sign, number, at + 1);
        }
        String hint =
                switch (c) {
                    case '{', '_', '^' -> "; a value before the step is h, after it h'";
                    case '@' -> "; a matrix stands right before what it multiplies, W x";
                    default -> "";
                };
        String shown = Character.toString(line.codePointAt(at));
        throw error(number, at + 1, "the character " + Sentence.quoted(shown) + " means nothing here" + hint);
    }

    /** Returns the one spelling of a sign. */
    static String spelling(String sign) {
        return SIGNS.getOrDefault(sign.charAt(0), sign);
    }

    private String name(String line, int from, int number) {
        int end = from;
        while (end < line.length() && isOfName(line.codePointAt(end))) {
            end += Character.charCount(line.codePointAt(end));
        }
        if (end - from > CellDefinition.LONGEST_NAME) {
            throw error(
                    number,
                    from + 1,
                    "a name must have at most " + CellDefinition.LONGEST_NAME + " letters but has " + (end - from));
        }
        return line.substring(from, end);
    }

    /** Returns whether a name goes on with this: an accent, too, of a letter that is written in two characters. */
    private static boolean isOfName(int point) {
        return Character.isLetterOrDigit(point)
                || point == '_'
                || Character.getType(point) == Character.NON_SPACING_MARK;
    }

    /** As Java writes a number: digits, a fraction, an exponent. */
    private static int endOfNumber(String line, int from) {
        int end = endOfDigits(line, from);
        if (end + 1 < line.length() && line.charAt(end) == '.' && isDigit(line.charAt(end + 1))) {
            end = endOfDigits(line, end + 1);
        }
        if (end < line.length() && (line.charAt(end) == 'e' || line.charAt(end) == 'E')) {
            int digits = end + 1;
            if (digits < line.length() && (line.charAt(digits) == '-' || line.charAt(digits) == '+')) {
                digits++;
            }
            if (digits < line.length() && isDigit(line.charAt(digits))) {
                end = endOfDigits(line, digits);
            }
        }
        return end;
    }

    private static int endOfDigits(String line, int from) {
        int end = from;
        while (end < line.length() && isDigit(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Returns what stands in the line of a token before it. */
    String before(Token token) {
        return lines.get(token.line() - 1).substring(0, token.column() - 1).strip();
    }

    /** Makes a cell or a term of it; what is refused is an error at the token. */
    <T> T at(Token token, String cell, Supplier<T> made) {
        try {
            return made.get();
        } catch (CellTextException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String prefix = "cell " + cell + ": ";
            throw error(token, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
        }
    }

    CellTextException error(Token at, String problem) {
        return error(at.line(), at.column(), problem);
    }

    CellTextException error(int line, int column, String problem) {
        String shown = line <= lines.size() ? lines.get(line - 1) : "";
        int from = Math.max(0, column - 1 - SHOWN);
        int to = Math.min(shown.length(), column - 1 + SHOWN);
        String before = printable(shown.substring(from, Math.min(column - 1, shown.length())));
        String excerpt = before + printable(shown.substring(Math.min(column - 1, shown.length()), to));
        String sentence = printable(Sentence.beginning(problem, LONGEST_PROBLEM));
        return new CellTextException(
                name, line, column, sentence + "\n  " + excerpt + "\n  " + " ".repeat(before.length()) + "^");
    }

    private static String printable(String text) {
        var printable = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                printable.setCharAt(i, ' ');
            }
        }
        return printable.toString();
    }
}

package dev.unroll.core.input;

import dev.unroll.core.piece.Letters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The tokenizers that are a rule and nothing else. */
enum TokenRule implements Tokenizer {
    CHARACTERS("characters", ""),
    WORDS("words", " "),
    HTML_WORDS("html-words", " "),
    SYMBOLS("symbols", " ");

    private static final Pattern LINE_BREAK = Pattern.compile("<br\\s*/?>", Pattern.CASE_INSENSITIVE);

    private final String dataName;
    private final String separator;

    TokenRule(String dataName, String separator) {
        this.dataName = dataName;
        this.separator = separator;
    }

    @Override
    public List<String> tokens(String text) {
        if (this == CHARACTERS) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        var tokens = new ArrayList<String>();
        forEach(text, tokens::add);
        return List.copyOf(tokens);
    }

    @Override
    public boolean isEmpty(String text) {
        return switch (this) {
            case CHARACTERS -> text.isEmpty();
            case WORDS, SYMBOLS -> isBlank(text);
            case HTML_WORDS -> isBlank(LINE_BREAK.matcher(text).replaceAll(" "));
        };
    }

    private static boolean isBlank(String text) {
        return text.codePoints().allMatch(Letters::isBlank);
    }

    @Override
    public void forEach(String text, Consumer<String> action) {
        switch (this) {
            case CHARACTERS -> text.codePoints().mapToObj(Character::toString).forEachOrdered(action);
            case WORDS -> forEachWord(text, TokenRule::isWordPart, action);
            case HTML_WORDS -> forEachWord(LINE_BREAK.matcher(text).replaceAll(" "), TokenRule::isWordPart, action);
            case SYMBOLS ->
                forEachWord(text, codePoint -> !Letters.isBlank(codePoint), symbol -> partMark(symbol, action));
        }
    }

    /** A symbol in angle brackets would be a mark: its first bracket is a token of its own. */
    private static void partMark(String symbol, Consumer<String> action) {
        if (symbol.length() > 1 && symbol.startsWith("<") && symbol.endsWith(">")) {
            action.accept(symbol.substring(0, 1));
            action.accept(symbol.substring(1));
        } else {
            action.accept(symbol);
        }
    }

    @Override
    public int count(String text) {
        if (this == CHARACTERS) {
            return text.codePointCount(0, text.length());
        }
        int[] count = new int[1];
        forEach(text, _ -> count[0]++);
        return count[0];
    }

    @Override
    public String join(List<String> tokens) {
        return String.join(separator, tokens);
    }

    @Override
    public boolean takesTokens() {
        return this != CHARACTERS;
    }

    @Override
    public String kind() {
        return dataName;
    }

    @Override
    public String toData() {
        return dataName;
    }

    private static void forEachWord(String text, IntPredicate isWordPart, Consumer<String> action) {
        int start = 0;
        while (start < text.length()) {
            int end = Letters.end(text, start, isWordPart);
            if (!Letters.isBlank(text.codePointAt(start))) {
                action.accept(text.substring(start, end));
            }
            start = end;
        }
    }

    private static boolean isWordPart(int codePoint) {
        return !Character.isIdeographic(codePoint) && Letters.isWordPart(codePoint);
    }
}

package dev.unroll.core.piece;

import dev.unroll.core.form.Data;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Words and other visible characters, each with the mark {@value #MARK} before it if it begins the text or a blank stands
 * before it: {@code It's over.} is {@code ▁It's}, {@code ▁over}, {@code .}. The mark is a symbol, and so is each code point.
 *
 * <p>Joined, the pieces of a text are the text with one space for each run of blanks, and none at its ends. A mark that stands
 * in the text is a blank. The mark is that of SentencePiece (Kudo and Richardson 2018).
 */
public record SpacedWords() implements WordCut {

    /** Stands for the blank before a word: U+2581. */
    public static final String MARK = "▁";

    static final String KIND = "spaced-words";

    private static final int MARK_CODE = MARK.codePointAt(0);

    @Override
    public void forEach(String text, Consumer<List<String>> action) {
        boolean spaced = true;
        int start = 0;
        while (start < text.length()) {
            int end = Letters.end(text, start, Letters::isWordPart);
            if (isBlank(text.codePointAt(start))) {
                spaced = true;
            } else {
                String word = text.substring(start, end);
                action.accept(WordCut.codePoints(spaced ? MARK + word : word));
                spaced = false;
            }
            start = end;
        }
    }

    private static boolean isBlank(int codePoint) {
        return codePoint == MARK_CODE || Letters.isBlank(codePoint);
    }

    @Override
    public String join(List<String> pieces) {
        String text = String.join("", pieces).replace(MARK, " ");
        return text.startsWith(" ") ? text.substring(1) : text;
    }

    @Override
    public Map<String, Object> toData() {
        return Map.of("kind", KIND);
    }

    static SpacedWords fromData(Data data) {
        data.requireKeys(Set.of("kind"));
        return new SpacedWords();
    }
}

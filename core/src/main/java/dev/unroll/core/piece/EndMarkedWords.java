package dev.unroll.core.piece;

import dev.unroll.core.form.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Words whose last symbol ends in a mark, as Sennrich et al. 2016 have them: {@code low} is {@code l}, {@code o},
 * {@code w</w>}. Joined, each word is followed by a blank, but the last.
 */
public record EndMarkedWords(String mark, Parting parting) implements WordCut {

    static final String KIND = "end-marked";

    private static final Set<String> KEYS = Set.of("kind", "mark", "parting");

    /** What parts words. */
    public enum Parting {
        /** Blanks: {@code WhitespaceSplit}. */
        BLANKS("blanks", "\\S+"),
        /** Blanks, and what is no letter, digit, mark or low line from what is one: {@code Whitespace}. */
        CLASSES("classes", "\\w+|[^\\w\\s]+");

        private final String dataName;
        private final Pattern word;

        Parting(String dataName, String word) {
            this.dataName = dataName;
            this.word = Pattern.compile(word, Pattern.UNICODE_CHARACTER_CLASS);
        }

        String toData() {
            return dataName;
        }
    }

    public EndMarkedWords {
        if (mark.isBlank()) {
            throw new IllegalArgumentException("the mark of a word's end must not be blank but is \"" + mark + "\"");
        }
    }

    @Override
    public void forEach(String text, Consumer<List<String>> action) {
        var words = parting.word.matcher(text);
        while (words.find()) {
            List<String> symbols = new ArrayList<>(WordCut.codePoints(words.group()));
            symbols.set(symbols.size() - 1, symbols.getLast() + mark);
            action.accept(symbols);
        }
    }

    @Override
    public String join(List<String> pieces) {
        String text = String.join("", pieces).replace(mark, " ");
        return text.endsWith(" ") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("kind", KIND);
        data.put("mark", mark);
        data.put("parting", parting.toData());
        return data;
    }

    static EndMarkedWords fromData(Data data) {
        data.requireKeys(KEYS);
        String mark = data.at("mark").text();
        Parting parting = data.at("parting").choice(Parting.values(), Parting::toData);
        return data.make(() -> new EndMarkedWords(mark, parting));
    }
}

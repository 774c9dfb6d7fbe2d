package dev.unroll.core.piece;

import dev.unroll.core.form.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Words as the {@code Metaspace} of Hugging Face's tokenizers has them: each space becomes the mark, and a word goes from a mark
 * to before the next. Other blanks are characters.
 *
 * @param mark one character
 */
public record MetaspaceWords(String mark, Prefix prefix) implements WordCut {

    static final String KIND = "metaspace";

    private static final Set<String> KEYS = Set.of("kind", "mark", "prefix");

    public MetaspaceWords {
        if (mark.isEmpty() || mark.codePointCount(0, mark.length()) != 1 || mark.equals(" ")) {
            throw new IllegalArgumentException(
                    "the mark of a blank must be one character, and no space, but is \"" + mark + "\"");
        }
    }

    @Override
    public void forEach(String text, Consumer<List<String>> action) {
        String marked = text.replace(" ", mark);
        if (prefix == Prefix.BLANK && !marked.isEmpty() && !marked.startsWith(mark)) {
            marked = mark + marked;
        }
        int start = 0;
        while (start < marked.length()) {
            int next = marked.indexOf(mark, start + mark.length());
            int end = next < 0 ? marked.length() : next;
            action.accept(WordCut.codePoints(marked.substring(start, end)));
            start = end;
        }
    }

    @Override
    public String join(List<String> pieces) {
        return prefix.taken(String.join("", pieces).replace(mark, " "));
    }

    @Override
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("kind", KIND);
        data.put("mark", mark);
        data.put("prefix", prefix.toData());
        return data;
    }

    static MetaspaceWords fromData(Data data) {
        data.requireKeys(KEYS);
        String mark = data.at("mark").text();
        Prefix prefix = Prefix.fromData(data.at("prefix"));
        return data.make(() -> new MetaspaceWords(mark, prefix));
    }
}

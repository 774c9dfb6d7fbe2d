package dev.unroll.core.piece;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unroll.core.form.Data;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Words whose symbols are bytes of UTF-8, each shown as a visible character, so that no character is unknown: the
 * {@code ByteLevel} of Hugging Face's tokenizers, and GPT-2's way (Radford et al. 2019). A space belongs to the word behind it.
 */
public record ByteWords(Prefix prefix) implements WordCut {

    static final String KIND = "bytes";

    private static final Set<String> KEYS = Set.of("kind", "prefix");

    /** GPT-2's rule: English clitics, letters, numbers, others, blanks. */
    private static final Pattern WORD = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final int BYTES = 256;

    /** The character that shows each byte; it may be none beyond U+0143. */
    private static final String SHOWN = shown();

    /** Returns a visible character of Latin-1 for itself, and for each other byte, in order, one from U+0100 on. */
    private static String shown() {
        var shown = new StringBuilder();
        int others = 0;
        for (int value = 0; value < BYTES; value++) {
            boolean visible = (value >= '!' && value <= '~') || (value >= 0xa1 && value != 0xad);
            shown.append((char) (visible ? value : BYTES + others++));
        }
        return shown.toString();
    }

    @Override
    public void forEach(String text, Consumer<List<String>> action) {
        boolean begins = text.isEmpty() || Letters.isBlank(text.codePointAt(0));
        var words = WORD.matcher(prefix == Prefix.BLANK && !begins ? " " + text : text);
        while (words.find()) {
            var symbols = new ArrayList<String>();
            for (byte value : words.group().getBytes(UTF_8)) {
                symbols.add(String.valueOf(SHOWN.charAt(Byte.toUnsignedInt(value))));
            }
            action.accept(symbols);
        }
    }

    /** Returns the text of the bytes; of bytes that are no UTF-8, U+FFFD. A character that shows no byte is itself. */
    @Override
    public String join(List<String> pieces) {
        var bytes = new ByteArrayOutputStream();
        for (String piece : pieces) {
            piece.codePoints().forEach(shown -> {
                int value = SHOWN.indexOf(shown);
                if (value >= 0) {
                    bytes.write(value);
                } else {
                    bytes.writeBytes(Character.toString(shown).getBytes(UTF_8));
                }
            });
        }
        return prefix.taken(bytes.toString(UTF_8));
    }

    @Override
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("kind", KIND);
        data.put("prefix", prefix.toData());
        return data;
    }

    static ByteWords fromData(Data data) {
        data.requireKeys(KEYS);
        return new ByteWords(Prefix.fromData(data.at("prefix")));
    }
}

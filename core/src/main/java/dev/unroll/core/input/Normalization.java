package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes equal the texts that are to count as equal. Normalizing twice changes nothing more.
 *
 * <p>Every form composes or decomposes accents, so that é in one code point and é in two are one text. The ASCII forms
 * are those of the PyTorch tutorials: decompose (NFD), then keep {@code a–z A–Z}, the space and {@code . , ; '}; all
 * else is dropped, not replaced (é becomes e, but ł and ß vanish).
 */
public enum Normalization {
    /** The text as it is, accents composed (NFC). */
    UNICODE("unicode"),
    /** As {@link #UNICODE}, in lower case; capitals are folded by Unicode's rules and no language's own. */
    UNICODE_LOWER_CASE("unicode-lower-case"),
    /** The 52 letters of ASCII, the space and {@code . , ; '}. */
    ASCII("ascii"),
    /** As {@link #ASCII}, in lower case. */
    ASCII_LOWER_CASE("ascii-lower-case");

    private final String dataName;

    Normalization(String dataName) {
        this.dataName = dataName;
    }

    /** Returns the text in this form. */
    public String apply(String text) {
        return switch (this) {
            case UNICODE -> compose(text);
            case UNICODE_LOWER_CASE -> compose(compose(text).toLowerCase(Locale.ROOT));
            case ASCII -> toAscii(text);
            case ASCII_LOWER_CASE -> toAscii(text).toLowerCase(Locale.ROOT);
        };
    }

    /** Returns the name of this form in a configuration. */
    public String toData() {
        return dataName;
    }

    /** Returns the form of this name. */
    public static Normalization fromData(Data data) {
        return data.choice(values(), Normalization::toData);
    }

    private static String compose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String toAscii(String text) {
        if (text.chars().allMatch(Normalization::isKept)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .chars()
                .filter(Normalization::isKept)
                .forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    private static boolean isKept(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || " .,;'".indexOf(c) >= 0;
    }
}

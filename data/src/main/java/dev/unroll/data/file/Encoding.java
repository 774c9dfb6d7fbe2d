package dev.unroll.data.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How bytes stand for characters.
 *
 * @param named empty: as a byte order mark says, and UTF-8 without one
 */
public record Encoding(Optional<Charset> named) {

    /** UTF-8, or UTF-16 or UTF-32 if a byte order mark says so. */
    public static final Encoding FOUND = new Encoding(Optional.empty());

    /** How other languages than Java begin the names of ISO 8859: {@code latin-1}. */
    private static final Pattern LATIN = Pattern.compile("(?i)latin[-_ ](?=\\d)");

    /** What {@link #of} takes for {@link #FOUND}. */
    public static final String AUTO = "auto";

    /**
     * Returns the encoding of a name, as {@code windows-1252}, or {@link #FOUND}.
     *
     * @throws IllegalArgumentException if no encoding of this JDK has the name
     */
    public static Encoding of(String name) {
        if (name.equals(AUTO)) {
            return FOUND;
        }
        try {
            return new Encoding(Optional.of(Charset.forName(LATIN.matcher(name).replaceFirst("latin"))));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "encoding must be \"auto\" or a name as UTF-8, UTF-16, windows-1252, ISO-8859-1 or Shift_JIS, but is \""
                            + name + "\"",
                    e);
        }
    }

    /** Returns the character set of bytes that begin with no byte order mark. */
    public Charset withoutMark() {
        return named.orElse(UTF_8);
    }
}

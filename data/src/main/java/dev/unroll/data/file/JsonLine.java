package dev.unroll.data.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.unroll.core.form.Sentence;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of JSON: strict, without repeated keys, and no deeper than data are. */
public final class JsonLine {

    /** Deeper than any data, and far from what a stack can hold. */
    private static final int DEEPEST = 255;

    /** The characters of a number that the parser takes for one, at most. */
    private static final int LONGEST_NUMBER = 1023;

    /** What the parser says: what is wrong, and the column behind which it was noticed. */
    private static final Pattern SAID = Pattern.compile("(.*?) at line 1 column (\\d+) path .*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("[-+.eE0-9]{" + (LONGEST_NUMBER + 1) + "}");

    private JsonLine() {}

    /**
     * Returns what a line is.
     *
     * @throws IllegalArgumentException if it is no JSON, has a key twice or is nested too deep; the message goes on behind the
     *     line's place
     */
    @SuppressWarnings("exports")
    public static JsonElement parse(String line) {
        try (var json = new JsonReader(new StringReader(line))) {
            json.setStrictness(Strictness.STRICT);
            json.setNestingLimit(DEEPEST);
            JsonElement element = element(json);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException("no JSON: more follows after its end");
            }
            return element;
        } catch (EOFException e) {
            throw new IllegalArgumentException("no JSON: it ends too early", e);
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(problem(line, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonElement element(JsonReader json) throws IOException {
        return switch (json.peek()) {
            case BEGIN_OBJECT -> object(json);
            case BEGIN_ARRAY -> array(json);
            case STRING -> new JsonPrimitive(json.nextString());
            case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(json));
            case BOOLEAN -> new JsonPrimitive(json.nextBoolean());
            default -> {
                json.nextNull();
                yield JsonNull.INSTANCE;
            }
        };
    }

    private static JsonObject object(JsonReader json) throws IOException {
        var object = new JsonObject();
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            if (object.has(key)) {
                throw new IllegalArgumentException("has the key " + Sentence.quoted(key) + " twice");
            }
            object.add(key, element(json));
        }
        json.endObject();
        return object;
    }

    private static JsonArray array(JsonReader json) throws IOException {
        var array = new JsonArray();
        json.beginArray();
        while (json.hasNext()) {
            array.add(element(json));
        }
        json.endArray();
        return array;
    }

    /** Returns what the parser says without its advice to programmers. */
    private static String problem(String line, String said) {
        Matcher parts = SAID.matcher(said);
        if (!parts.matches()) {
            return "no JSON";
        }
        if (parts.group(1).startsWith("Nesting limit")) {
            return "is nested more than " + DEEPEST + " deep, which is not read";
        }
        int column = Integer.parseInt(parts.group(2));
        Matcher number = NUMBER.matcher(line).region(Math.min(column - 1, line.length()), line.length());
        if (number.lookingAt()) {
            return String.format(
                    Locale.ROOT,
                    "has a number of more than %,d characters in column %d, which is not read",
                    LONGEST_NUMBER,
                    column);
        }
        return "no JSON: " + reason(parts.group(1)) + " near column " + column;
    }

    private static String reason(String said) {
        if (said.startsWith("Use JsonReader")) {
            return "a mistake";
        }
        if (said.startsWith("Unescaped control")) {
            return "a control character that is not escaped";
        }
        if (said.startsWith("Malformed Unicode")) {
            return "a \\u without four hexadecimal digits";
        }
        return said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1);
    }
}

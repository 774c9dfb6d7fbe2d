package dev.unroll.core.form;

import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as plain data: maps, lists, strings, doubles, Booleans. Strict, without nulls and without repeated names. */
public final class Json {

    /** Deeper than any configuration, and far from what a stack can hold. */
    private static final int DEEPEST = 100;

    /** Characters of an error that are repeated, at most: its place may be a name of any length. */
    private static final int LONGEST = 200;

    /** What a null is. */
    private enum Nulls {
        /** A mistake. */
        REFUSED,
        /** In an object, a key that is not there. */
        ABSENT
    }

    private Json() {}

    /** Returns data as indented text with a newline at its end. */
    public static String write(Map<String, ?> data) {
        var gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        return gson.toJson(data) + "\n";
    }

    /** Returns the one object that a text is; the message of an error says where it stands. */
    public static Map<String, Object> read(Reader text) throws IOException {
        return read(text, Nulls.REFUSED);
    }

    /** As {@link #read}, of JSON of others: what is null under a key is not there. */
    public static Map<String, Object> readForeign(Reader text) throws IOException {
        return read(text, Nulls.ABSENT);
    }

    private static Map<String, Object> read(Reader text, Nulls nulls) throws IOException {
        var json = new JsonReader(text);
        json.setStrictness(Strictness.STRICT);
        try {
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                throw new MalformedJsonException("it must be an object, {…}, but is " + word(json.peek()));
            }
            Map<String, Object> object = object(json, nulls, 0);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedJsonException("more follows after the end of the object");
            }
            return object;
        } catch (EOFException e) {
            throw new MalformedJsonException("it ends too early", e);
        } catch (MalformedJsonException | IllegalStateException e) {
            throw new MalformedJsonException(plain(String.valueOf(e.getMessage())), e);
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("it must be UTF-8", e);
        }
    }

    /** Returns what Gson says without its advice to programmers: what is wrong, and where. */
    private static String plain(String message) {
        String line = message.lines()
                .findFirst()
                .orElse("")
                .replace("Use JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON", "a mistake");
        return Sentence.beginning(line, LONGEST);
    }

    private static Map<String, Object> object(JsonReader json, Nulls nulls, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new MalformedJsonException("objects are nested more than " + DEEPEST + " deep");
        }
        var object = new LinkedHashMap<String, Object>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (nulls == Nulls.ABSENT && json.peek() == JsonToken.NULL) {
                json.nextNull();
                continue;
            }
            // A vocabulary is long: the place of a name is put together only if it is wrong.
            if (object.containsKey(name)) {
                throw new MalformedJsonException(json.getPath() + " stands there twice");
            }
            object.put(name, value(json, nulls, depth));
        }
        json.endObject();
        return object;
    }

    private static Object value(JsonReader json, Nulls nulls, int depth) throws IOException {
        JsonToken token = json.peek();
        return switch (token) {
            case BEGIN_OBJECT -> object(json, nulls, depth + 1);
            case BEGIN_ARRAY -> array(json, nulls, depth + 1);
            case STRING -> json.nextString();
            case NUMBER -> json.nextDouble();
            case BOOLEAN -> json.nextBoolean();
            default -> throw new MalformedJsonException(json.getPath() + " must be a value but is " + word(token));
        };
    }

    private static String word(JsonToken token) {
        return switch (token) {
            case BEGIN_OBJECT -> "an object";
            case BEGIN_ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case END_DOCUMENT, END_OBJECT, END_ARRAY, NAME -> "nothing";
        };
    }

    private static List<Object> array(JsonReader json, Nulls nulls, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new MalformedJsonException("lists are nested more than " + DEEPEST + " deep");
        }
        var array = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            array.add(value(json, nulls, depth));
        }
        json.endArray();
        return array;
    }
}

package dev.unroll.core.tensorfile;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.unroll.core.form.Sentence;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a header, JSON such as
 *
 * <pre>
 *   {"__metadata__": {"format": "pt"}, "fc.bias": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]}}
 * </pre>
 *
 * and believes nothing of it. The parser goes only as deep as the format does, so that no nesting can exhaust the stack.
 */
final class TensorHeaderParser {

    /** More dimensions than any tensor library allows. */
    private static final int MAX_DIMENSIONS = 64;

    /** The longest array that every JVM can make. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private static final int SHOWN_NAME_LENGTH = 80;

    private static final Pattern PLACE = Pattern.compile(" at line \\d+ column \\d+");

    private final Path file;
    private final JsonReader json;

    private TensorHeaderParser(Path file, String text) {
        this.file = file;
        this.json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
    }

    /** Returns what the header says; throws {@link TensorFileException} if it is not sound. */
    static TensorHeader parse(Path file, String text) throws TensorFileException {
        if (!text.startsWith("{")) {
            throw new TensorFileException(file, "the header must be a JSON object, which begins with {");
        }
        try {
            return new TensorHeaderParser(file, text).header();
        } catch (TensorFileException e) {
            throw e;
        } catch (EOFException e) {
            throw new TensorFileException(file, "the header's JSON ends too early");
        } catch (IOException e) {
            // Gson's message ends in advice for programmers; only the place is of use here.
            Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
            throw new TensorFileException(file, "the header is not valid JSON" + (place.find() ? place.group() : ""));
        }
    }

    private TensorHeader header() throws IOException {
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        SequencedMap<String, TensorHeader.Entry> entries = new LinkedHashMap<>();
        boolean metadataSeen = false;
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (entries.containsKey(name) || (metadataSeen && name.equals(TensorFile.METADATA))) {
                throw broken("the header has two entries named " + quoted(name));
            }
            if (name.equals(TensorFile.METADATA)) {
                metadataSeen = true;
                readMetadata(metadata);
            } else {
                entries.put(name, entry("tensor " + quoted(name)));
            }
        }
        json.endObject();
        require(JsonToken.END_DOCUMENT, "the header", "one JSON object");
        return new TensorHeader(metadata, entries);
    }

    private void readMetadata(Map<String, String> metadata) throws IOException {
        require(JsonToken.BEGIN_OBJECT, TensorFile.METADATA, "an object of strings");
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            require(JsonToken.STRING, TensorFile.METADATA + " " + quoted(key), "a string");
            if (metadata.putIfAbsent(key, json.nextString()) != null) {
                throw broken(TensorFile.METADATA + " has two values for " + quoted(key));
            }
        }
        json.endObject();
    }

    private TensorHeader.Entry entry(String tensor) throws IOException {
        Map<String, String> words = new TreeMap<>();
        Map<String, List<Long>> lists = new TreeMap<>();
        require(JsonToken.BEGIN_OBJECT, tensor, "an object");
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            boolean twice =
                    switch (key) {
                        case "dtype" -> {
                            require(JsonToken.STRING, "dtype of " + tensor, "a string");
                            yield words.put(key, json.nextString()) != null;
                        }
                        case "shape", "data_offsets" -> lists.put(key, numbers(key + " of " + tensor)) != null;
                        default ->
                            throw broken(tensor + " has the unknown field " + quoted(key)
                                    + "; the format has dtype, shape and data_offsets");
                    };
            if (twice) {
                throw broken(tensor + " has " + key + " twice");
            }
        }
        json.endObject();
        return checked(tensor, words.get("dtype"), lists.get("shape"), lists.get("data_offsets"));
    }

    private TensorHeader.Entry checked(
            String tensor, @Nullable String dtype, @Nullable List<Long> shape, @Nullable List<Long> offsets)
            throws TensorFileException {
        if (dtype == null || shape == null || offsets == null) {
            throw broken(tensor + " has no " + (dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets"));
        }
        DataType type = DataType.named(dtype)
                .orElseThrow(() -> broken(
                        "dtype of " + tensor + " must be one of " + DataType.names() + " but is " + quoted(dtype)));
        if (offsets.size() != 2) {
            throw broken("data_offsets of " + tensor + " must be exactly two numbers, begin and end");
        }
        long begin = offsets.get(0);
        long end = offsets.get(1);
        if (begin > end) {
            throw broken("data_offsets of " + tensor + " must not end before they begin but are " + offsets);
        }
        int size = size(tensor, shape);
        long bytes = type.bytes(size);
        if (end - begin != bytes) {
            throw broken(tensor + " needs " + bytes + " bytes for " + type + " " + shape + " but its data_offsets "
                    + offsets + " hold " + (end - begin));
        }
        return new TensorHeader.Entry(type, shape.stream().map(Math::toIntExact).toList(), size, begin, end);
    }

    private int size(String tensor, List<Long> shape) throws TensorFileException {
        if (shape.size() > MAX_DIMENSIONS) {
            throw broken("shape of " + tensor + " must have at most " + MAX_DIMENSIONS + " dimensions but has more");
        }
        long size = 1;
        for (long dimension : shape) {
            if (dimension > MAX_SIZE || size * dimension > MAX_SIZE) {
                throw broken("shape of " + tensor + " must hold at most " + MAX_SIZE + " elements but is " + shape);
            }
            size *= dimension;
        }
        return (int) size;
    }

    /** Reads a list of whole numbers, keeping no more of it than the format can use. */
    private List<Long> numbers(String what) throws IOException {
        List<Long> numbers = new ArrayList<>();
        require(JsonToken.BEGIN_ARRAY, what, "a list of whole numbers");
        json.beginArray();
        while (json.hasNext()) {
            require(JsonToken.NUMBER, what, "a list of whole numbers");
            String digits = json.nextString();
            if (digits.startsWith("-")) {
                throw broken(what + " must not be negative but has " + shortened(digits));
            }
            if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw broken(what + " must be whole numbers but has " + shortened(digits));
            }
            // 18 digits always fit a long; no file and no array is that large.
            if (digits.length() > 18) {
                throw broken(what + " has a number that is too large: " + shortened(digits));
            }
            if (numbers.size() <= MAX_DIMENSIONS) {
                numbers.add(Long.parseLong(digits));
            }
        }
        json.endArray();
        return List.copyOf(numbers);
    }

    private void require(JsonToken token, String what, String expected) throws IOException {
        JsonToken found = json.peek();
        if (found != token) {
            throw broken(what + " must be " + expected + " but has " + describe(found));
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case BEGIN_ARRAY -> "a list";
            case BEGIN_OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT -> "nothing";
        };
    }

    private TensorFileException broken(String message) {
        return new TensorFileException(file, message);
    }

    /** Returns a name for messages: in quotes, not too long, and without characters that a terminal would obey. */
    static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        shortened(name).chars().forEach(c -> {
            if (Character.isISOControl(c) || Character.isSurrogate((char) c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.append('"').toString();
    }

    private static String shortened(String text) {
        return Sentence.beginning(text, SHOWN_NAME_LENGTH);
    }
}

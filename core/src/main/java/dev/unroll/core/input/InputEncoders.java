package dev.unroll.core.input;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The input encoders that there are, and how each is read from a model's {@code config.json}. */
public final class InputEncoders {

    /** By the key of its data form. Whoever adds an encoder adds a line. */
    private static final Map<String, Reader> READERS = readers();

    private InputEncoders() {}

    private interface Reader {
        InputEncoder read(Object data, String place);
    }

    private static Map<String, Reader> readers() {
        var readers = new LinkedHashMap<String, Reader>();
        readers.put(TextEncoder.KIND, TextEncoder::fromData);
        readers.put(VectorEncoder.KIND, VectorEncoder::fromData);
        readers.put(WordEncoder.KIND, WordEncoder::fromData);
        return readers;
    }

    /** Returns under which key a configuration has its encoder; {@code text} if it has none. */
    public static String kind(Set<String> keys) {
        return READERS.keySet().stream().filter(keys::contains).findFirst().orElse(TextEncoder.KIND);
    }

    /** Returns the encoder of a data form. */
    public static InputEncoder read(String kind, Object data) {
        Reader reader = READERS.get(kind);
        if (reader == null) {
            throw new IllegalArgumentException("there is no input encoder " + kind + "; there are " + READERS.keySet());
        }
        return reader.read(data, kind);
    }
}

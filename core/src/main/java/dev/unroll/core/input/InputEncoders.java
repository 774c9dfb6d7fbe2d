package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The input encoders that there are, and how each is read from a model's {@code config.json}. */
public final class InputEncoders {

    /** By the key of its data form. Whoever adds an encoder adds a line. */
    private static final Map<String, Function<Data, InputEncoder>> READERS = readers();

    private InputEncoders() {}

    private static Map<String, Function<Data, InputEncoder>> readers() {
        var readers = new LinkedHashMap<String, Function<Data, InputEncoder>>();
        readers.put(TextEncoder.KIND, TextEncoder::fromData);
        readers.put(VectorEncoder.KIND, VectorEncoder::fromData);
        readers.put(WordEncoder.KIND, WordEncoder::fromData);
        readers.put(SeriesEncoder.KIND, SeriesEncoder::fromData);
        return readers;
    }

    /** Returns under which key a configuration has its encoder; {@code text} if it has none. */
    public static String kind(Set<String> keys) {
        return READERS.keySet().stream().filter(keys::contains).findFirst().orElse(TextEncoder.KIND);
    }

    /** Returns the encoder of a data form. */
    public static InputEncoder read(String kind, Data data) {
        Function<Data, InputEncoder> reader = READERS.get(kind);
        if (reader == null) {
            throw new IllegalArgumentException("there is no input encoder " + kind + "; there are " + READERS.keySet());
        }
        return reader.apply(data);
    }
}

package dev.unroll.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.tensorfile.Tensor;
import dev.unroll.core.tensorfile.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One case that PyTorch computed: its description and its tensors. */
final class PyTorchCase {

    /** What a float32 pass may differ by, absolutely or relatively; PyTorch's own pass was in float64. */
    static final double TOLERANCE = 2e-5;

    private final Map<String, Object> description;
    private final TensorFile tensors;

    private PyTorchCase(Map<String, Object> description, TensorFile tensors) {
        this.description = description;
        this.tensors = tensors;
    }

    /** Reads the case in a file. */
    static PyTorchCase read(Path file) throws IOException {
        TensorFile tensors = TensorFile.read(file);
        String json = tensors.metadata().get("case");
        assertEquals(true, json != null, file + " has no case in its metadata");
        return new PyTorchCase(new Gson().fromJson(json, new TypeToken<Map<String, Object>>() {}.getType()), tensors);
    }

    String kind() {
        return text("kind");
    }

    /** Returns an entry of the description, as JSON has it: String, Double, Boolean, List or Map. */
    Object get(String key) {
        return Optional.ofNullable(description.get(key))
                .orElseThrow(() -> new AssertionError("the case has no " + key + " but " + description));
    }

    String text(String key) {
        return (String) get(key);
    }

    double number(String key) {
        return (double) get(key);
    }

    int whole(String key) {
        return Math.toIntExact((long) number(key));
    }

    /** Returns whether an entry of the description is there and true. */
    boolean flag(String key) {
        return description.containsKey(key) && (boolean) get(key);
    }

    /** Returns the entries of the nested object {@code key}, in a map of the caller's own, nulls left out. */
    Map<String, Object> options(String key) {
        Map<String, Object> options = new LinkedHashMap<>();
        ((Map<?, ?>) get(key)).forEach((name, value) -> {
            if (value != null) {
                options.put((String) name, value);
            }
        });
        return options;
    }

    /** Returns whether a line of {@code not-yet.txt} is about this case. */
    boolean matches(String line) {
        String[] words = line.split(" ", 2);
        if (!words[0].equals(kind())) {
            return false;
        }
        if (words.length == 1) {
            return true;
        }
        String[] option = words[1].split("=", 2);
        Object value = description.getOrDefault(option[0], nested(option[0]));
        return option.length == 2 ? option[1].equals(String.valueOf(value)) : isOn(value);
    }

    /** Returns the value of a name in any object of the description, or false. */
    private Object nested(String name) {
        return description.values().stream()
                .filter(value -> value instanceof Map<?, ?> map && map.get(name) != null)
                .map(value -> (Object) ((Map<?, ?>) value).get(name))
                .findFirst()
                .orElse(false);
    }

    private static boolean isOn(Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case Collection<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    boolean has(String tensor) {
        return tensors.find(tensor).isPresent();
    }

    /** Returns the names of all tensors, in the order of the file. */
    Collection<String> names() {
        return tensors.tensors().keySet();
    }

    Tensor tensor(String name) {
        return tensors.find(name).orElseThrow(() -> new AssertionError("no tensor " + name + " but " + names()));
    }

    List<Integer> shape(String name) {
        return tensor(name).shape();
    }

    float[] floats(String name) {
        return ((Tensor.Floats) tensor(name)).values();
    }

    long[] longs(String name) {
        return ((Tensor.Longs) tensor(name)).values();
    }

    /** Returns the tensor as a matrix: the last dimension across, all others down; a vector is a column. */
    Matrix matrix(String name) {
        List<Integer> shape = shape(name);
        int columns = shape.size() < 2 ? 1 : shape.getLast();
        int rows = shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact) / Math.max(1, columns);
        return Matrix.of(floats(name), rows, columns);
    }

    /** Returns the tensors of all parameters as one flat array; {@code tensor} says what each is called here. */
    float[] parameters(ParameterLayout layout, UnaryOperator<String> tensor) {
        float[] flat = new float[layout.size()];
        for (Window window : layout.windows()) {
            String name = tensor.apply(window.name());
            assertEquals(window.shape(), shape(name), name);
            System.arraycopy(floats(name), 0, flat, window.offset(), window.size());
        }
        return flat;
    }

    /** Asserts that {@code actual} agrees with the tensor {@code name}, element by element. */
    void assertClose(String name, float[] actual) {
        assertClose(name, floats(name), actual, TOLERANCE);
    }

    /** Asserts that two arrays agree within a tolerance, absolute or relative; {@code what} is what messages call them. */
    static void assertClose(String what, float[] expected, float[] actual, double tolerance) {
        assertEquals(expected.length, actual.length, what + ": number of elements");
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - actual[i]);
            if (!(difference <= tolerance * Math.max(1, Math.abs(expected[i])))) {
                fail(what + "[" + i + "]: PyTorch has " + expected[i] + " but Unroll has " + actual[i]);
            }
        }
    }
}

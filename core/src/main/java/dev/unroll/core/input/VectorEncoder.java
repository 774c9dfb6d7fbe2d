package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.InputSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The way from measured numbers to the vectors that a network reads: (value − offset) / divisor, in float.
 *
 * @param features numbers a step
 * @param offset what becomes 0; for grey pixels 0
 * @param divisor what becomes 1 above it; for grey pixels of a byte 255
 */
public record VectorEncoder(int features, float offset, float divisor) implements InputEncoder {

    /** The key of its data form. */
    static final String KIND = "vectors";

    private static final Set<String> KEYS = Set.of("features", "offset", "divisor");

    public VectorEncoder {
        if (features < 1) {
            throw new IllegalArgumentException("features must be at least 1 but is " + features);
        }
        if (!Float.isFinite(offset)) {
            throw new IllegalArgumentException("offset must be finite but is " + offset);
        }
        if (!(divisor > 0 && divisor <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("divisor must be positive and finite but is " + divisor);
        }
    }

    /**
     * Returns the vectors of a sequence, [T, features].
     *
     * @param raw [T, features], left as it is
     */
    public Matrix encode(Matrix raw) {
        if (raw.columns() != features) {
            throw new IllegalArgumentException(
                    "a step must have " + features + " numbers but has " + raw.columns() + "; cut the sequence so");
        }
        Matrix encoded = Matrix.zeros(raw.rows(), features);
        for (int t = 0; t < raw.rows(); t++) {
            for (int j = 0; j < features; j++) {
                float value = raw.get(t, j);
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "number " + j + " of step " + t + " must be finite but is " + value);
                }
                encoded.set(t, j, (value - offset) / divisor);
            }
        }
        return encoded;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String unit() {
        return "sequence of vectors";
    }

    @Override
    public String description() {
        return "vectors, (x − " + offset + ") / " + divisor;
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(toString());
    }

    @Override
    public void requireReader(InputSpec input) {
        switch (input) {
            case InputSpec.Dense(int read) -> {
                if (read != features) {
                    throw new IllegalArgumentException(
                            "the network reads " + read + " numbers a step but the encoder gives " + features);
                }
            }
            case InputSpec.OneHot _, InputSpec.Embedding _, InputSpec.Words _ ->
                throw new IllegalArgumentException(
                        "the network reads tokens, but a model of vectors must read vectors");
        }
    }

    @Override
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("features", features);
        data.put("offset", offset);
        data.put("divisor", divisor);
        return data;
    }

    /** Returns the encoder of this data form. */
    public static VectorEncoder fromData(Data data) {
        data.requireKeys(KEYS);
        int features = data.at("features").whole();
        return data.make(
                () -> new VectorEncoder(features, (float) data.at("offset").number(), (float)
                        data.at("divisor").number()));
    }
}

package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.InputSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The way from measured numbers to the vectors that a network reads: (value − offset) / divisor, in float, a feature at a
 * time. A number that is missing is NaN, and treated as {@link Missing} says.
 *
 * @param scales one a feature
 * @param missing what becomes of missing numbers
 */
public record VectorEncoder(List<Scale> scales, Missing missing) implements InputEncoder {

    /** The key of its data form. */
    static final String KIND = "vectors";

    private static final String MISSING = "missing";
    private static final Set<String> KEYS = Set.of("features", "offset", "divisor");

    public VectorEncoder {
        scales = List.copyOf(scales);
        if (scales.isEmpty()) {
            throw new IllegalArgumentException("features must be at least 1 but is 0");
        }
    }

    /** One scale for all features, and no number missing. */
    public VectorEncoder(int features, float offset, float divisor) {
        this(Collections.nCopies(requireOne(features), new Scale(offset, divisor)), Missing.ERROR);
    }

    private static int requireOne(int features) {
        if (features < 1) {
            throw new IllegalArgumentException("features must be at least 1 but is " + features);
        }
        return features;
    }

    /**
     * How a number is scaled.
     *
     * @param offset what becomes 0; for grey pixels 0
     * @param divisor what becomes 1 above it; for grey pixels of a byte 255
     */
    public record Scale(float offset, float divisor) {

        public Scale {
            if (!Float.isFinite(offset)) {
                throw new IllegalArgumentException("offset must be finite but is " + offset);
            }
            if (!(divisor > 0 && divisor <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("divisor must be positive and finite but is " + divisor);
            }
        }
    }

    /** Returns the numbers that a step has. */
    public int features() {
        return scales.size();
    }

    /** Returns the numbers that a network reads a step. */
    public int inputs() {
        return missing == Missing.MASK ? 2 * features() : features();
    }

    /**
     * Returns the vectors of a sequence, [T, inputs].
     *
     * @param raw [T, features], left as it is; NaN where a number is missing
     */
    public Matrix encode(Matrix raw) {
        if (raw.columns() != features()) {
            throw new IllegalArgumentException(
                    "a step must have " + features() + (features() == 1 ? " number" : " numbers") + " but has "
                            + raw.columns() + "; cut the sequence so");
        }
        Matrix encoded = Matrix.zeros(raw.rows(), inputs());
        for (int t = 0; t < raw.rows(); t++) {
            for (int j = 0; j < features(); j++) {
                float value = raw.get(t, j);
                boolean isMissing = Float.isNaN(value) && missing != Missing.ERROR;
                if (!isMissing && !Float.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "number " + j + " of step " + t + " must be finite but is " + value);
                }
                Scale scale = scales.get(j);
                encoded.set(t, j, (value - scale.offset()) / scale.divisor());
                if (missing == Missing.MASK) {
                    encoded.set(t, features() + j, isMissing ? 1 : 0);
                }
            }
        }
        missing.fill(encoded.columns(0, features()));
        return encoded;
    }

    /**
     * Returns numbers that belong to {@link #inputs} added up by feature, over all steps; what belongs to the mark of a missing
     * number belongs to its feature.
     *
     * @param ofInputs [T, inputs]
     * @return [features]
     */
    public List<Double> byFeature(Matrix ofInputs) {
        ofInputs.requireShape("numbers of inputs", ofInputs.rows(), inputs());
        List<Double> sums = new ArrayList<>();
        for (int feature = 0; feature < features(); feature++) {
            double sum = 0;
            for (int t = 0; t < ofInputs.rows(); t++) {
                float ofStep = ofInputs.get(t, feature);
                for (int j = feature + features(); j < inputs(); j += features()) {
                    ofStep += ofInputs.get(t, j);
                }
                sum += ofStep;
            }
            sums.add(sum);
        }
        return sums;
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
        String scaled = hasOneScale()
                ? "vectors, (x − " + scales.getFirst().offset() + ") / "
                        + scales.getFirst().divisor()
                : "vectors, (x − offset) / divisor of its feature";
        return missing == Missing.ERROR ? scaled : scaled + ", " + missing.description();
    }

    private boolean hasOneScale() {
        return Collections.frequency(scales, scales.getFirst()) == scales.size();
    }

    /** One scale without missing numbers has the text that it always had: checkpoints and receipts hold its hash. */
    @Override
    public void describe(Consumer<String> hash) {
        Scale first = scales.getFirst();
        hash.accept(
                hasOneScale() && missing == Missing.ERROR
                        ? "VectorEncoder[features=" + features() + ", offset=" + first.offset() + ", divisor="
                                + first.divisor() + "]"
                        : toString());
    }

    @Override
    public void requireReader(InputSpec input) {
        switch (input) {
            case InputSpec.Dense(int read) -> {
                if (read != inputs()) {
                    throw new IllegalArgumentException(
                            "the network reads " + read + " numbers a step but the encoder gives " + inputs());
                }
            }
            case InputSpec.Pair pair -> requireReader(pair.source().input());
            case InputSpec.OneHot _, InputSpec.Embedding _, InputSpec.Words _ ->
                throw new IllegalArgumentException(
                        "the network reads tokens, but a model of vectors must read vectors");
        }
    }

    @Override
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("features", features());
        data.put("offset", numbers(Scale::offset));
        data.put("divisor", numbers(Scale::divisor));
        if (missing != Missing.ERROR) {
            data.put(MISSING, missing.key());
        }
        return data;
    }

    /** Returns one number if all features have it, else one a feature. */
    private Object numbers(ToDoubleFunction<Scale> number) {
        List<Float> all = scales.stream()
                .map(scale -> (float) number.applyAsDouble(scale))
                .toList();
        return hasOneScale() ? all.getFirst() : all;
    }

    /** Returns the encoder of this data form. */
    public static VectorEncoder fromData(Data data) {
        boolean treats = data.has(MISSING);
        data.requireKeys(treats ? Set.of("features", "offset", "divisor", MISSING) : KEYS);
        int features = data.at("features").whole();
        return data.make(() -> new VectorEncoder(
                scales(requireOne(features), data.at("offset"), data.at("divisor")),
                treats ? Missing.of(data.at(MISSING).text()) : Missing.ERROR));
    }

    private static List<Scale> scales(int features, Data offset, Data divisor) {
        if (offset.value() instanceof Number && divisor.value() instanceof Number) {
            return Collections.nCopies(features, new Scale((float) offset.number(), (float) divisor.number()));
        }
        List<Data> offsets = offset.list();
        List<Data> divisors = divisor.list();
        if (offsets.size() != features || divisors.size() != features) {
            throw new IllegalArgumentException("offset and divisor must be " + features + " numbers each but are "
                    + offsets.size() + " and " + divisors.size());
        }
        return IntStream.range(0, features)
                .mapToObj(j -> new Scale(
                        (float) offsets.get(j).number(), (float) divisors.get(j).number()))
                .toList();
    }
}

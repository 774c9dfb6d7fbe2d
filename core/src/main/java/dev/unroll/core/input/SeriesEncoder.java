package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.InputSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way from the history of a series to the vectors that a network reads, and back.
 *
 * <p>The network reads the last {@code lookback} values, {@code segment} of them a step. A value is scaled twice: by the mean
 * and deviation of its series in the training part, and by what the window itself says; the answer is scaled back by both.
 * Where columns are known ahead, steps follow that have them and, in place of the target, zeros. Scaling is in double, what
 * the network reads in float. Where values may be missing, NaN, they are 0, and behind all numbers of a step stand as many
 * that are 1 where one is missing.
 *
 * @param lookback values that are read, at most: of a shorter history as many whole segments as it has
 * @param segment values a step
 * @param ahead values that follow the present in the columns known ahead; 0 if there are none
 * @param transform of each value of the target, before it is scaled
 * @param scaling of each window
 * @param season of so many steps, to whose last repetition answers are added; 0: they stand for themselves
 * @param past names of the columns known up to the present, with their scales
 * @param known names of the columns known ahead, with their scales
 * @param series scales of the series that were learned, by name
 * @param missing {@link Missing#MASK} if values may be missing, else {@link Missing#ERROR}
 */
public record SeriesEncoder(
        int lookback,
        int segment,
        int ahead,
        Transform transform,
        WindowScaling scaling,
        int season,
        Map<String, Scale> past,
        Map<String, Scale> known,
        Map<String, Scale> series,
        Missing missing)
        implements InputEncoder {

    /** The key of its data form. */
    static final String KIND = "series";

    private static final String MISSING = "missing";

    private static final Set<String> KEYS =
            Set.of("lookback", "segment", "ahead", "transform", "scaling", "season", "past", "known", "scales");

    private static final Set<String> KEYS_AND_MISSING =
            Stream.concat(KEYS.stream(), Stream.of(MISSING)).collect(Collectors.toUnmodifiableSet());

    public SeriesEncoder {
        if (segment < 1) {
            throw new IllegalArgumentException("segment must be at least 1 but is " + segment);
        }
        if (lookback < segment || lookback % segment != 0) {
            throw new IllegalArgumentException(
                    "lookback must be a multiple of segment, " + segment + ", but is " + lookback);
        }
        if (ahead < 0 || ahead % segment != 0) {
            throw new IllegalArgumentException(
                    "what is known ahead must be a multiple of segment, " + segment + ", but is " + ahead);
        }
        if (season < 0 || season > lookback) {
            throw new IllegalArgumentException(
                    "the season to repeat must be from 0 to the lookback, " + lookback + ", but is " + season);
        }
        if (missing.needsOtherSteps()) {
            throw new IllegalArgumentException(
                    "missing must be error or mask, as the rest is done before, but is " + missing.key());
        }
        if (missing == Missing.MASK && season > 0) {
            throw new IllegalArgumentException(
                    "a season cannot be repeated whose values may be missing: missing must not be mask");
        }
        past = copy(past);
        known = copy(known);
        series = copy(series);
    }

    /** No value missing. */
    public SeriesEncoder(
            int lookback,
            int segment,
            int ahead,
            Transform transform,
            WindowScaling scaling,
            int season,
            Map<String, Scale> past,
            Map<String, Scale> known,
            Map<String, Scale> series) {
        this(lookback, segment, ahead, transform, scaling, season, past, known, series, Missing.ERROR);
    }

    /** Not Map.copyOf, whose order changes from run to run: one model is one file. */
    private static Map<String, Scale> copy(Map<String, Scale> scales) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(scales));
    }

    /** Returns whether values may be missing, NaN: the network reads where they are. */
    public boolean mayBeMissing() {
        return missing == Missing.MASK;
    }

    /** Returns the numbers a step. */
    public int features() {
        return unmasked() + (mayBeMissing() ? segment * columns() : 0);
    }

    private int columns() {
        return 1 + past.size() + known.size();
    }

    private int unmasked() {
        return segment * columns() + (ahead > 0 ? 1 : 0);
    }

    /** Returns how many of the latest values of a history the network reads. */
    public int read(int length) {
        return Math.min(lookback, length - length % segment);
    }

    /** Returns how many steps the network makes of a history of this length. */
    public int steps(int length) {
        return (read(length) + ahead) / segment;
    }

    /** Returns whether series were learned, and none on a scale of its own (or each had the mean 0 and the deviation 1). */
    public boolean keepsUnits() {
        return !series.isEmpty() && series.values().stream().allMatch(Scale.NONE::equals);
    }

    /**
     * Returns the scale of a series: that of its training part; of one that was not learned, none if the others have none, or that of
     * its history, if any of that is known.
     */
    public Scale scale(History history) {
        Scale learned = keepsUnits() ? Scale.NONE : series.get(history.series());
        if (learned != null) {
            return learned;
        }
        double[] values = new double[history.length()];
        Arrays.setAll(values, history::target);
        boolean isKnown = Arrays.stream(values).anyMatch(value -> !Double.isNaN(value));
        return isKnown ? Scale.of(transform.applied(values), 0, values.length) : Scale.NONE;
    }

    /**
     * Returns what the network reads of a history, and how its answer is scaled back.
     *
     * @throws IllegalArgumentException if there is less than a segment, a column lacks, or a number is not finite
     */
    public Window encode(History history) {
        int length = history.length();
        int read = read(length);
        if (read == 0) {
            throw new IllegalArgumentException("series " + history.series() + " has " + length
                    + (length == 1 ? " value" : " values") + ", but at least " + segment + " are needed, a segment");
        }
        requireColumns(history);
        Scale outer = scale(history);
        double[] window = new double[read];
        for (int i = 0; i < read; i++) {
            int step = length - read + i;
            double value = transform.applied(history.target(step));
            window[i] = valid(outer.scaled(value), history, "the target", step);
        }
        Scale inner = scaling.ofKnown(window);
        Matrix vectors = Matrix.zeros(steps(length), features());
        for (int i = 0; i < read; i++) {
            put(vectors, 0, i, inner.scaled(window[i]));
        }
        int column = 1;
        for (int c = 0; c < past.size(); c++, column++) {
            put(history, history.past().get(c), List.copyOf(past.values()).get(c), read, read, vectors, column);
        }
        for (int c = 0; c < known.size(); c++, column++) {
            Scale scale = List.copyOf(known.values()).get(c);
            double[] values = History.held(history.known().get(c), length + ahead);
            put(history, values, scale, read, read + ahead, vectors, column);
        }
        for (int t = read / segment; t < vectors.rows(); t++) {
            vectors.set(t, segment * columns(), 1);
        }
        return new Window(vectors, transform, outer, inner, lastSeason(window, inner));
    }

    /** Writes a number of a column, counted from 0, at the {@code i}-th step that is read; 0 and a mark if it is missing. */
    private void put(Matrix vectors, int column, int i, double value) {
        int at = segment * column + i % segment;
        boolean isMissing = Double.isNaN(value);
        vectors.set(i / segment, at, isMissing ? 0 : (float) value);
        if (isMissing) {
            vectors.set(i / segment, unmasked() + at, 1);
        }
    }

    /** Returns the last season of a window on its own scale; of a shorter window nothing to add to. */
    private List<Double> lastSeason(double[] window, Scale inner) {
        return season > window.length
                ? List.of()
                : Arrays.stream(window, window.length - season, window.length)
                        .map(inner::scaled)
                        .boxed()
                        .toList();
    }

    private void requireColumns(History history) {
        if (history.past().size() != past.size()) {
            throw new IllegalArgumentException("series " + history.series() + " must come with " + past.keySet()
                    + " beside the target but has " + history.past().size() + " columns");
        }
        if (history.known().size() != known.size()) {
            throw new IllegalArgumentException("series " + history.series() + " must come with "
                    + known.keySet() + ", known ahead, but has "
                    + history.known().size() + " columns");
        }
        if (!known.isEmpty() && history.knownAhead() <= ahead - segment) {
            throw new IllegalArgumentException("series " + history.series() + " must have " + known.keySet()
                    + " for at least " + Sentence.counted(ahead - segment + 1, "step")
                    + " after its last value but has them for "
                    + history.knownAhead());
        }
    }

    /**
     * Throws if a value of a series cannot be read, whatever its history: it has no logarithm, or is not finite on its scale.
     *
     * @throws IllegalArgumentException saying so
     */
    public void requireReadable(String name, double value) {
        double scaled = series.getOrDefault(name, Scale.NONE).scaled(transform.of(value));
        if (Double.isFinite(value) && !Double.isFinite((float) scaled)) {
            throw new IllegalArgumentException(
                    "a value of series " + name + " must be of at most 3.4e38 on its scale but is " + scaled);
        }
    }

    /** Writes {@code count} values of a column, of which {@code read} come before the present. */
    private void put(History history, double[] values, Scale scale, int read, int count, Matrix vectors, int column) {
        int from = history.length() - read;
        for (int i = 0; i < count; i++) {
            put(vectors, column, i, valid(scale.scaled(values[from + i]), history, "a column", from + i));
        }
    }

    /** Returns a value that is finite, or missing where it may be. */
    private double valid(double value, History history, String what, int step) {
        boolean isMissing = mayBeMissing() && Double.isNaN(value);
        if (!isMissing && !Double.isFinite((float) value)) {
            throw new IllegalArgumentException("series " + history.series() + ": " + what + " must be finite at step "
                    + step + " but is " + value + " on its scale");
        }
        return value;
    }

    /**
     * What the network reads of a history.
     *
     * @param vectors [T, features]
     * @param transform of each value of the target
     * @param outer the scale of the series
     * @param inner the scale of the window, on that of the series
     * @param lastSeason what answers are added to, on both scales; nothing if they stand for themselves
     */
    public record Window(Matrix vectors, Transform transform, Scale outer, Scale inner, List<Double> lastSeason) {

        /** Returns a value of the series as a network answers it, {@code step} steps after the next one. */
        public double answered(double value, int step) {
            return inner.scaled(outer.scaled(transform.applied(value))) - base(step);
        }

        /** Returns an answer of the network as a value of the series. */
        public double value(double answer, int step) {
            return transform.undone(outer.unscaled(inner.unscaled(answer + base(step))));
        }

        private double base(int step) {
            return lastSeason.isEmpty() ? 0 : lastSeason.get(step % lastSeason.size());
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String unit() {
        return "series";
    }

    @Override
    public String description() {
        return "the last " + (lookback == 1 ? "value" : lookback + " values") + " of a series, " + segment + " a step";
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(toData().toString());
    }

    @Override
    public void requireReader(InputSpec input) {
        if (!(input instanceof InputSpec.Dense(int read)) || read != features()) {
            throw new IllegalArgumentException("a model of series must read vectors of " + features()
                    + " numbers, but the network reads " + input.kind() + " of " + input.width());
        }
    }

    @Override
    public Map<String, Object> toData() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("lookback", lookback);
        data.put("segment", segment);
        data.put("ahead", ahead);
        data.put("transform", transform.toData());
        data.put("scaling", scaling.toData());
        data.put("season", season);
        data.put("past", data(past));
        data.put("known", data(known));
        data.put("scales", data(series));
        if (missing != Missing.ERROR) {
            data.put(MISSING, missing.key());
        }
        return data;
    }

    private static List<Map<String, Object>> data(Map<String, Scale> scales) {
        List<Map<String, Object>> all = new ArrayList<>();
        scales.forEach((name, scale) -> {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("name", name);
            data.put("scale", scale.toData());
            all.add(data);
        });
        return all;
    }

    /** Returns the encoder of this data form. */
    static SeriesEncoder fromData(Data data) {
        boolean treats = data.has(MISSING);
        data.requireKeys(treats ? KEYS_AND_MISSING : KEYS);
        int lookback = data.at("lookback").whole();
        int segment = data.at("segment").whole();
        int ahead = data.at("ahead").whole();
        Transform transform = data.at("transform").choice(Transform.values(), Transform::toData);
        WindowScaling scaling = data.at("scaling").choice(WindowScaling.values(), WindowScaling::toData);
        int season = data.at("season").whole();
        Map<String, Scale> past = scales(data.at("past"));
        Map<String, Scale> known = scales(data.at("known"));
        Map<String, Scale> series = scales(data.at("scales"));
        return data.make(() -> new SeriesEncoder(
                lookback,
                segment,
                ahead,
                transform,
                scaling,
                season,
                past,
                known,
                series,
                treats ? Missing.of(data.at(MISSING).text()) : Missing.ERROR));
    }

    private static Map<String, Scale> scales(Data data) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        for (Data each : data.list()) {
            scales.put(each.at("name").text(), Scale.fromData(each.at("scale")));
        }
        return scales;
    }
}

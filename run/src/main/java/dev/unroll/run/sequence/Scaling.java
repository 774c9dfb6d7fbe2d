package dev.unroll.run.sequence;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Missing;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.VectorEncoder.Scale;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.VectorData;
import dev.unroll.data.VectorExample;
import dev.unroll.data.VectorSummary;
import dev.unroll.run.config.DataTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a configuration makes of the numbers of vectors. */
public final class Scaling {

    /** Of more constant features than these, a warning names some. */
    private static final int MOST_NAMED = 8;

    private final String name;
    private final List<? extends VectorExample> training;
    private final int features;

    private Scaling(String name, List<? extends VectorExample> training, int features) {
        this.name = name;
        this.training = training;
        this.features = features;
    }

    /**
     * Returns the encoder of a data set; mean and deviation are those of the training part alone.
     *
     * @throws DataException if numbers are missing and none may be, or if there is nothing to scale
     */
    public static VectorEncoder encoder(
            DataTable table, VectorData<?> dataset, List<? extends VectorExample> training) {
        requireTreated(table.missing(), dataset);
        var scaling = new Scaling(dataset.name(), training, dataset.features());
        return new VectorEncoder(
                switch (table.scale()) {
                    case NONE -> same(dataset, new Scale(0, 1));
                    case UNIT -> same(dataset, new Scale(0, dataset.largest()));
                    case STANDARD -> same(dataset, scaling.standard());
                    case FEATURES -> scaling.eachFeature();
                },
                table.missing());
    }

    private static List<Scale> same(VectorData<?> dataset, Scale scale) {
        return Collections.nCopies(dataset.features(), scale);
    }

    private static void requireTreated(Missing missing, VectorData<?> dataset) {
        long absent = VectorSummary.of(dataset).missing();
        if (missing == Missing.ERROR && absent > 0) {
            throw new DataException(dataset.name() + " lacks " + Sentence.counted(absent, "number")
                    + "; data.missing says what becomes of them: interpolate, last or mask");
        }
    }

    /** Returns what to warn of: features that say nothing, and numbers that are missing. */
    public static List<String> warnings(
            VectorEncoder encoder, VectorData<?> dataset, List<? extends VectorExample> training) {
        List<String> warnings = new ArrayList<>();
        List<Integer> constant = VectorSummary.of(training).constant();
        if (!constant.isEmpty()) {
            warnings.add((constant.size() == 1 ? "feature " : "features ") + named(constant)
                    + (constant.size() == 1 ? " is" : " are")
                    + " the same number in all of the training part, so nothing can be learned of "
                    + (constant.size() == 1 ? "it" : "them"));
        }
        VectorSummary all = VectorSummary.of(dataset);
        if (all.missing() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d of %s %s missing (%.1f %%), in %s; treated by data.missing %s",
                    all.missing(),
                    Sentence.counted(all.numbers(), "number"),
                    all.missing() == 1 ? "is" : "are",
                    100.0 * all.missing() / all.numbers(),
                    Sentence.counted(all.lacking(), "sequence"),
                    encoder.missing().key()));
        }
        return warnings;
    }

    private static String named(List<Integer> features) {
        String first = String.join(
                ", ",
                features.stream()
                        .limit(MOST_NAMED)
                        .map(feature -> Integer.toString(feature + 1))
                        .toList());
        return features.size() > MOST_NAMED
                ? first + " and " + Sentence.counted(features.size() - MOST_NAMED, "other")
                : first;
    }

    private Scale standard() {
        double count = 0;
        double sum = 0;
        for (VectorExample example : training) {
            count += sum(example.vectors(), 0, features, 0, Power.COUNT);
            sum += sum(example.vectors(), 0, features, 0, Power.SUM);
        }
        double mean = sum / count;
        double squares = 0;
        for (VectorExample example : training) {
            squares += sum(example.vectors(), 0, features, mean, Power.SQUARES);
        }
        double deviation = Math.sqrt(squares / count);
        if (!(deviation > 0)) {
            throw new DataException(name + " has no two different numbers, so data.scale must not be standard");
        }
        return new Scale((float) mean, (float) deviation);
    }

    private List<Scale> eachFeature() {
        return IntStream.range(0, features).mapToObj(this::ofFeature).toList();
    }

    /** Returns the scale of one feature; one that is constant becomes 0, and one that is never known stays as it is. */
    private Scale ofFeature(int feature) {
        double count = 0;
        double sum = 0;
        for (VectorExample example : training) {
            count += sum(example.vectors(), feature, feature + 1, 0, Power.COUNT);
            sum += sum(example.vectors(), feature, feature + 1, 0, Power.SUM);
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (VectorExample example : training) {
            squares += sum(example.vectors(), feature, feature + 1, mean, Power.SQUARES);
        }
        float deviation = count == 0 ? 0 : (float) Math.sqrt(squares / count);
        // What is left of rounding the mean of equal numbers is no deviation.
        boolean constant = !(deviation > Math.abs(mean) * 1e-6) || !Float.isFinite(1 / deviation);
        return new Scale((float) mean, constant ? 1 : deviation);
    }

    /** What is summed up of each number that is known. */
    private enum Power {
        COUNT,
        SUM,
        SQUARES
    }

    /** Returns the count, the sum of (number − offset), or of its square, over some features. */
    private static double sum(Matrix vectors, int from, int to, double offset, Power power) {
        double sum = 0;
        for (int t = 0; t < vectors.rows(); t++) {
            for (int j = from; j < to; j++) {
                float number = vectors.get(t, j);
                if (!Float.isNaN(number)) {
                    double difference = number - offset;
                    sum += switch (power) {
                        case COUNT -> 1;
                        case SUM -> difference;
                        case SQUARES -> difference * difference;
                    };
                }
            }
        }
        return sum;
    }
}

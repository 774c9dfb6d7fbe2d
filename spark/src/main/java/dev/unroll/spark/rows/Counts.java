package dev.unroll.spark.rows;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.Example;
import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What is counted of training rows: in each partition, and then of two together, in whatever order. */
public final class Counts implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final LinkedHashMap<String, Long> tokens = new LinkedHashMap<>();
    private final TreeMap<String, Long> labels = new TreeMap<>();
    private final FeatureSums numbers = new FeatureSums();
    private final FeatureSums values = new FeatureSums();
    private long examples;
    private long validation;
    private long leftOut;

    void addToken(String token) {
        tokens.merge(token, 1L, Long::sum);
    }

    void addLabel(String label) {
        labels.merge(label, 1L, Long::sum);
        examples++;
    }

    void addValue(float value) {
        values.add(Matrix.of(new float[] {value}, 1, 1), true);
        examples++;
    }

    /** Adds a row that is scored and not trained on; its label is one to know, even if no other row has it. */
    public void addValidation(Example example) {
        example.targets().forEach(label -> labels.merge(label, 0L, Long::sum));
        validation++;
    }

    /** Adds a row from which there is nothing to learn. */
    public void addLeftOut() {
        leftOut++;
    }

    /** Returns these counts and others together. */
    public Counts plus(Counts other) {
        var sum = new Counts();
        for (Counts each : List.of(this, other)) {
            each.tokens.forEach((token, count) -> sum.tokens.merge(token, count, Long::sum));
            each.labels.forEach((label, count) -> sum.labels.merge(label, count, Long::sum));
            sum.numbers.add(each.numbers);
            sum.values.add(each.values);
            sum.examples += each.examples;
            sum.validation += each.validation;
            sum.leftOut += each.leftOut;
        }
        return sum;
    }

    SequencedMap<String, Long> tokens() {
        return tokens;
    }

    FeatureSums numbers() {
        return numbers;
    }

    /** Returns sums of what is to be answered, where that is a value. */
    FeatureSums values() {
        return values;
    }

    /** Returns the labels, sorted. */
    List<String> labels() {
        return List.copyOf(labels.keySet());
    }

    /** Returns how many examples each label has, in the order of {@link #labels}. */
    public List<Integer> labelCounts() {
        return labels.values().stream().map(Math::toIntExact).toList();
    }

    /** Returns how many rows there are to train on. */
    public long examples() {
        return examples;
    }

    /** Returns how many rows there are to be scored after each epoch. */
    public long validation() {
        return validation;
    }

    /** Returns how many rows there are from which there is nothing to learn. */
    public long leftOut() {
        return leftOut;
    }

    /** Returns the sizes, for what the model says of its data. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", "data frame");
        data.put("examples", examples + validation);
        data.put("labels", labels.size());
        data.put("train", examples);
        data.put("validation", validation);
        data.put("left_out", leftOut);
        return data;
    }
}

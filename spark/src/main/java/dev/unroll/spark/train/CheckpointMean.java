package dev.unroll.spark.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.tensorfile.Tensor;
import dev.unroll.core.tensorfile.TensorFile;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The mean of checkpoints of one step: of parameters and of what the optimizer remembers of them, weighted by examples. What is not an
 * array of floats is the first one's.
 */
final class CheckpointMean implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final LinkedHashMap<String, double[]> sums = new LinkedHashMap<>();
    private final byte[] first;
    private long weight;

    /** Begins with one, of so many examples. */
    CheckpointMean(byte[] checkpoint, long examples) throws IOException {
        this.first = checkpoint;
        this.weight = examples;
        floats(CheckpointBytes.read(checkpoint)).forEach((name, values) -> {
            double[] sum = new double[values.length];
            addTo(sum, values, examples);
            sums.put(name, sum);
        });
    }

    private static Map<String, float[]> floats(Checkpoint checkpoint) {
        Map<String, float[]> floats = new LinkedHashMap<>();
        checkpoint.content().tensors().forEach((name, tensor) -> {
            if (tensor instanceof Tensor.Floats values) {
                floats.put(name, values.values());
            }
        });
        return floats;
    }

    private static void addTo(double[] sum, float[] values, long weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * (double) values[i];
        }
    }

    /** Adds the checkpoint of the next shard. */
    void add(byte[] checkpoint, long examples) throws IOException {
        weight += examples;
        floats(CheckpointBytes.read(checkpoint))
                .forEach((name, values) -> addTo(Objects.requireNonNull(sums.get(name)), values, examples));
    }

    /** Adds the sum of the shards that follow. */
    void add(CheckpointMean next) {
        weight += next.weight;
        next.sums.forEach((name, values) -> {
            double[] sum = Objects.requireNonNull(sums.get(name));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        });
    }

    /** Returns the mean as a checkpoint. */
    byte[] mean() throws IOException {
        TensorFile content = CheckpointBytes.read(first).content();
        LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>(content.tensors());
        sums.forEach((name, sum) -> {
            float[] values = new float[sum.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (sum[i] / weight);
            }
            int[] shape = Objects.requireNonNull(tensors.get(name)).shape().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            tensors.put(name, Tensor.of(values, shape));
        });
        return CheckpointBytes.of(new TensorFile(content.metadata(), tensors));
    }
}

package dev.unroll.core.checkpoint;

import dev.unroll.core.tensorfile.Tensor;
import dev.unroll.core.tensorfile.TensorFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All that a training needs to go on after one of its batches with the bits that it would have had: parameters, what the
 * optimizer remembers, the carried state, sums of the epoch, the gradient of a step that needs more batches. As numbers and arrays by name; on disk it is one safetensors
 * file, the numbers being its metadata.
 *
 * <p>The arrays may be those of the running training: a checkpoint is to be written before the next batch.
 */
public final class Checkpoint {

    /** Rises when an older Unroll could no longer read what is written. */
    private static final long FORMAT = 1;

    private static final String FORMAT_KEY = "checkpoint.format";
    private static final String STEP = "step";
    private static final String EPOCH = "epoch";

    private final TensorFile content;

    private Checkpoint(TensorFile content) {
        this.content = content;
    }

    /** Returns what a file holds; throws {@link IllegalArgumentException} if it is no checkpoint of this version. */
    public static Checkpoint of(TensorFile content) {
        var checkpoint = new Checkpoint(content);
        long format = checkpoint.whole(FORMAT_KEY);
        if (format != FORMAT) {
            throw new IllegalArgumentException("the checkpoint's format must be " + FORMAT + " but is " + format
                    + "; it is of another version of Unroll");
        }
        if (checkpoint.step() < 0 || checkpoint.whole(EPOCH) < 1 || checkpoint.whole(EPOCH) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the checkpoint must be of a step from 0 and an epoch from 1 but is of step " + checkpoint.step()
                            + " of epoch " + checkpoint.whole(EPOCH));
        }
        return checkpoint;
    }

    public TensorFile content() {
        return content;
    }

    /** Returns how many steps had been done. */
    public long step() {
        return whole(STEP);
    }

    /** Returns the epoch that was running, from 1. */
    public int epoch() {
        return (int) whole(EPOCH);
    }

    public boolean has(String name) {
        return content.tensors().containsKey(name);
    }

    public long whole(String name) {
        return parsed(name, Long::parseLong);
    }

    /** Returns a number with the bits that it had: Java's decimal form of a double is exact. */
    public double number(String name) {
        return parsed(name, Double::parseDouble);
    }

    private <T> T parsed(String name, Function<String, T> parse) {
        String text = text(name);
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the checkpoint's \"" + name + "\" must be a number but is \"" + text + "\"", e);
        }
    }

    private String text(String name) {
        String text = content.metadata().get(name);
        if (text == null) {
            throw new IllegalArgumentException("the checkpoint has no number \"" + name + "\"; it has "
                    + content.metadata().keySet());
        }
        return text;
    }

    /** Returns an array of this length. */
    public float[] floats(String name, int length) {
        if (!(content.find(name).orElse(null) instanceof Tensor.Floats floats) || floats.size() != length) {
            throw new IllegalArgumentException("the checkpoint's \"" + name + "\" must have " + length
                    + " floats but is "
                    + content.find(name).map(Tensor::toString).orElse("missing")
                    + "; it is of another network or training");
        }
        return floats.values();
    }

    Set<String> names() {
        return content.tensors().keySet();
    }

    /** Collects what a checkpoint holds. */
    public static final class Builder {

        private final Map<String, String> numbers = new LinkedHashMap<>();
        private final LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();

        public Builder(long step, int epoch) {
            put(FORMAT_KEY, FORMAT);
            put(STEP, step);
            put(EPOCH, epoch);
        }

        public void put(String name, long number) {
            numbers.put(name, Long.toString(number));
        }

        public void put(String name, double number) {
            numbers.put(name, Double.toString(number));
        }

        /** Puts an array as it is, without a copy. */
        public void put(String name, float[] values) {
            tensors.put(name, Tensor.of(values, values.length));
        }

        public Checkpoint build() {
            return new Checkpoint(new TensorFile(numbers, tensors));
        }
    }
}

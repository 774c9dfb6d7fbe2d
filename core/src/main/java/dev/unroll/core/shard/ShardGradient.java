package dev.unroll.core.shard;

/**
 * What one shard adds to an update, or all of them together.
 *
 * <p>The gradient of the mean loss over all rows of all shards is Σ uₛ gₛ / Σ dₛ, where gₛ are the {@link #values} of a shard, uₛ
 * its {@link #unit} and dₛ its {@link #divisor}.
 */
public final class ShardGradient {

    private final float[] values;
    private double unit;
    private double divisor;
    private double loss;
    private long examples;
    private long predictions;
    private long correct;

    /** Makes one of nothing, over an array of its own or its user's. */
    public ShardGradient(float[] values) {
        this.values = values;
    }

    /** Says what a shard adds; nothing if it has no batch for this update. */
    public void set(
            double ofUnit, double ofDivisor, double ofLoss, long ofExamples, long ofPredictions, long ofCorrect) {
        unit = ofUnit;
        divisor = ofDivisor;
        loss = ofLoss;
        examples = ofExamples;
        predictions = ofPredictions;
        correct = ofCorrect;
    }

    /** Takes the numbers, but not the gradient, of another. */
    public void setAs(ShardGradient other) {
        set(other.unit, other.divisor, other.loss, other.examples, other.predictions, other.correct);
    }

    /** Returns the gradient of all parameters, times the divisor, over the unit. */
    public float[] values() {
        return values;
    }

    /** Returns what the losses of rows were divided by while they were added up; 0 for no batch. */
    public double unit() {
        return unit;
    }

    /** Returns what the sum of losses is to be divided by. */
    public double divisor() {
        return divisor;
    }

    /** Returns the sum of losses. */
    public double loss() {
        return loss;
    }

    public long examples() {
        return examples;
    }

    public long predictions() {
        return predictions;
    }

    public long correct() {
        return correct;
    }
}

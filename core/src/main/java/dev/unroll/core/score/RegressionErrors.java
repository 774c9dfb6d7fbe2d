package dev.unroll.core.score;

/** How far predicted values are from the actual ones: running sums, and the means that follow from them. */
public final class RegressionErrors {

    private long count;
    private double squares;
    private double absolutes;

    /** Starts with no value. */
    public RegressionErrors() {}

    /** Counts one value. */
    public void add(double actual, double predicted) {
        double error = predicted - actual;
        count++;
        squares += error * error;
        absolutes += Math.abs(error);
    }

    /** Counts all values of another. */
    public void addAll(RegressionErrors other) {
        count += other.count;
        squares += other.squares;
        absolutes += other.absolutes;
    }

    /** Returns the number of values. */
    public long count() {
        return count;
    }

    /** Returns the mean squared error; throws if there is no value. */
    public double meanSquaredError() {
        return squares / requireValues("mean squared error");
    }

    /** Returns the mean absolute error; throws if there is no value. */
    public double meanAbsoluteError() {
        return absolutes / requireValues("mean absolute error");
    }

    private long requireValues(String score) {
        if (count == 0) {
            throw new IllegalStateException(score + " needs at least one value but none was counted");
        }
        return count;
    }
}

package dev.unroll.run.job;

import java.util.function.DoubleSupplier;

/** The seconds spent in training, those of earlier parts of a resumed run among them. */
public final class TrainingClock implements DoubleSupplier {

    private final double before;
    private final long start = System.nanoTime();

    /** Starts after so many seconds. */
    public TrainingClock(double before) {
        this.before = before;
    }

    @Override
    public double getAsDouble() {
        return before + (System.nanoTime() - start) * 1e-9;
    }
}

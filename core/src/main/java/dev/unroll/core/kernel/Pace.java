package dev.unroll.core.kernel;

import java.util.function.LongSupplier;

/**
 * Whether a team's threads help each other or wait for each other. Where other processes want the same processors, a short task
 * ends when its last thread has been given one, and a thread alone is faster. So the team looks at how long its tasks take,
 * and where others are waited for, tries them on the caller alone, and does what was quicker.
 *
 * <p>Bits do not depend on it. Where nobody is waited for, it costs two looks at the clock a task.
 */
final class Pace {

    /** Tasks that are timed together: some steps of a small training. */
    static final int WINDOW = 256;

    /** Nanoseconds of a task from which on the system's own sharing of processors does no harm. */
    private static final long LONG_TASK = 1_000_000;

    /** Nanoseconds between two trials, at first and at most. */
    private static final long FIRST_REST = 20_000_000;

    private static final long LONGEST_REST = 2_000_000_000;

    private enum Mode {
        TOGETHER,
        /** Alone, to see how long it takes. */
        TRIAL,
        ALONE
    }

    private final int size;
    private final LongSupplier clock;
    private Mode mode = Mode.TOGETHER;
    private int tasks;
    private long windowBegun;
    private long own;
    private long all;
    private long together;
    private long restUntil;
    private long rest = FIRST_REST;

    Pace(int size, LongSupplier clock) {
        this.size = size;
        this.clock = clock;
    }

    /** Counts a task, and returns whether the threads do it together; the others are then told of by {@link #took}. */
    boolean isTogether() {
        if (tasks == 0) {
            windowBegun = clock.getAsLong();
        }
        tasks++;
        if (tasks > WINDOW) {
            endWindow(clock.getAsLong());
        }
        return mode == Mode.TOGETHER;
    }

    /**
     * Notes how long a task took that was done together.
     *
     * @param ofCaller nanoseconds that the caller worked
     * @param ofAll nanoseconds until the last was done
     */
    void took(long ofCaller, long ofAll) {
        own += ofCaller;
        all += ofAll;
    }

    private void endWindow(long now) {
        long took = now - windowBegun;
        switch (mode) {
            case TOGETHER -> {
                together = took;
                boolean waits = all > size * own && all < WINDOW * LONG_TASK;
                if (!waits) {
                    rest = FIRST_REST;
                } else if (now - restUntil >= 0) {
                    mode = Mode.TRIAL;
                }
            }
            case TRIAL -> {
                boolean better = took < together;
                mode = better ? Mode.ALONE : Mode.TOGETHER;
                restUntil = now + rest;
                rest = Math.min(2 * rest, LONGEST_REST);
            }
            case ALONE -> {
                if (now - restUntil >= 0) {
                    mode = Mode.TOGETHER;
                    restUntil = now;
                }
            }
        }
        tasks = 1;
        own = 0;
        all = 0;
        windowBegun = now;
    }
}

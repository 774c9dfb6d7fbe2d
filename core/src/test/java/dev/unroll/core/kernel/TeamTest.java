package dev.unroll.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time limit is there for deadlocks only. */
@Timeout(120)
final class TeamTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void everyMemberRunsOnceATask(int size) {
        int[] runs = new int[size];
        try (Team team = Team.of(size)) {
            // No atomics: run() must make what the workers wrote visible to the caller, and the other way round.
            for (int i = 0; i < 2000; i++) {
                team.run((member, _) -> runs[member]++);
            }
        }
        int[] expected = new int[size];
        Arrays.fill(expected, 2000);
        assertArrayEquals(expected, runs);
    }

    @Test
    void membersRunOnTheirOwnThreads() {
        Thread[] threads = new Thread[3];
        try (Team team = Team.of(3)) {
            team.run((member, _) -> threads[member] = Thread.currentThread());
        }
        assertSame(Thread.currentThread(), threads[0]);
        assertEquals("unroll-1", threads[1].getName());
        assertEquals("unroll-2", threads[2].getName());
        assertTrue(threads[1].isDaemon());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void theFirstFailureReachesTheCallerWithTheOthersSuppressed(int size) {
        int[] runs = new int[size];
        try (Team team = Team.of(size)) {
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> team.run((member, _) -> {
                        runs[member]++;
                        throw new IllegalStateException("member " + member);
                    }));
            assertEquals("member 0", thrown.getMessage());
            assertEquals(size - 1, thrown.getSuppressed().length);
            for (int i = 1; i < size; i++) {
                assertEquals("member " + i, thrown.getSuppressed()[i - 1].getMessage());
            }
            team.run((member, _) -> runs[member]++);
        }
        int[] expected = new int[size];
        Arrays.fill(expected, 2);
        assertArrayEquals(expected, runs);
    }

    @Test
    void anErrorOfAWorkerReachesTheCaller() {
        AssertionError error = new AssertionError("worker");
        try (Team team = Team.of(3)) {
            AssertionError thrown = assertThrows(
                    AssertionError.class,
                    () -> team.run((member, _) -> {
                        if (member > 0) {
                            throw error;
                        }
                    }));
            assertSame(error, thrown);
            assertEquals(0, thrown.getSuppressed().length);
        }
    }

    @Test
    void aTaskWithinATaskRunsOnItsCaller() {
        AtomicIntegerArray runs = new AtomicIntegerArray(3);
        AtomicReference<String> foreign = new AtomicReference<>("");
        try (Team team = Team.of(3)) {
            team.run((outer, _) -> {
                Thread caller = Thread.currentThread();
                team.run((inner, _) -> {
                    runs.incrementAndGet(inner);
                    if (Thread.currentThread() != caller) {
                        foreign.set("member " + inner + " ran on " + Thread.currentThread());
                    }
                });
            });
        }
        assertEquals("[3, 3, 3]", runs.toString());
        assertEquals("", foreign.get());
    }

    @Test
    void aTaskOfAnotherThreadMeanwhileRunsOnThatThread() throws InterruptedException {
        Thread[] threads = new Thread[2];
        CountDownLatch started = new CountDownLatch(1);
        try (Team team = Team.of(2)) {
            Thread other = new Thread(() -> {
                awaitQuietly(started);
                team.run((member, _) -> threads[member] = Thread.currentThread());
            });
            other.start();
            team.run((member, _) -> {
                if (member == 0) {
                    started.countDown();
                    joinQuietly(other);
                }
            });
            assertArrayEquals(new Thread[] {other, other}, threads);
        }
    }

    @Test
    void manyThreadsMayShareATeam() throws InterruptedException {
        AtomicIntegerArray runs = new AtomicIntegerArray(3);
        try (Team team = Team.of(3)) {
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    for (int k = 0; k < 500; k++) {
                        team.run((member, _) -> runs.incrementAndGet(member));
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertEquals("[2000, 2000, 2000]", runs.toString());
    }

    @Test
    void closingEndsTheWorkersAndLeavesTheCaller() throws InterruptedException {
        Thread[] threads = new Thread[3];
        Team team = Team.of(3);
        team.run((member, _) -> threads[member] = Thread.currentThread());
        team.close();
        team.close();
        assertTrue(threads[1].join(Duration.ofSeconds(60)), "worker 1 must end");
        assertTrue(threads[2].join(Duration.ofSeconds(60)), "worker 2 must end");
        team.run((member, _) -> threads[member] = Thread.currentThread());
        assertArrayEquals(
                new Thread[] {Thread.currentThread(), Thread.currentThread(), Thread.currentThread()}, threads);
    }

    @Test
    void closingWithinATaskLetsItFinish() throws InterruptedException {
        Thread[] threads = new Thread[2];
        Team team = Team.of(2);
        team.run((member, _) -> {
            team.close();
            threads[member] = Thread.currentThread();
        });
        assertTrue(threads[1].join(Duration.ofSeconds(60)), "worker 1 must end");
    }

    @Test
    void anInterruptedCallerWaitsAndStaysInterrupted() {
        int[] runs = new int[2];
        try (Team team = Team.of(2)) {
            Thread.currentThread().interrupt();
            team.run((member, _) -> {
                LockSupport.parkNanos(20_000_000);
                runs[member]++;
            });
            assertTrue(Thread.interrupted());
        }
        assertArrayEquals(new int[] {1, 1}, runs);
    }

    @Test
    void runningATaskAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = new long[2];
        long[] sums = new long[2];
        try (Team team = Team.of(2)) {
            Team.Task task = (member, _) -> sums[member]++;
            team.run((member, _) -> ids[member] = Thread.currentThread().threadId());
            for (int i = 0; i < 5000; i++) {
                team.run(task);
            }
            // Other work of the JVM may charge a thread once, the team would charge it in every window.
            long least = Long.MAX_VALUE;
            for (int window = 0; window < 20 && least > 0; window++) {
                long before = allocated(threads, ids);
                for (int i = 0; i < 100; i++) {
                    team.run(task);
                }
                long bytes = allocated(threads, ids) - before;
                least = Math.min(least, bytes - overhead(threads, ids));
            }
            assertEquals(0, Math.max(0, least));
            assertEquals(sums[0], sums[1]);
        }
    }

    private static long overhead(ThreadMXBean threads, long[] ids) {
        long before = allocated(threads, ids);
        return allocated(threads, ids) - before;
    }

    private static long allocated(ThreadMXBean threads, long[] ids) {
        return threads.getThreadAllocatedBytes(ids[0]) + threads.getThreadAllocatedBytes(ids[1]);
    }

    @Test
    void smallWorkStaysOnTheCaller() {
        try (Team team = Team.of(3)) {
            var threads = ConcurrentHashMap.<Thread>newKeySet();
            var members = ConcurrentHashMap.<String>newKeySet();
            Team.Task task = (member, of) -> {
                threads.add(Thread.currentThread());
                members.add(member + " of " + of);
            };
            team.run(task, Team.SMALL_WORK - 1);
            assertEquals(Set.of(Thread.currentThread()), threads);
            assertEquals(Set.of("0 of 1"), members);
            members.clear();
            team.run(task, Team.SMALL_WORK);
            assertEquals(3, threads.size());
            assertEquals(Set.of("0 of 3", "1 of 3", "2 of 3"), members);
        }
    }

    @Test
    void itemsAreSplitEvenlyAndCompletely() {
        assertEquals(0, Team.from(0, 3, 10));
        assertEquals(3, Team.from(1, 3, 10));
        assertEquals(6, Team.from(2, 3, 10));
        assertEquals(10, Team.from(3, 3, 10));
        assertEquals(Integer.MAX_VALUE, Team.from(3, 3, Integer.MAX_VALUE));
    }

    @Test
    void aTeamNeedsAThread() {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> Team.of(0));
        assertEquals("a team must have at least 1 thread but has 0", thrown.getMessage());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

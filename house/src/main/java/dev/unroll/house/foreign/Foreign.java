package dev.unroll.house.foreign;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Judges how readers take foreign bytes: they read them or refuse them in one sentence, and take no more memory than the
 * bytes are worth. How long they may take is up to who runs the test.
 */
public final class Foreign {

    /** What a reader may allocate whatever it reads: buffers, tables of a parser, a message. */
    private static final long ANY = 32L << 20;

    /** What it may allocate for each byte: gzip makes a thousand of one, and a text has objects for few letters. */
    private static final long PER_BYTE = 20_000;

    /** Longer than any sentence and the places that it lists. */
    private static final int LONGEST_SENTENCE = 6000;

    /** To load classes and to have them changed by the fuzzer allocates too, but not every time. */
    private static final int TRIALS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Foreign() {}

    /**
     * Returns what was read; empty if it was refused.
     *
     * @param bytes how many bytes are read
     * @param place what a refusal must name
     * @param refusals the exceptions that say so
     * @param reader may be called several times
     * @throws Exception that is no refusal
     */
    public static <T> Optional<T> read(
            int bytes, Path place, List<Class<? extends Exception>> refusals, Callable<T> reader) throws Exception {
        long most = ANY + bytes * PER_BYTE;
        for (int trial = 1; ; trial++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Optional<T> read = judged(place, refusals, reader);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated <= most) {
                return read;
            }
            if (trial == TRIALS) {
                throw new AssertionError("%,d bytes were allocated to read %,d".formatted(allocated, bytes));
            }
        }
    }

    private static <T> Optional<T> judged(Path place, List<Class<? extends Exception>> refusals, Callable<T> reader)
            throws Exception {
        try {
            return Optional.of(reader.call());
        } catch (Exception e) {
            if (!refusals.contains(e.getClass())) {
                throw e;
            }
            requireSentence(e, place);
            return Optional.empty();
        }
    }

    /** Fails unless a refusal names the place, and says what a terminal can show. */
    private static void requireSentence(Exception refusal, Path place) {
        String sentence = String.valueOf(refusal.getMessage());
        if (!sentence.contains(place.toString())) {
            throw new AssertionError("a refusal must name " + place + " but says: " + sentence, refusal);
        }
        if (sentence.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            throw new AssertionError("a refusal must hold no control character but does: " + sentence, refusal);
        }
        if (sentence.length() > LONGEST_SENTENCE) {
            throw new AssertionError("a refusal must be a sentence but has " + sentence.length() + " letters", refusal);
        }
    }
}

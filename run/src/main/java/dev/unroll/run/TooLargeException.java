package dev.unroll.run;

import java.io.Serial;
import java.util.function.Supplier;

/** Something that does not fit into the heap; the message names it. */
public final class TooLargeException extends RunException {

    @Serial
    private static final long serialVersionUID = 1;

    private TooLargeException(String sentence, OutOfMemoryError cause) {
        super(sentence);
        initCause(cause);
    }

    /**
     * Returns what an action returns.
     *
     * @param what is to fit into the heap: {@code the text a.txt}
     * @param otherwise what to do if it does not and the heap cannot be larger: {@code bring a shorter text}
     * @throws TooLargeException if it does not
     */
    public static <T> T fitted(String what, String otherwise, Supplier<T> action) {
        try {
            return action.get();
        } catch (OutOfMemoryError e) {
            throw new TooLargeException(sentence(", which is too little for " + what, otherwise), e);
        }
    }

    /** Returns what an action returns that needs room for all of some data; as {@link #fitted}. */
    public static <T> T fittedData(String source, Supplier<T> action) {
        return fitted("the data " + source, "bring fewer examples or shorter ones", action);
    }

    /** Returns how far the heap may grow, a remark on that, and what to do. */
    public static String sentence(String remark, String otherwise) {
        long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
        return "out of memory: the heap may grow to " + mebibytes + " MiB" + remark
                + "; allow more by UNROLL_JAVA_OPTS=-Xmx..., or " + otherwise;
    }
}

package dev.unroll.cli.progress;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.PlainWriter;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.core.form.Sentence;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says what is waited for once it takes longer than a moment, as the reading of many files may: on a terminal in a live
 * line with the time, else in one line. While it is open nobody else prints.
 */
public final class Waiting implements AutoCloseable {

    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Longer inputs are called by their length. */
    private static final int LONGEST = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;

    private Waiting(String what, PlainWriter err, OptionalInt columns, Duration moment, Duration tick) {
        thread = Thread.ofPlatform().daemon().name("waiting").start(() -> {
            try {
                say(what, err, columns, moment, tick);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Begins to wait until data are read. */
    public static Waiting forData(String source, Terminal terminal, CommonOptions options) {
        Duration moment = options.quiet() || options.json() ? NEVER : MOMENT;
        return during("reading " + source, terminal.err(), terminal.columns(), moment, TICK);
    }

    /** Begins to wait until an input has its answer. */
    public static Waiting forAnswer(String input, Terminal terminal, CommonOptions options) {
        Duration moment = options.quiet() || options.json() ? NEVER : MOMENT;
        return during(answering(input), terminal.err(), terminal.columns(), moment, TICK);
    }

    /** Returns what is done while a model answers: a short input by itself, a long one by its length. */
    static String answering(String input) {
        return input.length() <= LONGEST
                ? "answering " + Sentence.quoted(input.replace('\n', ' '))
                : "answering an input of " + Sentence.counted(input.codePointCount(0, input.length()), "character")
                        + ", which takes long";
    }

    /**
     * Begins to wait.
     *
     * @param what is done
     * @param columns of the terminal; empty if there is none
     * @param moment after which it is said
     * @param tick between two lines
     */
    static Waiting during(String what, PlainWriter err, OptionalInt columns, Duration moment, Duration tick) {
        return new Waiting(what, err, columns, moment, tick);
    }

    private void say(String what, PlainWriter err, OptionalInt columns, Duration moment, Duration tick)
            throws InterruptedException {
        if (done.await(moment.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
        }
        if (columns.isEmpty()) {
            err.println(what);
            return;
        }
        Duration waited = moment;
        do {
            String time = "  " + ProgressLine.clock(waited);
            int room = Math.max(0, ProgressLine.room(columns.getAsInt()) - time.length());
            err.eraseLine();
            err.print(what.substring(0, Math.min(what.length(), room)) + time);
            err.flush();
            waited = waited.plus(tick);
        } while (!done.await(tick.toNanos(), TimeUnit.NANOSECONDS));
        err.eraseLine();
    }

    /** Erases the live line. */
    @Override
    public void close() {
        done.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

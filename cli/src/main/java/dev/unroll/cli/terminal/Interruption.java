package dev.unroll.cli.terminal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM while it is open: the first one only becomes true here, so that the work may end well; the second one
 * kills.
 *
 * <p>A shutdown hook cannot do this: once the JVM is shutting down, it waits for its hooks and no signal ends it. So this
 * is {@code sun.misc.Signal}, which the JDK supports (module {@code jdk.unsupported}); by reflection, as javac warns of
 * any other use and has no way to allow one.
 */
public final class Interruption implements BooleanSupplier, AutoCloseable {

    /** What is listened to, and how the command ends after it. */
    private static final Map<String, ExitCode> SIGNALS =
            Map.of("INT", ExitCode.INTERRUPTED, "TERM", ExitCode.TERMINATED);

    private volatile ExitCode end = ExitCode.DONE;
    private final Runnable acknowledge;
    private final Map<String, Object> handlersBefore = new HashMap<>();

    /**
     * Listens from now on.
     *
     * @param acknowledge tells the user that the first signal has been heard
     */
    public Interruption(Runnable acknowledge) {
        this.acknowledge = acknowledge;
        SIGNALS.forEach((signal, code) -> {
            Object before = handle(signal, handlers -> handlerOf(handlers, () -> interrupt(code)));
            if (before != null) {
                handlersBefore.put(signal, before);
            }
        });
    }

    private synchronized void interrupt(ExitCode code) {
        if (end == ExitCode.DONE) {
            end = code;
            acknowledge.run();
            handlersBefore
                    .keySet()
                    .forEach(signal -> handle(
                            signal, handlers -> handlers.getField("SIG_DFL").get(null)));
        }
    }

    /** Returns whether a signal has come. */
    @Override
    public boolean getAsBoolean() {
        return end != ExitCode.DONE;
    }

    /** Returns how a command ends that a signal has stopped; {@link ExitCode#DONE} if none has come. */
    public ExitCode exitCode() {
        return end;
    }

    /** Leaves the signals to whoever had them before. */
    @Override
    public void close() {
        handlersBefore.forEach((signal, before) -> handle(signal, _ -> before));
    }

    /** How to come by a {@code SignalHandler}. */
    private interface HandlerMaker {
        @Nullable
        Object make(Class<?> handlers) throws ReflectiveOperationException;
    }

    private static Object handlerOf(Class<?> handlers, Runnable action) {
        return Proxy.newProxyInstance(handlers.getClassLoader(), new Class<?>[] {handlers}, (_, method, _) -> {
            if (method.getName().equals("handle")) {
                action.run();
            }
            return null;
        });
    }

    /** Sets the handler of a signal; returns the one before, or null where the JVM may have none. */
    private static @Nullable Object handle(String signal, HandlerMaker maker) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            return signals.getMethod("handle", signals, handlers)
                    .invoke(null, signals.getConstructor(String.class).newInstance(signal), maker.make(handlers));
        } catch (InvocationTargetException e) {
            return null; // java -Xrs: the JVM leaves all signals alone, and so do we
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK lacks sun.misc.Signal", e);
        }
    }
}

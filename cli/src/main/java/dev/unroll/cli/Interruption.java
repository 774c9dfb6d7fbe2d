package dev.unroll.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while it is open: the first one only becomes true here, so that the work may end well; the second one kills.
 *
 * <p>A shutdown hook cannot do this: once the JVM is shutting down, it waits for its hooks and no signal ends it. So this
 * is {@code sun.misc.Signal}, which the JDK supports (module {@code jdk.unsupported}); by reflection, as javac warns of
 * any other use and has no way to allow one.
 */
final class Interruption implements BooleanSupplier, AutoCloseable {

    private final AtomicBoolean happened = new AtomicBoolean();
    private final Runnable acknowledge;
    private final @Nullable Object handlerBefore;

    /**
     * Listens from now on.
     *
     * @param acknowledge tells the user that the first Ctrl-C has been heard
     */
    Interruption(Runnable acknowledge) {
        this.acknowledge = acknowledge;
        handlerBefore = handle(Interruption::handlerOf, this::interrupt);
    }

    private void interrupt() {
        happened.set(true);
        acknowledge.run();
        handle((handlers, _) -> handlers.getField("SIG_DFL").get(null), () -> {});
    }

    /** Returns whether Ctrl-C has come. */
    @Override
    public boolean getAsBoolean() {
        return happened.get();
    }

    /** Leaves Ctrl-C to whoever had it before. */
    @Override
    public void close() {
        if (handlerBefore != null) {
            handle((_, _) -> handlerBefore, () -> {});
        }
    }

    /** How to come by a {@code SignalHandler}. */
    private interface HandlerMaker {
        @Nullable
        Object make(Class<?> handlers, Runnable action) throws ReflectiveOperationException;
    }

    private static Object handlerOf(Class<?> handlers, Runnable action) {
        return Proxy.newProxyInstance(handlers.getClassLoader(), new Class<?>[] {handlers}, (_, method, _) -> {
            if (method.getName().equals("handle")) {
                action.run();
            }
            return null;
        });
    }

    /** Sets the handler of SIGINT; returns the one before, or null where the JVM may have none. */
    private static @Nullable Object handle(HandlerMaker maker, Runnable action) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signals.getConstructor(String.class).newInstance("INT");
            return signals.getMethod("handle", signals, handlers).invoke(null, interrupt, maker.make(handlers, action));
        } catch (InvocationTargetException e) {
            return null; // java -Xrs: the JVM leaves all signals alone, and so do we
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK lacks sun.misc.Signal", e);
        }
    }
}

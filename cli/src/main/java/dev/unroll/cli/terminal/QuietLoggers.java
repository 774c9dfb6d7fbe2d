package dev.unroll.cli.terminal;

import java.util.ResourceBundle;

/**
 * Loggers of libraries and of the JDK, none of which is heard: what goes wrong is thrown, and what is worth telling the command
 * says itself.
 */
public final class QuietLoggers extends System.LoggerFinder {

    /** For {@link java.util.ServiceLoader}. */
    public QuietLoggers() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Quiet(name);
    }

    private record Quiet(String name) implements System.Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return false;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {}

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {}
    }
}

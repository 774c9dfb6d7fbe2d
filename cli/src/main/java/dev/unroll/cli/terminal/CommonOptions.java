package dev.unroll.cli.terminal;

import picocli.CommandLine.Option;

/** The options that every command has. */
public final class CommonOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--json", description = "Print one JSON object on stdout instead of text.")
    private boolean json;

    @Option(names = "--quiet", description = "Print no progress.")
    private boolean quiet;

    @Option(names = "--debug", description = "Print a stack trace with an error (also: UNROLL_DEBUG=1).")
    private boolean debug;

    /** Returns whether help was asked for, which picocli has then printed already. */
    boolean help() {
        return help;
    }

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    boolean debug() {
        return debug;
    }
}

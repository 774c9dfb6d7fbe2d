package dev.unroll.cli;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command has. */
final class CommonOptions {

    /** More threads than any machine has, and few enough that a typing error starts no million of them. */
    private static final int MOST_THREADS = 1024;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--json", description = "Print one JSON object on stdout instead of text.")
    private boolean json;

    @Option(names = "--quiet", description = "Print no progress.")
    private boolean quiet;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of a training, which overrides the configuration, or of generated texts.")
    private @Nullable Long seed;

    @Option(names = "--debug", description = "Print a stack trace with an error (also: UNROLL_DEBUG=1).")
    private boolean debug;

    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to compute on (default: all cores). No result depends on it.")
    void threads(int threads) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new ParameterException(
                    command.commandLine(), "--threads must be from 1 to " + MOST_THREADS + " but is " + threads);
        }
        this.threads = threads;
    }

    /** Returns whether help was asked for, which picocli has then printed already. */
    boolean help() {
        return help;
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean debug() {
        return debug;
    }

    int threads() {
        return threads;
    }

    /** Returns the seed asked for; empty if the configuration's own is meant. */
    OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }
}

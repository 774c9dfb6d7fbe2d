package dev.unroll.cli.terminal;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of commands that share their work among threads. */
public final class ThreadsOption {

    /** More threads than any machine has, and few enough that a typing error starts no million of them. */
    private static final int MOST = 1024;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    private int count = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to compute on (default: all cores). No result depends on it.")
    void count(int count) {
        if (count < 1 || count > MOST) {
            throw new ParameterException(
                    command.commandLine(), "--threads must be from 1 to " + MOST + " but is " + count);
        }
        this.count = count;
    }

    public int count() {
        return count;
    }
}

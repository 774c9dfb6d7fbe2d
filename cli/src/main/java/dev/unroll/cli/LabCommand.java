package dev.unroll.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code unroll lab}: experiments on fresh networks. */
@Command(
        name = "lab",
        description = "See what textbooks say of training, measured.",
        synopsisSubcommandLabel = "EXPERIMENT",
        mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {

    private final Terminal terminal;

    private CommandSpec command = CommandSpec.create();

    LabCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Adds the experiments, which only this command pays for. */
    @Spec
    void command(CommandSpec command) {
        this.command = command;
        command.addSubcommand("gradients", new CommandLine(new LabGradientsCommand(terminal)));
    }

    /** Runs when no experiment is named: that is a usage error, so help goes to stderr. */
    @Override
    public Integer call() {
        command.commandLine().usage(terminal.err());
        return ExitCode.USAGE.status();
    }
}

package dev.unroll.cli.lab;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code unroll lab}: experiments on fresh networks. */
@Command(
        name = "lab",
        description = "See what textbooks say of training, measured.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "unroll lab COMMAND --help lists the options of a command. For example:",
            "  unroll lab gradients --cell rnn_tanh --length 50",
            "  unroll lab adding --cells lstm,gru --lengths 25,50"
        })
public final class LabCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private CommandSpec command = CommandSpec.create();

    public LabCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Adds the experiments, which only this command pays for. */
    @Spec
    void command(CommandSpec command) {
        this.command = command;
        command.addSubcommand("gradients", new CommandLine(new LabGradientsCommand(terminal)));
        command.addSubcommand("adding", new CommandLine(new LabAddingCommand(terminal)));
        command.addSubcommand("copy", new CommandLine(new LabCopyCommand(terminal)));
    }

    /** Runs when no command is named: that is a usage error, so help goes to stderr. */
    @Override
    public Integer call() {
        command.commandLine().usage(terminal.err());
        return (help ? ExitCode.DONE : ExitCode.USAGE).status();
    }
}

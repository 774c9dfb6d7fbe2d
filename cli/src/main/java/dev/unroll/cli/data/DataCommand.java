package dev.unroll.cli.data;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code unroll data}: the data sets that Unroll knows by name. */
@Command(
        name = "data",
        description = "List, fetch and check data sets.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "They lie in $UNROLL_DATA, else in $XDG_DATA_HOME/unroll, else in",
            "~/.local/share/unroll, a folder each.",
            "",
            "unroll data COMMAND --help lists the options of a command. For example:",
            "  unroll data get names",
            "  unroll data check names"
        })
public final class DataCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    public DataCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns this command with its own commands. */
    public CommandLine withCommands() {
        return new CommandLine(this)
                .addSubcommand(new DataListCommand(terminal))
                .addSubcommand(new DataGetCommand(terminal))
                .addSubcommand(new DataCheckCommand(terminal))
                .addSubcommand(new DataPathCommand(terminal));
    }

    /** Runs when no command is named: that is a usage error, so help goes to stderr. */
    @Override
    public Integer call() {
        command.commandLine().usage(terminal.err());
        return (help ? ExitCode.DONE : ExitCode.USAGE).status();
    }
}

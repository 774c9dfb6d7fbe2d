package dev.unroll.cli;

import dev.unroll.cli.ask.EvaluateCommand;
import dev.unroll.cli.ask.ExplainCommand;
import dev.unroll.cli.ask.ForecastCommand;
import dev.unroll.cli.ask.GenerateCommand;
import dev.unroll.cli.ask.InspectCommand;
import dev.unroll.cli.ask.PredictCommand;
import dev.unroll.cli.data.DataCommand;
import dev.unroll.cli.lab.LabCommand;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Failures;
import dev.unroll.cli.terminal.NarrowHelp;
import dev.unroll.cli.terminal.ResultStream;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.train.QuickstartCommand;
import dev.unroll.cli.train.ReportCommand;
import dev.unroll.cli.train.ResumeCommand;
import dev.unroll.cli.train.TrainCommand;
import dev.unroll.cli.train.VerifyCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry of the {@code unroll} command. */
@Command(
        name = "unroll",
        description = "Recurrent neural networks for the JVM: a cell is its equations, written once.",
        mixinStandardHelpOptions = true,
        versionProvider = CommandVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "unroll COMMAND --help lists the options of a command.",
            "unroll bench measures speed; it is built when it is first used.",
            "",
            "To begin with:",
            "  unroll quickstart",
            "  unroll predict runs/quickstart schmetterling"
        })
public final class Main implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec command = CommandSpec.create();

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the command and exits the process. */
    public static void main(String[] args) {
        var results = new ResultStream(new FileOutputStream(FileDescriptor.out));
        Terminal terminal = Terminal.ofProcess(results);
        // Numbers have the digits 0 to 9 and a point, also those that picocli and the JDK print.
        Locale.setDefault(Locale.ROOT);
        terminal.eraseWarning();
        ExitCode exitCode = run(terminal, args);
        terminal.out().flush();
        Optional<String> loss = results.loss();
        loss.ifPresent(terminal::complain);
        terminal.err().flush();
        System.exit((loss.isPresent() ? ExitCode.FAILED : exitCode).status());
    }

    /** Runs the command in this process and returns how it ended. */
    static ExitCode run(Terminal terminal, String... args) {
        var failures = new Failures(terminal);
        for (String argument : args) {
            if (argument.contains("\ufffd")) {
                return failures.notUtf8(argument);
            }
        }
        var commandLine = new CommandLine(new Main(terminal));
        List<Object> commands = commands(terminal);
        List<Object> named = commands.stream()
                .filter(command -> args.length > 0 && name(command).equals(args[0]))
                .toList();
        // picocli reflects on each command it is given, a good part of the time that a short command takes.
        for (Object each : named.isEmpty() ? commands : named) {
            commandLine.addSubcommand(each instanceof DataCommand data ? data.withCommands() : each);
        }
        commandLine
                .setOut(terminal.out())
                .setErr(terminal.err())
                // An argument that begins with @ is a text, and names no file with more arguments.
                .setExpandAtFiles(false)
                // Else -hot would ask for help.
                .setPosixClusteredShortOptionsAllowed(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler(failures::usage)
                .setExecutionExceptionHandler(failures::execution);
        NarrowHelp.fit(commandLine, terminal.layout());
        try {
            return ExitCode.of(commandLine.execute(args));
        } catch (OutOfMemoryError e) {
            return failures.outOfMemory();
        } catch (StackOverflowError e) {
            return failures.tooDeep();
        }
    }

    /** Returns the commands, in the order in which help lists them. */
    private static List<Object> commands(Terminal terminal) {
        return List.of(
                new QuickstartCommand(terminal),
                new TrainCommand(terminal),
                new ResumeCommand(terminal),
                new VerifyCommand(terminal),
                new EvaluateCommand(terminal),
                new PredictCommand(terminal),
                new GenerateCommand(terminal),
                new ForecastCommand(terminal),
                new CellsCommand(terminal),
                new InspectCommand(terminal),
                new ExplainCommand(terminal),
                new ReportCommand(terminal),
                new LabCommand(terminal),
                new DataCommand(terminal),
                new DoctorCommand(terminal));
    }

    private static String name(Object command) {
        return command.getClass().getAnnotation(Command.class).name();
    }

    /** Runs when no command is named: that is a usage error, so help goes to stderr. */
    @Override
    public Integer call() {
        command.commandLine().usage(terminal.err());
        return ExitCode.USAGE.status();
    }
}

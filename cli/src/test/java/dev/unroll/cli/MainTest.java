package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.ask.EvaluateCommand;
import dev.unroll.cli.ask.ExplainCommand;
import dev.unroll.cli.ask.ForecastCommand;
import dev.unroll.cli.ask.GenerateCommand;
import dev.unroll.cli.ask.InspectCommand;
import dev.unroll.cli.ask.PredictCommand;
import dev.unroll.cli.data.DataCheckCommand;
import dev.unroll.cli.data.DataCommand;
import dev.unroll.cli.data.DataGetCommand;
import dev.unroll.cli.data.DataListCommand;
import dev.unroll.cli.data.DataPathCommand;
import dev.unroll.cli.lab.LabCommand;
import dev.unroll.cli.lab.LabGradientsCommand;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.PlainWriter;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.train.QuickstartCommand;
import dev.unroll.cli.train.ReportCommand;
import dev.unroll.cli.train.ResumeCommand;
import dev.unroll.cli.train.TrainCommand;
import dev.unroll.cli.train.VerifyCommand;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class MainTest {

    @Test
    void helpGoesToStdout() {
        CommandRun run = CommandRun.of("--help");
        assertEquals(ExitCode.DONE, run.exitCode());
        assertTrue(run.out().startsWith("Usage: unroll "), run.out());
        assertTrue(run.out().contains("doctor "), run.out());
        assertEquals("", run.err());
    }

    @Test
    void helpOfACommandListsTheCommonOptions() {
        CommandRun run = CommandRun.of("doctor", "--help");
        assertEquals(ExitCode.DONE, run.exitCode());
        for (String option : new String[] {"--json", "--threads=N", "--quiet", "--debug"}) {
            assertTrue(run.out().contains(option), option);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                QuickstartCommand.class,
                TrainCommand.class,
                ResumeCommand.class,
                VerifyCommand.class,
                EvaluateCommand.class,
                PredictCommand.class,
                GenerateCommand.class,
                ForecastCommand.class,
                InspectCommand.class,
                ExplainCommand.class,
                ReportCommand.class,
                LabCommand.class,
                LabGradientsCommand.class,
                DataCommand.class,
                DataListCommand.class,
                DataGetCommand.class,
                DataCheckCommand.class,
                DataPathCommand.class,
                DoctorCommand.class
            })
    void helpOfACommandHasAnExample(Class<?> type) {
        Command command = type.getAnnotation(Command.class);
        List<String> footer = List.of(command.footer());
        assertTrue(footer.stream().anyMatch(line -> line.endsWith("or example:")), footer.toString());
        assertTrue(
                footer.stream().anyMatch(line -> line.matches("  .*unroll .*\\b" + command.name() + "\\b.*")),
                footer.toString());
        // A longer line would be wrapped, and leave single words on the next.
        footer.forEach(line -> assertTrue(line.length() < 80, line));
    }

    @Test
    void aCommandOfCommandsListsThem() {
        CommandRun run = CommandRun.of("data", "--help");
        assertEquals(ExitCode.DONE, run.exitCode());
        for (String command : new String[] {"list", "get", "check", "path"}) {
            assertTrue(run.out().lines().anyMatch(line -> line.startsWith("  " + command + " ")), command);
        }
    }

    @Test
    void versionIsTheBuilds() {
        CommandRun run = CommandRun.of("--version");
        assertEquals(ExitCode.DONE, run.exitCode());
        assertTrue(run.out().matches("unroll [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)? \\(Java [0-9.]+.*\\)\\R"), run.out());
    }

    @Test
    void noCommandShowsHelpOnStderr() {
        CommandRun run = CommandRun.of();
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().startsWith("Usage: unroll "), run.err());
        assertEquals("", run.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            doctro              | unknown command doctro; did you mean doctor? (unroll --help shows all commands)
            bake                | unknown command bake (unroll --help shows all commands)
            --jsno              | unknown option --jsno (unroll --help shows all commands)
            doctor --thread=2   | unknown option --thread; did you mean --threads? (unroll doctor --help shows its options)
            doctor extra        | unexpected argument extra (unroll doctor --help shows its options)
            doctor --threads 0  | --threads must be from 1 to 1024 but is 0; unroll doctor --help shows its options
            doctor --threads -1 | --threads must be from 1 to 1024 but is -1; unroll doctor --help shows its options
            generate --seed x   | Invalid value for option '--seed': 'x' is not a long; unroll generate --help shows its options
            generate --seed     | Missing required parameter for option '--seed' (N); unroll generate --help shows its options
            verify r --seed 2   | unknown option --seed (unroll verify --help shows its options)
            predict m -x        | unknown option -x; did you mean -h? (unroll predict --help shows its options; a text that begins with - must stand behind --)
            predict m -hot      | unknown option -hot; did you mean -h? (unroll predict --help shows its options; a text that begins with - must stand behind --)
            explain m -5=5      | unknown option -5; did you mean -h? (unroll explain --help shows its options; a text that begins with - must stand behind --)
            generate --prompt -h | Expected parameter for option '--prompt' but found '-h'; --prompt=TEXT takes any text; unroll generate --help shows its options
            predict m caf� | the argument caf� must be UTF-8 but is not, or has lost letters on its way (U+FFFD stands for them)
            generate --class --new | Expected parameter for option '--class' but found '--new'; --class=TEXT takes any text; unroll generate --help shows its options
            lab gradients --out --quiet | Expected parameter for option '--out' but found '--quiet'; unroll lab gradients --help shows its options
            @doctor             | unknown command @doctor; did you mean doctor? (unroll --help shows all commands)
            inspect r --threads=2 | unknown option --threads (unroll inspect --help shows its options)
            """)
    void usageErrorsAreOneSentence(String line, String sentence) {
        CommandRun run = CommandRun.of(line.split(" "));
        assertEquals("unroll: " + sentence + System.lineSeparator(), run.err());
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals("", run.out());
    }

    @Test
    void stackTracesAreForThoseWhoAsk() {
        assertEquals(1, CommandRun.of("doctor", "extra").err().lines().count());
        for (CommandRun run : new CommandRun[] {
            CommandRun.of("doctor", "extra", "--debug"), CommandRun.with(Map.of("UNROLL_DEBUG", "1"), "doctor", "extra")
        }) {
            assertTrue(run.err().contains("\tat picocli."), run.err());
            assertEquals(ExitCode.USAGE, run.exitCode());
        }
    }

    @Test
    void theWarningAboveIsErasedOnlyIfTheLauncherSaysSo() {
        assertEquals("", erasure(Map.of()));
        assertEquals("\033[1A\033[2K", erasure(Map.of("UNROLL_ERASE_WARNING", "1")));
    }

    private static String erasure(Map<String, String> environment) {
        var err = new StringWriter();
        new Terminal(
                        InputStream.nullInputStream(),
                        new PlainWriter(new StringWriter()),
                        new PlainWriter(err),
                        environment)
                .eraseWarning();
        return err.toString();
    }
}

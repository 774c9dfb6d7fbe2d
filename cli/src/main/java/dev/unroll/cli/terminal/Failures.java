package dev.unroll.cli.terminal;

import dev.unroll.core.form.Nearest;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.data.DataException;
import dev.unroll.run.BusyException;
import dev.unroll.run.ConfigException;
import dev.unroll.run.RunFolderException;
import dev.unroll.run.TooLargeException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong: one sentence on stderr, a stack trace only if asked for, an exit code. */
public final class Failures {

    /** The variable that does what {@code --debug} does, also where no option has been read yet. */
    private static final String DEBUG = "UNROLL_DEBUG";

    /** What commands call parameters that may be any text. */
    private static final Set<String> TEXTS = Set.of("TEXT", "INPUT");

    private final Terminal terminal;

    public Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Handles a command line that does not fit; picocli calls it. */
    public int usage(ParameterException failure, String[] args) {
        String sentence =
                switch (failure) {
                    case UnmatchedArgumentException unmatched -> unknown(unmatched);
                    case MissingParameterException missing ->
                        missing.getMessage() + joined(missing) + "; " + help(missing.getCommandLine());
                    default -> failure.getMessage() + "; " + help(failure.getCommandLine());
                };
        return report(ExitCode.USAGE, sentence, failure, List.of(args).contains("--debug"));
    }

    private static String unknown(UnmatchedArgumentException failure) {
        CommandLine command = failure.getCommandLine();
        String word = failure.getUnmatched().getFirst();
        String name = word.startsWith("-") ? word.replaceFirst("=.*", "") : word;
        if (name.startsWith("-")) {
            List<String> options =
                    new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
            return "unknown option " + name + Nearest.hint(name, options) + " (" + help(command) + behindDashes(command)
                    + ")";
        }
        if (!command.getSubcommands().isEmpty()) {
            return "unknown command " + name
                    + Nearest.hint(name, command.getSubcommands().keySet()) + " (" + help(command) + ")";
        }
        return "unexpected argument " + name + " (" + help(command) + ")";
    }

    /** Returns how a text is given that begins as options do, if the command takes texts. */
    private static String behindDashes(CommandLine command) {
        boolean takesTexts = command.getCommandSpec().positionalParameters().stream()
                .anyMatch(parameter -> TEXTS.contains(parameter.paramLabel()));
        return takesTexts ? "; a text that begins with - must stand behind --" : "";
    }

    /** Returns how an option is given a text that is the name of another option, if it takes any text. */
    private static String joined(MissingParameterException failure) {
        return failure.getMissing().getFirst() instanceof OptionSpec option
                        && option.preprocessor() instanceof JoinedText
                ? "; " + option.longestName() + "=TEXT takes any text"
                : "";
    }

    private static String help(CommandLine command) {
        String what = command.getSubcommands().isEmpty() ? "its options" : "all commands";
        return command.getCommandSpec().qualifiedName() + " --help shows " + what;
    }

    /** Handles what a command throws; picocli calls it. */
    public int execution(Exception failure, CommandLine command, ParseResult parsed) {
        boolean debug = parsed.originalArgs().contains("--debug");
        return switch (failure) {
            case UserError error -> report(error.exitCode(), String.valueOf(error.getMessage()), error, debug);
            case ConfigException e -> report(ExitCode.USAGE, sentence(e), e, debug);
            case BusyException e -> report(ExitCode.USAGE, sentence(e), e, debug);
            case RunFolderException e -> report(ExitCode.DATA, sentence(e), e, debug);
            case DataException e -> report(ExitCode.DATA, sentence(e), e, debug);
            case NonFiniteException e -> report(ExitCode.DATA, sentence(e), e, debug);
            case InterruptedException e -> report(ExitCode.INTERRUPTED, "interrupted", e, debug);
            case IOException e -> report(ExitCode.DATA, sentence(e), e, debug);
            default -> report(ExitCode.FAILED, sentence(failure), failure, debug);
        };
    }

    /** Handles an argument whose bytes are none of UTF-8: Java has put U+FFFD in the place of what it could not read. */
    public ExitCode notUtf8(String argument) {
        terminal.complain("the argument " + argument
                + " must be UTF-8 but is not, or has lost letters on its way (U+FFFD stands for them)");
        return ExitCode.USAGE;
    }

    /** Handles a heap that is too small: the user can give more. */
    public ExitCode outOfMemory() {
        terminal.complain(TooLargeException.sentence("", "ask for less at once"));
        return ExitCode.FAILED;
    }

    /** Handles a stack that is too small: something that was read is nested, and each level takes a part of it. */
    public ExitCode tooDeep() {
        terminal.complain(
                "what was read is nested too deeply: brackets within brackets, some thousand times; make it flatter, or allow more by UNROLL_JAVA_OPTS=-Xss...");
        return ExitCode.FAILED;
    }

    /** Returns what an exception says to the user; of some the message is the file's name alone. */
    public static String sentence(Exception failure) {
        String message = failure.getMessage();
        return switch (failure) {
            case NoSuchFileException e when e.getReason() == null -> "there is no file " + e.getFile();
            case AccessDeniedException e -> "no permission for " + e.getFile();
            default ->
                message == null || message.isBlank()
                        ? failure.getClass().getSimpleName() + " (--debug shows where)"
                        : message;
        };
    }

    private int report(ExitCode exitCode, String sentence, Exception failure, boolean debug) {
        terminal.complain(sentence);
        if (debug || terminal.isSet(DEBUG)) {
            failure.printStackTrace(terminal.err());
        }
        return exitCode.status();
    }
}

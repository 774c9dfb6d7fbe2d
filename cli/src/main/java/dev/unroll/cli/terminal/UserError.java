package dev.unroll.cli.terminal;

/** What the user can mend: its message is the one sentence that is printed, without a stack trace. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    /** Makes an error that prints {@code sentence} and exits with {@code exitCode}. */
    public UserError(ExitCode exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** Returns what the process exits with. */
    public ExitCode exitCode() {
        return exitCode;
    }
}

package dev.unroll.cli.terminal;

/** How the command ends, as the shell sees it. */
public enum ExitCode {
    /** All that was asked for is done. */
    DONE(0),
    /** Something went wrong that is neither the usage nor the data. */
    FAILED(1),
    /** The command line or a configuration is wrong. */
    USAGE(2),
    /** A file that was read is missing, broken or does not fit. */
    DATA(3),
    /** Ctrl-C: 128 and the number of SIGINT, as shells count. */
    INTERRUPTED(130),
    /** {@code kill}: 128 and the number of SIGTERM. */
    TERMINATED(143);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** Returns the code of {@code status}; {@link #FAILED} if there is none. */
    public static ExitCode of(int status) {
        for (ExitCode code : values()) {
            if (code.status == status) {
                return code;
            }
        }
        return FAILED;
    }

    /** Returns the number that the process exits with. */
    public int status() {
        return status;
    }
}

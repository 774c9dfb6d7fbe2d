package dev.unroll.cli;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.PlainWriter;
import dev.unroll.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The command, run in this process: what it printed, and how it ended. */
public record CommandRun(ExitCode exitCode, String out, String err) {

    public static CommandRun of(String... args) {
        return with(Map.of(), args);
    }

    static CommandRun with(Map<String, String> environment, String... args) {
        return of(InputStream.nullInputStream(), environment, args);
    }

    static CommandRun reading(String in, String... args) {
        return reading(in.getBytes(StandardCharsets.UTF_8), args);
    }

    static CommandRun reading(byte[] in, String... args) {
        return of(new ByteArrayInputStream(in), Map.of(), args);
    }

    private static CommandRun of(InputStream in, Map<String, String> environment, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(in, new PlainWriter(out), new PlainWriter(err), environment);
        ExitCode exitCode = Main.run(terminal, args);
        terminal.out().flush();
        terminal.err().flush();
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}

package dev.unroll.cli.terminal;

import dev.unroll.data.catalogue.DataHome;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The world outside: where lines come from, where results go, where progress and errors go, and the environment's variables.
 *
 * @param in what {@code predict} reads if it is given no text
 * @param out results
 * @param err progress and errors
 * @param environment as {@link System#getenv()}
 */
public record Terminal(InputStream in, PlainWriter out, PlainWriter err, Map<String, String> environment) {

    /** Set by the launcher if stderr is a terminal, to its width: Java cannot ask. */
    static final String COLUMNS = "UNROLL_COLUMNS";

    /** Set by the launcher if stdout is a terminal, to its width. */
    static final String OUT_COLUMNS = "UNROLL_OUT_COLUMNS";

    /** Set by the launcher to how it was called, {@code ./unroll} for instance. */
    static final String COMMAND = "UNROLL_COMMAND";

    /** Set by the launcher if the line above the cursor is the JVM's warning about its incubator module. */
    static final String ERASE_WARNING = "UNROLL_ERASE_WARNING";

    /** Returns this process's own. Both streams are flushed at the end of a line. */
    public static Terminal ofProcess(ResultStream results) {
        return new Terminal(
                System.in,
                writer(results, System.out.charset()),
                writer(System.err, System.err.charset()),
                Map.copyOf(System.getenv()));
    }

    private static PlainWriter writer(OutputStream out, Charset charset) {
        return new PlainWriter(new BufferedWriter(new OutputStreamWriter(out, charset)));
    }

    /** Returns the columns of the terminal that shows {@link #err}; empty if it goes to a file or a pipe. */
    public OptionalInt columns() {
        return columns(COLUMNS);
    }

    /** Returns how results are laid out on the terminal that shows {@link #out}, if one does. */
    public Layout layout() {
        return new Layout(columns(OUT_COLUMNS));
    }

    /** Prints a sentence on {@link #err}, broken at blanks if that is a terminal. */
    public void tell(String sentence) {
        err.println(new Layout(columns()).sentence(sentence));
    }

    /** Prints a sentence on {@link #err} that says what went wrong; it begins with the program's name. */
    public void complain(String sentence) {
        tell("unroll: " + sentence);
    }

    private OptionalInt columns(String variable) {
        String columns = environment.getOrDefault(variable, "");
        return columns.matches("[1-9][0-9]{0,4}") ? OptionalInt.of(Integer.parseInt(columns)) : OptionalInt.empty();
    }

    /** Returns where data sets of the catalogue lie. */
    public DataHome dataHome() {
        return DataHome.of(environment);
    }

    /** Returns what a user types to call this command. */
    public String command() {
        return Shell.quote(environment.getOrDefault(COMMAND, "unroll"));
    }

    /** Returns whether {@code variable} is set to anything but nothing. */
    boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }

    /** Erases the warning that the JVM printed before anything of ours ran. */
    public void eraseWarning() {
        if (isSet(ERASE_WARNING)) {
            err.eraseLineAbove();
        }
    }
}

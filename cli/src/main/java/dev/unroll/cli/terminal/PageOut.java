package dev.unroll.cli.terminal;

import dev.unroll.run.page.PagePlace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a command writes its page.
 *
 * @param file the place
 * @param usual the name that the page has if nothing is in its way
 */
public record PageOut(Path file, String usual) {

    /** Returns the place that {@code --out} names; else the usual one, or if that is taken one beside it. */
    public static PageOut of(Optional<Path> out, String usual) throws IOException {
        if (out.isEmpty()) {
            return new PageOut(PagePlace.free(usual), usual);
        }
        try {
            return new PageOut(PagePlace.replaceable(out.get()), out.get().toString());
        } catch (FileAlreadyExistsException e) {
            throw new UserError(ExitCode.USAGE, "--out " + e.getMessage() + "; choose another name");
        }
    }

    /** Returns the place in words, and why it is not the usual one. */
    @Override
    public String toString() {
        return file.toString().equals(usual) ? usual : file + " (" + usual + " was there already)";
    }
}

package dev.unroll.cli.train;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.run.folder.RunFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A folder that a run will be in: refused before the training, and not after it. */
public final class ModelPlace {

    private ModelPlace() {}

    /** Returns the folder, which is free or holds nothing but a run or a model. */
    public static RunFolder check(String out) throws IOException {
        Path folder;
        try {
            folder = Path.of(out);
        } catch (InvalidPathException e) {
            throw wrong("must be a path but is \"" + out + "\"");
        }
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.isSymbolicLink(absolute) && !Files.exists(absolute)) {
            throw wrong(folder + " is a link that leads nowhere; remove it, or choose another folder");
        }
        try {
            new RunFolder(folder).requireReplaceable();
        } catch (FileAlreadyExistsException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        Path parent = absolute.getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent == null || !Files.isDirectory(parent)) {
            throw wrong(folder + " cannot be made, since " + parent + " is no folder");
        }
        if (!Files.isWritable(parent)) {
            throw wrong(folder + " cannot be made, since nothing may be written to " + parent);
        }
        return new RunFolder(folder);
    }

    private static UserError wrong(String sentence) {
        return new UserError(ExitCode.USAGE, "--out " + sentence);
    }
}

package dev.unroll.cli.job;

import dev.unroll.cli.ExitCode;
import dev.unroll.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder that a model will be saved to: refused before the training, and not after it. */
public final class ModelPlace {

    private static final Set<String> MODEL_FILES = Set.of("config.json", "model.safetensors", "README.md");

    private ModelPlace() {}

    /** Returns the folder, which is free or holds nothing but a model. */
    public static Path check(String out) throws IOException {
        Path folder;
        try {
            folder = Path.of(out);
        } catch (InvalidPathException e) {
            throw wrong("must be a path but is \"" + out + "\"");
        }
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            throw wrong(folder + " is a file, but a model is a folder; choose another name");
        }
        if (Files.isDirectory(absolute)) {
            requireModel(folder, absolute);
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
        return folder;
    }

    private static void requireModel(Path folder, Path absolute) throws IOException {
        try (Stream<Path> files = Files.list(absolute)) {
            List<String> strangers = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !MODEL_FILES.contains(name))
                    .sorted()
                    .toList();
            if (!strangers.isEmpty()) {
                throw wrong(folder + " holds something else than a model (" + strangers.getFirst()
                        + "), so it is not replaced; choose another folder");
            }
        }
    }

    private static UserError wrong(String sentence) {
        return new UserError(ExitCode.USAGE, "--out " + sentence);
    }
}

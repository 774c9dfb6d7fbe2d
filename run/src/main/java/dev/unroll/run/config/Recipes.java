package dev.unroll.run.config;

import dev.unroll.core.form.Nearest;
import dev.unroll.run.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The configurations that come with Unroll, by name, and a user's own, by file. */
public final class Recipes {

    /** The names of the recipes in the jar. */
    public static final List<String> NAMES = List.of(
            "quickstart",
            "names",
            "names-by-hand",
            "names-generate",
            "hello",
            "sentiment-first",
            "sentiment",
            "mnist-rows",
            "mnist-rows-best",
            "shakespeare",
            "part-of-speech",
            "entities");

    private Recipes() {}

    /** Returns the text of the recipe {@code name}, to be printed, copied and changed. */
    public static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                TrainConfig.class.getResourceAsStream("/dev/unroll/run/recipes/" + name + ".toml"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Returns the configuration that {@code nameOrFile} means: a recipe, or a TOML file.
     *
     * @param assignments {@code key=value} each; they come after the file
     */
    public static TrainConfig read(String nameOrFile, List<String> assignments) throws IOException {
        if (NAMES.contains(nameOrFile)) {
            return ConfigReader.read("recipe " + nameOrFile, text(nameOrFile), assignments);
        }
        if (Files.isDirectory(Path.of(nameOrFile))) {
            throw new ConfigException("\"" + nameOrFile + "\" is a folder, and neither a recipe ("
                    + String.join(", ", NAMES) + ") nor a file; data are named by --data");
        }
        try {
            return ConfigReader.read(nameOrFile, Files.readString(Path.of(nameOrFile)), assignments);
        } catch (NoSuchFileException e) {
            throw new ConfigException(nameOrFile + " is neither a recipe (" + String.join(", ", NAMES) + ") nor a file"
                    + Nearest.hint(nameOrFile, NAMES));
        } catch (CharacterCodingException e) {
            throw new ConfigException(nameOrFile + " must be a text in UTF-8 but is not");
        }
    }
}

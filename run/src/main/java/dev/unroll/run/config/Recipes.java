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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
            "spoken-digits",
            "vowels",
            "ucr",
            "shakespeare",
            "part-of-speech",
            "entities",
            "reverse",
            "pronounce",
            "translate",
            "passengers",
            "sunspots",
            "temperatures",
            "electricity",
            "m4-hourly",
            "m4-weekly");

    private static final Pattern FIRST_SENTENCE = Pattern.compile("^(.*?[.?:])(?= ).*$");

    /** What the header of a recipe says of its time and memory begins so. */
    private static final String COST = "# Takes ";

    private Recipes() {}

    /** Returns the text of the recipe {@code name}, to be printed, copied and changed. */
    public static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                TrainConfig.class.getResourceAsStream("/dev/unroll/run/recipes/" + name + ".toml"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns what a recipe is about, the first sentence of its text: {@code Which language is this word?}. */
    public static String about(String name) throws IOException {
        String header = text(name)
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .collect(Collectors.joining(" "));
        return FIRST_SENTENCE.matcher(header).replaceFirst("$1");
    }

    /** Returns the time and memory that a recipe takes on its own data: {@code 14 minutes and 1 GB on two cores}. */
    public static String cost(String name) throws IOException {
        return text(name)
                .lines()
                .filter(line -> line.startsWith(COST))
                .map(line -> line.substring(COST.length()).replaceFirst("\\.$", ""))
                .findFirst()
                .orElseThrow();
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
        try {
            return ConfigReader.read(nameOrFile, Files.readString(Path.of(nameOrFile)), assignments);
        } catch (NoSuchFileException e) {
            throw new ConfigException(nameOrFile + " is neither a recipe (" + String.join(", ", NAMES)
                    + ") nor a file or folder" + Nearest.hint(nameOrFile, NAMES));
        } catch (CharacterCodingException e) {
            throw new ConfigException(nameOrFile + " must be a text in UTF-8 but is not");
        }
    }
}

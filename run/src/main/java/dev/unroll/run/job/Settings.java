package dev.unroll.run.job;

import dev.unroll.data.Dataset;
import dev.unroll.data.catalogue.Catalogue;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.data.file.Names;
import dev.unroll.data.vectors.TsArchive;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.DataTable.Tokens;
import dev.unroll.run.config.ModelTable.Input;
import dev.unroll.run.config.Recipes;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Suspicion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a training is told by one word: a recipe, a configuration in a file, or data, which the rest is chosen for.
 *
 * @param name what to call the model
 * @param reasons why the configuration is as it is, a line each; none if somebody wrote it
 * @param remarks what else there is to say before the training, a line each
 */
public record Settings(TrainConfig config, String name, List<String> reasons, List<String> remarks) {

    /** A configuration opens its first table within so many bytes. */
    private static final int MOST_BYTES = 65_536;

    public Settings {
        reasons = List.copyOf(reasons);
        remarks = List.copyOf(remarks);
    }

    /**
     * Returns what a word means. A recipe's name comes before a file or folder that is called so; a file is a configuration
     * if it is called {@code .toml} or begins as one, and else data, and so is a folder and a name of the catalogue.
     *
     * @param assignments {@code key=value} each; they come after what the word means
     * @param home where data sets of the catalogue lie
     */
    public static Settings of(String word, List<String> assignments, DataHome home) throws IOException {
        if (!isData(word)) {
            return ofConfiguration(word, Recipes.read(word, assignments));
        }
        List<String> all = Stream.concat(Stream.of(DataSource.assignment(word)), assignments.stream())
                .toList();
        TrainConfig asked = ConfigReader.aboutData(all);
        if (!asked.data().source().equals(DataSource.chosen(word))) {
            throw new ConfigException(word + " is data, but data.source names others, "
                    + asked.data().source() + "; leave one of them out, or name a recipe");
        }
        var source = new DataSource(asked.data(), home);
        boolean isTaskNamed = assignments.stream().anyMatch(Suggestion::isOfTask);
        Dataset<?> found =
                Suggestion.look(source, Optional.of(asked.training().task()).filter(task -> isTaskNamed));
        Suspicion.check(source, found);
        Suggestion suggestion = Suggestion.of(found, asked);
        return new Settings(suggestion.config(all), name(word), suggestion.reasons(assignments), List.of());
    }

    private static Settings ofConfiguration(String word, TrainConfig config) throws IOException {
        List<String> remarks = new ArrayList<>();
        if (Recipes.NAMES.contains(word)) {
            remarks.add("the recipe " + word + " takes " + Recipes.cost(word) + ", on data of its own");
        }
        DataSource.namesakeOf(config.data().source()).ifPresent(remarks::add);
        if (config.data().tokens() != Tokens.CHARACTERS && config.model().input() == Input.ONE_HOT) {
            remarks.add(
                    "each word has weights of its own in each gate, which are learned by heart; vectors that are counted"
                            + " need fewer and do better: unroll train FILE chooses them");
        }
        return new Settings(config, Recipes.NAMES.contains(word) ? word : name(word), List.of(), remarks);
    }

    private static boolean isData(String word) throws IOException {
        if (Recipes.NAMES.contains(word)) {
            return false;
        }
        Path path;
        try {
            path = Path.of(word);
        } catch (InvalidPathException e) {
            return false;
        }
        if (!Files.exists(path)) {
            // One set of several is named behind the archive or the catalogue's entry that holds them.
            return Catalogue.load().find(word).isPresent()
                    || TsArchive.isOne(path)
                    || (path.getNameCount() == 2
                            && Catalogue.load().find(path.getName(0).toString()).isPresent());
        }
        DataSource.requireReadableTwice(path);
        return Files.isDirectory(path)
                || (Files.isRegularFile(path) && !word.endsWith(".toml") && !beginsAsConfiguration(path));
    }

    /** Returns whether the first line that is neither blank nor a comment opens a table of a configuration. */
    private static boolean beginsAsConfiguration(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // Whatever the file is: a letter a byte.
            String beginning = new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
            return beginning
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst()
                    .filter(line -> line.matches("\\[(data|model|training)].*"))
                    .isPresent();
        }
    }

    /** Returns the name of a file or folder without what says how it is written: {@code reviews} of {@code reviews.csv.gz}. */
    private static String name(String word) {
        return Names.withoutGz(Path.of(word)).replaceFirst("(?<=.)\\.[A-Za-z]+$", "");
    }
}

package dev.unroll.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.model.LanguageModel;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.Tagger;
import dev.unroll.run.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aProgramTrainsSavesLoadsAndAsks() throws IOException {
        Path run = folder.resolve("hello");
        assertEquals(
                1,
                Training.of("hello")
                        .run(run)
                        .scores()
                        .getFirst()
                        .scores()
                        .getFirst()
                        .value());
        assertEquals(List.of("e", "l", "l", "o"), new LanguageModel(Model.load(run)).generate("h", 4));
        assertTrue(Files.exists(run.resolve("report.html")));
    }

    @Test
    void aKeyThatDoesNotExistIsRefused() {
        var training = Training.of("hello").with("epoch", 3);
        var error = assertThrows(ConfigException.class, () -> training.run(folder.resolve("x")));
        assertTrue(String.valueOf(error.getMessage()).contains("unknown key epoch"), error.getMessage());
    }

    @Test
    void aFileOfTwoColumnsIsTagged() throws IOException {
        Path file = folder.resolve("pets.conll");
        var text = new StringBuilder();
        for (String pet : List.of("dog", "cat", "horse", "mouse", "goat", "cow", "pig", "hen")) {
            for (String verb : List.of("runs", "sleeps", "eats")) {
                text.append("the DET\n")
                        .append(pet)
                        .append(" NOUN\n")
                        .append(verb)
                        .append(" VERB\n. PUNCT\n\n");
            }
        }
        Files.writeString(file, text);
        var training = Training.of("part-of-speech")
                .on(file)
                .with("data.split", "random")
                .with("epochs", 20)
                .with("hidden_size", 8)
                .with("batch_size", 4);
        Model model = training.run(folder.resolve("pets")).model();
        List<String> tags = new Tagger(model)
                .tag(List.of("the", "cat", "sleeps", ".")).stream()
                        .map(Prediction::label)
                        .toList();
        assertEquals(List.of("DET", "NOUN", "VERB", "PUNCT"), tags);
    }
}

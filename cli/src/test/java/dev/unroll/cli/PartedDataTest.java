package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.core.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that come with a test part of their own: pictures as vectors, and reviews as words. */
class PartedDataTest {

    private static final String[] FAST = {"--set", "hidden_size=6", "--set", "epochs=12", "--set", "batch_size=4"};

    private final Path temporary;

    PartedDataTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    private static CommandRun run(Map<String, String> environment, String[] more, String... first) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        CommandRun run = CommandRun.with(environment, all);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        return run;
    }

    @Test
    void picturesOfACatalogueNameAreTrainedScoredAndAsked() throws IOException {
        Path home = Files.createDirectories(temporary.resolve("home"));
        Path mnist = SmallData.pictures(home.resolve("mnist"), 40, 10);
        var environment = Map.of("UNROLL_DATA", home.toString());
        Path model = temporary.resolve("model");
        CommandRun trained = run(environment, FAST, "train", "mnist-rows", "--out", model.toString());
        assertTrue(trained.err().startsWith("mnist: Read 50 sequences of 4 files; dropped none."), trained.err());
        assertTrue(trained.out().contains("On 10 held-out sequences, 10 of which are trained on"), trained.out());
        assertTrue(trained.out().contains("logistic regression on all numbers"), trained.out());
        assertTrue(trained.out().contains("this model, on the training part "), trained.out());

        CommandRun evaluated =
                run(environment, new String[] {"--json"}, "evaluate", model.toString(), "--data", "mnist", "--quiet");
        JsonObject scores = JsonParser.parseString(evaluated.out()).getAsJsonObject();
        assertEquals(10, scores.get("examples").getAsInt());
        assertEquals(
                1,
                scores.getAsJsonObject("scores")
                        .getAsJsonObject("model")
                        .get("accuracy")
                        .getAsDouble());

        String file = mnist.resolve("t10k-images-idx3-ubyte").toString();
        CommandRun asked = run(environment, new String[] {"--top", "1"}, "predict", model.toString(), file);
        assertEquals(10, asked.out().lines().count());
        assertTrue(asked.out().startsWith(file + "[0]  0 0."), asked.out());
        CommandRun numbers =
                run(environment, new String[] {"--top", "1"}, "predict", model.toString(), "0,0,0,250,240,250");
        assertTrue(numbers.out().startsWith("0,0,0,250,240,250  1 0."), numbers.out());
        CommandRun inspected = run(environment, new String[0], "inspect", model.toString());
        assertTrue(inspected.out().contains("vectors, (x − 0.0) / 255.0; 3 features"), inspected.out());
        CommandRun wrong = CommandRun.of("predict", model.toString(), "1,2");
        assertEquals(ExitCode.USAGE, wrong.exitCode());
        assertTrue(
                wrong.err().contains("numbers must be 3 for each step, commas between them, but are 2"), wrong.err());
    }

    @Test
    void reviewsAreCutAndTheTestPartIsTheirMakers() throws IOException {
        for (String part : new String[] {"train", "test"}) {
            for (int i = 0; i < 20; i++) {
                write(part + "/pos/" + i + ".txt", "Lovely.<br />A number " + i + " and a treat");
                write(part + "/neg/" + i + ".txt", "Dull.<br />A number " + i + " and a bore");
            }
        }
        Path model = temporary.resolve("sentiment");
        CommandRun trained = run(
                Map.of(),
                FAST,
                "train",
                "sentiment",
                "--data",
                temporary.resolve("reviews").toString(),
                "--set",
                "longest=3",
                "--set",
                "validation_fraction=0.1",
                "--out",
                model.toString(),
                "--json");
        JsonObject data =
                JsonParser.parseString(trained.out()).getAsJsonObject().getAsJsonObject("data");
        assertEquals(36, data.get("train").getAsInt());
        assertEquals(4, data.get("validation").getAsInt());
        assertEquals(40, data.get("test").getAsInt());
        assertEquals(80, data.get("cut_texts").getAsInt());
        // The recipe counts neighbors; the unknown token has none.
        int tokens = data.get("vocabulary").getAsInt();
        assertEquals(tokens - 1, data.get("tokens_with_vectors").getAsInt());
        JsonObject scores =
                JsonParser.parseString(trained.out()).getAsJsonObject().getAsJsonObject("scores");
        assertEquals(1, scores.getAsJsonObject("bag_of_words").get("accuracy").getAsDouble());
        CommandRun inspected = run(Map.of(), new String[0], "inspect", model.toString());
        assertTrue(inspected.out().contains("html-words, unicode-lower-case, the last 3;"), inspected.out());
        assertTrue(inspected.out().contains("  logistic regression, bag of words  accuracy 100.0 %"), inspected.out());
    }

    @Test
    void frozenWordVectorsAreThoseOfTheFile() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("train/pos/" + i + ".txt", "lovely number " + i);
            write("train/neg/" + i + ".txt", "dull number " + i);
        }
        Path vectors = Files.writeString(temporary.resolve("vectors.txt"), "2 3\nlovely 1.5 0 -2\ndull 0.25 1 1\n");
        Path folder = temporary.resolve("frozen");
        CommandRun trained = run(
                Map.of(),
                FAST,
                "train",
                "sentiment",
                "--data",
                temporary.resolve("reviews").toString(),
                "--set",
                "split=random",
                "--set",
                "embedding_size=3",
                "--set",
                "vectors=" + vectors,
                "--set",
                "freeze=true",
                "--set",
                "embedding_rate=1",
                "--set",
                "weight_decay=0.1",
                "--out",
                folder.toString(),
                "--json");
        JsonObject data =
                JsonParser.parseString(trained.out()).getAsJsonObject().getAsJsonObject("data");
        assertEquals(2, data.get("tokens_with_vectors").getAsInt());
        Model model = Model.load(folder.resolve("model"));
        var embedding = model.network().layout().windows().stream()
                .filter(window -> window.name().equals("embedding.weight"))
                .findFirst()
                .orElseThrow()
                .on(model.network().values());
        int lovely = model.text().vocabulary().indexOf("lovely");
        assertEquals(1.5f, embedding.get(lovely, 0));
        assertEquals(-2f, embedding.get(lovely, 2));
    }

    private void write(String file, String text) throws IOException {
        Path path = temporary.resolve("reviews").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void vectorsAndTextsAreNotMixedUp() throws IOException {
        Path mnist = SmallData.pictures(temporary.resolve("pictures"), 4, 2);
        String out = temporary.resolve("none").toString();
        CommandRun run = CommandRun.of("train", "quickstart", "--data", mnist.toString(), "--out", out);
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(
                run.err().contains("pictures has vectors and no texts, so model.input must be vectors but is one_hot"),
                run.err());
        run = CommandRun.of("train", "quickstart", "--set", "input=vectors", "--out", out);
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(
                run.err().contains("words has texts, so model.input must be one_hot or embedding but is vectors"),
                run.err());
    }
}

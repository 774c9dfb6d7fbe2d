package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trainings of every kind end in the bits and the scores that they have always ended in.
 *
 * <p>The table is {@code pinned-trainings.txt}: blocks between blank lines, of a name, a command line, the SHA-256 of the
 * weights, the numbers of the last epoch, and a line for each score. In the command line a word with = is a key that is
 * set, and DATA the folder of {@link PinnedData}. A block that fails prints what it would be, in the same form.
 */
class PinnedBitsTest {

    private static final String TABLE = "pinned-trainings.txt";

    private static final String[] SCORES = {
        "accuracy",
        "macro_recall",
        "bits_per_token",
        "mase",
        "smape",
        "mae",
        "rmse",
        "wql",
        "coverage",
        "r2",
        "bleu",
        "error_rate",
        "exact_match",
        "token_accuracy"
    };

    private static Path data = Path.of("");

    @TempDir
    private Path temporary = Path.of("");

    /** A block of the table. */
    private record Pin(String name, String line, String end) {

        static Pin of(String block) {
            List<String> lines = block.lines()
                    .map(String::strip)
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            return new Pin(lines.get(0), lines.get(1), String.join("\n", lines.subList(2, lines.size())));
        }

        /** Returns the arguments of {@code unroll}. */
        List<String> arguments(Path out) {
            List<String> arguments = new ArrayList<>(List.of("train"));
            for (String word : line.replace("DATA", data.toString()).split(" +", -1)) {
                if (word.contains("=")) {
                    arguments.add("--set");
                }
                arguments.add(word);
            }
            arguments.addAll(List.of("--out", out.toString(), "--json", "--quiet"));
            return arguments;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Pin> pins() throws IOException {
        try (InputStream in = PinnedBitsTest.class.getResourceAsStream(TABLE)) {
            String table = new String(Objects.requireNonNull(in, TABLE).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(table.split("\\n\\s*\\n", -1)).map(Pin::of);
        }
    }

    @BeforeAll
    static void writeData(@TempDir Path folder) throws IOException {
        data = folder;
        PinnedData.write(folder);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pins")
    void endsInTheSameBitsAndScores(Pin pin) throws IOException {
        Path out = temporary.resolve("run");
        CommandRun run = CommandRun.of(pin.arguments(out).toArray(String[]::new));
        assertEquals(ExitCode.DONE, run.exitCode(), pin + ": " + run.err());
        assertEquals(pin.end(), end(out, run), () -> pin + " (unroll train " + pin.line() + ")");
    }

    private static String end(Path out, CommandRun run) throws IOException {
        JsonObject receipt = json(Files.readString(out.resolve("run.json")));
        List<String> end = new ArrayList<>();
        end.add(receipt.get("weights_sha256").getAsString());
        JsonArray epochs = receipt.getAsJsonArray("epochs");
        JsonObject last = epochs.get(epochs.size() - 1).getAsJsonObject();
        end.add("last" + numbers(last, "epoch", "loss", "accuracy", "learning_rate"));
        end.add("gradient_norm" + numbers(last.getAsJsonObject("gradient_norm"), "mean", "largest", "clipped"));
        if (last.has("validation")) {
            end.add("validation" + numbers(last.getAsJsonObject("validation"), "loss", "accuracy"));
        }
        json(run.out())
                .getAsJsonObject("scores")
                .asMap()
                .forEach((who, score) -> end.add(who + numbers(score.getAsJsonObject(), SCORES)));
        return String.join("\n", end);
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    /** Returns those of the numbers that there are, to the last digit. */
    private static String numbers(JsonObject of, String... names) {
        return Stream.of(names)
                .filter(of::has)
                .map(name -> " " + name + "=" + of.get(name))
                .collect(Collectors.joining());
    }
}

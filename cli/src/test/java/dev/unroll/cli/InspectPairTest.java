package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code inspect} says of encoder, decoder and attention. */
class InspectPairTest {

    @TempDir
    private Path folder = Path.of("");

    private String model(String... settings) throws IOException {
        Path model = folder.resolve("model");
        String[] train = SmallPairs.train(SmallPairs.file(folder), model, settings);
        CommandRun run = CommandRun.of(train);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        return model.toString();
    }

    private static List<String> titles(CommandRun run) {
        return run.out()
                .lines()
                .filter(line -> line.matches("(source )?layer \\d.*|attention,.*"))
                .map(String::strip)
                .toList();
    }

    @Test
    void layersOfTheSourceStandBeforeThoseOfTheTarget() throws IOException {
        assertEquals(
                List.of(
                        "source layer 0: gru, reads bidirectional",
                        "layer 0: gru, reads forward, attends to the source"),
                titles(CommandRun.of("inspect", model())));
    }

    @Test
    void attentionBehindTheLayersStandsBehindThem() throws IOException {
        assertEquals(
                List.of(
                        "source layer 0: gru, reads bidirectional",
                        "layer 0: gru, reads forward",
                        "attention, behind the layers"),
                titles(CommandRun.of("inspect", model("feed=none"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "context | q       = first state before the step | x       = [input; context]",
                "output  | q       = y                           | x       = [input; a of the step before]",
                "none    | q       = output of the last layer    | a       = tanh(W [context; q])"
            })
    void equationsSayWhoAsksAndWhoReads(String feed, String asks, String reads) throws IOException {
        List<String> lines = CommandRun.of("inspect", model("feed=" + feed))
                .out()
                .lines()
                .map(String::strip)
                .toList();
        assertTrue(lines.contains(asks), lines.toString());
        assertTrue(lines.contains(reads), lines.toString());
    }

    @Test
    void aDecoderWithoutAttentionHasNone() throws IOException {
        assertEquals(
                List.of("source layer 0: gru, reads bidirectional", "layer 0: gru, reads forward"),
                titles(CommandRun.of("inspect", model("attention=none"))));
    }

    @Test
    void dataHaveTheAttentionOfALayer() throws IOException {
        JsonArray layers = JsonParser.parseString(
                        CommandRun.of("inspect", model(), "--json").out())
                .getAsJsonObject()
                .getAsJsonArray("layers");
        assertEquals(
                JsonParser.parseString("{\"score\": \"additive\", \"feed\": \"context\"}"),
                layers.get(1).getAsJsonObject().get("attention"));
    }

    @Test
    void tokensOfTheTargetAreListed() throws IOException {
        assertTrue(
                CommandRun.of("inspect", model()).out().contains("9 target tokens: <unk> <s> </s> "),
                CommandRun.of("inspect", model()).out());
    }
}

package dev.unroll.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.run.config.CellChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellsCommandTest {

    private static final String MGU = """
            # Minimal gated unit
            f  = σ(W_f [h, x] + b_f)
            n  = tanh(W_h [f * h, x] + b_h)
            h' = (1 - f) * h + f * n
            """;

    private final Path folder;

    CellsCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static CommandRun done(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        return run;
    }

    @Test
    void allCellsThatAConfigurationMayNameAreListed() {
        var cells = JsonParser.parseString(done("cells", "--json").out())
                .getAsJsonObject()
                .getAsJsonArray("cells");
        List<String> names = cells.asList().stream()
                .map(cell -> cell.getAsJsonObject().get("name").getAsString())
                .toList();
        assertEquals(CellChoice.words(), names);
    }

    @Test
    void aCellIsShownAtTheSizesThatAreAskedFor() {
        assertEquals("""
                gru  gated recurrent unit, as PyTorch has it. Cho et al. 2014, v3. 108 parameters
                  gru: x[3], h[4] -> y[4]
                    a  = W_ih x + b_ih
                    b  = W_hh h + b_hh
                    r  = σ(a[0:4] + b[0:4])
                    z  = σ(a[4:8] + b[4:8])
                    n  = tanh(a[8:12] + r ⊙ b[8:12])
                    h' = (1 − z) ⊙ n + z ⊙ h
                    y  = h'

                """, done("cells", "gru", "--input", "3", "--hidden", "4").out());
    }

    @Test
    void aFileIsShownAsItIsRead() throws IOException {
        Path file = file("mgu.cell", MGU);
        assertEquals(
                """
                mgu  64 parameters
                  mgu: x[3], h[4] -> y[4]
                    f  = σ(W_f[h; x] + b_f)
                    n  = tanh(W_h[f ⊙ h; x] + b_h)
                    h' = (1 − f) ⊙ h + f ⊙ n
                    y  = h'

                """,
                done("cells", file.toString(), "--input", "3", "--hidden", "4").out());
    }

    @Test
    void whatAFileSaysOfItsInputHolds() throws IOException {
        Path file = file("five.cell", "five: x[5], h\nh' = tanh(W x + U h)\n");
        JsonObject cell = JsonParser.parseString(
                        done("cells", file.toString(), "--json").out())
                .getAsJsonObject()
                .getAsJsonArray("cells")
                .get(0)
                .getAsJsonObject();
        assertEquals(5, cell.get("input_size").getAsInt());
        assertEquals(128 * (5 + 128), cell.get("parameters").getAsInt());
    }

    @Test
    void latexStandsAlone() throws IOException {
        assertEquals(
                """
                % mgu
                \\begin{aligned}
                  f_{t} &= \\sigma\\left(W_{\\mathrm{f}} \\left[h_{t-1};\\, x_t\\right] + b_{\\mathrm{f}}\\right) \\\\
                  n_{t} &= \\tanh\\left(W_{\\mathrm{h}} \\left[f_{t} \\odot h_{t-1};\\, x_t\\right] + b_{\\mathrm{h}}\\right) \\\\
                  h_{t} &= \\left(1 - f_{t}\\right) \\odot h_{t-1} + f_{t} \\odot n_{t} \\\\
                  y_t &= h_{t}
                \\end{aligned}
                """, done("cells", file("mgu.cell", MGU).toString(), "--latex").out());
    }

    @Test
    void whatIsNoCellIsRefused() throws IOException {
        assertRefused("no cell is named \"gur\"; did you mean gru?", "cells", "gur");
        assertRefused(
                "no cell is named \"perceptron\"; unroll cells lists all, and the name of a file of equations ends in .cell",
                "cells",
                "perceptron");
        Path none = folder.resolve("none.cell");
        assertRefused("file " + none + " does not exist; check the path", "cells", none.toString());
        assertRefused("--input and --hidden must be whole numbers of 1 or more", "cells", "gru", "--hidden", "0");
        assertRefused("--input and --hidden must be whole numbers of 1 or more", "cells", "lstm", "--input", "0");
        assertTrue(CommandRun.of("cells", "gru", "--hidden", "99999999").err().contains("cell gru: "));
        Path directory = Files.createDirectory(folder.resolve("dir.cell"));
        assertRefused(
                directory + " is a folder, where a file is expected; name the file inside it",
                "cells",
                directory.toString());
        Path loop = folder.resolve("loop.cell");
        Files.createSymbolicLink(loop, loop);
        assertRefused("file " + loop + " does not exist; check the path", "cells", loop.toString());
        Path wrong = file("wrong.cell", "f  = σ(W x)\nh' = f * g\n");
        String problem =
                wrong + ", line 2, column 10: there is no g; say what it is on a line above, g = …, or in the header"
                        + " that it is a vector to be learned, mine: x, h; g\n  h' = f * g\n           ^";
        assertRefused(problem, "cells", wrong.toString());
        assertRefused("--set cell=" + wrong + ": " + problem, "train", "names", "--set", "cell=" + wrong);
        Path config = file("mine.toml", "[model]\ncell = \"wrong.cell\"\n");
        assertRefused(config + ", line 2, column 1: " + problem, "train", config.toString());
    }

    @Test
    void whatDoesNotFitTheSizeIsPointedAtInTheFile() throws IOException {
        Path bare = file("bare.cell", "\n# none learned\nh' = h + σ(x)\n");
        String problem = "column 8: h + σ(x): sizes must be equal, or one of them 1, but are 4 and 3\n  h' = h + σ(x)\n"
                + "         ^";
        assertRefused(bare + ", line 3, " + problem, "cells", bare.toString(), "--input", "3", "--hidden", "4");
        Path headed = file("headed.cell", "headed: x, h\nh' = h + σ(x)\n");
        assertRefused(headed + ", line 2, " + problem, "cells", headed.toString(), "--input", "3", "--hidden", "4");
        CommandRun run = CommandRun.of(
                train(SmallData.folder(folder), "names", folder.resolve("run").toString(), "cell=" + bare));
        assertTrue(run.err().contains(bare + ", line 3, column 8: h + σ(x): sizes"), run.err());
    }

    private static void assertRefused(String sentence, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals("unroll: " + sentence + "\n", run.err());
        assertEquals(ExitCode.USAGE, run.exitCode());
    }

    @Test
    void aModelOfAFileNeedsItNoMore() throws IOException {
        Path data = SmallData.folder(folder);
        Path file = file("mgu.cell", MGU);
        Path config = file("mine.toml", "[model]\ncell = \"mgu.cell\"\n");
        String run = folder.resolve("run").toString();
        done(train(data, config.toString(), run));
        Files.delete(file);

        String answer = done("predict", run, "aei").out();
        assertTrue(answer.startsWith("aei  "), answer);
        String inspected = done("inspect", run).out();
        assertTrue(inspected.contains("    n  = tanh(W_h[f ⊙ h; x] + b_h)\n"), inspected);
        for (String symbol : List.of("f.weight +W_f", "f.bias +b_f", "h.weight +W_h", "h.bias +b_h")) {
            assertTrue(inspected.matches("(?s).*rnn_l0\\." + symbol + " .*"), inspected);
        }
        String again = folder.resolve("again").toString();
        done(train(data, Path.of(run, "config.toml").toString(), again));
        assertArrayEquals(weights(run), weights(again));
    }

    @Test
    void whatIsAroundALayerIsInspected() throws IOException {
        String run = folder.resolve("run").toString();
        done(train(
                SmallData.folder(folder),
                "names",
                run,
                "layers=2",
                "residual=true",
                "merge=product",
                "bidirectional=true"));
        String inspected = done("inspect", run).out();
        assertTrue(inspected.contains("layer 0: lstm, reads bidirectional and gives the product of both\n"), inspected);
        assertTrue(
                inspected.contains("layer 1: lstm, reads bidirectional and gives the product of both, added to what it"
                        + " reads (residual)\n"),
                inspected);
    }

    @Test
    void aTrainingGoesOnWithItsOwnEquations() throws IOException {
        Path data = SmallData.folder(folder);
        Path file = file("mgu.cell", MGU);
        Path config = file("mine.toml", "[model]\ncell = \"mgu.cell\"\n");
        String run = folder.resolve("run").toString();
        done(train(data, config.toString(), run));
        byte[] trained = weights(run);
        Files.writeString(file, "h' = tanh(W x + U h)\n");
        Path receipt = Path.of(run, "run.json");
        Files.writeString(receipt, Files.readString(receipt).replace("\"finished\"", "\"interrupted\""));

        CommandRun resumed = done("resume", run);
        assertTrue(
                resumed.err()
                        .contains("the cell is as it was when the training began, in " + run
                                + "/config.toml; a file that it came from is not read again\n"),
                resumed.err());
        assertArrayEquals(trained, weights(run));
    }

    private static byte[] weights(String run) throws IOException {
        return Files.readAllBytes(Path.of(run, "model", "model.safetensors"));
    }

    private static String[] train(Path data, String config, String run, String... settings) {
        var arguments = new ArrayList<>(List.of("train", config, "--data", data.toString(), "--out", run));
        arguments.addAll(List.of(SmallData.FAST));
        List.of(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments.toArray(String[]::new);
    }

    @Test
    void thePageShowsEachCellAsItIsNow() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "cells.md"), UTF_8);
        JsonParser.parseString(done("cells", "--json").out())
                .getAsJsonObject()
                .getAsJsonArray("cells")
                .forEach(each -> {
                    JsonObject cell = each.getAsJsonObject();
                    String section = "### " + cell.get("name").getAsString() + "\n\n"
                            + capitalized(cell.get("about").getAsString()) + ". "
                            + cell.get("source").getAsString() + ". "
                            + String.format(
                                    Locale.ROOT, "%,d", cell.get("parameters").getAsInt())
                            + " parameters.\n\n```math\n" + cell.get("latex").getAsString() + "\n```\n";
                    assertTrue(page.contains(section), () -> "docs/cells.md must have\n" + section);
                });
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    @Test
    void thePagePrintsWhatItSays() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "cells.md"), UTF_8);
        Path file = file("mgu.cell", block(page, "cell", 0));
        assertEquals(
                block(page, "text", 0), done("cells", file.toString()).out().stripTrailing() + "\n");
        file("mgu.cell", block(page, "cell", 0).replace("tanh(", "tahn("));
        CommandRun run = CommandRun.of("train", "quickstart", "--set", "cell=" + file);
        assertEquals(block(page, "text", 2), run.err().replace(folder + "/", ""));
    }

    private static String block(String page, String language, int number) {
        String start = "```" + language + "\n";
        int from = 0;
        for (int i = 0; i <= number; i++) {
            from = page.indexOf(start, from) + start.length();
        }
        return page.substring(from, page.indexOf("```", from));
    }
}

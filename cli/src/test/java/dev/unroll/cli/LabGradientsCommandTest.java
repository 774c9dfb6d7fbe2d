package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabGradientsCommandTest {

    @TempDir
    private Path temporary = Path.of("");

    private CommandRun lab(String... arguments) {
        List<String> all = new ArrayList<>(List.of("lab", "gradients"));
        all.addAll(List.of("--out", temporary.resolve("page.html").toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private JsonObject cells(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        CommandRun run = lab(all.toArray(String[]::new));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        return JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonObject("cells");
    }

    private static double last(JsonObject cells, String cell) {
        var norms = cells.getAsJsonObject(cell).getAsJsonArray("norms");
        return norms.get(norms.size() - 1).getAsDouble();
    }

    @Test
    void aScalarOfOneHalfHalvesTheGradientEachStep() {
        String expected = "[1.0,0.5,0.25,0.125,0.0625]";
        String[] setup = {"--hidden", "1", "--weight", "0.5", "--length", "5", "--input", "0", "--cell"};
        for (String cell : List.of("linear", "rnn_tanh")) {
            List<String> all = new ArrayList<>(List.of(setup));
            all.add(cell);
            JsonObject cells = cells(all.toArray(String[]::new));
            assertEquals(
                    expected,
                    cells.getAsJsonObject(cell).getAsJsonArray("norms").toString());
        }
    }

    @Test
    void theTableSaysSoToo() throws Exception {
        CommandRun run = lab("--cell", "linear", "--hidden", "1", "--weight", "0.5", "--length", "5");
        assertTrue(
                run.out().matches("(?s).*\\R +0 +1 .*\\R +1 +0\\.5 .*\\R +2 +0\\.25 .*\\R +3 +0\\.125 .*"), run.out());
        assertTrue(run.out().contains("  4       0.0625"), run.out());
        assertTrue(run.out().contains("linear: the gradient vanishes, by a factor of 0.5 a step"), run.out());
        assertTrue(Files.readString(temporary.resolve("page.html")).contains("<td class=\"number\">0.0625</td>"));
    }

    @Test
    void aScalarOfOneAndAHalfExplodesAndClippingShortensIt() {
        JsonObject cells = cells("--cell", "linear", "--hidden", "1", "--weight", "1.5", "--length", "41");
        assertEquals(StrictMath.pow(1.5, 40), last(cells, "linear"), 1e-5 * StrictMath.pow(1.5, 40));
        JsonObject linear = cells.getAsJsonObject("linear");
        assertTrue(linear.get("weight_gradient_norm").getAsDouble() > 1e6);
        assertEquals(1, linear.get("clipped").getAsDouble(), 1e-5);
    }

    @Test
    void aGradientThatIsTooLargeForAFloatIsSaidToBe() {
        JsonObject cells = cells("--cell", "linear", "--hidden", "1", "--weight", "10", "--length", "60");
        var norms = cells.getAsJsonObject("linear").getAsJsonArray("norms");
        assertEquals("overflow", norms.get(59).getAsString());
        CommandRun run = lab("--cell", "linear", "--hidden", "1", "--weight", "10", "--length", "60");
        assertTrue(run.out().contains("linear: the gradient explodes"), run.out());
    }

    @Test
    void openGatesKeepTheGradientThatAPlainCellLoses() {
        JsonObject cells = cells("--length", "50");
        assertTrue(last(cells, "rnn_tanh") < 1e-6);
        assertTrue(last(cells, "lstm") < 1e-3);
        assertTrue(last(cells, "lstm_open") > 0.01);
        assertTrue(last(cells, "gru_open") > 0.01);
    }

    @Test
    void wrongNumbersAndNamesAreUsageErrors() {
        String refused = lab("--length", "0").err();
        assertTrue(refused.startsWith("unroll: --length must be from 1 to 10000 but is 0"), refused);
        CommandRun run = lab("--cell", "elman");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("must be one of linear, rnn_tanh, rnn_relu, lstm"), run.err());
        assertEquals(ExitCode.USAGE, CommandRun.of("lab").exitCode());
    }
}

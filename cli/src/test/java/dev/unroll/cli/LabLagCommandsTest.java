package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.run.lab.LagCell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabLagCommandsTest {

    private static final String[] SMALL = {
        "--hidden", "8", "--batch", "4", "--steps", "3", "--lengths", "2,4,8", "--threads", "1"
    };

    @TempDir
    private Path temporary = Path.of("");

    private CommandRun lab(String problem, String... arguments) {
        List<String> all = new ArrayList<>(List.of("lab", problem));
        all.addAll(List.of("--out", temporary.resolve("page.html").toString()));
        all.addAll(List.of(SMALL));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void theTableHasALineACellAndThePageItsEquations() throws Exception {
        CommandRun run = lab("adding", "--cells", "rnn_tanh,gru");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().startsWith("""
                A length is learned if within 3 steps of 4 sequences the error on other sequences (mean squared error) \
                falls below 6 % of the baseline, the best answer without memory: 0.01.

                cell      longest   steps      error  ms a step
                """), run.out());
        assertTrue(run.out().matches("(?s).*\\Rrnn_tanh +none +3 +[0-9.]+ +[0-9.]+\\Rgru +none .*"), run.out());
        assertTrue(
                run.out().contains("rnn_tanh: not tried at 8, as it did not learn the two lengths before"), run.out());
        assertTrue(run.err().contains("rnn_tanh, length 2: not learned after 3 steps, error "), run.err());
        String page = Files.readString(temporary.resolve("page.html"));
        assertTrue(page.contains("<td>rnn_tanh</td>") && page.contains("<math"), page);
    }

    @Test
    void theBoundOfTheCopyProblemDependsOnTheLength() {
        CommandRun run = lab("copy", "--cells", "mingru", "--quiet");
        assertTrue(run.out().contains("without memory: 0.0567 at length 2, 0.0446 at 8.\n"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void jsonHoldsTheCurves() {
        CommandRun run = lab("copy", "--cells", "gru", "--json");
        JsonObject data = JsonParser.parseString(run.out()).getAsJsonObject();
        JsonObject gru = data.getAsJsonObject("cells").getAsJsonObject("gru");
        assertFalse(gru.has("longest"));
        assertEquals("[8]", gru.get("untried").toString());
        JsonObject trial = gru.getAsJsonArray("trials").get(0).getAsJsonObject();
        assertEquals("not learned", trial.get("end").getAsString());
        var errors = trial.getAsJsonArray("errors");
        assertEquals(3, errors.get(1).getAsJsonArray().get(0).getAsInt());
        assertEquals(
                trial.get("error").getAsDouble(),
                errors.get(1).getAsJsonArray().get(1).getAsDouble());
    }

    @Test
    void anUnknownCellIsToldTheKnownOnes() {
        CommandRun run = lab("adding", "--cells", "lstm,elman");
        assertEquals(ExitCode.USAGE, run.exitCode());
        String known = String.join(", ", LagCell.ALL.stream().map(LagCell::name).toList());
        assertTrue(run.err().contains("unroll: --cells must be of " + known + " but one is elman; "), run.err());
    }

    @Test
    void helpNamesAllCells() {
        String help = CommandRun.of("lab", "copy", "--help").out();
        for (LagCell cell : LagCell.ALL) {
            assertTrue(help.contains(cell.name()), cell.name());
        }
    }
}

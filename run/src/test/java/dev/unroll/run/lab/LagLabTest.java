package dev.unroll.run.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.run.lab.LagTrial.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LagLabTest {

    private static LagLab lab(LagProblem problem, int steps, Integer... lengths) {
        return new LagLab(problem, List.of(lengths), 16, steps, 16, 0.01, 1, 1);
    }

    private static LagCell cell(String name) {
        return LagCell.named(name).orElseThrow();
    }

    /** Lets so many steps be done. */
    private record Patience(AtomicInteger left) implements LagLab.Watch {

        static Patience of(int steps) {
            return new Patience(new AtomicInteger(steps));
        }

        @Override
        public void step(LagCell cell, int length, int step) {
            left.decrementAndGet();
        }

        @Override
        public void ended(LagCell cell, LagTrial trial) {}

        @Override
        public boolean stops() {
            return left.get() <= 0;
        }
    }

    private static LagResult run(LagLab lab, String cell, int threads) {
        try (Compute compute = Compute.of(threads)) {
            return lab.run(cell(cell), compute, Patience.of(Integer.MAX_VALUE));
        }
    }

    @Test
    void aGruLearnsToAddAtAShortLagAndStopsThere() {
        LagResult result = run(lab(new AddingProblem(), 2000, 6), "gru", 1);
        LagTrial trial = result.trials().getFirst();
        assertEquals(End.LEARNED, trial.end());
        assertTrue(trial.error() < 0.01 && trial.steps() < 2000, trial.toString());
        assertEquals(trial, result.longest().orElseThrow());
    }

    @Test
    void theSameSeedGivesTheSameBitsOnAnyNumberOfThreads() {
        LagLab lab = lab(new CopyProblem(), 60, 3);
        var once = run(lab, "lstm", 1).trials().getFirst().checks();
        assertEquals(List.of(0, 50, 60), once.stream().map(LagTrial.Check::step).toList());
        assertEquals(once, run(lab, "lstm", 2).trials().getFirst().checks());
    }

    @Test
    void afterTwoFailuresInARowNoLongerLagIsTried() {
        LagLab lab = lab(new AddingProblem(), 5, 10, 20, 40, 80);
        LagResult result = run(lab, "rnn_tanh", 1);
        assertEquals(
                List.of(10, 20), result.trials().stream().map(LagTrial::length).toList());
        assertEquals(List.of(40, 80), result.untried());
        assertEquals(
                "rnn_tanh: not tried at 40, 80, as it did not learn the two lengths before",
                LagLabPage.leftOut(result).orElseThrow());
    }

    @Test
    void whatWasDoneBeforeAnInterruptionIsKept() {
        LagLab lab = lab(new AddingProblem(), 100, 10, 20, 40);
        try (Compute compute = Compute.of(1)) {
            LagResult result = lab.run(cell("mingru"), compute, Patience.of(120));
            assertEquals(
                    List.of(End.NOT_LEARNED, End.INTERRUPTED),
                    result.trials().stream().map(LagTrial::end).toList());
            assertEquals(50, result.trials().getFirst().checks().get(1).step());
            assertEquals(List.of(40), result.untried());
        }
    }

    @Test
    void aTrainingWhoseNumbersOverflowHasDiverged() {
        var lab = new LagLab(new AddingProblem(), List.of(200), 16, 50, 4, 1, 0, 1);
        assertEquals(End.DIVERGED, run(lab, "irnn", 1).trials().getFirst().end());
    }

    @Test
    void anIrnnBeginsAsTheIdentityWithoutBiases() {
        Network network = LagStart.IDENTITY.of(new AddingProblem().network(cell("irnn"), 3), 1);
        float[] values = network.values();
        for (Window window : network.layout().windows()) {
            Matrix matrix = window.on(values);
            for (int i = 0; i < matrix.rows() * matrix.columns(); i++) {
                float value = matrix.get(i / matrix.columns(), i % matrix.columns());
                switch (window.name()) {
                    case "rnn.weight_hh_l0" -> assertEquals(i % 4 == 0 ? 1 : 0, value);
                    case "rnn.bias_ih_l0", "rnn.bias_hh_l0" -> assertEquals(0, value);
                    default -> assertTrue(value != 0, window.name());
                }
            }
        }
    }

    @Test
    void everyCellReadsBothProblems() {
        for (LagCell cell : LagCell.ALL) {
            for (LagProblem problem : List.of(new AddingProblem(), new CopyProblem())) {
                LagTrial trial =
                        run(lab(problem, 1, 2), cell.name(), 1).trials().getFirst();
                assertTrue(trial.error() > 0 && Double.isFinite(trial.error()), cell.name());
            }
        }
    }

    @Test
    void thePageHoldsTheFiguresOfCellsAndPapers(@TempDir Path folder) throws IOException {
        LagLab lab = lab(new AddingProblem(), 5, 10, 20, 40);
        var learned = new LagTrial(
                10, 1.0 / 6, List.of(new LagTrial.Check(0, 0.5), new LagTrial.Check(5, 0.00825)), End.LEARNED, 0.0123);
        var failed = new LagTrial(20, 1.0 / 6, List.of(new LagTrial.Check(5, 0.171)), End.NOT_LEARNED, 0.02);
        var result = new LagResult(cell("lstm"), List.of(learned, failed), List.of(40));
        Path page = folder.resolve("page.html");
        new LagLabPage(lab, List.of(result)).write(page);
        String html = Files.readString(page);
        for (String figure : List.of("10", "5 steps", "no: 0.171", "–", "12.3", "0.00825")) {
            assertTrue(html.contains("<td class=\"number\">" + figure + "</td>"), figure);
        }
        assertTrue(html.contains("after 74,000, 209,000 and 853,000 sequences"));
        assertTrue(html.contains("Hochreiter and Schmidhuber 1997"));
        assertTrue(html.contains("<title>10, steps 5: 0.0495</title>"), "error / baseline");
    }
}

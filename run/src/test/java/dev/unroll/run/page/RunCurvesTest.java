package dev.unroll.run.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.run.RunFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCurvesTest {

    private static RunCurves.Steps step(int step, double loss) {
        return new RunCurves.Steps(step, loss, 2 * loss, 0.1);
    }

    @Test
    void manyStepsBecomeMeansOfSomeHundreds() {
        var curves = new RunCurves();
        int count = 10_000;
        for (int i = 1; i <= count; i++) {
            curves.add(step(i, i));
        }
        List<RunCurves.Steps> points = curves.steps();
        assertTrue(points.size() >= 300 && points.size() <= 800, "there are " + points.size());
        for (RunCurves.Steps point : points) {
            assertEquals(point.step(), point.loss(), 1e-9 * count);
            assertEquals(2 * point.loss(), point.gradientNorm(), 1e-9 * count);
        }
        double gap = points.get(1).step() - points.get(0).step();
        assertEquals(
                gap, points.getLast().step() - points.get(points.size() - 2).step(), 1e-9 * count);
    }

    @Test
    void fewStepsStayAsTheyAre() {
        var curves = new RunCurves();
        curves.add(step(1, 3));
        curves.add(step(2, 5));
        assertEquals(
                List.of(3.0, 5.0),
                curves.steps().stream().map(RunCurves.Steps::loss).toList());
    }

    @Test
    void aLogIsRead(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("log.jsonl"), """
                {"event": "started", "epochs": 2}
                {"event": "step", "epoch": 1, "step": 1, "loss": 2.5, "gradient_norm": 1.5, "learning_rate": 0.01}
                {"event": "epoch", "epoch": 1, "loss": 2.5, "accuracy": 0.25, "validation": {"loss": 2, "accuracy": 0.5}}
                {"event": "epoch", "epoch": 2, "loss": 1.5}
                {"event": "finished", "steps": 1}
                """);
        RunCurves curves = RunCurves.read(log);
        assertEquals(List.of(new RunCurves.Steps(1, 2.5, 1.5, 0.01)), curves.steps());
        assertEquals(
                List.of(
                        new RunCurves.Epoch(1, 2.5, 0.25, OptionalDouble.of(2), OptionalDouble.of(0.5)),
                        new RunCurves.Epoch(2, 1.5, Double.NaN, OptionalDouble.empty(), OptionalDouble.empty())),
                curves.epochs());
    }

    @Test
    void aBrokenLineIsNamed(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("log.jsonl"), "{\"event\": \"started\"}\n{\"event\": \"st\n");
        var wrong = assertThrows(RunFolderException.class, () -> RunCurves.read(log));
        assertEquals(log + ", line 2: it must be an event but is not", wrong.getMessage());
    }
}

package dev.unroll.core.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.SampleCells;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.program.CellProgram.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs of all built-in cells, as they are printed, beside those in the test resources: whoever changes what the
 * engine makes of a cell sees it here. {@code -Dunroll.draw} writes them anew.
 */
class ProgramTextTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "programs");
    private static final Path EQUATIONS = Path.of("..", "docs", "equations.md");

    /** Returns the cells that have biases where they can. */
    static Iterable<Cell> cells() {
        Map<String, Cell> byName = new LinkedHashMap<>();
        SampleCells.all(3, 4).forEach(cell -> byName.putIfAbsent(cell.name(), cell));
        return byName.values();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aProgramIsPrintedAsItWas(Cell cell) throws IOException {
        String printed = cell + "\n\n" + CellProgram.compile(cell, Purpose.TRAINING_WITH_INPUT_GRADIENT) + "\n"
                + CellProgram.compile(cell, Purpose.INFERENCE);
        Path golden = GOLDEN.resolve(cell.name() + ".txt");
        if (System.getProperty("unroll.draw") != null) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, printed);
        }
        assertEquals(Files.readString(golden), printed);
    }

    @ParameterizedTest
    @MethodSource("shown")
    void theDocumentShowsThePrograms(Cell cell, Purpose purpose) throws IOException {
        String printed = "```text\n" + CellProgram.compile(cell, purpose) + "```";
        String document = Files.readString(EQUATIONS);
        assertTrue(document.contains(printed), () -> "docs/equations.md must show\n" + printed);
    }

    static Object[][] shown() {
        return new Object[][] {
            {Cells.lstm(28, 128, Bias.PRESENT), Purpose.TRAINING},
            {Cells.minGru(28, 128, Bias.PRESENT), Purpose.INFERENCE}
        };
    }
}

package dev.unroll.core.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser is the printer's inverse. */
class CellParseTest {

    static Stream<Cell> cells() {
        return Stream.of(SampleCells.all(3, 4), SampleCells.all(1, 1), SampleCells.all(7, 1))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whatACellPrintsIsThatCellToTheLastTerm(Cell cell) {
        assertEquals(cell.toData(), Cell.parse(cell.toString()).toData());
    }

    @Test
    void whatARandomCellPrintsIsACellThatPrintsTheSame() {
        IntStream.range(0, 5000).mapToObj(RandomCells::number).forEach(cell -> {
            Cell parsed = Cell.parse(cell.toString());
            assertEquals(cell.toString(), parsed.toString());
            assertEquals(parsed.toData(), Cell.parse(parsed.toString()).toData());
        });
    }
}

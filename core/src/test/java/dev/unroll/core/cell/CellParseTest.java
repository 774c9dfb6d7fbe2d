package dev.unroll.core.cell;

import static dev.unroll.core.cell.Equations.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser is the printer's inverse. */
class CellParseTest {

    /** Cells whose terms were made in the order in which their text has them. */
    private static final Set<String> IN_ORDER =
            Set.of("rnn_tanh", "rnn_relu", "lstm", "gru", "gru_reset_before", "lstm_coupled", "mingru", "by_hand");

    static Stream<Cell> cells() {
        return Stream.of(SampleCells.all(3, 4), SampleCells.all(1, 1), SampleCells.all(7, 1))
                .flatMap(List::stream);
    }

    static Stream<Cell> cellsInOrder() {
        return cells().filter(cell -> IN_ORDER.contains(cell.name()));
    }

    @ParameterizedTest
    @MethodSource("cellsInOrder")
    void whatACellPrintsIsThatCellToTheLastTerm(Cell cell) {
        assertEquals(cell.toData(), Cell.parse(cell.toString()).toData());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whatACellPrintsIsACellThatPrintsTheSame(Cell cell) {
        assertReadBack(cell);
    }

    @Test
    void whatARandomCellPrintsIsACellThatPrintsTheSame() {
        IntStream.range(0, 5000).mapToObj(RandomCells::number).forEach(CellParseTest::assertReadBack);
    }

    @Test
    void namesThatLookLikeSomethingElseAreReadBack() {
        IntStream.range(0, 3000)
                .forEach(number -> assertReadBack(renamed(RandomCells.number(number), new Dice(number))));
    }

    /** As deep as a thousand terms can be. */
    @ParameterizedTest
    @MethodSource("deepCells")
    void whatIsNestedDeepIsReadBack(Cell cell) {
        assertReadBack(cell);
    }

    static Stream<Cell> deepCells() {
        return Stream.of(
                deep(990, (_, h) -> tanh(h)),
                deep(990, (x, sum) -> x.plus(sum)),
                deep(990, (x, sum) -> sum.minus(x)),
                deep(990, (x, product) -> x.times(product)),
                deep(490, (_, h) -> h.slice(0, 1).plus(h)));
    }

    private static Cell deep(int times, BinaryOperator<Term> step) {
        return Cell.named("deep", 1, cell -> {
            var h = cell.state("h", 1);
            Term deep = h;
            for (int i = 0; i < times; i++) {
                deep = step.apply(cell.input(), deep);
            }
            cell.output(cell.next(h, deep));
        });
    }

    private static void assertReadBack(Cell cell) {
        Cell read = Cell.parse(cell.toString());
        assertEquals(cell.toString(), read.toString());
        assertEquals(read.toData(), Cell.parse(read.toString()).toData());
        assertEquals(sizes(cell), sizes(read));
    }

    private static Map<String, Integer> sizes(Cell cell) {
        return cell.maps().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, map -> map.getValue()
                .size()));
    }

    /** Returns the cell with names for some of its terms, and other names of its maps. */
    private static Cell renamed(Cell cell, Dice dice) {
        var data = new LinkedHashMap<>(cell.toData());
        var names = new ArrayList<>(List.of("t1", "t2", "b_m1", "b_M2", "b_C", "M", "W", "W_m2", "tanh", "b", "Q"));
        var maps = new ArrayList<>(
                List.of("M2", "W_m1", "W2", "W_C", "C", "W_W_m1", "U_h", "Wx", "sum", "m1", "x", "b_m2"));
        var terms = new ArrayList<Map<String, Object>>();
        for (var each : (List<?>) cell.toData().get("terms")) {
            var term = new LinkedHashMap<String, Object>();
            ((Map<?, ?>) each).forEach((key, value) -> term.put(String.valueOf(key), value));
            if (term.get("op").equals("linear") && !maps.isEmpty()) {
                term.put("name", maps.remove(dice.below(maps.size())));
            }
            if (term.get("op").equals("parameter") && !names.isEmpty()) {
                term.put("name", names.remove(dice.below(names.size())));
            }
            boolean isNameless = List.of("input", "state", "parameter").contains(term.get("op"));
            if (!isNameless && !names.isEmpty() && dice.oneIn(3)) {
                term.put("let", names.remove(dice.below(names.size())));
            }
            terms.add(term);
        }
        data.put("terms", terms);
        return Cell.fromData(data);
    }
}

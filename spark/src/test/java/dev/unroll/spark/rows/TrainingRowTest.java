package dev.unroll.spark.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.unroll.spark.rows.TrainingRow.Use;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingRowTest {

    private static List<TrainingRow> inOrder(long seed) {
        return IntStream.range(0, 100)
                .mapToObj(
                        i -> TrainingRow.of(Use.TRAINING, new byte[] {(byte) i, 1, 2, 3, 4, 5, 6, 7, (byte) -i}, seed))
                .sorted()
                .toList();
    }

    @Test
    void anotherSeedIsAnotherOrder() {
        List<Byte> one = inOrder(1).stream().map(row -> row.content()[0]).toList();
        List<Byte> two = inOrder(2).stream().map(row -> row.content()[0]).toList();
        assertNotEquals(one, two);
    }

    @Test
    void rowsOfOnePlaceStandInTheOrderOfTheirContents() {
        var first = new TrainingRow(Use.TRAINING, 7, new byte[] {1});
        var second = new TrainingRow(Use.TRAINING, 7, new byte[] {(byte) 0xff});
        assertEquals(
                List.of(first, second), List.of(second, first).stream().sorted().toList());
    }

    @Test
    void theFirstPlacesAreScored() {
        var first = new TrainingRow(Use.TRAINING, 0x3fff_ffff_ffff_ffffL, new byte[0]);
        var second = new TrainingRow(Use.TRAINING, 0x4000_0000_0000_0000L, new byte[0]);
        var last = new TrainingRow(Use.TRAINING, -1, new byte[0]);
        assertEquals(Use.VALIDATION, first.scoredIn(0.25).use());
        assertEquals(Use.TRAINING, second.scoredIn(0.25).use());
        assertEquals(Use.VALIDATION, last.scoredIn(1).use());
        assertEquals(Use.TRAINING, first.scoredIn(0).use());
    }

    @Test
    void aRowThatIsLeftOutIsNotScored() {
        assertEquals(Use.LEFT_OUT, TrainingRow.NONE.scoredIn(1).use());
    }

    @Test
    void anEndOfZerosMakesAnotherPlace() {
        assertNotEquals(
                TrainingRow.of(Use.TRAINING, new byte[] {1}, 1).place(),
                TrainingRow.of(Use.TRAINING, new byte[] {1, 0}, 1).place());
    }
}

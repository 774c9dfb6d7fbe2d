package dev.unroll.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.bench.workload.Workloads;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {

    private final Side ours = side("unroll", "10 12", "20 22");
    private final Side slower = side("slower", "30 36", "40 44");
    private final Side slow = side("slow", "20 24", "50 44");
    private final Result result = new Result(Workloads.of("W1"), 2, ours, List.of(slower, slow), 200, List.of());

    private static Side side(String name, String... turns) {
        return new Side(name, name, List.of(turns).stream().map(Times::parse).toList(), -1);
    }

    @Test
    void theRatioIsOfTheMediansOfAllRuns() {
        assertEquals(38.0 / 16, result.ratio(slower));
    }

    @Test
    void ratiosOfPairsCompareTurnsThatFollowEachOther() {
        Spread pairs = result.ratios(slower);
        assertEquals(2, pairs.min());
        assertEquals(3, pairs.max());
        assertEquals(2.5, pairs.median());
    }

    @Test
    void thePeerIsTheOneWithTheSmallestMedian() {
        assertEquals("slow", result.peer().orElseThrow().name());
    }

    /** 64 · (28 · 2 · (28 · 256 + 3 · 256 · 256) + 2 · 7168 · 10) is 739.6 million, times three 2.2 milliseconds at 1000. */
    @Test
    void theCeilingIsThreeForwardPassesAtThePeak() {
        double operations = 3.0 * 64 * (28 * 2.0 * (28 * 256 + 3 * 256 * 256) + 2 * 7168 * 10);
        assertEquals(operations, result.workload().ceilingOperations());
        assertEquals(1, result.ceilingShare(operations / 200), 1e-12);
        assertEquals(0.5, result.ceilingShare(operations / 100), 1e-12);
    }

    @Test
    void samplesAreSequences() {
        assertEquals(6400, result.samplesPerSecond(1e7), 1e-9);
    }
}

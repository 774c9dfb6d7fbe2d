package dev.unroll.data.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.data.ReadReport;
import dev.unroll.data.series.time.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LeaksTest {

    private static final int STEPS = 300;
    private static final int HORIZON = 12;

    /** Numbers without an order. */
    private static double target(int step) {
        return (double) ((long) step * step * 7919 % 1009);
    }

    private static double other(int step) {
        return (double) ((long) step * step * 31 % 503);
    }

    private static Values column(int steps, IntToDoubleFunction value) {
        double[] column = new double[steps];
        for (int t = 0; t < steps; t++) {
            column[t] = value.applyAsDouble(t);
        }
        return Values.of(column);
    }

    private static Series series(String id, IntToDoubleFunction target, List<Values> past, List<Values> known) {
        return new Series(id, new Axis.Counted(0, 1, Frequency.STEPS), column(STEPS, target), past, known);
    }

    private static List<String> leaks(List<Series> series, List<String> past, List<String> known) {
        return Leaks.of(
                new SeriesDataset(
                        "d", series, past, known, Frequency.STEPS, ReadReport.clean(1, ReadReport.Unit.ROW, STEPS)),
                HORIZON);
    }

    private static List<String> known(IntToDoubleFunction target, IntToDoubleFunction known) {
        Series load = series("load", target, List.of(), List.of(column(STEPS + HORIZON, known)));
        return leaks(List.of(load), List.of(), List.of("c"));
    }

    private static List<String> past(IntToDoubleFunction target, IntToDoubleFunction past) {
        Series load = series("load", target, List.of(column(STEPS, past)), List.of());
        return leaks(List.of(load), List.of("c"), List.of());
    }

    @Test
    void copyThatIsKnownAheadIsALeak() {
        assertEquals(
                List.of(
                        "column c is load itself, so it cannot be known ahead; make it one of past_columns, or leave it out"),
                known(LeaksTest::target, LeaksTest::target));
    }

    @Test
    void roundedCopyInAnotherUnitIsALeak() {
        assertEquals(
                1,
                known(LeaksTest::target, t -> StrictMath.rint(32 - 1.8 * target(t)))
                        .size());
    }

    @Test
    void whatTheTargetWillBeIsALeak() {
        assertEquals(
                List.of("column c is what load is 1 step later, which nobody knows yet; leave it out"),
                past(LeaksTest::target, t -> target(t + 1)));
    }

    @Test
    void laterThanTheHorizonIsALeakNoMore() {
        assertEquals(List.of(), known(LeaksTest::target, t -> target(t + HORIZON + 1)));
    }

    @Test
    void whatTheTargetWasIsALeakWithinTheHorizon() {
        assertEquals(
                List.of("column c is what load was 11 steps earlier, so it is known only that far ahead; make it one of"
                        + " past_columns, or forecast no more than 11 steps"),
                known(LeaksTest::target, t -> t < 11 ? 0 : target(t - 11)));
    }

    @Test
    void whatTheTargetWasAHorizonAgoIsNone() {
        assertEquals(List.of(), known(LeaksTest::target, t -> t < HORIZON ? 0 : target(t - HORIZON)));
    }

    @Test
    void whatIsKnownUpToThePresentMayBeTheTarget() {
        assertEquals(List.of(), past(LeaksTest::target, LeaksTest::target));
    }

    @Test
    void anotherColumnIsNone() {
        assertEquals(List.of(), known(LeaksTest::target, LeaksTest::other));
    }

    @Test
    void whatRepeatsWithTheSeasonIsNone() {
        assertEquals(List.of(), known(t -> t % 6, t -> t % 6));
    }

    @Test
    void constantColumnIsNone() {
        assertEquals(List.of(), known(LeaksTest::target, t -> 1));
    }

    @Test
    void leakInAllSeriesIsToldOnce() {
        List<Series> both = new ArrayList<>();
        both.add(series("a", LeaksTest::target, List.of(), List.of(column(STEPS, LeaksTest::target))));
        both.add(series("b", LeaksTest::other, List.of(), List.of(column(STEPS, LeaksTest::other))));

        assertEquals(
                List.of(
                        "column c is the target itself, so it cannot be known ahead; make it one of past_columns, or leave"
                                + " it out"),
                leaks(both, List.of(), List.of("c")));
    }

    @Test
    void seriesThatIsThereTwiceIsTold() {
        List<Series> all = List.of(
                series("a", LeaksTest::target, List.of(), List.of()),
                series("b", LeaksTest::target, List.of(), List.of()),
                series("c", t -> 1, List.of(), List.of()),
                series("d", t -> 1, List.of(), List.of()));

        assertEquals(
                List.of(
                        "series are there twice, and count twice in training and scores: b is a; leave one of each out"),
                leaks(all, List.of(), List.of()));
    }
}

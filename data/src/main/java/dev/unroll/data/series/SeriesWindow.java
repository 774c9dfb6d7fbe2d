package dev.unroll.data.series;

import dev.unroll.core.input.History;
import dev.unroll.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A series up to a step, and what came then.
 *
 * @param origin the first step that is not known yet, at least 1
 */
public record SeriesWindow(Series series, int origin) implements Example {

    public SeriesWindow {
        if (origin < 1 || origin > series.length()) {
            throw new IllegalArgumentException("the origin of a window of series " + series.id() + " must be in 1 .. "
                    + series.length() + " but is " + origin);
        }
    }

    /**
     * Returns what is known at the origin.
     *
     * @param latest values of the target, at most
     * @param ahead values of the columns known ahead
     */
    public History history(int latest, int ahead) {
        int from = Math.max(0, origin - latest);
        double[] target = new double[origin - from];
        Arrays.setAll(target, i -> series.target(from + i));
        List<double[]> past = new ArrayList<>();
        for (int c = 0; c < series.pastColumns(); c++) {
            int column = c;
            double[] values = new double[origin - from];
            Arrays.setAll(values, i -> series.past(column, from + i));
            past.add(values);
        }
        List<double[]> known = new ArrayList<>();
        for (int c = 0; c < series.knownColumns(); c++) {
            int column = c;
            double[] values = new double[Math.min(origin + ahead, series.knownLength()) - from];
            Arrays.setAll(values, i -> series.known(column, from + i));
            known.add(values);
        }
        return new History(series.id(), target, past, known);
    }

    /** Returns the value {@code ahead} steps after the last one that is known, counted from 0. */
    public double future(int ahead) {
        return series.target(origin + ahead);
    }

    /** Hashes the series and the origin: no two windows are the same. */
    @Override
    public long fingerprint() {
        return 31 * series.hash() + origin;
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(series.id() + ":" + origin + ":" + Long.toHexString(series.hash()));
    }

    @Override
    public List<String> targets() {
        return List.of();
    }

    @Override
    public int length() {
        return origin;
    }

    @Override
    public String excerpt() {
        return series.id() + " up to " + series.time().text(origin - 1L);
    }
}

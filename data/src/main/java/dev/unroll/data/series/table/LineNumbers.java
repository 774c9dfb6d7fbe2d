package dev.unroll.data.series.table;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** On which line each row begins. Only where rows do not follow each other line by line is anything kept. */
final class LineNumbers {

    private final TreeMap<Integer, Long> breaks = new TreeMap<>();
    private int rows;
    private long next = -1;

    /** Adds a row that begins on this line. */
    void add(long line) {
        if (line != next) {
            breaks.put(rows, line);
        }
        rows++;
        next = line + 1;
    }

    /** Returns the line of a row, counted from 0. */
    long of(int row) {
        Map.Entry<Integer, Long> from = Objects.requireNonNull(breaks.floorEntry(row));
        return from.getValue() + row - from.getKey();
    }
}

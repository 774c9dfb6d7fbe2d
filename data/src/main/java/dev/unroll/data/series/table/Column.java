package dev.unroll.data.series.table;

import java.util.ArrayList;
import java.util.List;

/** Numbers that grow in number, 8 bytes each and nothing beside them. */
final class Column {

    private static final int BITS = 10;
    private static final int CHUNK = 1 << BITS;

    private final List<double[]> chunks = new ArrayList<>();
    private int size;

    void add(double number) {
        if (size == chunks.size() << BITS) {
            chunks.add(new double[CHUNK]);
        }
        chunks.getLast()[size & (CHUNK - 1)] = number;
        size++;
    }

    double get(int row) {
        return chunks.get(row >> BITS)[row & (CHUNK - 1)];
    }

    int size() {
        return size;
    }

    /** Forgets all. */
    void clear() {
        chunks.clear();
        size = 0;
    }
}

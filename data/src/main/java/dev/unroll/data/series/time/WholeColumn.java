package dev.unroll.data.series.time;

import java.util.ArrayList;
import java.util.List;

/** Whole numbers that grow in number, 8 bytes each and nothing beside them. */
public final class WholeColumn {

    private static final int BITS = 10;
    private static final int CHUNK = 1 << BITS;

    private final List<long[]> chunks = new ArrayList<>();
    private int size;

    public void add(long number) {
        if (size == chunks.size() << BITS) {
            chunks.add(new long[CHUNK]);
        }
        chunks.getLast()[size & (CHUNK - 1)] = number;
        size++;
    }

    public long get(int row) {
        return chunks.get(row >> BITS)[row & (CHUNK - 1)];
    }

    public void set(int row, long number) {
        chunks.get(row >> BITS)[row & (CHUNK - 1)] = number;
    }

    public int size() {
        return size;
    }

    /** Forgets all. */
    public void clear() {
        chunks.clear();
        size = 0;
    }
}

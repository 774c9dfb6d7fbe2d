package dev.unroll.data.baseline.pair;

import java.util.Arrays;

/** Numbers keys 0, 1, 2, … in the order in which they are met; some 24 bytes a key. */
final class KeyTable {

    static final int NONE = -1;

    private long[] keys = new long[1 << 8];
    /** Open, at most half full. */
    private int[] table = filled(1 << 9);

    private int size;

    int size() {
        return size;
    }

    long key(int number) {
        return keys[number];
    }

    /** Returns a key's number, or {@link #NONE}. */
    int find(long key) {
        return table[place(key)];
    }

    /** Returns a key's number; a key not met before gets the next one. */
    int add(long key) {
        int place = place(key);
        if (table[place] != NONE) {
            return table[place];
        }
        if (2 * (size + 1) > table.length) {
            grow();
            place = place(key);
        }
        keys[size] = key;
        table[place] = size;
        return size++;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * keys.length);
        table = filled(2 * table.length);
        for (int i = 0; i < size; i++) {
            table[place(keys[i])] = i;
        }
    }

    /** Returns where the table has a key, or where it is free for it. */
    private int place(long key) {
        // Knuth's multiplier: neighboring keys must not lie beside one another.
        long hash = key * 0x9E3779B97F4A7C15L;
        int place = (int) (hash >>> 32) & (table.length - 1);
        while (table[place] != NONE && keys[table[place]] != key) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    private static int[] filled(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }
}

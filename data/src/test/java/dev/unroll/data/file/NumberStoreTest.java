package dev.unroll.data.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NumberStoreTest {

    /** More than are held in memory, and than one part of the file holds. */
    private static final int MANY = 1_300_000;

    private static NumberStore many() {
        var store = new NumberStore();
        for (int row = 0; row < MANY; row++) {
            store.add(value(row));
        }
        return store;
    }

    private static long value(int row) {
        return row * 0x9E3779B97F4A7C15L;
    }

    @Test
    void eachNumberIsFoundAgain() {
        NumberStore store = many();
        assertEquals(MANY, store.size());
        for (int row = 0; row < MANY; row++) {
            assertEquals(value(row), store.get(row));
        }
    }

    @Test
    void oneNumberIsReplacedAndNoOther() {
        NumberStore store = many();
        for (int row : new int[] {0, 131_071, 131_072, MANY - 1}) {
            store.set(row, 7);
        }
        assertEquals(7, store.get(131_072));
        assertEquals(value(131_073), store.get(131_073));
        assertEquals(7, store.get(131_071));
        assertEquals(value(131_070), store.get(131_070));
        assertEquals(7, store.get(MANY - 1));
    }

    @Test
    void whatIsForgottenIsNotFound() {
        NumberStore store = many();
        store.clear();
        assertEquals(0, store.size());
        assertThrows(IndexOutOfBoundsException.class, () -> store.get(200_000));
        store.add(5);
        assertEquals(5, store.get(0));
    }
}

package dev.unroll.core.trace;

/** How many sequences are computed at once where there are many: enough to keep the kernels busy, in bounded memory. */
public final class RowsAtOnce {

    /** About how many time steps keep the kernels busy with short sequences. */
    private static final int USUAL = 8192;

    /** Up to here long sequences go in pairs, for the kernels then read each weight once for both. */
    private static final int MOST = 1 << 16;

    private RowsAtOnce() {}

    /** Returns how many sequences of so many steps, or fewer, belong into one batch. */
    public static int sequences(int steps) {
        int fewest = 2L * steps <= MOST ? 2 : 1;
        return Math.max(fewest, USUAL / Math.max(1, steps));
    }
}

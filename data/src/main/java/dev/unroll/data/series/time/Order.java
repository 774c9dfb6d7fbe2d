package dev.unroll.data.series.time;

/** Puts rows into the order of their times, without an object a row. */
public final class Order {

    private Order() {}

    /** Returns how many times are before the one above. */
    public static int descents(long[] times) {
        int descents = 0;
        for (int i = 1; i < times.length; i++) {
            descents += times[i] < times[i - 1] ? 1 : 0;
        }
        return descents;
    }

    /** Returns whether more times are before the one above than after it. */
    public static boolean runsBackward(long[] times) {
        int ascents = 0;
        for (int i = 1; i < times.length; i++) {
            ascents += times[i] > times[i - 1] ? 1 : 0;
        }
        return descents(times) > ascents;
    }

    /** Turns rows and their times around. */
    public static void reverse(int[] rows, long[] times) {
        for (int i = 0, j = rows.length - 1; i < j; i++, j--) {
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
            long time = times[i];
            times[i] = times[j];
            times[j] = time;
        }
    }

    /** Sorts rows by their times; those of one time stay in their order. A merge sort from the bottom up. */
    public static void sort(int[] rows, long[] times) {
        int length = rows.length;
        int[] otherRows = new int[length];
        long[] otherTimes = new long[length];
        for (int width = 1; width < length && width > 0; width *= 2) {
            for (int from = 0; from < length; from += 2 * width) {
                int middle = Math.min(length, from + width);
                int to = Math.min(length, from + 2 * width);
                int left = from;
                int right = middle;
                for (int at = from; at < to; at++) {
                    boolean takesLeft = right == to || (left < middle && times[left] <= times[right]);
                    int taken = takesLeft ? left++ : right++;
                    otherRows[at] = rows[taken];
                    otherTimes[at] = times[taken];
                }
            }
            System.arraycopy(otherRows, 0, rows, 0, length);
            System.arraycopy(otherTimes, 0, times, 0, length);
        }
    }
}

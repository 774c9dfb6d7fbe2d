package dev.unroll.bench.measure;

import java.util.List;

/**
 * What one library reached on a workload.
 *
 * @param name as on the command line
 * @param description with version
 * @param turns the times of each turn
 * @param peakKibibytes the most memory that its process held, -1 if nobody knows
 */
public record Side(String name, String description, List<Times> turns, long peakKibibytes) {

    public Side {
        turns = List.copyOf(turns);
    }

    /** Returns the times of all turns. */
    public Times all() {
        return Times.together(turns);
    }
}

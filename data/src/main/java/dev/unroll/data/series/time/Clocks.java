package dev.unroll.data.series.time;

import dev.unroll.data.DataException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns what clocks show into instants, where they are set to summer time and back. */
public final class Clocks {

    private Clocks() {}

    /** Finds the line of a row for an error. */
    public interface LineOf {
        long row(int index);
    }

    /**
     * Replaces what a clock shows by instants; of a doubled hour, what comes first is the earlier one.
     *
     * @param shown milliseconds since 1970 on the clock, in the order of time as far as the table has one; overwritten
     * @throws DataException if the clock never shows one of them
     */
    public static void toInstants(long[] shown, ZoneId zone, Path file, LineOf lines) {
        ZoneRules rules = zone.getRules();
        Set<Long> doubled = new HashSet<>();
        for (int i = 0; i < shown.length; i++) {
            LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(shown[i]), ZoneOffset.UTC);
            List<ZoneOffset> offsets = rules.getValidOffsets(time);
            if (offsets.isEmpty()) {
                throw new DataException(file + ", line " + lines.row(i) + ": no clock in " + zone + " shows " + time
                        + ", as it is set to summer time then. Leave data.time_zone out if the clock of this table is"
                        + " never set, or name the zone that it stands in");
            }
            boolean second = offsets.size() > 1 && !doubled.add(shown[i]);
            shown[i] -= offsets.get(second ? 1 : 0).getTotalSeconds() * 1000L;
        }
    }
}

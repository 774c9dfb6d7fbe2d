package dev.unroll.data.series.time;

import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Frequency.Unit;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the most common distance of times. */
public final class FrequencyFinder {

    /** More different distances than these are no frequency. */
    private static final int MOST_DISTANCES = 10_000;

    /** The day on which clocks are set to summer time. */
    private static final long SHORTEST_DAY = 23 * Steps.millis(Unit.HOUR);

    private static final long SHORTEST_MONTH = 28 * Steps.millis(Unit.DAY);
    private static final int MONTHS = 12;

    private FrequencyFinder() {}

    /** Returns the most common distance of numbers; the smaller of two that are as common; empty if there is none. */
    public static Optional<Long> distance(List<long[]> sorted) {
        Map<Long, Long> counts = new HashMap<>();
        for (long[] times : sorted) {
            for (int i = 1; i < times.length; i++) {
                long distance = times[i] - times[i - 1];
                if (distance > 0 && (counts.size() < MOST_DISTANCES || counts.containsKey(distance))) {
                    counts.merge(distance, 1L, Long::sum);
                }
            }
        }
        return mostCommon(counts);
    }

    private static Optional<Long> mostCommon(Map<Long, Long> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<Long, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    /** Returns the most common distance of times; a day if no two times differ. */
    public static Frequency of(List<long[]> sorted, ZoneId zone) {
        long distance = distance(sorted).orElse(Steps.millis(Unit.DAY));
        if (distance >= SHORTEST_DAY) {
            distance = distance(clocks(sorted, zone)).orElse(distance);
        }
        Optional<Long> months = distance < SHORTEST_MONTH ? Optional.empty() : months(sorted, zone);
        if (months.isPresent()) {
            long count = months.get();
            return count % MONTHS == 0 ? of(count / MONTHS, Unit.YEAR) : of(count, Unit.MONTH);
        }
        return whole(distance);
    }

    /** Returns the frequency of times that are all so many milliseconds apart; empty if the calendar has a say in it. */
    public static Optional<Frequency> ofClock(long distance) {
        return distance < SHORTEST_DAY ? Optional.of(whole(distance)) : Optional.empty();
    }

    private static Frequency whole(long distance) {
        for (Unit unit : List.of(Unit.WEEK, Unit.DAY, Unit.HOUR, Unit.MINUTE, Unit.SECOND)) {
            if (distance % Steps.millis(unit) == 0) {
                return of(distance / Steps.millis(unit), unit);
            }
        }
        return of(distance, Unit.MILLISECOND);
    }

    private static List<long[]> clocks(List<long[]> sorted, ZoneId zone) {
        return sorted.stream()
                .map(times -> Arrays.stream(times)
                        .map(time -> Steps.clock(time, zone))
                        .toArray())
                .toList();
    }

    private static Frequency of(long count, Unit unit) {
        return count > Integer.MAX_VALUE ? Frequency.STEPS : new Frequency((int) count, unit);
    }

    /** Returns the most common number of months, if most distances are whole months. */
    private static Optional<Long> months(List<long[]> sorted, ZoneId zone) {
        Map<Long, Long> counts = new HashMap<>();
        long pairs = 0;
        long whole = 0;
        for (long[] times : sorted) {
            for (int i = 1; i < times.length; i++) {
                LocalDateTime from = Steps.local(times[i - 1], zone);
                LocalDateTime to = Steps.local(times[i], zone);
                boolean sameDay = from.getDayOfMonth() == to.getDayOfMonth() || (Steps.isEnd(from) && Steps.isEnd(to));
                pairs++;
                if (sameDay && times[i] > times[i - 1] && from.toLocalTime().equals(to.toLocalTime())) {
                    whole++;
                    counts.merge(Steps.monthsBetween(from, to), 1L, Long::sum);
                }
            }
        }
        return 2 * whole > pairs ? mostCommon(counts).filter(months -> months > 0) : Optional.empty();
    }
}

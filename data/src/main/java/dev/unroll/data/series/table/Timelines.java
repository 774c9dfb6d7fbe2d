package dev.unroll.data.series.table;

import dev.unroll.data.DataException;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Frequency.Unit;
import dev.unroll.data.series.time.Axis;
import dev.unroll.data.series.time.Clocks;
import dev.unroll.data.series.time.FrequencyFinder;
import dev.unroll.data.series.time.Order;
import dev.unroll.data.series.time.Steps;
import dev.unroll.data.series.time.TimeColumn.Meaning;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Puts the rows of a table into the order of their times, and onto equal steps. */
final class Timelines {

    /** So many steps a row, and these, a series may have: a wrong year must not fill the memory. */
    private static final long MOST_STEPS_A_ROW = 100;

    private static final long FEW_STEPS = 1000;

    /** When clocks are set, on either half of the earth. */
    private static final Set<Integer> MONTHS_OF_CHANGE = Set.of(3, 4, 9, 10, 11);

    private static final int LATEST_CHANGE = 3;

    private final Path file;
    private final SeriesForm.Times form;
    private final TimedRows table;
    private final Findings findings;
    private final Meaning meaning;
    private final List<int[]> groups = new ArrayList<>();
    private final List<long[]> times = new ArrayList<>();

    private Timelines(Path file, SeriesForm form, TimedRows table, Findings findings) {
        this.file = file;
        this.form = form.times();
        this.table = table;
        this.findings = findings;
        this.meaning = table.times().meaning(form.times().zone());
    }

    /** The time line of each series, and how far apart steps are. */
    record Found(List<Timeline> lines, Frequency frequency) {}

    /** Returns the time line of each series of a table. */
    static Found of(Path file, SeriesForm form, TimedRows table, Findings findings) {
        var all = new Timelines(file, form, table, findings);
        Optional<Found> even = all.even();
        if (even.isPresent()) {
            return even.get();
        }
        all.groups.addAll(table.groups());
        if (!table.hasTimes()) {
            return all.counted();
        }
        all.sort();
        return all.placed();
    }

    /** Returns the time line of rows that are a step each, so that nothing is kept of any; empty if they are not. */
    private Optional<Found> even() {
        if (table.ids().size() > 1) {
            return Optional.empty();
        }
        if (!table.hasTimes()) {
            Frequency frequency = form.frequency().orElse(Frequency.STEPS);
            return Optional.of(found(new Axis.Counted(1, 1, frequency)));
        }
        OptionalLong distance = evenDistance();
        boolean isZoned = meaning.local() && !meaning.zone().equals(ZoneOffset.UTC);
        if (distance.isEmpty() || isZoned) {
            return Optional.empty();
        }
        long first = table.times().number(0);
        if (meaning.notation().isEmpty()) {
            Frequency frequency = form.frequency().orElse(Frequency.STEPS);
            return Optional.of(found(new Axis.Counted(first, distance.getAsLong(), frequency)));
        }
        return FrequencyFinder.ofClock(distance.getAsLong())
                .filter(frequency -> form.frequency().map(frequency::equals).orElse(true))
                .map(frequency -> new Steps(first, meaning.zone(), frequency, false))
                .map(steps -> found(new Axis.Even(steps, meaning.notation().orElseThrow(), 0)));
    }

    private Found found(Axis axis) {
        table.times().clear();
        return new Found(List.of(Timeline.of(table.rows(), axis)), axis.frequency());
    }

    /** Returns how far each time is behind the one above; empty if not all are, and where there are not two. */
    private OptionalLong evenDistance() {
        int rows = table.rows();
        long distance = rows < 2 ? 0 : table.times().number(1) - table.times().number(0);
        for (int row = 2; row < rows; row++) {
            if (table.times().number(row) - table.times().number(row - 1) != distance) {
                return OptionalLong.empty();
            }
        }
        return distance > 0 ? OptionalLong.of(distance) : OptionalLong.empty();
    }

    private Found counted() {
        Frequency frequency = form.frequency().orElse(Frequency.STEPS);
        List<Timeline> lines = new ArrayList<>();
        for (int[] rows : groups) {
            int[] steps = new int[rows.length];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = i;
            }
            lines.add(Timeline.of(rows, steps, rows.length, new Axis.Counted(1, 1, frequency)));
        }
        return new Found(lines, frequency);
    }

    private void sort() {
        boolean backward = false;
        for (int[] rows : groups) {
            long[] shown = new long[rows.length];
            for (int i = 0; i < rows.length; i++) {
                shown[i] = table.times().number(rows[i]);
            }
            if (Order.runsBackward(shown)) {
                Order.reverse(rows, shown);
                backward = true;
            }
            if (meaning.local() && !meaning.zone().equals(ZoneOffset.UTC)) {
                Clocks.toInstants(shown, meaning.zone(), file, i -> table.line(rows[i]));
            }
            int descents = Order.descents(shown);
            if (descents > 0) {
                noteUnsorted(rows, shown);
                findings.addUnsorted(descents);
                Order.sort(rows, shown);
            }
            times.add(shown);
        }
        table.times().clear();
        if (backward) {
            findings.note(table.line(0), "rows run from the last time to the first; they are turned around");
        }
    }

    private void noteUnsorted(int[] rows, long[] shown) {
        for (int i = 1; i < rows.length; i++) {
            if (shown[i] < shown[i - 1]) {
                findings.note(
                        table.line(rows[i]),
                        "the time is before that of the row above; rows are sorted by their times");
                return;
            }
        }
    }

    private Found placed() {
        boolean isListed = form.frequency().filter(Frequency.STEPS::equals).isPresent()
                && meaning.notation().isPresent();
        if (isListed) {
            List<Timeline> lines = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
                lines.add(listed(groups.get(g), times.get(g)));
            }
            return new Found(lines, Frequency.STEPS);
        }
        long distance = FrequencyFinder.distance(times).orElse(1L);
        Frequency frequency = form.frequency()
                .orElseGet(() ->
                        meaning.notation().isPresent() ? FrequencyFinder.of(times, meaning.zone()) : Frequency.STEPS);
        if (frequency.unit() == Unit.DAY) {
            findings.isOfDays();
        }
        List<Timeline> lines = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            lines.add(even(groups.get(g), times.get(g), frequency, distance));
        }
        return new Found(lines, frequency);
    }

    private Timeline listed(int[] rows, long[] shown) {
        int[] steps = new int[rows.length];
        long[] distinct = new long[rows.length];
        int step = -1;
        for (int i = 0; i < rows.length; i++) {
            if (i == 0 || shown[i] != shown[i - 1]) {
                distinct[++step] = shown[i];
            } else {
                findings.addDuplicates(1);
            }
            steps[i] = step;
        }
        long[] kept = Arrays.copyOf(distinct, step + 1);
        return Timeline.of(
                rows,
                steps,
                kept.length,
                new Axis.Listed(kept, meaning.zone(), meaning.notation().orElseThrow(), 0));
    }

    private Timeline even(int[] rows, long[] shown, Frequency frequency, long distance) {
        if (meaning.notation().isEmpty()) {
            var axis = new Axis.Counted(shown[0], distance, frequency);
            return onto(
                    rows,
                    shown,
                    axis,
                    time -> (time - shown[0]) % distance == 0 ? (time - shown[0]) / distance : Steps.OFF);
        }
        ZoneId zone = meaning.zone();
        boolean ends = frequency.unit() == Unit.MONTH && areEnds(shown, zone);
        var steps = new Steps(shown[0], zone, frequency, ends);
        return onto(rows, shown, new Axis.Even(steps, meaning.notation().orElseThrow(), 0), steps::index);
    }

    private static boolean areEnds(long[] shown, ZoneId zone) {
        for (long time : shown) {
            if (!Steps.isEnd(Steps.local(time, zone))) {
                return false;
            }
        }
        return true;
    }

    /** Finds the step of a time. */
    private interface StepOf {
        long time(long time);
    }

    private Timeline onto(int[] rows, long[] shown, Axis axis, StepOf stepOf) {
        int[] steps = new int[rows.length];
        long most = FEW_STEPS + MOST_STEPS_A_ROW * rows.length;
        for (int i = 0; i < rows.length; i++) {
            long step = i > 0 && shown[i] == shown[i - 1] ? steps[i - 1] : stepOf.time(shown[i]);
            if (step == Steps.OFF) {
                throw new DataException(offGrid(rows[i], shown[i], axis));
            }
            if (step > most) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s, line %d: the time is %,d steps of %s behind the first, %s, but there are only %,d rows. Is it"
                                + " wrong? Else name the distance of times by --set frequency=15min, 1d, 1mo or the like",
                        file,
                        table.line(rows[i]),
                        step,
                        axis.frequency(),
                        axis.text(0),
                        rows.length));
            }
            steps[i] = (int) step;
            if (i > 0) {
                compare(rows, steps, i, axis);
            }
        }
        return Timeline.of(rows, steps, steps[steps.length - 1] + 1, axis);
    }

    private String offGrid(int row, long time, Axis axis) {
        String shown = meaning.notation()
                .map(notation -> notation.write(Instant.ofEpochMilli(time).atZone(meaning.zone())))
                .orElse(Long.toString(time));
        return file + ", line " + table.line(row) + ": " + shown + " is no whole number of steps of " + axis.frequency()
                + " behind the first time, " + axis.text(0)
                + ". Name the distance of times by --set frequency=15min, 1d,"
                + " 1mo or the like; frequency=step takes rows as they follow each other, whatever their times are";
    }

    /** Tells of a gap before a row, or of a row that has the time of the one before. */
    private void compare(int[] rows, int[] steps, int at, Axis axis) {
        long skipped = (long) steps[at] - steps[at - 1] - 1;
        if (skipped < 0) {
            findings.addDuplicates(1);
            watchClocks(axis, steps[at], 1);
        } else if (skipped > 0) {
            String from = axis.text(steps[at - 1] + 1L);
            String missing = skipped == 1
                    ? from + " is missing"
                    : String.format(
                            Locale.ROOT,
                            "%,d times are missing, from %s to %s",
                            skipped,
                            from,
                            axis.text(steps[at] - 1L));
            findings.addGap(table.line(rows[at]), skipped, missing);
            watchClocks(axis, steps[at] - skipped, skipped);
        }
    }

    /** Remembers an hour that is missing or doubled where clocks are set. */
    private void watchClocks(Axis axis, long step, long steps) {
        Frequency frequency = axis.frequency();
        Optional<LocalDateTime> time = axis.dateTime(step);
        if (!meaning.local()
                || form.zone().isPresent()
                || time.isEmpty()
                || frequency.unit().compareTo(Unit.DAY) >= 0) {
            return;
        }
        long distance = frequency.count() * Steps.millis(frequency.unit());
        boolean isAnHour = steps == 1 || steps * distance == Steps.millis(Unit.HOUR);
        if (isAnHour
                && time.get().getDayOfWeek() == DayOfWeek.SUNDAY
                && MONTHS_OF_CHANGE.contains(time.get().getMonthValue())
                && time.get().getHour() <= LATEST_CHANGE) {
            findings.clocksChange();
        }
    }
}

package dev.unroll.data.series.table;

import dev.unroll.data.ReadReport;
import dev.unroll.data.ReadReport.Place;
import dev.unroll.data.Unreadable;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is met while series are read. */
final class Findings {

    private final String file;
    private final List<Place> firstUnreadable = new ArrayList<>();
    private final List<Place> notes = new ArrayList<>();
    private final List<Place> faults = new ArrayList<>();

    private int files;
    private long rows;
    private long blank;
    private long unreadable;
    private long gaps;
    private long gapSteps;
    private long contradictions;
    private long duplicates;
    private long missing;
    private long unsorted;
    private boolean clocksChange;
    private boolean isOfDays;

    Findings(String file) {
        this.file = file;
    }

    void beginFile() {
        files++;
    }

    void addRow() {
        rows++;
    }

    void addBlank() {
        rows++;
        blank++;
    }

    void addUnreadable(String inFile, long line, String problem) {
        addUnreadable(inFile, line, Unreadable.of(problem));
    }

    void addUnreadable(String inFile, long line, Unreadable problem) {
        rows++;
        unreadable++;
        if (firstUnreadable.size() < ReadReport.MOST_PLACES) {
            firstUnreadable.add(new Place(inFile, line, problem));
        }
    }

    /** Remembers what is to be known but is no fault. */
    void note(long line, String what) {
        note(file, line, what);
    }

    /** As the other one, in another file. */
    void note(String inFile, long line, String what) {
        if (notes.size() < ReadReport.MOST_PLACES) {
            notes.add(new Place(inFile, line, what));
        }
    }

    private void fault(String inFile, long line, String what) {
        if (faults.size() < ReadReport.MOST_PLACES) {
            faults.add(new Place(inFile, line, what));
        }
    }

    /** Counts a gap before a line. */
    void addGap(long line, long steps, String what) {
        gaps++;
        gapSteps += steps;
        fault(file, line, what);
    }

    /** Counts a time that occurs with different values. */
    void addContradiction(long line, String what) {
        contradictions++;
        fault(file, line, what);
    }

    void addMissing(String inFile, long line, String what) {
        missing++;
        fault(inFile, line, what);
    }

    void addDuplicates(long count) {
        duplicates += count;
    }

    void addUnsorted(long count) {
        unsorted += count;
    }

    /** Remembers that an hour is missing or doubled as it is where clocks are set to summer time and back. */
    void clocksChange() {
        clocksChange = true;
    }

    /** Remembers that steps are days. */
    void isOfDays() {
        isOfDays = true;
    }

    /** Returns what was counted. */
    SeriesFindings.Counts counts() {
        return new SeriesFindings.Counts(rows, gaps, gapSteps, contradictions, duplicates, missing, unsorted);
    }

    List<Place> faults() {
        return faults;
    }

    boolean doClocksChange() {
        return clocksChange;
    }

    boolean areDays() {
        return isOfDays;
    }

    ReadReport report() {
        return new ReadReport(
                files, ReadReport.Unit.ROW, rows, blank, 0, duplicates, unreadable, firstUnreadable, notes, 0);
    }
}

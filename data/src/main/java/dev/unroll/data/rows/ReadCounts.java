package dev.unroll.data.rows;

import dev.unroll.data.ReadReport;
import dev.unroll.data.ReadReport.Place;
import dev.unroll.data.Unreadable;
import java.util.ArrayList;
import java.util.List;

/** Counts the lines of files on the way to the examples, and remembers where the first are of which none became. */
public final class ReadCounts implements LeftOut {

    private final List<Place> firstUnreadable = new ArrayList<>();
    private final List<Place> notes = new ArrayList<>();
    private String file = "";
    private int files;
    private long lines;
    private long blank;
    private long emptied;
    private long duplicates;
    private long unreadable;

    /** Starts with nothing. */
    public ReadCounts() {}

    /** Begins a file, which the lines that follow are of. */
    public void beginFile(String name) {
        file = name;
        countFile();
    }

    /** Counts a file that is read beside the one that was begun. */
    public void countFile() {
        files++;
    }

    /** Counts a line, whatever becomes of it. */
    public void countLine() {
        lines++;
    }

    /** Counts a line that was counted already as one with nothing in it. */
    public void leaveBlank() {
        blank++;
    }

    /** Counts something that was dropped since it was there before. */
    public void leaveDuplicate() {
        duplicates++;
    }

    /** Counts a text of which nothing was left. */
    public void leaveEmptied(long line, String what) {
        emptied++;
        addNote(line, what);
    }

    /** Counts a line that was counted already as one that cannot be read. */
    public void leaveUnreadable(long line, Unreadable problem) {
        unreadable++;
        if (firstUnreadable.size() < ReadReport.MOST_PLACES) {
            firstUnreadable.add(new Place(file, line, problem));
        }
    }

    @Override
    public void addNote(long line, String what) {
        if (notes.size() < ReadReport.MOST_PLACES) {
            notes.add(new Place(file, line, what));
        }
    }

    @Override
    public void addBlank() {
        countLine();
        leaveBlank();
    }

    @Override
    public void addUnreadable(long line, Unreadable problem) {
        countLine();
        leaveUnreadable(line, problem);
    }

    /** Returns what was counted. */
    public ReadReport report() {
        return new ReadReport(
                files, ReadReport.Unit.LINE, lines, blank, emptied, duplicates, unreadable, firstUnreadable, notes, 0);
    }
}

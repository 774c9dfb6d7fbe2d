package dev.unroll.data.rows;

import dev.unroll.data.Unreadable;

/** What becomes of the lines and rows of a file that hold nothing to read, or look wrong. */
public interface LeftOut {

    /** Takes a line with nothing in it. */
    void addBlank();

    /** Takes a line that cannot be read. */
    void addUnreadable(long line, Unreadable problem);

    /** Takes what looks wrong about a line but is read. */
    void addNote(long line, String what);
}

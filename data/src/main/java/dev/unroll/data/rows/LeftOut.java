package dev.unroll.data.rows;

import dev.unroll.data.Unreadable;

/** What becomes of the lines and rows of a file that hold nothing to read. */
public interface LeftOut {

    /** Takes a line with nothing in it. */
    void addBlank();

    /** Takes a line that cannot be read. */
    void addUnreadable(long line, Unreadable problem);
}

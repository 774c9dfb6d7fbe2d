package dev.unroll.cli.terminal;

import dev.unroll.run.task.Printed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Prints plain text: what would steer a terminal is written out, ESC as {@code \u001b}, so nothing that a file, a label or an
 * argument holds can. What this program itself wants of the terminal is a method here.
 *
 * <p>It does so also where no terminal is: a file is shown on one later. JSON stays JSON, with the same strings.
 */
public final class PlainWriter extends PrintWriter {

    private final Writer raw;

    /** Prints to {@code raw}, which is flushed at the end of a line. */
    public PlainWriter(Writer raw) {
        super(new Escaping(raw), true);
        this.raw = raw;
    }

    /** Erases the line of the cursor, which goes to its beginning. */
    public void eraseLine() {
        steer("\r\033[K");
    }

    /** Erases the line above the cursor, which goes there. */
    void eraseLineAbove() {
        steer("\033[1A\033[2K");
    }

    private void steer(String sequence) {
        synchronized (lock) {
            try {
                raw.write(sequence);
                raw.flush();
            } catch (IOException e) {
                setError();
            }
        }
    }

    /** Passes text on, and writes out what steers. */
    private static final class Escaping extends Writer {

        private final Writer raw;

        Escaping(Writer raw) {
            this.raw = raw;
        }

        @Override
        public void write(String text, int from, int count) throws IOException {
            raw.write(Printed.plain(text.substring(from, from + count)));
        }

        @Override
        public void write(char[] text, int from, int count) throws IOException {
            write(new String(text, from, count), 0, count);
        }

        @Override
        public void write(int c) throws IOException {
            write(Character.toString((char) c), 0, 1);
        }

        @Override
        public void flush() throws IOException {
            raw.flush();
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }
}

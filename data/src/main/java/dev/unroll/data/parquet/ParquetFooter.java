package dev.unroll.data.parquet;

import dev.hardwood.InputFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Whether the footer of a Parquet file has what it says. Hardwood 1.0.1 allocates by the lengths of its texts and lists before
 * it looks whether so many bytes are there, and goes down the columns that lie in each other as deep as they do.
 */
final class ParquetFooter {

    /** The length of the footer and the four letters, with which a file ends. */
    private static final int BEHIND = 8;

    private static final int BEFORE = 4;

    private static final int LETTERS = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;

    /** Columns in columns: a list in a list takes four, and nothing that lies deeper is a cell. */
    private static final int DEEPEST = 64;

    private ParquetFooter() {}

    /**
     * Checks a file; if it is none that has a footer, that is left to Hardwood, which says so.
     *
     * @throws IOException if something does not fit
     */
    static void require(InputFile file) throws IOException {
        if (file.length() < BEFORE + BEHIND) {
            return;
        }
        long end = file.length() - BEHIND;
        ByteBuffer behind = file.readRange(end, BEHIND).order(ByteOrder.LITTLE_ENDIAN);
        int length = behind.getInt();
        if (behind.getInt() != LETTERS || length <= 0 || length > end - BEFORE) {
            return;
        }
        var columns = new Columns();
        try {
            ThriftFields.read(file.readRange(end - length, length), ParquetStruct.FOOTER, columns);
        } catch (BufferUnderflowException e) {
            throw new IOException(
                    String.format(Locale.ROOT, "its footer of %,d bytes says that it has more than that", length), e);
        } catch (IOException e) {
            throw new IOException("its footer is none, as " + e.getMessage(), e);
        }
        if (columns.depth() > DEEPEST) {
            throw new IOException("its columns lie in each other deeper than " + DEEPEST + " times");
        }
    }

    /** How many columns lie in each column, in the order of the footer: each before those in it. */
    private static final class Columns implements ThriftFields.Visitor {

        private static final int TYPE = 1;
        private static final int INSIDE = 5;

        private final List<Integer> counts = new ArrayList<>();
        private boolean hasType;
        private int inside;

        @Override
        public void number(ParquetStruct struct, int field, long value) {
            if (struct == ParquetStruct.SCHEMA_ELEMENT && field == TYPE) {
                hasType = true;
            } else if (struct == ParquetStruct.SCHEMA_ELEMENT && field == INSIDE) {
                inside = (int) value;
            }
        }

        @Override
        public void end(ParquetStruct struct) {
            if (struct == ParquetStruct.SCHEMA_ELEMENT) {
                counts.add(hasType ? 0 : inside);
                hasType = false;
                inside = 0;
            }
        }

        int depth() {
            int deepest = 0;
            Deque<Integer> open = new ArrayDeque<>();
            for (int count : counts) {
                while (!open.isEmpty() && open.peek() <= 0) {
                    open.pop();
                }
                if (!open.isEmpty()) {
                    open.push(open.pop() - 1);
                }
                open.push(count);
                deepest = Math.max(deepest, open.size());
            }
            return deepest;
        }
    }
}

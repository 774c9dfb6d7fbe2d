package dev.unroll.data.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whole numbers that grow in number, 8 bytes each: the first million bytes in memory, the rest in a file that nobody else
 * sees, so that a table larger than the memory can be read. Where no file can be written, all stays in memory. For one thread
 * at a time while it grows; what is written may be read by many.
 */
public final class NumberStore {

    private static final int FIRST = 1 << 4;
    private static final int IN_MEMORY = 1 << 17;
    private static final int BITS = 20;
    private static final int LARGE = 1 << BITS;

    private long[] small = new long[FIRST];
    private final List<ByteBuffer> large = new ArrayList<>();
    private int size;

    /** Starts empty. */
    public NumberStore() {}

    /** Adds a number behind the others. */
    public void add(long number) {
        int row = size++;
        if (row < IN_MEMORY) {
            if (row == small.length) {
                small = Arrays.copyOf(small, 2 * row);
            }
        } else if ((row - IN_MEMORY) % LARGE == 0) {
            large.add(room());
        }
        set(row, number);
    }

    /** Returns the number of a row, counted from 0. */
    public long get(int row) {
        return row < IN_MEMORY
                ? small[row]
                : large.get((row - IN_MEMORY) >> BITS).getLong(at(row));
    }

    /** Replaces the number of a row. */
    public void set(int row, long number) {
        if (row < IN_MEMORY) {
            small[row] = number;
        } else {
            large.get((row - IN_MEMORY) >> BITS).putLong(at(row), number);
        }
    }

    private static int at(int row) {
        return ((row - IN_MEMORY) & (LARGE - 1)) * Long.BYTES;
    }

    /** Returns how many numbers there are. */
    public int size() {
        return size;
    }

    /** Forgets all numbers. */
    public void clear() {
        small = new long[FIRST];
        large.clear();
        size = 0;
    }

    /** Returns room for more numbers: in a file without a name, which is gone when the room is, or in memory. */
    private static ByteBuffer room() {
        long bytes = (long) LARGE * Long.BYTES;
        try {
            Path file = Files.createTempFile("unroll-", ".numbers");
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                return reserved(channel, bytes);
            }
        } catch (IOException e) {
            return ByteBuffer.allocate((int) bytes);
        }
    }

    /** Returns a file as memory, after it was written once: on a full disk this fails, and not the first use of the memory. */
    private static ByteBuffer reserved(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
        for (long at = 0; at < bytes; at += zeros.capacity()) {
            zeros.clear();
            while (zeros.hasRemaining()) {
                channel.write(zeros, at + zeros.position());
            }
        }
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
    }
}

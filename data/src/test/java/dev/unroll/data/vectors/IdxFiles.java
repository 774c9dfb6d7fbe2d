package dev.unroll.data.vectors;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small files in the IDX format. */
public final class IdxFiles {

    private IdxFiles() {}

    /** Returns the bytes of a file of type unsigned byte, the numbers counting up from {@code first}. */
    static byte[] bytes(int first, int... sizes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(0x0800 | sizes.length);
        int count = 1;
        for (int size : sizes) {
            out.writeInt(size);
            count *= size;
        }
        for (int i = 0; i < count; i++) {
            out.writeByte(first + i);
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    /** Writes the four files of a set of six pictures of two rows of three, four of them to learn from. */
    static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train-images-idx3-ubyte"), bytes(0, 4, 2, 3));
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(bytes(8, 4)));
        Files.write(folder.resolve("t10k-images.idx3-ubyte"), bytes(100, 2, 2, 3));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), bytes(10, 2));
        return folder;
    }
}

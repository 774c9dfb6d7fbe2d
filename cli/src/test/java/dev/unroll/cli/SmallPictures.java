package dev.unroll.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder like MNIST's, of pictures of six rows of five: the upper rows are bright for the label 0, the lower ones for 1. */
final class SmallPictures {

    static final int ROWS = 6;
    static final int COLUMNS = 5;

    private SmallPictures() {}

    static Path folder(Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("pictures"));
        Files.write(folder.resolve("train-images-idx3-ubyte"), pictures(40, 0));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(40));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), pictures(10, 1000));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), labels(10));
        return folder;
    }

    /** Returns the command line {@code train mnist-rows --data folder --out out}, fast, with more arguments. */
    static String[] train(Path folder, Path out, String... more) {
        var arguments =
                new ArrayList<>(List.of("train", "mnist-rows", "--data", folder.toString(), "--out", out.toString()));
        arguments.addAll(List.of("--quiet", "--set", "hidden_size=6", "--set", "epochs=12", "--set", "batch_size=4"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static byte[] pictures(int count, int salt) {
        int size = ROWS * COLUMNS;
        var bytes = ByteBuffer.allocate(16 + size * count)
                .putInt(0x0803)
                .putInt(count)
                .putInt(ROWS)
                .putInt(COLUMNS);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < size; k++) {
                boolean bright = (k < size / 2) == (i % 2 == 0);
                bytes.put((byte) (bright ? 200 + (7 * (i + salt) + k) % 50 : (3 * (i + salt) + k) % 50));
            }
        }
        return bytes.array();
    }

    private static byte[] labels(int count) {
        var bytes = ByteBuffer.allocate(8 + count).putInt(0x0801).putInt(count);
        for (int i = 0; i < count; i++) {
            bytes.put((byte) (i % 2));
        }
        return bytes.array();
    }
}

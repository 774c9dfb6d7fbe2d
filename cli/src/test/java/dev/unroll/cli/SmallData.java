package dev.unroll.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of two classes that differ in their letters, and flags that learn them in no time. */
final class SmallData {

    /** Trains on anything in well under a second. */
    static final String[] FAST = {
        "--set", "hidden_size=8", "--set", "epochs=3", "--set", "batch_size=4", "--set", "bidirectional=false"
    };

    private SmallData() {}

    static Path folder(Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("letters"));
        var vowels = new StringBuilder();
        var consonants = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            vowels.append(word("aeiou", i)).append('\n');
            consonants.append(word("bcdfg", i)).append('\n');
        }
        Files.writeString(folder.resolve("vowels.txt"), vowels);
        Files.writeString(folder.resolve("consonants.txt"), consonants);
        return folder;
    }

    private static String word(String letters, int i) {
        return "" + letters.charAt(i % 5) + letters.charAt(i / 5 % 5) + letters.charAt(i / 25);
    }

    /** Writes the four files of MNIST, with so many pictures each part, and returns their folder. */
    static Path pictures(Path folder, int training, int test) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train-images-idx3-ubyte"), pictures(training));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(training));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), pictures(test));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), labels(test));
        return folder;
    }

    /** Pictures of two rows of three: the upper row is bright for the label 0, the lower one for 1. */
    private static byte[] pictures(int count) {
        var bytes = ByteBuffer.allocate(16 + 6 * count)
                .putInt(0x0803)
                .putInt(count)
                .putInt(2)
                .putInt(3);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < 6; k++) {
                bytes.put((byte) (k / 3 == i % 2 ? 200 + (7 * i + k) % 50 : (3 * i + k) % 50));
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

    /** Returns the command line {@code train names --data folder --out out}, fast, with more arguments. */
    static String[] train(Path folder, Path out, String... more) {
        var arguments =
                new ArrayList<>(List.of("train", "names", "--data", folder.toString(), "--out", out.toString()));
        arguments.addAll(List.of(FAST));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}

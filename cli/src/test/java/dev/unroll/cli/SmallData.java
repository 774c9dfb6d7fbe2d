package dev.unroll.cli;

import java.io.IOException;
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

    /** Returns the command line {@code train names --data folder --out out}, fast, with more arguments. */
    static String[] train(Path folder, Path out, String... more) {
        var arguments =
                new ArrayList<>(List.of("train", "names", "--data", folder.toString(), "--out", out.toString()));
        arguments.addAll(List.of(FAST));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}

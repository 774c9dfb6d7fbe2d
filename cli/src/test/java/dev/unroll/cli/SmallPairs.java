package dev.unroll.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Strings of letters and what they are backwards, and flags by which a model learns a little of them in no time. */
final class SmallPairs {

    private static final List<String> LETTERS = List.of("<", "b", ">", "&", "日", "'");

    private SmallPairs() {}

    /** Writes pairs, a line each with a tab between. */
    static Path file(Path folder) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            var source = new StringBuilder();
            for (int j = 0, rest = 7 * i + 1; j < 2 + i % 5; j++, rest = rest * 5 % 97) {
                source.append(LETTERS.get(rest % LETTERS.size()));
            }
            String backwards = new StringBuilder(source).reverse().toString();
            lines.append(source).append('\t').append(backwards).append('\n');
        }
        return Files.writeString(folder.resolve("backwards.tsv"), lines);
    }

    /** Returns the command line that trains on them. */
    static String[] train(Path file, Path out, String... settings) {
        var arguments = new ArrayList<>(List.of(
                "train", "reverse", "--data", file.toString(), "--out", out.toString(), "--quiet", "--threads", "1"));
        List<String> all = new ArrayList<>(
                List.of("epochs=2", "hidden_size=8", "embedding_size=8", "target_embedding_size=8", "batch_size=8"));
        all.addAll(List.of(settings));
        all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments.toArray(String[]::new);
    }

    /** Writes a configuration of a small model of ctc. */
    static Path ctc(Path folder) throws IOException {
        return Files.writeString(folder.resolve("ctc.toml"), """
                [data]
                source = "words"
                [model]
                input = "embedding"
                embedding_size = 6
                hidden_size = 8
                bidirectional = true
                readout = "each"
                [target]
                decoder = "ctc"
                beam = 4
                [training]
                task = "transduce"
                loss = "ctc"
                epochs = 3
                batch_size = 8
                """);
    }
}

package dev.unroll.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table of twelve sounds of an eighth of a second with what is said in them: l of the low ones, h of the high ones. */
final class SmallSpeech {

    private SmallSpeech() {}

    static Path table(Path directory) throws IOException {
        Path folder = directory.resolve("said");
        var table = new StringBuilder("path\ttext\n");
        for (int i = 0; i < 6; i++) {
            SmallSounds.write(folder.resolve("low-" + i + ".wav"), 300 + 20 * i, 8000, i);
            SmallSounds.write(folder.resolve("high-" + i + ".wav"), 1900 + 20 * i, 8000, i);
            table.append("low-" + i + ".wav\tl\nhigh-" + i + ".wav\th\n");
        }
        return Files.writeString(folder.resolve("train.tsv"), table);
    }

    /** Returns the command line that trains a model of CTC on the table, fast, with more arguments. */
    static String[] train(Path table, Path out, String... more) throws IOException {
        Path config = out.resolveSibling(out.getFileName() + ".toml");
        Files.writeString(config, """
                [data]
                source = "%s"
                format = "speech"
                features = "log_mel"
                mels = 8
                deltas = 1
                level = "none"
                scale = "features"
                test_fraction = 0
                [model]
                cell = "gru"
                hidden_size = 12
                input = "vectors"
                readout = "each"
                [target]
                decoder = "ctc"
                [training]
                task = "transduce"
                loss = "ctc"
                epochs = 40
                batch_size = 4
                learning_rate = 0.02
                """.replace("%s", table.toString()));
        var arguments = new ArrayList<>(List.of("train", config.toString(), "--out", out.toString(), "--quiet"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}

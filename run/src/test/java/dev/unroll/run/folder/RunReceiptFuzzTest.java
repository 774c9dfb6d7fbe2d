package dev.unroll.run.folder;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import dev.unroll.run.ConfigException;
import dev.unroll.run.RunFolderException;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.TrainConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as the receipt of a training. */
final class RunReceiptFuzzTest {

    /** The schema of configurations is made anew for each reading, as in the fuzz tests of those. */
    private static final int SCHEMA = 40_000;

    private static final TrainConfig CONFIG = ConfigReader.read("default", "", List.of());

    @TempDir(factory = MemoryFolder.class)
    private Path temporary = Path.of("");

    @FuzzTest
    void aReceiptIsRefusedOrSaysWhatATrainingWas(byte[] bytes) throws Exception {
        var folder = new RunFolder(temporary);
        Files.write(folder.receipt(), bytes);
        Optional<RunReceipt> receipt =
                Foreign.read(bytes.length, temporary, List.of(RunFolderException.class), () -> RunReceipt.read(folder));
        if (receipt.isPresent()) {
            Foreign.read(
                    SCHEMA + bytes.length,
                    temporary,
                    List.of(RunFolderException.class, ConfigException.class),
                    () -> all(receipt.get()));
        }
    }

    private static List<Object> all(RunReceipt receipt) {
        List<Object> all = List.of(
                receipt.name(),
                receipt.isFinished(),
                receipt.seconds(),
                receipt.fingerprint(),
                receipt.weights(),
                receipt.epochWeights(),
                receipt.losses());
        receipt.resumeAt(2, 1);
        receipt.requireSameConfig(CONFIG);
        return all;
    }
}

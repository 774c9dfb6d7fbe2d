package dev.unroll.core.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.tensorfile.FileHash;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a checkpoint that its manifest names. */
final class CheckpointFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aCheckpointIsRefusedOrSaysItsStepAndEpoch(byte[] bytes) throws Exception {
        Path file = folder.resolve("step-000000001.safetensors");
        Files.write(file, bytes);
        CheckpointManifest.write(
                folder, List.of(new CheckpointManifest.Entry("step-000000001.safetensors", 1, FileHash.sha256(file))));
        Optional<Optional<CheckpointFolder.Latest>> latest =
                Foreign.read(bytes.length, folder, List.of(IOException.class), () -> CheckpointFolder.latest(folder));
        if (latest.isPresent()) {
            Checkpoint checkpoint = latest.get().orElseThrow().checkpoint();
            Foreign.read(
                    bytes.length,
                    Path.of("checkpoint"),
                    List.of(IllegalArgumentException.class),
                    () -> checkpoint.step() + checkpoint.epoch());
        }
    }
}

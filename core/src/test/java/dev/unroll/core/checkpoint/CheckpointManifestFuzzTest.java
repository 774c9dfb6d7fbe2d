package dev.unroll.core.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a manifest of checkpoints. */
final class CheckpointManifestFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aManifestIsRefusedOrNamesCheckpoints(byte[] bytes) throws Exception {
        Files.write(folder.resolve("manifest.json"), bytes);
        if (!Files.exists(folder.resolve("step-000000001.safetensors"))) {
            new Checkpoint.Builder(1, 1).build().content().write(folder.resolve("step-000000001.safetensors"));
        }
        Foreign.read(bytes.length, folder, List.of(IOException.class), () -> CheckpointFolder.latest(folder));
    }
}

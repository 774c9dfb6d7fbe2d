package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.tensorfile.TensorFileException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as the configuration beside sound weights. */
final class ModelConfigFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path temporary = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void putWeights() throws Exception {
        folder = temporary.resolve("model");
        Files.createDirectories(folder);
        try (InputStream weights = Objects.requireNonNull(
                ModelConfigFuzzTest.class.getResourceAsStream("/models/format-1/model.safetensors"))) {
            Files.copy(weights, folder.resolve("model.safetensors"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @FuzzTest
    void aModelIsRefusedOrLoadedAndCanBeSavedAgain(byte[] bytes) throws Exception {
        Files.write(folder.resolve("config.json"), bytes);
        Optional<Model> loaded = Foreign.read(
                bytes.length,
                folder,
                List.of(ModelException.class, TensorFileException.class),
                () -> Model.load(folder));
        if (loaded.isPresent()) {
            Path copy = temporary.resolve("copy");
            loaded.get().save(copy);
            assertEquals(loaded.get().card(), Model.load(copy).card());
        }
    }
}

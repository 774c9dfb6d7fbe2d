package dev.unroll.run.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.run.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Any bytes behind {@code --set}. */
final class AssignmentFuzzTest {

    /** The schema is made anew for each reading, and the fuzzer keeps notes of each comparison: as if so many bytes were read. */
    private static final int SCHEMA = 40_000;

    @FuzzTest
    void anAssignmentIsRefusedOrReadAndCanBePrintedAndReadAgain(byte[] bytes) throws Exception {
        String assignment = new String(bytes, UTF_8);
        Optional<TrainConfig> config = Foreign.read(
                SCHEMA + bytes.length,
                Path.of("--set"),
                List.of(ConfigException.class),
                () -> ConfigReader.read("empty.toml", "", List.of(assignment)));
        if (config.isPresent()) {
            String printed = ConfigPrinter.print(config.get());
            assertEquals(config.get(), ConfigReader.read("printed.toml", printed, List.of()));
        }
    }
}

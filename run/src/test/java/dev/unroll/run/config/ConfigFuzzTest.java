package dev.unroll.run.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.run.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Any bytes as a configuration. */
final class ConfigFuzzTest {

    /** The schema is made anew for each reading, and the fuzzer keeps notes of each comparison: as if so many bytes were read. */
    private static final int SCHEMA = 40_000;

    private static final String NAME = "any.toml";

    @FuzzTest
    void aConfigurationIsRefusedOrReadAndCanBePrintedAndReadAgain(byte[] bytes) throws Exception {
        String toml = new String(bytes, UTF_8);
        Optional<TrainConfig> config = Foreign.read(
                SCHEMA + bytes.length,
                Path.of(NAME),
                List.of(ConfigException.class),
                () -> ConfigReader.read(NAME, toml, List.of()));
        if (config.isPresent()) {
            String printed = ConfigPrinter.print(config.get());
            assertEquals(config.get(), ConfigReader.read("printed.toml", printed, List.of()));
        }
    }
}

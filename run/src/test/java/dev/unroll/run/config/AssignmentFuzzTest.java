package dev.unroll.run.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.run.ConfigException;
import java.nio.file.Path;
import java.util.List;

/** Any bytes behind {@code --set}. */
final class AssignmentFuzzTest {

    /** The schema is made anew for each reading, and the fuzzer keeps notes of each comparison: as if so many bytes were read. */
    private static final int SCHEMA = 40_000;

    @FuzzTest
    void anAssignmentIsRefusedOrRead(byte[] bytes) throws Exception {
        String assignment = new String(bytes, UTF_8);
        Foreign.read(
                SCHEMA + bytes.length,
                Path.of("--set"),
                List.of(ConfigException.class),
                () -> ConfigReader.read("empty.toml", "", List.of(assignment)));
    }
}

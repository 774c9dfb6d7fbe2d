package dev.unroll.run.folder;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import dev.unroll.run.RunFolderException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as the logs of a training that is to be resumed. */
final class RunLogFuzzTest {

    private static final Optional<Checkpoint> FROM = Optional.of(new Checkpoint.Builder(2, 2).build());

    @TempDir(factory = MemoryFolder.class)
    private Path temporary = Path.of("");

    @FuzzTest
    void logsAreRefusedOrGoOn(byte[] bytes) throws Exception {
        var folder = new RunFolder(temporary);
        Foreign.read(bytes.length, temporary, List.of(RunFolderException.class), () -> {
            Files.write(folder.events(), bytes);
            Files.write(folder.epochs(), bytes);
            RunLog.timeBefore(folder, 2);
            RunLog.resume(folder, () -> 1, FROM).close();
            return folder;
        });
    }
}

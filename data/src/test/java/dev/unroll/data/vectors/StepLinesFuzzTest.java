package dev.unroll.data.vectors;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.data.DataException;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.Forms;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as JSON lines of steps. */
final class StepLinesFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aFileIsRefusedOrReadWhateverIsWanted(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.jsonl");
        Files.write(file, bytes);
        for (Wanted wanted : Forms.of(bytes, List.of(Wanted.values()))) {
            SequenceForm form = Sequences.form(wanted);
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> {
                var into = new SequenceCollector(form);
                StepLines.read(file, form, into);
                return into;
            });
        }
    }
}

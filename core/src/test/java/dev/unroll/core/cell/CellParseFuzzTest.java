package dev.unroll.core.cell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.house.foreign.Foreign;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Any bytes as the text of a cell. */
final class CellParseFuzzTest {

    private static final Map<String, Integer> SIZES = new TreeMap<>(Map.of("I", 3, "H", 4));

    @FuzzTest
    void aTextIsRefusedOrIsACellThatPrintsAndReadsTheSame(byte[] bytes) throws Exception {
        String text = new String(bytes, UTF_8);
        Optional<Cell> read = Foreign.read(
                bytes.length,
                Path.of("cell foreign"),
                List.of(CellTextException.class),
                () -> Cell.parse("foreign", text, SIZES));
        if (read.isPresent()) {
            String printed = read.get().toString();
            assertEquals(printed, Cell.parse(printed).toString());
        }
    }
}

package dev.unroll.run.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which data a name means. */
final class DataSourceTest {

    @TempDir
    private Path folder = Path.of("");

    private static DataSource named(String source, String... assignments) {
        return DataSource.named(source, List.of(assignments), DataHome.of(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "hello"})
    void aPathThatExistsComesBeforeWhatIsEmbedded(String name) throws IOException {
        Files.createFile(folder.resolve(name));
        assertEquals("./" + name, DataSource.chosen(name, folder));
        assertFalse(named("./" + name).isEmbedded());
    }

    @Test
    void whereEmbeddedDataAreMeantANamesakeIsTold() throws IOException {
        assertEquals(Optional.empty(), DataSource.namesakeOf("words", folder));
        Files.createFile(folder.resolve("words"));
        assertEquals(
                Optional.of(
                        "the data words are those that come with Unroll, and not what is called so here; --data ./words"
                                + " names that"),
                DataSource.namesakeOf("words", folder));
        assertEquals(Optional.empty(), DataSource.namesakeOf("./words", folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "hello"})
    void whatIsEmbeddedIsMeantWhereNoPathIs(String name) {
        assertEquals(name, DataSource.chosen(name, folder));
        assertTrue(named(name).isEmbedded());
    }

    @Test
    void whatIsSaidOfATableIsRefusedWhereNoneIsRead() throws IOException {
        String lines =
                Files.writeString(folder.resolve("some.txt"), "one text\n").toString();
        assertEquals(
                lines
                        + " is no table by its name or its first row, so header would be passed over; say --set format=csv if"
                        + " it is one",
                assertThrows(ConfigException.class, () -> named(lines, "header=false"))
                        .getMessage());
    }
}

package dev.unroll.run.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagePlaceTest {

    private static final Map<String, Object> FRAME =
            Map.of("title", "t", "style", "", "styleHash", "", "version", "1.0", "body", "");

    private final Path folder;

    PagePlaceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aNameThatIsTakenGetsTheNextNumber() throws IOException {
        String name = folder.resolve("explain.html").toString();
        assertEquals(name, PagePlace.free(name).toString());
        Files.createFile(folder.resolve("explain.html"));
        assertEquals(folder.resolve("explain-2.html"), PagePlace.free(name));
        Files.createFile(folder.resolve("explain-2.html"));
        assertEquals(folder.resolve("explain-3.html"), PagePlace.free(name));
    }

    @Test
    void aPageOfOursMayBeReplaced() throws IOException {
        Path page = folder.resolve("page.html");
        Files.writeString(
                page,
                "<p>" + "x".repeat(10_000) + "</p>"
                        + Page.part(Page.class, "page", FRAME).html());
        assertEquals(page, PagePlace.replaceable(page));
    }

    @Test
    void aFileThatIsNoPageOfOursIsNotReplaced() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.html"), "<p>Made by Unroll 1.0</p>\n");
        var error = assertThrows(FileAlreadyExistsException.class, () -> PagePlace.replaceable(notes));
        assertEquals(notes + " is a file that Unroll has not written, so it is not replaced", error.getMessage());
    }

    @Test
    void anEmptyFileIsNotReplaced() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.html"));
        assertThrows(FileAlreadyExistsException.class, () -> PagePlace.replaceable(empty));
    }
}

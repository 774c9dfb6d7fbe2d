package dev.unroll.data.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {

    private static final Unpacking.Limits SMALL = new Unpacking.Limits(10_000_000, 10, 50);

    private final Path temporary;
    private final Path folder;

    UnpackingTest(@TempDir Path temporary) {
        this.temporary = temporary;
        this.folder = temporary.resolve("inside/folder");
    }

    /** Packs entries, each a file of its own name's text unless {@code change} says otherwise. */
    private Path tar(Consumer<TarArchiveEntry> change, String... names) throws IOException {
        Path archive = temporary.resolve("a.tar.gz");
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            for (String name : names) {
                var entry = new TarArchiveEntry(name, true);
                byte[] bytes = name.getBytes(UTF_8);
                entry.setSize(name.endsWith("/") ? 0 : bytes.length);
                change.accept(entry);
                tar.putArchiveEntry(entry);
                if (entry.getSize() > 0) {
                    tar.write(bytes);
                }
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    private Path zip(String name, byte[] bytes) throws IOException {
        Path archive = temporary.resolve("a.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
        }
        return archive;
    }

    private void assertRefused(String problem, Path archive) throws IOException {
        List<String> before = names();
        var error = assertThrows(DataException.class, () -> Unpacking.unpack(archive, folder, SMALL));
        assertEquals(archive + ": entry " + problem, error.getMessage());
        Files.deleteIfExists(folder.getParent());
        assertEquals(before, names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.map(file -> temporary.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void filesAndFoldersAreMade() throws IOException {
        Unpacking.unpack(tar(entry -> {}, "set/", "set/a.txt", "./b/c.txt"), folder, SMALL);
        assertEquals("set/a.txt", Files.readString(folder.resolve("set/a.txt")));
        assertEquals("./b/c.txt", Files.readString(folder.resolve("b/c.txt")));
        Path other = temporary.resolve("other");
        Unpacking.unpack(zip("x/y.txt", "zipped".getBytes(UTF_8)), other, SMALL);
        assertEquals("zipped", Files.readString(other.resolve("x/y.txt")));
        var error = assertThrows(DataException.class, () -> Unpacking.unpack(temporary.resolve("a.zip"), other, SMALL));
        assertEquals(
                other + " exists already; remove it to unpack " + temporary.resolve("a.zip") + " again",
                error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "a/../../evil.txt", "/tmp/evil.txt", "..\\evil.txt", "a/../../folder2/x"})
    void noPathLeavesTheFolder(String name) throws IOException {
        assertRefused("\"" + name + "\" leads out of the folder", tar(entry -> {}, "ok.txt", name));
        // The zip reader turns backslashes around itself.
        assertRefused("\"" + name.replace('\\', '/') + "\" leads out of the folder", zip(name, new byte[3]));
    }

    @Test
    void anEntryPackedInAWayThatIsNotKnownIsRefused() throws IOException {
        Path archive = zip("a.txt", new byte[3]);
        byte[] bytes = Files.readAllBytes(archive);
        bytes[8] = 93; // Zstandard
        Files.write(archive, bytes);
        assertRefused("\"a.txt\" is packed in a way that Unroll does not know; unpack the archive yourself", archive);
    }

    @Test
    void aZipWhoseCodesAreBrokenIsRefused() throws IOException {
        Path archive = temporary.resolve("a.zip");
        try (InputStream in = Objects.requireNonNull(UnpackingTest.class.getResourceAsStream(
                "UnpackingZipFuzzTestInputs/aZipIsRefusedOrStaysInItsFolder/shrunk-by-broken-codes.zip"))) {
            Files.copy(in, archive);
        }
        var error = assertThrows(DataException.class, () -> Unpacking.unpack(archive, folder, SMALL));
        assertEquals(archive + " is broken; fetch it again", error.getMessage());
    }

    @Test
    void noLinkIsMade() throws IOException {
        assertRefused("\"link\" is a link; only files and folders are unpacked", link(TarConstants.LF_SYMLINK));
        assertRefused("\"link\" is a link; only files and folders are unpacked", link(TarConstants.LF_LINK));
        assertRefused("\"link\" is a device or pipe; only files and folders are unpacked", link(TarConstants.LF_FIFO));
    }

    private Path link(byte type) throws IOException {
        Path archive = temporary.resolve("a.tar.gz");
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            var entry = new TarArchiveEntry("link", type);
            entry.setLinkName("/etc/passwd");
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            var through = new TarArchiveEntry("link/evil.txt");
            tar.putArchiveEntry(through);
            tar.closeArchiveEntry();
        }
        return archive;
    }

    @Test
    void whatIsPackedWithoutItsZerosIsRefused() throws IOException {
        assertRefused(
                "\"link\" is packed without its zeros; unpack the archive yourself",
                link(TarConstants.LF_GNUTYPE_SPARSE));
    }

    @Test
    void bytesAndEntriesAreBounded() throws IOException {
        // Ten million zeros become some ten thousand bytes: a thousandfold.
        Path bomb = zip("zeros", new byte[9_000_000]);
        long most = Math.max(1 << 20, 50 * Files.size(bomb));
        assertRefused(
                "\"zeros\" takes the files above " + most + " bytes, the most for an archive of " + Files.size(bomb),
                bomb);
        String[] names = new String[11];
        for (int i = 0; i < names.length; i++) {
            names[i] = "n" + i;
        }
        assertRefused("\"n10\" is one too many: at most 10 are unpacked", tar(entry -> {}, names));
        assertRefused("\"twice\" stands there twice", tar(entry -> {}, "twice", "twice"));
    }

    @Test
    void aBrokenArchiveLeavesNothing() throws IOException {
        Path archive = tar(entry -> {}, "a", "b");
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(DataException.class, () -> Unpacking.unpack(archive, folder, SMALL));
        assertFalse(Files.exists(folder));
    }
}

package dev.unroll.data.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.tensorfile.FileHash;
import dev.unroll.data.catalogue.CatalogueEntry.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {

    @Test
    void everySetSaysWhatItIs() {
        Catalogue catalogue = Catalogue.load();
        assertEquals(
                List.of(
                        "names",
                        "mnist",
                        "fashion-mnist",
                        "imdb",
                        "tinyshakespeare",
                        "ud-english-ewt",
                        "anem",
                        "cmudict",
                        "eng-fra",
                        "etth1",
                        "airline-passengers",
                        "monthly-sunspots",
                        "daily-min-temperatures",
                        "m4-hourly",
                        "m4-weekly",
                        "fsdd",
                        "ucr-uea"),
                catalogue.names());
        for (CatalogueEntry entry : catalogue.entries()) {
            assertTrue(!entry.task().isBlank()
                    && !entry.license().isBlank()
                    && !entry.source().isBlank());
            for (RemoteFile file : entry.files()) {
                assertTrue(file.sha256().matches("[0-9a-f]{64}"), file.name());
                assertTrue(file.bytes() > 0 && !file.addresses().isEmpty(), file.name());
                assertTrue(file.name().matches("[A-Za-z0-9_.-]+"), file.name());
            }
        }
        assertEquals(Optional.empty(), catalogue.find("nmaes"));
    }

    @Test
    void theFilesOfTheSpokenDigitsAreListedBesideTheCatalogue() {
        List<RemoteFile> files = Catalogue.load().find("fsdd").orElseThrow().files();

        assertEquals(3000, files.size());
        assertEquals(
                new RemoteFile(
                        "0_george_0.wav",
                        4812,
                        "228ab63fccdf262d2e05817b6ec918b15e7d9e4bfb6bb20183c46ae088405240",
                        List.of(URI.create("https://raw.githubusercontent.com/Jakobovski/free-spoken-digit-dataset/"
                                + "26eb9aaf76e81b692f806f9140c2d2777410d7a1/recordings/0_george_0.wav"))),
                files.getFirst());
    }

    /** Compares the catalogue's checksums with what lies there; files that are not there are passed over. */
    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void theChecksumsAreThoseOfTheFiles() throws IOException {
        var home = DataHome.of(System.getenv());
        int compared = 0;
        for (CatalogueEntry entry : Catalogue.load().entries()) {
            for (RemoteFile file : entry.files()) {
                Path path = home.folderOf(entry).resolve(file.name());
                if (Files.exists(path)) {
                    assertEquals(file.sha256(), FileHash.sha256(path), path.toString());
                    assertEquals(file.bytes(), Files.size(path));
                    compared++;
                }
            }
        }
        assertTrue(compared >= 26, "compared " + compared);
    }

    /** Compares files that lie there compressed with what their makers publish as they are. */
    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void theChecksumsAreThoseOfTheFilesDecompressed(@TempDir Path temporary) throws IOException {
        var home = DataHome.of(System.getenv());
        int compared = 0;
        for (CatalogueEntry entry : Catalogue.load().entries()) {
            for (RemoteFile file : entry.files()) {
                Path compressed = home.folderOf(entry).resolve(file.name() + ".gz");
                if (Files.exists(compressed)) {
                    Path plain = temporary.resolve(file.name());
                    try (var in = new GZIPInputStream(Files.newInputStream(compressed))) {
                        Files.copy(in, plain);
                    }
                    assertEquals(file.sha256(), FileHash.sha256(plain), compressed.toString());
                    assertEquals(file.bytes(), Files.size(plain));
                    compared++;
                }
            }
        }
        assertTrue(compared >= 10, "compared " + compared);
    }

    @Test
    void theHomeIsWhereTheEnvironmentSays(@TempDir Path temporary) throws IOException {
        assertEquals(
                Path.of("/d"),
                DataHome.of(Map.of("UNROLL_DATA", "/d", "HOME", "/h")).folder());
        assertEquals(
                Path.of("/x/unroll"),
                DataHome.of(Map.of("XDG_DATA_HOME", "/x", "HOME", "/h")).folder());
        assertEquals(
                Path.of("/h/.local/share/unroll"),
                DataHome.of(Map.of("XDG_DATA_HOME", "relative", "HOME", "/h")).folder());
        Path ofUser = Path.of(System.getProperty("user.home"), ".local", "share", "unroll");
        assertEquals(ofUser, DataHome.of(Map.of()).folder());
        assertEquals(ofUser, DataHome.of(Map.of("HOME", "")).folder());
        CatalogueEntry imdb = Catalogue.load().find("imdb").orElseThrow();
        var home = new DataHome(temporary);
        assertEquals(Optional.empty(), home.find(imdb));
        Path unpacked = Files.createDirectories(temporary.resolve("imdb/aclImdb"));
        assertEquals(Optional.of(unpacked), home.find(imdb));
        Path archive = Files.createFile(temporary.resolve("imdb/aclImdb_v1.tar.gz"));
        assertEquals(Optional.of(archive), home.find(imdb));
    }

    @Test
    void setsOfOneFolderAreFoundApart(@TempDir Path temporary) throws IOException {
        var home = new DataHome(temporary);
        CatalogueEntry hourly = Catalogue.load().find("m4-hourly").orElseThrow();
        CatalogueEntry weekly = Catalogue.load().find("m4-weekly").orElseThrow();
        Path train = Files.createDirectories(temporary.resolve("m4")).resolve("Hourly-train.csv.gz");
        Files.createFile(train);
        assertEquals(Optional.of(train), home.find(hourly));
        assertEquals(Optional.empty(), home.find(weekly));
    }

    @Test
    void aFolderIsNotThereWhileAFileOfItIsComing(@TempDir Path temporary) throws IOException {
        CatalogueEntry names = Catalogue.load().find("names").orElseThrow();
        var home = new DataHome(temporary);
        Path folder = Files.createDirectories(home.folderOf(names));
        Files.createFile(folder.resolve("Arabic.txt"));
        assertEquals(Optional.of(folder), home.find(names));
        Files.createFile(folder.resolve(".Chinese.txt.part"));
        assertEquals(Optional.empty(), home.find(names));
        Files.createFile(folder.resolve("Chinese.txt"));
        assertEquals(Optional.of(folder), home.find(names));
    }
}

package dev.unroll.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.unroll.core.tensorfile.Tensor;
import dev.unroll.core.tensorfile.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

    @TempDir
    private Path temporary = Path.of("");

    private long now;

    private CheckpointFolder folder(int kept) {
        return new CheckpointFolder(temporary.resolve("checkpoints"), kept, Duration.ofSeconds(10), () -> now);
    }

    private static Checkpoint checkpoint(long step) {
        var builder = new Checkpoint.Builder(step, 1);
        builder.put("loss", 0.1 * step);
        builder.put("parameters", new float[] {step, 2, 3});
        return builder.build();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aBrokenManifestIsNamed() throws IOException {
        folder(2).keep(checkpoint(1));
        assertNoManifest("", "it ends too early");
        assertNoManifest("{\"format\": 1", "it ends too early");
        assertNoManifest(
                "{\"format\": 1, \"checkpoints\": [{\"file\": \"step-1.safetensors\", \"step\": 1.5, \"sha256\": \"x\"}]}",
                "a checkpoint must have file, step and sha256 but is {file=step-1.safetensors, step=1.5, sha256=x}");
    }

    private void assertNoManifest(String text, String sentence) throws IOException {
        Path file = temporary.resolve("checkpoints/manifest.json");
        Files.writeString(file, text);
        var error = assertThrows(IOException.class, this::latest);
        assertEquals(file + " is no manifest of checkpoints: " + sentence, error.getMessage());
    }

    private CheckpointFolder.Latest latest() throws IOException {
        return CheckpointFolder.latest(temporary.resolve("checkpoints")).orElseThrow();
    }

    @Test
    void theLastOneComesBackWithItsBits() throws IOException {
        folder(2).keep(checkpoint(7));
        Checkpoint found = latest().checkpoint();
        assertEquals(7, found.step());
        assertEquals(0.1 * 7, found.number("loss"));
        assertEquals(7, found.floats("parameters", 3)[0]);
        assertTrue(CheckpointFolder.latest(temporary.resolve("nowhere")).isEmpty());
    }

    @Test
    void aManifestThatIsNoJsonIsRefusedByItsName() throws IOException {
        Path manifest = Files.createDirectory(temporary.resolve("checkpoints")).resolve("manifest.json");
        Files.writeString(manifest, "{\"format\":");
        var error = assertThrows(IOException.class, this::latest);
        assertEquals(manifest + " is no manifest of checkpoints: it ends too early", error.getMessage());
    }

    @Test
    void aCheckpointWhoseStepIsNoNumberIsNone() {
        var content = new TensorFile(
                Map.of("checkpoint.format", "1", "step", "!", "epoch", "1"), new LinkedHashMap<String, Tensor>());
        var error = assertThrows(IllegalArgumentException.class, () -> Checkpoint.of(content));
        assertEquals("the checkpoint's \"step\" must be a number but is \"!\"", error.getMessage());
    }

    @Test
    void anotherOneAfterTheSameStepTakesItsPlaceUnderAnotherName() throws IOException {
        CheckpointFolder folder = folder(2);
        for (int batch = 0; batch < 3; batch++) {
            var builder = new Checkpoint.Builder(7, 1);
            builder.put("batch", batch);
            folder.keep(builder.build());
            assertEquals(batch, latest().checkpoint().whole("batch"));
            String more = batch == 1 ? "-more" : "";
            assertEquals(List.of("manifest.json", "step-000000007" + more + ".safetensors"), names());
        }
    }

    @Test
    void onlyTheLastOnesStayAndNothingThatAKilledProcessLeft() throws IOException {
        var folder = folder(2);
        folder.keep(checkpoint(1));
        Files.writeString(temporary.resolve("checkpoints/.step-000000002.safetensors.1-1.tmp"), "half");
        Files.writeString(temporary.resolve("checkpoints/step-000000009.safetensors"), "not in the manifest");
        folder.keep(checkpoint(2));
        folder.keep(checkpoint(3));
        assertEquals(List.of("manifest.json", "step-000000002.safetensors", "step-000000003.safetensors"), names());
    }

    @Test
    void oneIsDueWhenTimeHasPassed() {
        var folder = folder(2);
        assertFalse(folder.areDue(1));
        now += Duration.ofSeconds(10).toNanos();
        assertTrue(folder.areDue(2));
        folder.keep(checkpoint(2));
        assertFalse(folder.areDue(3));
    }

    @Test
    void aBrokenOneIsPassedOverAndNamed() throws IOException {
        var folder = folder(2);
        folder.keep(checkpoint(1));
        folder.keep(checkpoint(2));
        Path last = temporary.resolve("checkpoints/step-000000002.safetensors");
        byte[] bytes = Files.readAllBytes(last);
        bytes[bytes.length - 1] ^= 1;
        Files.write(last, bytes);
        var latest = latest();
        assertEquals(1, latest.checkpoint().step());
        assertTrue(
                latest.passedOver()
                        .getFirst()
                        .startsWith("the checkpoint " + last + " cannot be used: its SHA-256 must be "),
                latest.passedOver().toString());
        Files.delete(temporary.resolve("checkpoints/step-000000001.safetensors"));
        var error = assertThrows(IOException.class, this::latest);
        assertTrue(error.getMessage().startsWith("no checkpoint in " + last.getParent() + " can be used; "));
        Files.writeString(temporary.resolve("checkpoints/manifest.json"), "{\"format\": 2}");
        assertEquals(
                temporary.resolve("checkpoints/manifest.json")
                        + " is no manifest of checkpoints: it must have \"format\" 1 and a list \"checkpoints\"",
                assertThrows(IOException.class, this::latest).getMessage());
    }

    /** Makes the file that the next write goes to a full device, as the disk would be. */
    private void fillUp(String name) throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        String draft = "." + name + "." + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().threadId() + ".tmp";
        Files.createSymbolicLink(temporary.resolve("checkpoints").resolve(draft), full);
    }

    @Test
    void aFullDiskIsNamedAndTheLastCheckpointStays() throws IOException {
        var folder = folder(1);
        folder.keep(checkpoint(5));
        for (String name : List.of("step-000000006.safetensors", "manifest.json")) {
            fillUp(name);
            var error = assertThrows(UncheckedIOException.class, () -> folder.keep(checkpoint(6)));
            assertEquals(
                    "the checkpoint of step 6 cannot be written to " + temporary.resolve("checkpoints")
                            + ": No space left on device; that of step 5 is still there",
                    error.getMessage());
            assertEquals(5, latest().checkpoint().step());
        }
        folder.keep(checkpoint(6));
        assertEquals(6, latest().checkpoint().step());
    }

    @Test
    void aFolderThatMayNotBeWrittenToIsNamedAndTheLastCheckpointStays() throws IOException {
        var folder = folder(1);
        folder.keep(checkpoint(5));
        Path place = temporary.resolve("checkpoints");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(place), "the superuser may write everywhere");
            var error = assertThrows(UncheckedIOException.class, () -> folder.keep(checkpoint(6)));
            assertTrue(
                    error.getMessage()
                            .startsWith("the checkpoint of step 6 cannot be written to " + place
                                    + ": nothing may be written to "),
                    error.getMessage());
        } finally {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertEquals(5, latest().checkpoint().step());
    }
}

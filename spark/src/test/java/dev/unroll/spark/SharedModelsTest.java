package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.spark.folder.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is brought to a JVM once. */
class SharedModelsTest {

    private final Path folder;

    SharedModelsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private ModelPlace inFolder(String fingerprint) {
        return new ModelPlace.InFolder(
                fingerprint, folder.toUri().toString(), new SerializableConfiguration(new Configuration(false)));
    }

    @Test
    void aFolderIsReadWhereItsModelIsNotReady() throws IOException {
        SmallModels.regressor("read here").save(folder);
        String fingerprint = ModelFiles.read(folder.toUri().toString(), new Configuration(false))
                .fingerprint();

        assertEquals(
                SmallModels.regressor("read here").task(),
                inFolder(fingerprint).ready().model().task());
    }

    @Test
    void aFolderWithAnotherModelThanTheDriversIsRefused() throws IOException {
        SmallModels.classifier().save(folder);
        var error = assertThrows(
                UncheckedIOException.class, () -> inFolder("of another").ready());

        assertEquals(
                "the model in " + folder.toUri() + " is another one than the driver read; read it again there, or set"
                        + " shipping to broadcast",
                error.getMessage());
    }

    @Test
    void aModelThatIsReadyIsNotBroughtAgain() throws IOException {
        ModelFiles files = ModelFiles.of(SmallModels.ctc());
        SharedModels.Ready first = SharedModels.get(files.fingerprint(), () -> files);

        assertSame(first, SharedModels.get(files.fingerprint(), () -> {
            throw new AssertionError("it is ready");
        }));
    }

    @Test
    void modelsThatAnswerAlikeHaveOneFingerprint() throws IOException {
        assertEquals(
                ModelFiles.of(SmallModels.tagger()).fingerprint(),
                ModelFiles.of(SmallModels.tagger()).fingerprint());
    }
}

package dev.unroll.spark.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.tensorfile.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checkpoints as the bytes of their file. */
final class CheckpointBytes {

    private CheckpointBytes() {}

    static byte[] of(TensorFile content) throws IOException {
        Path local = Files.createTempFile("unroll", ".safetensors");
        try {
            content.write(local);
            return Files.readAllBytes(local);
        } finally {
            Files.deleteIfExists(local);
        }
    }

    static Checkpoint read(byte[] bytes) throws IOException {
        Path local = Files.createTempFile("unroll", ".safetensors");
        try {
            Files.write(local, bytes);
            return Checkpoint.of(TensorFile.read(local));
        } finally {
            Files.deleteIfExists(local);
        }
    }
}

package dev.unroll.spark.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.spark.progress.Noted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Checkpoints on a file system of Hadoop: a file each, with what is noted by then. The file's name holds its step and
 * its SHA-256, so that one that is not whole is seen; it is written under another name first.
 */
final class HadoopCheckpoints implements Checkpoints {

    private static final String DRAFT = ".draft-";
    private static final String PREFIX = "step-";

    /** A checkpoint, and what was noted before it. */
    record Kept(Checkpoint checkpoint, Noted noted) {}

    private final Path folder;
    private final FileSystem system;
    private final int kept;
    private final Duration between;
    private final Supplier<Noted> noted;
    private long last = System.nanoTime();

    /**
     * Keeps checkpoints in a folder.
     *
     * @param kept how many of the last ones stay
     * @param between the least time from one to the next
     * @param noted what is known when one is written
     */
    HadoopCheckpoints(String folder, Configuration hadoop, int kept, Duration between, Supplier<Noted> noted)
            throws IOException {
        this.folder = new Path(folder);
        this.system = this.folder.getFileSystem(hadoop);
        this.kept = kept;
        this.between = between;
        this.noted = noted;
    }

    @Override
    public boolean areDue(long step) {
        return System.nanoTime() - last >= between.toNanos();
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        try {
            byte[] content = content(checkpoint);
            Path draft = new Path(folder, DRAFT + checkpoint.step());
            try (FSDataOutputStream out = system.create(draft, true)) {
                out.write(content);
            }
            Path file = new Path(
                    folder, String.format(Locale.ROOT, "%s%012d-%s", PREFIX, checkpoint.step(), sha256(content)));
            if (!system.rename(draft, file) && !system.exists(file)) {
                throw new IOException(draft + " cannot be renamed to " + file);
            }
            for (Path old : newestFirst(system, folder).stream().skip(kept).toList()) {
                system.delete(old, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the checkpoint of step " + checkpoint.step() + " cannot be written to " + folder + ": "
                            + e.getMessage(),
                    e);
        }
        last = System.nanoTime();
    }

    private byte[] content(Checkpoint checkpoint) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        noted.get().write(out);
        out.write(CheckpointBytes.of(checkpoint.content()));
        return bytes.toByteArray();
    }

    /** Returns the name of the newest checkpoint in a folder; empty if there is none. */
    static Optional<String> newest(String folder, Configuration hadoop) throws IOException {
        Path path = new Path(folder);
        FileSystem system = path.getFileSystem(hadoop);
        for (Path file : newestFirst(system, path)) {
            if (file.getName().endsWith(sha256(bytes(system, file)))) {
                return Optional.of(file.getName());
            }
        }
        return Optional.empty();
    }

    /** Returns the checkpoint of a name. */
    static Kept read(String folder, String name, Configuration hadoop) throws IOException {
        Path file = new Path(folder, name);
        var in = new DataInputStream(new ByteArrayInputStream(bytes(file.getFileSystem(hadoop), file)));
        Noted noted = Noted.read(in);
        return new Kept(CheckpointBytes.read(in.readAllBytes()), noted);
    }

    /** Removes a folder with all that is in it, or leaves it where its file system refuses: no model and no error is lost for that. */
    static void remove(String folder, Configuration hadoop) {
        Path path = new Path(folder);
        try {
            path.getFileSystem(hadoop).delete(path, true);
        } catch (IOException _) {
            // It only takes room.
        }
    }

    private static byte[] bytes(FileSystem system, Path file) throws IOException {
        try (FSDataInputStream in = system.open(file)) {
            return in.readAllBytes();
        }
    }

    private static List<Path> newestFirst(FileSystem system, Path folder) throws IOException {
        try {
            return Arrays.stream(system.listStatus(folder))
                    .map(FileStatus::getPath)
                    .filter(file -> file.getName().startsWith(PREFIX))
                    .sorted(Comparator.comparing(Path::getName).reversed())
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

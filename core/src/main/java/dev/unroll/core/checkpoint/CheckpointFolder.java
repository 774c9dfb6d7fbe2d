package dev.unroll.core.checkpoint;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.tensorfile.FileHash;
import dev.unroll.core.tensorfile.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checkpoints in a folder: one safetensors file each, and a manifest that names those that count, with their SHA-256.
 *
 * <p>A file is written whole and forced to the disk, then the manifest, then older files are removed. So whenever the
 * process ends, the manifest names checkpoints that are whole.
 */
public final class CheckpointFolder implements Checkpoints {

    private final Path folder;
    private final int kept;
    private final Duration between;
    private final LongSupplier nanoTime;
    private long last;

    /**
     * Keeps checkpoints in a folder, which is made if it is not there.
     *
     * @param kept how many of the last ones stay
     * @param between the least time from one to the next: no result depends on when they are written
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    public CheckpointFolder(Path folder, int kept, Duration between, LongSupplier nanoTime) {
        if (kept < 1) {
            throw new IllegalArgumentException("at least 1 checkpoint must be kept but not " + kept);
        }
        this.folder = folder;
        this.kept = kept;
        this.between = between;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    @Override
    public boolean areDue(long step) {
        return nanoTime.getAsLong() - last >= between.toNanos();
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        String before = "there is none before it";
        try {
            Files.createDirectories(folder);
            List<CheckpointManifest.Entry> known = CheckpointManifest.read(folder);
            List<CheckpointManifest.Entry> entries = known.stream()
                    .filter(entry -> entry.step() < checkpoint.step())
                    .collect(Collectors.toCollection(ArrayList::new));
            if (!entries.isEmpty()) {
                before = "that of step " + entries.getLast().step() + " is still there";
            }
            String name = unused(known, checkpoint.step());
            Path file = folder.resolve(name);
            checkpoint.content().write(file);
            entries.add(new CheckpointManifest.Entry(name, checkpoint.step(), FileHash.sha256(file)));
            List<CheckpointManifest.Entry> staying =
                    entries.subList(Math.max(0, entries.size() - kept), entries.size());
            CheckpointManifest.write(folder, staying);
            removeAllBut(staying);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the checkpoint of step " + checkpoint.step() + " cannot be written to " + folder + ": "
                            + CheckpointManifest.reason(e) + "; " + before,
                    e);
        }
        last = nanoTime.getAsLong();
    }

    /**
     * Returns the name of a file that the manifest does not name, since that one must stay whole: after one step there may be
     * several checkpoints, when an update is of several batches.
     */
    private static String unused(List<CheckpointManifest.Entry> known, long step) {
        String name = String.format(Locale.ROOT, "step-%09d", step);
        boolean used = known.stream().anyMatch(entry -> entry.file().equals(name + ".safetensors"));
        return name + (used ? "-more" : "") + ".safetensors";
    }

    /** Removes older checkpoints, and what a process that was killed has left of one. */
    private void removeAllBut(List<CheckpointManifest.Entry> staying) throws IOException {
        Set<String> names = staying.stream().map(CheckpointManifest.Entry::file).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                boolean ours = name.startsWith("step-") || name.startsWith(".step-") || name.startsWith(".manifest");
                if (ours && !names.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * The last checkpoint that is whole.
     *
     * @param passedOver a sentence for each later one that is not
     */
    public record Latest(Checkpoint checkpoint, List<String> passedOver) {

        public Latest {
            passedOver = List.copyOf(passedOver);
        }
    }

    /**
     * Returns the last whole checkpoint in a folder; empty if none has been written yet.
     *
     * @throws IOException if the manifest or every checkpoint is broken; the message says what is wrong with each
     */
    public static Optional<Latest> latest(Path folder) throws IOException {
        List<String> broken = new ArrayList<>();
        for (CheckpointManifest.Entry entry : CheckpointManifest.read(folder).reversed()) {
            Path file = folder.resolve(entry.file());
            try {
                CheckpointManifest.requireWhole(file, entry.sha256());
                return Optional.of(new Latest(Checkpoint.of(TensorFile.read(file)), broken));
            } catch (IOException | IllegalArgumentException e) {
                broken.add("the checkpoint " + file + " cannot be used: " + CheckpointManifest.reason(e));
            }
        }
        if (!broken.isEmpty()) {
            throw new IOException(
                    Sentence.plain("no checkpoint in " + folder + " can be used; " + String.join("; ", broken)));
        }
        return Optional.empty();
    }
}

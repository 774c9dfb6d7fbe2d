package dev.unroll.run.folder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of one training, and what lies where in it. */
public record RunFolder(Path path) {

    private static final String RECEIPT = "run.json";

    /** What a run consists of, or an earlier version's model in the folder itself. */
    private static final Set<String> OURS = Set.of(
            RECEIPT,
            "config.toml",
            "log.jsonl",
            "log.csv",
            "checkpoints",
            "model",
            "report.html",
            "config.json",
            "model.safetensors",
            "README.md");

    /** Returns the resolved configuration's place. */
    public Path config() {
        return path.resolve("config.toml");
    }

    /** Returns the receipt's place. */
    public Path receipt() {
        return path.resolve(RECEIPT);
    }

    /** Returns the place of the log with all events. */
    public Path events() {
        return path.resolve("log.jsonl");
    }

    /** Returns the place of the log with a row an epoch. */
    public Path epochs() {
        return path.resolve("log.csv");
    }

    /** Returns the folder of the checkpoints. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Returns the folder of the model. */
    public Path model() {
        return path.resolve("model");
    }

    /** Returns whether there is a run that checkpoints of can be gone on from, so that to replace it would lose work. */
    public boolean isUnfinished() {
        return Files.exists(receipt()) && Files.exists(checkpoints());
    }

    /**
     * Throws unless nothing is there, or an empty folder, or a run or a model and nothing else.
     *
     * @throws FileAlreadyExistsException if something else is there; the message says what
     */
    public void requireReplaceable() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new FileAlreadyExistsException(path + " is a file, but a model is a folder; choose another name");
        }
        List<String> names = names();
        // A README.md alone is somebody's own, and so is any folder without a run or a model.
        boolean ours = names.contains(RECEIPT) || names.containsAll(List.of("config.json", "model.safetensors"));
        Optional<String> stranger =
                names.stream().filter(name -> !ours || !OURS.contains(name)).findFirst();
        if (stranger.isPresent()) {
            throw new FileAlreadyExistsException(path + " holds something else than a model (" + stranger.get()
                    + "), so it is not replaced; choose another folder");
        }
    }

    /** Makes the folder if it is not there, and takes the right to write to it; throws if another training has it. */
    public RunLock lock() throws IOException {
        Files.createDirectories(path);
        return RunLock.take(this);
    }

    /** Makes the folder empty: an earlier run in it is removed. */
    public void clear() throws IOException {
        requireReplaceable();
        removeDrafts();
        // The receipt last: as long as it is there, the folder can be seen to be ours.
        for (String name : names().reversed()) {
            delete(path.resolve(name));
        }
    }

    /** Removes what a killed process has left of files that it was writing. */
    public void removeDrafts() throws IOException {
        for (String name : all()) {
            if (isDraft(name)) {
                delete(path.resolve(name));
            }
        }
    }

    private List<String> names() throws IOException {
        return all().stream()
                .filter(name -> !isDraft(name) && !name.equals(RunLock.NAME))
                .sorted((a, b) -> a.equals(RECEIPT) ? -1 : b.equals(RECEIPT) ? 1 : a.compareTo(b))
                .toList();
    }

    private List<String> all() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private static boolean isDraft(String name) {
        return name.matches("\\.(run\\.json|config\\.toml|log\\.jsonl|log\\.csv|report\\.html)\\..*\\.tmp"
                + "|\\.model\\.draft-.*");
    }

    /** Removes the checkpoints of a run that is done. */
    public void removeCheckpoints() throws IOException {
        delete(checkpoints());
    }

    private static void delete(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.toList()) {
                    delete(file);
                }
            }
        }
        Files.deleteIfExists(place);
    }
}

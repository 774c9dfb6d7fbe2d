package dev.unroll.cli;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A training in a process of its own, which is killed at a chosen moment. */
final class KilledTraining {

    private final Path run;
    private final int seed;

    KilledTraining(Path run, int seed) {
        this.run = run;
        this.seed = seed;
    }

    /** When to kill. All but the first are a file that is being written, as its draft shows. */
    enum Moment {
        ANY("", "none"),
        CHECKPOINT("checkpoints", "\\.step-.*\\.tmp"),
        MANIFEST("checkpoints", "\\.manifest.*\\.tmp"),
        RECEIPT("", "\\.run\\.json.*\\.tmp"),
        MODEL("", "\\.model\\.draft-.*");

        private final String folder;
        private final String draft;

        Moment(String folder, String draft) {
            this.folder = folder;
            this.draft = draft;
        }

        private boolean isNow(Path run) {
            try (Stream<Path> files = Files.list(run.resolve(folder))) {
                return files.anyMatch(file -> String.valueOf(file.getFileName()).matches(draft));
            } catch (NoSuchFileException | UncheckedIOException e) {
                return false; // the folder is not there yet, or has just been removed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Starts a training and kills it, a few checkpoints later.
     *
     * @return false if it was done before
     */
    boolean kill(List<String> arguments, Moment moment, int life) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.unroll.cli.Main"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean done;
        if (moment == Moment.ANY) {
            waitForCheckpoints(process, random(life, 0, 7));
            // Somewhere in the next step or its checkpoint, which take some hundredths of a second.
            done = process.waitFor(random(life, 1, 25), TimeUnit.MILLISECONDS);
        } else {
            waitForCheckpoints(process, moment == Moment.MODEL ? 0 : 1 + random(life, 0, 6));
            while (process.isAlive() && !moment.isNow(run)) {
                Thread.onSpinWait();
            }
            done = !process.isAlive();
        }
        process.destroyForcibly().waitFor();
        return !done;
    }

    private int random(int life, int what, int below) {
        return (int) (below * CounterHash.uniform(1, Purpose.SAMPLING, seed, life, what, 0));
    }

    /** Waits until so many checkpoints have been written in this life, or the process is done. */
    private void waitForCheckpoints(Process process, int count) throws IOException, InterruptedException {
        Path manifest = run.resolve("checkpoints/manifest.json");
        String before = read(manifest);
        for (int seen = 0; seen < count && process.isAlive(); Thread.sleep(1)) {
            String now = read(manifest);
            seen += now.equals(before) ? 0 : 1;
            before = now;
        }
    }

    private static String read(Path manifest) throws IOException {
        try {
            return Files.readString(manifest);
        } catch (NoSuchFileException e) {
            return ""; // there is none yet, or the training is done and has just removed it
        }
    }

    /** Returns what the last kill has left half written. */
    List<Moment> halfWritten() {
        return Stream.of(Moment.values()).filter(moment -> moment.isNow(run)).toList();
    }

    /** Returns files that no finished training has. */
    List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("\\.(?!lock).*"))
                    .toList();
        }
    }
}

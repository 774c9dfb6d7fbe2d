package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at random moments of a real training, again and again: what is resumed ends in the bits of what never stopped.
 * A checkpoint is written after every step, so that most of the kills come while one is. {@code -Dunroll.kills=N} for more.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KillTest {

    private static final int KILLS = Integer.getInteger("unroll.kills", 2);

    @TempDir
    private Path temporary = Path.of("");

    /** A training as its command line, without --out. */
    private record Kind(String name, List<String> arguments) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String TEXT = "to be, or not to be, that is the question\n".repeat(12);

    static List<Kind> kinds() {
        return List.of(
                new Kind(
                        "classifier",
                        List.of(
                                "names",
                                "--data",
                                "letters",
                                "--set",
                                "hidden_size=16",
                                "--set",
                                "epochs=" + (6 + 2 * KILLS),
                                "--set",
                                "batch_size=8",
                                "--set",
                                "validation_fraction=0.2",
                                "--set",
                                "kept=best",
                                "--set",
                                "average=steps")),
                new Kind(
                        "text in chunks",
                        List.of(
                                "shakespeare",
                                "--data",
                                "text.txt",
                                "--set",
                                "hidden_size=16",
                                "--set",
                                "epochs=" + (6 + 2 * KILLS),
                                "--set",
                                "batch_size=4",
                                "--set",
                                "truncation=20",
                                "--set",
                                "cell=gru",
                                "--set",
                                "variational_dropout=true",
                                "--set",
                                "cycle_momentum=true")));
    }

    private Path place(String name) {
        return temporary.resolve(name);
    }

    private List<String> train(Kind kind, Path out, int checkpointSeconds) throws IOException {
        SmallData.folder(temporary);
        Files.writeString(place("text.txt"), TEXT);
        List<String> line = new ArrayList<>(List.of("train"));
        kind.arguments()
                .forEach(word -> line.add(
                        List.of("letters", "text.txt").contains(word)
                                ? place(word).toString()
                                : word));
        line.addAll(List.of("--set", "checkpoint_seconds=" + checkpointSeconds, "--out", out.toString(), "--quiet"));
        return line;
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.unroll.cli.Main"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static JsonObject receipt(Path run) throws IOException {
        return JsonParser.parseString(Files.readString(run.resolve("run.json"))).getAsJsonObject();
    }

    /** Returns the log without times: what must be the same however often the training was killed. */
    private static List<String> log(Path run) throws IOException {
        return Files.readAllLines(run.resolve("log.jsonl")).stream()
                .map(line -> line.replaceFirst("\"seconds\":[0-9.E-]+,", "").replaceFirst("\"threads\":\\d+", ""))
                .map(line -> line.replaceFirst("\"kernels\":\"[^\"]*\"", ""))
                .toList();
    }

    private static long drafts(Path run) throws IOException {
        if (!Files.isDirectory(run.resolve("checkpoints"))) {
            return 0;
        }
        try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tmp"))
                    .count();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKilledTrainingEndsInTheBitsOfOneWithoutABreak(Kind kind) throws Exception {
        Path straight = place("straight");
        CommandRun run = CommandRun.of(train(kind, straight, 60).toArray(String[]::new));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());

        Path killed = place("killed");
        List<String> next = train(kind, killed, 0);
        int kills = 0;
        int whileWriting = 0;
        for (int life = 0; kills < KILLS && life < 3 * KILLS; life++) {
            Process process = start(next);
            waitForCheckpoints(process, killed, 1 + random(kind, life, 0, 6));
            // Somewhere in the next step or its checkpoint, which take some hundredths of a second.
            boolean done = process.waitFor(random(kind, life, 1, 25), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            if (!done) {
                kills++;
                whileWriting += drafts(killed) > 0 ? 1 : 0;
            }
            if (Files.exists(killed.resolve("run.json"))) {
                if (receipt(killed).get("status").getAsString().equals("finished")) {
                    break;
                }
                next = List.of("resume", killed.toString(), "--quiet");
            }
        }
        if (!receipt(killed).get("status").getAsString().equals("finished")) {
            // Nothing depends on when checkpoints are written; without them the rest is quick.
            Path config = killed.resolve("config.toml");
            Files.writeString(
                    config, Files.readString(config).replace("checkpoint_seconds = 0", "checkpoint_seconds = 60"));
            CommandRun last = CommandRun.of("resume", killed.toString(), "--quiet");
            assertEquals(ExitCode.DONE, last.exitCode(), last.err());
        }
        String story = kills + " kills, " + whileWriting + " of them while a checkpoint was written; resumed at "
                + receipt(killed).get("resumed_at");
        assertTrue(kills > 0, story);
        if (Integer.getInteger("unroll.kills") != null) {
            System.out.println(kind + ": " + story);
        }
        assertEquals(receipt(straight).get("weights_sha256"), receipt(killed).get("weights_sha256"), story);
        assertEquals(log(straight), log(killed), story);
        assertEquals(receipt(straight).get("scores"), receipt(killed).get("scores"), story);
    }

    private static int random(Kind kind, int life, int what, int below) {
        return (int)
                (below * CounterHash.uniform(1, Purpose.SAMPLING, kind.name().hashCode(), life, what, 0));
    }

    /** Waits until so many checkpoints have been written, or the process is done. */
    private static void waitForCheckpoints(Process process, Path run, int count) throws Exception {
        Path manifest = run.resolve("checkpoints/manifest.json");
        String before = "";
        for (int seen = -1; seen < count && process.isAlive(); Thread.sleep(1)) {
            String now = Files.exists(manifest) ? read(manifest) : before;
            seen += now.equals(before) ? 0 : 1;
            before = now;
        }
    }

    private static String read(Path manifest) throws IOException {
        try {
            return Files.readString(manifest);
        } catch (NoSuchFileException e) {
            return ""; // the training is done, and has just removed it
        }
    }
}

package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.KilledTraining.Moment;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL in the midst of a real training, again and again: what is resumed ends in the bits of what never stopped.
 *
 * <p>A checkpoint is written after every step, and half of the kills wait for a file that is half written.
 * {@code -Dunroll.kills=N} kills trainings of all kinds N times each, and prints what was hit.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KillTest {

    private static final boolean CAMPAIGN = Integer.getInteger("unroll.kills") != null;
    private static final int KILLS = Integer.getInteger("unroll.kills", 2);

    /** What the kills aim at, in turn. */
    private static final List<Moment> AIMS =
            List.of(Moment.CHECKPOINT, Moment.ANY, Moment.MANIFEST, Moment.ANY, Moment.RECEIPT, Moment.ANY);

    /** A kind of training: its command line, where a word with = is a key that is set. */
    private record Kind(String name, String line) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** What every kind has: little to do, and enough steps for the kills. */
    private static final String SMALL = " hidden_size=16 epochs=" + (6 + 2 * KILLS) + " batch_size=8 ";

    static Stream<Kind> kinds() {
        var usual = Stream.of(
                new Kind("classifier", "names --data letters validation_fraction=0.2 kept=best average=steps"),
                new Kind(
                        "text in chunks",
                        "shakespeare --data text.txt cell=gru batch_size=4 truncation=20 variational_dropout=true"
                                + " cycle_momentum=true"),
                new Kind(
                        "forecast",
                        "passengers --data series.csv lookback=12 segment=4 horizon=4 loss=quantile repeat_season=true"
                                + " dropout=0.2 validation_span=10% test_span=10% kept=best"));
        var more = Stream.of(
                new Kind(
                        "rnn, nesterov",
                        "names --data letters cell=rnn_tanh input=one_hot bidirectional=false optimizer=sgd"
                                + " momentum=0.9 nesterov=true schedule=cosine clip_norm=0.5"),
                new Kind(
                        "two layers both ways, dropout, amsgrad",
                        "names --data letters cell=lstm layers=2 bidirectional=true dropout=0.3"
                                + " optimizer=adamw amsgrad=true"),
                new Kind("masks", "names --data letters cell=lstm zoneout=0.2 recurrent_dropout=0.3 layers=2"),
                new Kind(
                        "gru, plateau, early stop, averaged epochs",
                        "names --data letters cell=gru validation_fraction=0.3 schedule=plateau plateau_patience=1"
                                + " kept=best patience=9 watch=accuracy average=epochs learning_rate=0.001"),
                new Kind(
                        "lstm in chunks, carried state",
                        "shakespeare --data text.txt cell=lstm layers=2 dropout=0.2 batch_size=4 truncation=20"
                                + " optimizer=rmsprop momentum=0.5 centered=true schedule=linear warmup_steps=5"),
                new Kind("a cell of equations", "names --data letters cell=h'=tanh(W[x;h]+b_W)"),
                new Kind(
                        "vectors, flattened",
                        "mnist-rows --data pictures cell=rnn_relu readout=flatten optimizer=nadam"
                                + " schedule=exponential gamma=0.9"),
                new Kind(
                        "by hand, one text an update",
                        "names-by-hand --data letters optimizer=radam epochs=" + (3 + KILLS / 2) + " batch_size=2"));
        return CAMPAIGN ? Stream.concat(usual, more) : usual;
    }

    @TempDir
    private Path temporary = Path.of("");

    private List<String> train(Kind kind, Path out, int checkpointSeconds) {
        List<String> line = new ArrayList<>(List.of("train"));
        String[] words = (kind.line().replaceFirst(" --data (\\S+)", " --data $1" + SMALL) + " checkpoint_seconds="
                        + checkpointSeconds)
                .split(" +", -1);
        for (String word : words) {
            if (word.contains("=")) {
                line.addAll(List.of("--set", word));
            } else {
                line.add(
                        line.getLast().equals("--data")
                                ? temporary.resolve(word).toString()
                                : word);
            }
        }
        line.addAll(List.of("--out", out.toString(), "--quiet"));
        return line;
    }

    private static String series() {
        var table = new StringBuilder("date,sold\n");
        for (int day = 0; day < 90; day++) {
            table.append(LocalDate.of(2024, 1, 1).plusDays(day))
                    .append(',')
                    .append(day % 7 + day * 37 % 11)
                    .append('\n');
        }
        return table.toString();
    }

    private static JsonObject receipt(Path run) throws IOException {
        return JsonParser.parseString(Files.readString(run.resolve("run.json"))).getAsJsonObject();
    }

    private static boolean isFinished(Path run) throws IOException {
        return receipt(run).get("status").getAsString().equals("finished");
    }

    /** Returns the log without times: what must be the same however often the training was killed. */
    private static List<String> log(Path run) throws IOException {
        return Files.readAllLines(run.resolve("log.jsonl")).stream()
                .map(line -> line.replaceFirst("\"seconds\":[0-9.E-]+,", "").replaceFirst("\"threads\":\\d+", ""))
                .map(line -> line.replaceFirst("\"kernels\":\"[^\"]*\"", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKilledTrainingEndsInTheBitsOfOneWithoutABreak(Kind kind) throws Exception {
        SmallData.folder(temporary);
        SmallData.pictures(temporary.resolve("pictures"), 48, 8);
        Files.writeString(temporary.resolve("text.txt"), "to be, or not to be, that is the question\n".repeat(12));
        Files.writeString(temporary.resolve("series.csv"), series());
        Path straight = temporary.resolve("straight");
        CommandRun run = CommandRun.of(train(kind, straight, 60).toArray(String[]::new));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());

        Path folder = temporary.resolve("killed");
        var killed = new KilledTraining(folder, kind.name().hashCode());
        List<String> next = train(kind, folder, 0);
        Map<Moment, Integer> hits = new EnumMap<>(Moment.class);
        int kills = 0;
        for (int life = 0; kills < KILLS && life < 3 * KILLS; life++) {
            Moment aim = AIMS.get(life % AIMS.size());
            if (!killed.kill(next, aim, life)) {
                break;
            }
            kills++;
            killed.halfWritten().forEach(moment -> hits.merge(moment, 1, Integer::sum));
            if (Files.exists(folder.resolve("run.json"))) {
                next = List.of("resume", folder.toString(), "--quiet");
            }
        }
        if (!isFinished(folder)) {
            // Nothing depends on when checkpoints are written; without them the rest is quick.
            Path config = folder.resolve("config.toml");
            Files.writeString(
                    config, Files.readString(config).replace("checkpoint_seconds = 0", "checkpoint_seconds = 60"));
            if (CAMPAIGN && killed.kill(next, Moment.MODEL, KILLS)) {
                kills++;
                killed.halfWritten().forEach(moment -> hits.merge(moment, 1, Integer::sum));
            }
            CommandRun last = CommandRun.of("resume", folder.toString(), "--quiet");
            assertEquals(ExitCode.DONE, last.exitCode(), last.err());
        }
        String story = kills + " kills, of which files were half written: " + hits + "; resumed at "
                + receipt(folder).get("resumed_at");
        if (CAMPAIGN) {
            System.out.println(kind + ": " + story);
        }
        assertTrue(kills > 0, story);
        assertEquals(receipt(straight).get("weights_sha256"), receipt(folder).get("weights_sha256"), story);
        assertEquals(log(straight), log(folder), story);
        assertEquals(receipt(straight).get("scores"), receipt(folder).get("scores"), story);
        assertEquals(List.of(), killed.leftovers(), story);
    }
}

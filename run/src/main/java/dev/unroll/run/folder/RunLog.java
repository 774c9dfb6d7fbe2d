package dev.unroll.run.folder;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.form.Data;
import dev.unroll.core.form.Json;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.tensorfile.AtomicFile;
import dev.unroll.core.train.TrainingEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the events of a training to {@code log.jsonl}, and a row an epoch to {@code log.csv}. */
public final class RunLog implements Consumer<TrainingEvent>, AutoCloseable {

    /** More steps than this, and only every n-th is logged. */
    private static final long MOST_STEPS = 10_000;

    private static final String COLUMNS = "epoch,steps,loss,accuracy,validation_loss,validation_accuracy,learning_rate,"
            + "gradient_norm_mean,gradient_norm_largest,clipped,seconds,weights_sha256";

    private static final int SECONDS = List.of(COLUMNS.split(",", -1)).indexOf("seconds");

    private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    private final DoubleSupplier seconds;
    private final BufferedWriter events;
    private final BufferedWriter epochs;
    private long every = 1;

    private RunLog(RunFolder folder, DoubleSupplier seconds) throws IOException {
        this.seconds = seconds;
        this.events = appending(folder.events());
        this.epochs = appending(folder.epochs());
    }

    private static BufferedWriter appending(Path file) throws IOException {
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Begins the logs of a training.
     *
     * @param seconds that were spent in training by now
     */
    public static RunLog begin(RunFolder folder, DoubleSupplier seconds) throws IOException {
        Files.deleteIfExists(folder.events());
        Files.writeString(folder.epochs(), COLUMNS + "\n");
        return new RunLog(folder, seconds);
    }

    /** Goes on with the logs of a training that is resumed; what came after the checkpoint is cut off. */
    public static RunLog resume(RunFolder folder, DoubleSupplier seconds, Optional<Checkpoint> from)
            throws IOException {
        if (!Files.exists(folder.events()) || !Files.exists(folder.epochs())) {
            return begin(folder, seconds);
        }
        long step = from.map(Checkpoint::step).orElse(0L);
        int epoch = from.map(Checkpoint::epoch).orElse(1);
        rewrite(folder.events(), lines(folder.events()).filter(line -> isBefore(line, step, epoch)));
        rewrite(folder.epochs(), lines(folder.epochs()).filter(row -> row.equals(COLUMNS) || epochOf(row) < epoch));
        return new RunLog(folder, seconds);
    }

    /** Returns the time spent in training, all epochs before {@code epoch} together; empty if the log does not have it. */
    public static Optional<Duration> timeBefore(RunFolder folder, int epoch) throws IOException {
        if (epoch == 1) {
            return Optional.of(Duration.ZERO);
        }
        if (!Files.exists(folder.epochs())) {
            return Optional.empty();
        }
        return lines(folder.epochs())
                .filter(row -> epochOf(row) == epoch - 1)
                .map(row -> row.split(",", -1)[SECONDS])
                .map(cell -> Duration.ofMillis(Math.round(1000 * Double.parseDouble(cell))))
                .findFirst();
    }

    /** Returns the lines of a log; a byte that is no UTF-8 spoils its line alone. */
    private static Stream<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines();
    }

    /** Returns whether a line is an event to keep; the last line may be half written, and any may be broken. */
    private static boolean isBefore(String line, long step, int epoch) {
        if (!line.endsWith("}")) {
            return false;
        }
        try {
            var event = new Data("the event", Json.read(new StringReader(line)));
            return switch (event.at("event").text()) {
                case "started" -> true;
                case "step" -> event.at("step").number() <= step;
                // An epoch whose last step was the checkpoint's is done again from there on.
                case "epoch" -> event.at("epoch").whole() < epoch;
                default -> false;
            };
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the epoch of a whole row, whose seconds are a number; of another, one that never comes. */
    private static int epochOf(String row) {
        String[] cells = row.split(",", -1);
        boolean whole = cells.length == COLUMNS.split(",", -1).length
                && cells[0].matches("[0-9]{1,9}")
                && cells[SECONDS].matches("[0-9]{1,12}(\\.[0-9]{1,17})?(E-?[0-9]{1,2})?");
        return whole ? Integer.parseInt(cells[0]) : Integer.MAX_VALUE;
    }

    private static void rewrite(Path file, Stream<String> lines) throws IOException {
        String text = lines.map(line -> line + "\n").collect(Collectors.joining());
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void accept(TrainingEvent event) {
        try {
            switch (event) {
                case TrainingEvent.Started started -> start(started);
                case TrainingEvent.Step step -> {
                    if (step.step() % every == 0) {
                        line("step", EventData.of(step));
                    }
                }
                case TrainingEvent.EpochDone done -> {
                    line("epoch", EventData.of(done));
                    row(done);
                    flush();
                }
                case TrainingEvent.Finished finished -> {
                    line("finished", EventData.of(finished));
                    flush();
                }
                case TrainingEvent.EpochStarted _ -> {}
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the log cannot be written: " + e.getMessage(), e);
        }
    }

    private void start(TrainingEvent.Started started) throws IOException {
        every = Math.ceilDiv(started.steps(), MOST_STEPS);
        if (started.done() == 0) {
            line("started", EventData.of(started));
        }
    }

    private void line(String name, Map<String, Object> data) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("event", name);
        all.put("seconds", rounded(seconds.getAsDouble()));
        all.putAll(data);
        events.write(gson.toJson(all) + "\n");
    }

    private void row(TrainingEvent.EpochDone done) throws IOException {
        List<Object> cells = List.of(
                done.epoch(),
                done.steps(),
                done.loss(),
                Double.isNaN(done.accuracy()) ? "" : done.accuracy(),
                done.validation().<Object>map(scores -> scores.loss()).orElse(""),
                done.validation()
                        .flatMap(scores -> scores.confusion())
                        .map(ConfusionMatrix::accuracy)
                        .<Object>map(accuracy -> accuracy)
                        .orElse(""),
                done.learningRate(),
                done.gradients().mean(),
                done.gradients().largest(),
                done.gradients().clipped(),
                rounded(seconds.getAsDouble()),
                done.weights());
        epochs.write(cells.stream().map(Object::toString).collect(Collectors.joining(",")) + "\n");
    }

    private static double rounded(double seconds) {
        return StrictMath.rint(1000 * seconds) / 1000;
    }

    /** Writes out what is buffered, so that a checkpoint finds the lines of all steps before it. */
    public void flush() throws IOException {
        events.flush();
        epochs.flush();
    }

    @Override
    public void close() throws IOException {
        events.close();
        epochs.close();
    }
}

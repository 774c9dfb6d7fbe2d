package dev.unroll.run.page;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.unroll.run.RunFolderException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How a training went, for its curves: every epoch, and of the steps at most some hundreds of means. */
public final class RunCurves {

    private static final int MOST_POINTS = 400;

    /**
     * One epoch.
     *
     * @param accuracy while training, before each update; NaN if nothing is classified
     */
    record Epoch(
            int epoch,
            double loss,
            double accuracy,
            OptionalDouble validationLoss,
            OptionalDouble validationAccuracy) {}

    /** Means over some steps in a row. */
    record Steps(double step, double loss, double gradientNorm, double learningRate) {

        Steps mean(Steps next) {
            return new Steps(
                    (step + next.step) / 2,
                    (loss + next.loss) / 2,
                    (gradientNorm + next.gradientNorm) / 2,
                    (learningRate + next.learningRate) / 2);
        }
    }

    private final List<Epoch> epochs = new ArrayList<>();
    private final List<Steps> steps = new ArrayList<>();
    private Optional<Steps> open = Optional.empty();
    private int inOpen;
    private int stepsAPoint = 1;

    RunCurves() {}

    /**
     * Returns what a run's {@code log.jsonl} notes. A last line that has no end is left out: whoever wrote it was killed.
     *
     * @throws RunFolderException if a line is no event; the message names it
     */
    public static RunCurves read(Path log) throws IOException {
        var curves = new RunCurves();
        try (var lines = Files.newBufferedReader(log)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    curves.add(JsonParser.parseString(line).getAsJsonObject());
                } catch (JsonParseException | IllegalStateException | NullPointerException e) {
                    if (lines.readLine() == null && !endsWithALine(log)) {
                        break;
                    }
                    throw new RunFolderException(log + ", line " + number + ": it must be an event but is not");
                }
            }
        }
        return curves;
    }

    private static boolean endsWithALine(Path log) throws IOException {
        try (var bytes = new RandomAccessFile(log.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() == '\n';
        }
    }

    private void add(JsonObject event) {
        switch (event.get("event").getAsString()) {
            case "step" ->
                add(new Steps(
                        event.get("step").getAsDouble(),
                        event.get("loss").getAsDouble(),
                        event.get("gradient_norm").getAsDouble(),
                        event.get("learning_rate").getAsDouble()));
            case "epoch" -> {
                JsonObject validation =
                        event.has("validation") ? event.getAsJsonObject("validation") : new JsonObject();
                epochs.add(new Epoch(
                        event.get("epoch").getAsInt(),
                        event.get("loss").getAsDouble(),
                        number(event, "accuracy").orElse(Double.NaN),
                        number(validation, "loss"),
                        number(validation, "accuracy")));
            }
            default -> {}
        }
    }

    private static OptionalDouble number(JsonObject object, String name) {
        return object.has(name) ? OptionalDouble.of(object.get(name).getAsDouble()) : OptionalDouble.empty();
    }

    /** A running mean over as many steps as a point stands for; too many points become half as many. */
    void add(Steps step) {
        Steps mean = open.map(before -> new Steps(
                        running(before.step, step.step),
                        running(before.loss, step.loss),
                        running(before.gradientNorm, step.gradientNorm),
                        step.learningRate))
                .orElse(step);
        inOpen++;
        if (inOpen < stepsAPoint) {
            open = Optional.of(mean);
            return;
        }
        open = Optional.empty();
        inOpen = 0;
        steps.add(mean);
        if (steps.size() == 2 * MOST_POINTS) {
            for (int i = 0; i < MOST_POINTS; i++) {
                steps.set(i, steps.get(2 * i).mean(steps.get(2 * i + 1)));
            }
            steps.subList(MOST_POINTS, steps.size()).clear();
            stepsAPoint *= 2;
        }
    }

    private double running(double mean, double next) {
        return mean + (next - mean) / (inOpen + 1);
    }

    List<Epoch> epochs() {
        return List.copyOf(epochs);
    }

    List<Steps> steps() {
        return List.copyOf(steps);
    }
}

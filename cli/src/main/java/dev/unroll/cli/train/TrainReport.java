package dev.unroll.cli.train;

import dev.unroll.cli.terminal.ScoreTable;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.core.form.Sentence;
import dev.unroll.run.job.TrainResult;
import dev.unroll.run.task.Details;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TrainingData;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A training's result: what stdout says. */
final class TrainReport {

    /** Of padding that is worth a line: what would not be printed as 0.0 %. */
    private static final double SMALLEST_SHARE = 0.0005;

    private final TrainResult result;

    TrainReport(TrainResult result) {
        this.result = result;
    }

    /** Prints what the scores are of, and the scores of the model and of the baselines. */
    void printScores(Terminal terminal) {
        PrintWriter out = terminal.out();
        TrainingData<?> data = result.data();
        int scored = data.scoredSize();
        String what = data.problem().unit(scored);
        switch (data.scoredPart()) {
            case TEST, VALIDATION ->
                out.println(terminal.layout()
                        .sentence(String.format(
                                Locale.ROOT,
                                "On %,d held-out %s, %s (%,d %s, %s):",
                                scored,
                                what,
                                data.heldOut(),
                                data.trainedSize(),
                                data.problem().unit(data.trainedSize()),
                                Sentence.counted(
                                        data.problem().task().outputs(),
                                        data.problem().outputUnit()))));
            case TRAINING ->
                out.println(terminal.layout()
                        .sentence(String.format(
                                Locale.ROOT,
                                "On the %s itself, as nothing is held out (data.test_fraction is 0):",
                                scored == 1 ? "training " + what : scored + " training " + what)));
        }
        out.println();
        ScoreTable.printModels(terminal, result.scores());
        String precision = data.problem().precision(scored);
        if (data.scoredPart() != TrainingData.Part.TRAINING && !precision.isEmpty()) {
            out.println();
            out.println(terminal.layout().sentence(precision));
        }
    }

    /** Prints how much padding was not computed, if lengths differ, and how many texts were cut off. */
    void printLengths(Terminal terminal) {
        PrintWriter out = terminal.out();
        if (result.model().training().get("padding_not_computed") instanceof Map<?, ?> padding
                && padding.get("share") instanceof Double share
                && padding.get("share_in_random_batches") instanceof Double random
                && random >= SMALLEST_SHARE) {
            out.println(terminal.layout()
                    .sentence(String.format(
                            Locale.ROOT,
                            "Padding would be %.1f %% of the steps (%.1f %% in random batches); none is computed.",
                            100 * share,
                            100 * random)));
        }
        if (result.data().counts().get("cut_texts") instanceof Long cut) {
            out.printf(
                    Locale.ROOT,
                    "%,d of %s cut off (data.longest).%n",
                    cut,
                    cutOf(result.data().dataset().all().size()));
        }
    }

    private static String cutOf(int texts) {
        return Sentence.counted(texts, "text was", "texts were");
    }

    /** Prints what the task says of the scores in detail. */
    void printDetails(Terminal terminal) {
        ScoreTable.printDetails(terminal, details());
    }

    private Details details() {
        return result.data().problem().details(result.scores().getFirst());
    }

    /** Returns all of it, as plain data. */
    Map<String, Object> data(long seed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", result.folder().toString());
        data.put("seed", seed);
        data.put("seconds", result.seconds());
        data.put("epochs", result.losses().size());
        data.put("steps", result.steps());
        data.put("interrupted", result.stopped());
        data.put("parameters", result.model().network().layout().size());
        data.put("losses", result.losses());
        data.put("data", result.data().counts());
        if (result.model().training().get("padding_not_computed") instanceof Map<?, ?> padding) {
            data.put("padding_not_computed", padding);
        }
        if (!result.scores().isEmpty()) {
            data.put("scored_on", result.data().scoredPart().name().toLowerCase(Locale.ROOT));
            data.put("scores", Scores.data(result.scores()));
            data.putAll(details().data());
        }
        return data;
    }
}

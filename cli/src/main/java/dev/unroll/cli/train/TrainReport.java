package dev.unroll.cli.train;

import dev.unroll.cli.terminal.ScoreTable;
import dev.unroll.core.model.Task;
import dev.unroll.run.job.Scores;
import dev.unroll.run.job.TrainResult;
import dev.unroll.run.job.TrainingData;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A training's result: what stdout says. */
final class TrainReport {

    /** On fewer examples an accuracy is not known to five points: then the summary says to how many it is. */
    private static final int FEW = 400;

    /** Of padding that is worth a line: what would not be printed as 0.0 %. */
    private static final double SMALLEST_SHARE = 0.0005;

    private final TrainResult result;

    TrainReport(TrainResult result) {
        this.result = result;
    }

    /** Prints what the scores are of, and the scores of the model and of the baselines. */
    void printScores(PrintWriter out) {
        TrainingData data = result.data();
        boolean many = data.shape() == TrainingData.Shape.MANY_TEXTS;
        int scored = data.size(data.scored());
        String what = data.unit(scored);
        switch (data.scoredPart()) {
            case TEST, VALIDATION ->
                out.printf(
                        Locale.ROOT,
                        "On %,d held-out %s, %s trained on (%,d %s, %,d %s):%n%n",
                        scored,
                        what,
                        many ? trainedOn() : "the last of the text, not",
                        data.size(data.split().train()),
                        what,
                        data.encoder().labels().size(),
                        data.encoder().task() == Task.CLASSIFY ? "labels" : "different tokens");
            case TRAINING ->
                out.printf(
                        Locale.ROOT,
                        "On the %s itself, as nothing is held out (data.test_fraction is 0):%n%n",
                        scored == 1 ? "training text" : scored + " training " + what);
        }
        ScoreTable.printModels(out, result.scores());
        if (data.scoredPart() != TrainingData.Part.TRAINING && data.encoder().task() == Task.CLASSIFY && scored < FEW) {
            // Two standard errors of a share at their largest, that of one half.
            double points = 100 / StrictMath.sqrt(scored);
            out.printf(Locale.ROOT, "%nOn so few %s an accuracy is known to some ± %.0f points only.%n", what, points);
        }
    }

    /** A test part that its makers published may share inputs with the training part. */
    private String trainedOn() {
        long shared = result.data().split().testInputsTrainedOn();
        return shared == 0 ? "none of which was" : String.format(Locale.ROOT, "%,d of which are", shared);
    }

    /** Prints how much padding was not computed, if lengths differ, and how many texts were cut off. */
    void printLengths(PrintWriter out) {
        if (result.model().training().get("padding_not_computed") instanceof Map<?, ?> padding
                && padding.get("share") instanceof Double share
                && padding.get("share_in_random_batches") instanceof Double random
                && random >= SMALLEST_SHARE) {
            out.printf(
                    Locale.ROOT,
                    "Padding would be %.1f %% of the steps (%.1f %% in random batches); none is computed.%n",
                    100 * share,
                    100 * random);
        }
        if (result.data().counts().get("cut_texts") instanceof Long cut) {
            out.printf(
                    Locale.ROOT,
                    "%,d of %,d texts were cut off (data.longest).%n",
                    cut,
                    result.data().dataset().all().size());
        }
    }

    /** Prints the tables of classes and of mistakes. */
    void printDetails(PrintWriter out) {
        ScoreTable table = table();
        table.printClasses(out);
        out.println();
        table.printConfusions(out);
    }

    private ScoreTable table() {
        return new ScoreTable(result.model(), result.scores().getFirst().confusion());
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
            data.put("classes", table().classes());
            data.put("confusion", table().counts());
        }
        return data;
    }
}

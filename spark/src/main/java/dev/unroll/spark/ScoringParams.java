package dev.unroll.spark;

import dev.unroll.spark.score.AnswerColumn.Kind;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/** The params of a stage that scores, each with what it is and its default. */
final class ScoringParams implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** How a model gets to executors. */
    static final String BROADCAST = "broadcast";

    private static final String FOLDER = "folder";

    /** Rows among which there are full batches of like lengths, and few enough to be held. */
    private static final int WINDOW = 1024;

    final Param<String> inputCol;
    final Param<String> seriesCol;
    final Param<String> predictionCol;
    final Param<String> probabilityCol;
    final Param<String> logProbabilityCol;
    final Param<String> quantilesCol;
    final Param<String> reasonCol;
    final Param<String> handleInvalid;
    final Param<String> shipping;
    final IntParam window;

    /** Gives a stage its params; it must have its id. */
    ScoringParams(Params stage) {
        inputCol = new Param<>(stage, "inputCol", "column that the model reads");
        seriesCol = column(
                stage, "seriesCol", "of a model that forecasts, column of the name by which it may know a series", "");
        predictionCol = column(stage, "predictionCol", "column of the answers", "prediction");
        probabilityCol = column(
                stage,
                "probabilityCol",
                "column of probabilities: of all labels, or of the tag or token of each step",
                "probability");
        logProbabilityCol = column(
                stage,
                "logProbabilityCol",
                "of a model that says another sequence, column of ln p of the answer",
                "logProbability");
        quantilesCol = column(
                stage, "quantilesCol", "of a model that forecasts, column of the quantiles of each step", "quantiles");
        reasonCol = column(stage, "reasonCol", "with handleInvalid keep, column of why a row has no answer", "reason");
        handleInvalid = choice(
                stage,
                "handleInvalid",
                "what becomes of rows that cannot be scored: error (the job fails), skip (they are left out) or keep (their"
                        + " answers are null, and reasonCol says why)",
                InvalidRows.names());
        shipping = choice(
                stage,
                "shipping",
                "how the model gets to executors: broadcast (from the driver), or folder (each reads the folder that it was"
                        + " read from)",
                List.of(BROADCAST, FOLDER));
        window = rows(stage, "window", "rows that a task holds, to answer those of like lengths at once (> 0)");
    }

    private static Param<String> column(Params stage, String name, String doc, String usual) {
        var param = new Param<String>(stage, name, doc);
        stage.setDefault(param, usual);
        return param;
    }

    /** Returns a param of some words, of which the first is the default. */
    private static Param<String> choice(Params stage, String name, String doc, List<String> choices) {
        var param = new Param<String>(stage, name, doc, ParamValidators.inArray(choices));
        stage.setDefault(param, choices.getFirst());
        return param;
    }

    private static IntParam rows(Params stage, String name, String doc) {
        var param = new IntParam(stage, name, doc, ParamValidators.gt(0));
        stage.setDefault(param, WINDOW);
        return param;
    }

    /** Returns the param that names the column of an answer. */
    Param<String> nameOf(Kind kind) {
        return switch (kind) {
            case PREDICTION -> predictionCol;
            case PROBABILITY -> probabilityCol;
            case LOG_PROBABILITY -> logProbabilityCol;
            case QUANTILES -> quantilesCol;
        };
    }
}

package dev.unroll.run.config;

import dev.unroll.core.form.Key;
import dev.unroll.core.form.Only;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The optimization. After the optimizer, the schedule and the loss stand the keys of the chosen ones, which their own records
 * declare.
 */
public record TrainingTable(
        @Key(value = "classify", help = "what is learned") Task task,

        @Key(value = "10", min = 1, max = 1_000_000, help = "passes over the training examples")
        int epochs,

        @Key(value = "32", min = 1, max = 1_000_000, help = "examples a batch")
        int batchSize,

        @Key(value = "1", min = 1, max = 1_000_000, help = "batches an update, learned as if they were one")
        int accumulate,

        @Key(
                value = "0",
                min = 0,
                max = 1_000_000,
                help = "steps that a gradient reaches back, an update each; 0: to the start")
        @Only(with = "task", being = "next_token")
        int truncation,

        @Key(value = "adam", help = "the update rule") Optimizer optimizer,

        @Key(
                value = "0.001",
                above = 0,
                max = 1e6,
                beside = "optimizer",
                help = "step size; the largest one of a schedule")
        double learningRate,

        @Key(value = "constant", help = "how the learning rate moves over the run")
        Schedule schedule,

        @Key(
                value = "0",
                min = 0,
                max = 1e9,
                beside = "schedule",
                help = "steps of a straight line up to the first rate")
        int warmupSteps,

        @Key(value = "0.0", min = 0, max = 1e9, help = "longest gradient, in the Euclidean norm; 0: any length")
        double clipNorm,

        @Key(value = "0.0", min = 0, max = 1e9, help = "largest number in a gradient, each by itself; 0: any size")
        double clipValue,

        @Key(
                value = "",
                help =
                        "what learns in its own way, as \"bias weight_decay=0\", \"head rate=0.1\" or \"rnn.*_l0 frozen\"")
        List<String> groups,

        @Key(value = "0.0", min = 0, below = 1, help = "part of the tokens that training reads as unknown ones")
        double tokenDropout,

        @Key(value = "0.0", min = 0, below = 1, help = "part of the recurrent weights that each update does without")
        double weightDrop,

        @Key(value = "auto", help = "what is made small; auto is what the task needs")
        Loss loss,

        @Key(
                value = "0.0",
                min = 0,
                max = 1,
                help = "how far rare classes are made up for; 0: examples count alike, 1: classes do")
        @Only(with = "task", being = "classify")
        double classBalance,

        @Key(value = "last", help = "which epoch's weights become the model; best: by validation")
        KeptEpoch kept,

        @Key(
                value = "0",
                min = 0,
                max = 1_000_000,
                help = "epochs without a better one before training ends; 0: all epochs")
        @Only(with = "kept", being = "best")
        int patience,

        @Key(value = "loss", help = "the validation score that best and plateau go by")
        Watch watch,

        @Key(value = "none", help = "make the model of an average of weights: over steps, or over ends of epochs")
        Averaging average,

        @Key(value = "0.999", min = 0, below = 1, help = "memory of the average")
        @Only(with = "average", being = "steps")
        double averageDecay,

        @Key(value = "1", min = 1, max = 1_000_000, help = "first epoch of the average")
        @Only(with = "average", being = "epochs")
        int averageFrom,

        @Key(value = "60", min = 0, max = 1e6, help = "most seconds of work that are lost if the process dies")
        int checkpointSeconds,

        @Key(value = "2", min = 1, max = 1000, help = "checkpoints that are kept")
        int checkpoints,

        @Key(value = "true", help = "put examples of like length into a batch; means nothing with truncation")
        boolean bucketing,

        @Key(value = "1", help = "of everything random") long seed) {

    /** Returns what {@code auto} means as a loss, given the plain keys. */
    static String defaultLoss(Map<String, Object> table) {
        return switch ((Task) Objects.requireNonNull(table.get("task"))) {
            case CLASSIFY, NEXT_TOKEN, TAG, TRANSDUCE -> "cross_entropy";
            case FORECAST -> "absolute_error";
            case REGRESS -> "mean_squared_error";
        };
    }

    /** What is learned. */
    public enum Task {
        CLASSIFY,
        NEXT_TOKEN,
        TAG,
        REGRESS,
        FORECAST,
        TRANSDUCE;

        /** Returns whether a loss judges what the task answers. */
        public boolean isJudgedBy(Loss loss) {
            return switch (this) {
                case CLASSIFY, NEXT_TOKEN, TAG -> loss.answers() == Loss.Answers.CLASSES;
                case TRANSDUCE -> loss.answers() == Loss.Answers.CLASSES || loss.answers() == Loss.Answers.TRANSCRIPTS;
                case REGRESS -> loss.answers() == Loss.Answers.VALUES;
                case FORECAST -> loss.answers() == Loss.Answers.VALUES || loss.answers() == Loss.Answers.DISTRIBUTIONS;
            };
        }
    }

    /** Which epoch's weights become the model. */
    public enum KeptEpoch {
        LAST,
        BEST
    }

    /** Which validation score says how good an epoch was. */
    public enum Watch {
        LOSS,
        ACCURACY
    }

    /** What weights are averaged over. */
    public enum Averaging {
        NONE,
        STEPS,
        EPOCHS
    }
}

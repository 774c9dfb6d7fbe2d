package dev.unroll.run.config;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Masking.Drawn;
import dev.unroll.core.cells.LearnedStarts;
import dev.unroll.core.cells.Regularization;
import dev.unroll.core.form.Key;
import dev.unroll.core.form.Only;
import dev.unroll.core.input.Transform;
import dev.unroll.core.input.WindowScaling;

/** The network. */
public record ModelTable(
        @Key(value = "lstm", help = "the recurrent cell, or a file of equations")
        CellChoice cell,

        @Key(value = "128", min = 1, max = 65536, help = "units of a layer and direction")
        int hiddenSize,

        @Key(value = "1", min = 1, max = 64, help = "recurrent layers")
        int layers,

        @Key(value = "false", help = "read the sequence from both ends")
        boolean bidirectional,

        @Key(value = "concatenation", help = "how what was read from both ends is put together")
        @Only(with = "bidirectional", being = "true")
        Merge merge,

        @Key(value = "false", help = "add what a layer reads to what it puts out, from the second layer on")
        boolean residual,

        @Key(
                value = "1",
                min = 1,
                max = 64,
                help =
                        "steps that are joined to one after the first layer, so that those above have fewer to go; 1: none")
        int timeReduction,

        @Key(
                value = "one_hot",
                help =
                        "how a step enters the network; vectors for data that are no texts, words for tagging, series for"
                                + " forecasts")
        Input input,

        @Key(value = "64", min = 1, max = 65536, help = "numbers a token")
        @Only(
                with = "input",
                being = {"embedding", "words"})
        int embeddingSize,

        @Key(value = "24", min = 1, max = 65536, help = "numbers a letter of a word")
        @Only(with = "input", being = "words")
        int letterEmbeddingSize,

        @Key(value = "32", min = 1, max = 65536, help = "units of the layer that reads letters, a direction")
        @Only(with = "input", being = "words")
        int letterHiddenSize,

        @Key(
                value = ModelTable.NO_VECTORS,
                help = "word vectors to start from: a file, as GloVe or word2vec (text) has them; or counted, from"
                        + " which tokens stand near each other in the training texts")
        @Only(
                with = "input",
                being = {"embedding", "words"})
        String vectors,

        @Key(value = "false", help = "leave the embedding as it starts")
        @Only(
                with = "input",
                being = {"embedding", "words"})
        boolean freeze,

        @Key(value = "1.0", above = 0, max = 1, help = "part of the learning rate that the embedding learns at")
        @Only(
                with = "input",
                being = {"embedding", "words"})
        double embeddingRate,

        @Key(value = "12", min = 1, max = 100_000, help = "values of a series that are forecast")
        @Only(with = "input", being = "series")
        int horizon,

        @Key(value = "48", min = 1, max = 1_000_000, help = "latest values of a series that are read")
        @Only(with = "input", being = "series")
        int lookback,

        @Key(value = "1", min = 1, max = 100_000, help = "values of a series that a step reads")
        @Only(with = "input", being = "series")
        int segment,

        @Key(
                value = "none",
                help = "what becomes of each value of a series; log: its logarithm, so that parts of it count")
        @Only(with = "input", being = "series")
        Transform transform,

        @Key(
                value = "last",
                help =
                        "by what windows are made alike: their last value or mean becomes 0, their deviation or mean size 1")
        @Only(with = "input", being = "series")
        WindowScaling windowScaling,

        @Key(value = "false", help = "forecast how the values differ from those a season before")
        @Only(with = "input", being = "series")
        boolean repeatSeason,

        @Key(
                value = "direct",
                help = "how the horizon is reached: at once, or a segment after the other, each read as if it had come")
        @Only(with = "input", being = "series")
        Strategy strategy,

        @Key(value = "0.0", min = 0, below = 1, help = "part dropped between layers and before the linear layer")
        double dropout,

        @Key(value = "0.0", min = 0, below = 1, help = "part dropped before the first layer")
        @Only(
                with = "input",
                being = {"embedding", "vectors", "words", "series"})
        double inputDropout,

        @Key(value = "false", help = "drop the same values at every step of a sequence")
        boolean variationalDropout,

        @Key(
                value = "0.0",
                min = 0,
                below = 1,
                help = "part of the states that the products of the time loop do not see")
        double recurrentDropout,

        @Key(value = "once", help = "how often it is drawn what they do not see: once a sequence, or at each step")
        RecurrentMask recurrentDropoutMask,

        @Key(value = "0.0", min = 0, below = 1, help = "part of the states that stay as they were, drawn at each step")
        double zoneout,

        @Key(value = "false", help = "learn what the states of a layer are before the first step, instead of 0")
        boolean learnInitialState,

        @Key(value = "last", help = "which steps the answer is read from")
        Readout readout,

        @Key(value = "pytorch", help = "whose first weights")
        Initialization initialization,

        @Key(
                value = "usual",
                help = "how what multiplies states starts: drawn, or as the identity with biases of 0, as for rnn_relu")
        RecurrentWeights recurrentWeights,

        @Key(value = "1.0", min = 0, max = 100, help = "how many times the identity")
        @Only(with = "recurrent_weights", being = "identity")
        double identityScale,

        @Key(
                value = "usual",
                help = "how forget gates start: as the first weights have them, biased, or for lags of many lengths")
        ForgetGates forgetGates,

        @Key(value = "1.0", min = -100, max = 100, help = "what a forget gate starts with; 0: half open")
        @Only(with = "forget_gates", being = "biased")
        double forgetBias,

        @Key(value = "100", min = 2, max = 1_000_000, help = "steps that the slowest forget gates start for")
        @Only(with = "forget_gates", being = "lags")
        int longestLag) {

    /** Says as {@code vectors} that they begin as drawn. */
    public static final String NO_VECTORS = "none";

    /** Says as {@code vectors} that they are counted from the training texts. */
    public static final String COUNTED_VECTORS = "counted";

    /** Returns the cell of a layer: masked, and with what its states start as, if that is learned. */
    public Cell layer(Cell cell) {
        return masked(learnInitialState ? LearnedStarts.of(cell) : cell);
    }

    /** Returns a cell with the masks that keep it from learning its data by heart. */
    public Cell masked(Cell cell) {
        Cell masked = cell;
        if (recurrentDropout > 0) {
            Drawn drawn = recurrentDropoutMask == RecurrentMask.ONCE ? Drawn.ONCE : Drawn.EACH_STEP;
            masked = Regularization.recurrentDropout(masked, (float) recurrentDropout, drawn);
        }
        return zoneout > 0 ? Regularization.zoneout(masked, (float) zoneout) : masked;
    }

    /** How what was read from both ends is put together. */
    public enum Merge {
        CONCATENATION,
        SUM,
        MEAN,
        PRODUCT
    }

    /** How a step enters the network: a token in one of two ways, a vector as it is. */
    public enum Input {
        ONE_HOT,
        EMBEDDING,
        VECTORS,
        /** Words as vectors, beside what is read from their letters. */
        WORDS,
        /** The latest values of a series. */
        SERIES
    }

    /** How often a mask of recurrent dropout is drawn. */
    public enum RecurrentMask {
        ONCE,
        EACH_STEP
    }

    /** How the horizon is reached. */
    public enum Strategy {
        /** All its values at once, from the last state. */
        DIRECT,
        /** A segment after the other, each read as if it had come. */
        RECURSIVE
    }

    /** Which steps the answer is read from. */
    public enum Readout {
        LAST,
        LAST_POSITION,
        MAX,
        MEAN,
        EACH,
        FLATTEN,
        ATTENTION
    }

    /** How what multiplies states starts. */
    public enum RecurrentWeights {
        USUAL,
        IDENTITY
    }

    /** How forget gates start. */
    public enum ForgetGates {
        USUAL,
        BIASED,
        LAGS
    }

    /** Whose first weights. */
    public enum Initialization {
        PYTORCH,
        KERAS
    }
}

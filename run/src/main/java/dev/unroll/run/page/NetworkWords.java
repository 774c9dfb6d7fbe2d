package dev.unroll.run.page;

import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Readout;

/** What the parts of a network are called: for machines, as in {@code config.json}, and for people. */
public final class NetworkWords {

    private NetworkWords() {}

    public static String kind(InputSpec input) {
        return switch (input) {
            case InputSpec.Dense _ -> "dense";
            case InputSpec.OneHot _ -> "one_hot";
            case InputSpec.Embedding _ -> "embedding";
        };
    }

    public static String kind(Readout readout) {
        return switch (readout) {
            case Readout.LastStep _ -> "last_step";
            case Readout.LastPosition _ -> "last_position";
            case Readout.EveryStep _ -> "every_step";
            case Readout.Flatten _ -> "flatten";
            case Readout.Mean _ -> "mean";
            case Readout.Max _ -> "max";
        };
    }

    /** Returns it in words. */
    public static String text(InputSpec input) {
        return switch (input) {
            case InputSpec.Dense(int features) -> features + " features";
            case InputSpec.OneHot(int tokens) -> "one-hot, " + tokens + " tokens";
            case InputSpec.Embedding(int tokens, int width) ->
                "embeddings of " + width + " numbers, " + tokens + " tokens";
        };
    }

    /** Returns it in words. */
    public static String text(Readout readout) {
        return switch (readout) {
            case Readout.LastStep _ -> "last step";
            case Readout.LastPosition _ -> "last position";
            case Readout.EveryStep _ -> "every step";
            case Readout.Flatten(int steps) -> "all " + steps + " steps side by side";
            case Readout.Mean _ -> "mean over the steps";
            case Readout.Max _ -> "maximum over the steps";
        };
    }

    /** Returns it in words. */
    public static String text(Head head) {
        return switch (head) {
            case Head.Linear(int outputs) -> "linear, " + outputs + " outputs";
            case Head.None _ -> "the cell's own outputs";
        };
    }
}

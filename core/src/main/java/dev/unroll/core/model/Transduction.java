package dev.unroll.core.model;

import dev.unroll.core.decode.Hypothesis;
import java.util.List;

/**
 * A target that a model says.
 *
 * @param text the target
 * @param tokens of the target, without marks
 * @param sourceTokens what was read of the source; without entries if it is of vectors
 * @param hypothesis how probable it is, whether it was cut, and how the source was attended to
 */
public record Transduction(String text, List<String> tokens, List<String> sourceTokens, Hypothesis hypothesis) {

    public Transduction {
        tokens = List.copyOf(tokens);
        sourceTokens = List.copyOf(sourceTokens);
    }

    /** Returns whether the decoder said that the target ends; false if it was cut at the longest that was allowed. */
    public boolean isEnded() {
        return hypothesis.isEnded();
    }
}

package dev.unroll.core.decode;

import dev.unroll.core.network.TokenList;
import java.util.ArrayList;
import java.util.List;

/**
 * A target that a decoder may say.
 *
 * @param tokens without marks
 * @param logProbability ln p(tokens and end | source), in nats
 * @param score by which it is ranked, as {@link Search} says
 * @param isEnded whether the decoder said that it ends; false if it was cut at the longest that was allowed
 * @param attention how the source's steps were weighed, by step of the target and step of the source, the mark of the end
 *     last; without steps if the decoder does not attend
 */
public record Hypothesis(
        TokenList tokens, double logProbability, double score, boolean isEnded, List<Weights> attention) {

    /** How the steps of a source were weighed at one step: their sum is 1. */
    public static final class Weights {
        private final float[] weights;

        Weights(float[] weights) {
            this.weights = weights;
        }

        /** Returns how many steps the source has. */
        public int length() {
            return weights.length;
        }

        /** Returns the weight of a step. */
        public float get(int step) {
            return weights[step];
        }

        /** Returns the weights of all steps. */
        public List<Double> toList() {
            List<Double> list = new ArrayList<>();
            for (float weight : weights) {
                list.add((double) weight);
            }
            return list;
        }
    }

    public Hypothesis {
        attention = List.copyOf(attention);
    }
}

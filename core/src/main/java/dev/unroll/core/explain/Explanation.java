package dev.unroll.core.explain;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.trace.IntegratedGradients;
import dev.unroll.core.trace.NetworkTrace;
import java.util.List;
import java.util.Optional;

/**
 * Why a model answers a text, or a sequence of vectors, as it does: all that its network computed, how every part of it
 * moves the answer, and what the answer would have been after each step.
 *
 * @param tokens that were read, marks included, one a step; those that the model has never seen stand in angle quotes; of
 *     vectors, the numbers of the steps, from 1
 * @param ranked all answers, the most probable first; of a next-token model, those after the last token
 * @param answer the one explained
 * @param guesses after each step, the most probable answer if the input ended there; if the network reads inputs of one
 *     length only, the answer if zeros followed
 * @param course after each step, how probable the explained answer was; as long as {@code guesses}
 * @param spacing how many steps lie between two guesses that were computed: 1, but more in a long input whose beginnings
 *     are each to be answered anew. The steps between have the guess before them; the last step has its own
 * @param trace everything computed
 * @param gradients of the loss, −ln p(answer), by everything computed
 * @param gradientTimesInput of ln p(answer), a number a step: the influence of small changes
 * @param integrated of ln p(answer): the influence of the whole
 */
public record Explanation(
        List<String> tokens,
        List<Prediction> ranked,
        Prediction answer,
        List<Prediction> guesses,
        List<Double> course,
        int spacing,
        NetworkTrace trace,
        NetworkTrace.Gradients gradients,
        List<Double> gradientTimesInput,
        IntegratedGradients integrated) {

    /** How far the integrated gradients may be from adding up to the change of ln p. */
    public static final double TOLERANCE = 0.01;

    public Explanation {
        tokens = List.copyOf(tokens);
        ranked = List.copyOf(ranked);
        guesses = List.copyOf(guesses);
        course = List.copyOf(course);
        gradientTimesInput = List.copyOf(gradientTimesInput);
    }

    /** Explains the most probable answer to a text. */
    public static Explanation of(Model model, String text) {
        return of(model, new Prompt(Optional.empty(), text));
    }

    /** Explains any answer to a text: why it is as probable as it is. */
    public static Explanation of(Model model, String text, String label) {
        return of(model, new Prompt(Optional.empty(), text), label);
    }

    /** Explains the most probable answer to a text that may begin with its label. */
    public static Explanation of(Model model, Prompt prompt) {
        return Explainer.of(model, prompt).explainBest();
    }

    /** Explains any answer to a text that may begin with its label. */
    public static Explanation of(Model model, Prompt prompt, String label) {
        return Explainer.of(model, prompt).explain(label);
    }

    /**
     * Explains the most probable answer to a sequence of measured numbers.
     *
     * @param raw [T, features], as the data have them: the model scales them
     */
    public static Explanation of(Model model, Matrix raw) {
        return Explainer.of(model, raw).explainBest();
    }

    /**
     * Explains any answer to a sequence of measured numbers.
     *
     * @param raw [T, features], as the data have them: the model scales them
     */
    public static Explanation of(Model model, Matrix raw, String label) {
        return Explainer.of(model, raw).explain(label);
    }

    /**
     * Explains the most probable tag of one word of a sentence: what each word, vector and letters together, did to it.
     *
     * @param word which one, from 0
     */
    public static Explanation ofWord(Model model, List<String> sentence, int word) {
        return Explainer.of(model, sentence, word).explainBest();
    }

    /**
     * Explains any tag of one word of a sentence.
     *
     * @param word which one, from 0
     */
    public static Explanation ofWord(Model model, List<String> sentence, int word, String label) {
        return Explainer.of(model, sentence, word).explain(label);
    }
}

package dev.unroll.core.model;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.IntegratedGradients;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkRun;
import dev.unroll.core.network.NetworkTrace;
import dev.unroll.core.network.NetworkWeights;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why a model answers a text as it does: all that its network computed, how every part of it moves the answer, and what
 * the answer would have been after each step.
 *
 * @param tokens that were read, marks included, one a step; those that the model has never seen stand in angle quotes
 * @param ranked all answers, the most probable first; of a next-token model, those after the last token
 * @param answer the one explained
 * @param guesses after each step, the most probable answer if the text ended there; empty where the network reads texts of
 *     one length only
 * @param course after each step, how probable the explained answer was; as long as {@code guesses}
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
        NetworkTrace trace,
        NetworkTrace.Gradients gradients,
        List<Double> gradientTimesInput,
        IntegratedGradients integrated) {

    /** How far the integrated gradients may be from adding up to the change of ln p. */
    public static final double TOLERANCE = 0.01;

    /** About how many time steps are computed at once. */
    private static final int ROWS_AT_ONCE = 8192;

    /** Explains the most probable answer. */
    public static Explanation of(Model model, String text) {
        var asked = new Asked(model, text);
        return asked.explain(asked.best(asked.probabilities(asked.lastRow())));
    }

    /** Explains any answer: why it is as probable as it is. */
    public static Explanation of(Model model, String text, String label) {
        int answer = model.labels().indexOf(label);
        if (answer < 0) {
            throw new IllegalArgumentException(
                    "the model has no label \"" + label + "\"; it has " + String.join(", ", model.labels()));
        }
        return new Asked(model, text).explain(answer);
    }

    /** A model that was given a text. */
    private static final class Asked {
        private final Model model;
        private final String text;
        private final Network network;
        private final int[] tokens;
        private final NetworkTrace trace;
        private final Kernels kernels = Kernels.fastest();

        Asked(Model model, String text) {
            this.model = model;
            this.text = text;
            this.network = model.network();
            this.tokens = model.task() == Task.NEXT_TOKEN
                    ? new Prompt(Optional.empty(), text).encode(model)
                    : model.text().encode(text);
            if (tokens.length == 0) {
                throw new IllegalArgumentException("\"" + text + "\" has no token that the model reads ("
                        + model.text().normalization().toData() + "), so there is nothing to explain");
            }
            this.trace = NetworkTrace.of(network, tokens);
        }

        int lastRow() {
            return trace.output().rows() - 1;
        }

        float[] probabilities(int row) {
            return probabilities(trace.output(), row);
        }

        private float[] probabilities(Matrix output, int row) {
            float[] probabilities = new float[output.columns()];
            kernels.softmax(output.data(), output.at(row), probabilities, 0, output.columns());
            return probabilities;
        }

        int best(float[] probabilities) {
            int best = 0;
            for (int j = 1; j < probabilities.length; j++) {
                best = probabilities[j] > probabilities[best] ? j : best;
            }
            return best;
        }

        Explanation explain(int answer) {
            float[] probabilities = probabilities(lastRow());
            Matrix slope = Matrix.zeros(trace.output().rows(), probabilities.length);
            for (int j = 0; j < probabilities.length; j++) {
                slope.set(lastRow(), j, probabilities[j] - (j == answer ? 1 : 0));
            }
            NetworkTrace.Gradients gradients = trace.backward(slope);
            List<Prediction> guesses = new ArrayList<>();
            List<Double> course = new ArrayList<>();
            for (float[] after : afterEachStep()) {
                int best = best(after);
                guesses.add(new Prediction(model.labels().get(best), after[best]));
                course.add((double) after[answer]);
            }
            return new Explanation(
                    read(),
                    ranked(probabilities),
                    new Prediction(model.labels().get(answer), probabilities[answer]),
                    guesses,
                    course,
                    trace,
                    gradients,
                    gradientTimesInput(gradients.input()),
                    IntegratedGradients.of(network, trace.input(), answer, TOLERANCE));
        }

        /** Returns the tokens as they stand in the text, marks included, those never seen in angle quotes. */
        private List<String> read() {
            var encoder = model.text();
            List<String> given = encoder.tokens(text);
            boolean begins = encoder.marks().tokens().contains(Marks.BEGIN_TOKEN);
            List<String> read = new ArrayList<>();
            for (int t = 0; t < tokens.length; t++) {
                int i = begins ? t - 1 : t;
                boolean mark = i < 0 || i == given.size();
                boolean unknown = encoder.countUnknown(new int[] {tokens[t]}) > 0;
                String token = mark ? encoder.vocabulary().token(tokens[t]) : given.get(i);
                read.add(unknown ? "‹" + token + "›" : token);
            }
            return read;
        }

        private List<Prediction> ranked(float[] probabilities) {
            List<Prediction> ranked = new ArrayList<>();
            for (int j = 0; j < probabilities.length; j++) {
                ranked.add(new Prediction(model.labels().get(j), probabilities[j]));
            }
            ranked.sort(Comparator.comparingDouble(Prediction::probability).reversed());
            return ranked;
        }

        /** The gradient is the loss's, −ln p, so the sign turns. */
        private List<Double> gradientTimesInput(Matrix gradient) {
            List<Double> products = new ArrayList<>();
            for (int t = 0; t < tokens.length; t++) {
                double sum = 0;
                for (int j = 0; j < gradient.columns(); j++) {
                    sum -= (double) gradient.get(t, j) * trace.input().get(t, j);
                }
                products.add(sum);
            }
            return products;
        }

        /** Returns the probabilities after each step: of the network's own outputs, or of each beginning of the text. */
        private List<float[]> afterEachStep() {
            List<float[]> all = new ArrayList<>();
            switch (network.spec().readout()) {
                case Readout.Flatten _ -> {}
                case Readout.EveryStep _ -> {
                    for (int t = 0; t < tokens.length; t++) {
                        all.add(probabilities(t));
                    }
                }
                default -> {
                    var run = new NetworkRun(NetworkWeights.forInference(network), kernels, Team.of(1));
                    var batch = new Batch();
                    int atOnce = Math.max(1, ROWS_AT_ONCE / tokens.length);
                    for (int from = 1; from <= tokens.length; from += atOnce) {
                        int[][] beginnings = new int[Math.min(atOnce, tokens.length + 1 - from)][];
                        int first = from;
                        Arrays.setAll(beginnings, i -> Arrays.copyOf(tokens, first + i));
                        run.forward(batch.of(Sequences.ofTokens(beginnings)));
                        for (int i = 0; i < beginnings.length; i++) {
                            all.add(probabilities(run.output(), i));
                        }
                    }
                }
            }
            return all;
        }
    }
}

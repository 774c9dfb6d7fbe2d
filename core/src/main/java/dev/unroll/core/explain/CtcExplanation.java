package dev.unroll.core.explain;

import dev.unroll.core.decode.AlignedToken;
import dev.unroll.core.decode.CtcAlignment;
import dev.unroll.core.decode.CtcScores;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Transduce;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where in a source a model of CTC says each token: the most probable path of its answer, and how probable the tokens were at
 * each step.
 *
 * @param candidates the answer, which is explained, and what else the model might have said
 * @param alignment the steps of the answer's tokens
 * @param scores of each token and of the blank, at each step that the network answers at, [T, N]
 * @param read the tokens of the source; empty if it is of vectors
 * @param means of the features of each step of the source as it was given: its level in decibels or so, if the features are
 *     log-mel energies; empty if the source is a text
 * @param reduction how many steps of the source are one of {@code scores}
 */
public record CtcExplanation(
        Candidates candidates,
        CtcAlignment alignment,
        CtcScores scores,
        List<String> read,
        List<Double> means,
        int reduction) {

    public CtcExplanation {
        read = List.copyOf(read);
        means = List.copyOf(means);
    }

    /** Returns whether a model is of CTC. */
    public static boolean isOf(Model model) {
        return model.task() instanceof Transduce task && task.by() instanceof Transduce.Ctc;
    }

    /**
     * Explains what a model says of a text.
     *
     * @throws IllegalArgumentException if the model is not of CTC, or the text has no token that it reads
     * @throws NonFiniteException if a state or an output of the network is not finite
     */
    public static CtcExplanation of(Model model, String source) {
        requireCtc(model);
        Candidates.Asked asked = (transducer, search) -> transducer.answers(source, search, "");
        Sequences sources = Sequences.ofTokens(new int[][] {model.text().encode(source)});
        return of(model, asked, sources, model.text().markedTokens(source), List.of());
    }

    /**
     * Explains what a model says of a sequence of measured numbers.
     *
     * @param raw [T, features], as the data have them: the model scales them
     * @throws IllegalArgumentException if the model is not of CTC, or the sequence has no step
     * @throws NonFiniteException if a state or an output of the network is not finite
     */
    public static CtcExplanation of(Model model, Matrix raw) {
        requireCtc(model);
        Candidates.Asked asked = (transducer, search) -> transducer.answers(raw, search, "");
        Sequences sources = Sequences.ofVectors(List.of(model.vectors().encode(raw)));
        return of(model, asked, sources, List.of(), means(raw));
    }

    private static void requireCtc(Model model) {
        if (!isOf(model)) {
            throw new IllegalArgumentException(
                    "model " + model.name() + " is not of ctc, so it says no token at a step of its source");
        }
    }

    private static CtcExplanation of(
            Model model, Candidates.Asked asked, Sequences sources, List<String> read, List<Double> means) {
        Candidates candidates = Candidates.of(model, asked);
        var run = new NetworkRun(NetworkWeights.forInference(model.network()), Kernels.fastest(), Team.of(1));
        run.forward(new Batch().of(sources));
        CtcScores scores = CtcScores.of(Kernels.fastest(), run, 0);
        return new CtcExplanation(
                candidates,
                CtcAlignment.of(
                        scores, candidates.answer().hypothesis().tokens().toArray()),
                scores,
                read,
                means,
                model.network().spec().reduction());
    }

    private static List<Double> means(Matrix raw) {
        List<Double> means = new ArrayList<>();
        for (int t = 0; t < raw.rows(); t++) {
            double sum = 0;
            for (int k = 0; k < raw.columns(); k++) {
                sum += raw.get(t, k);
            }
            means.add(sum / raw.columns());
        }
        return means;
    }

    /** Returns what the model says if nothing else is asked for, which is explained. */
    public Transduction answer() {
        return candidates.answer();
    }

    /** Returns the first step of the source that belongs to a token. */
    public int from(AlignedToken token) {
        return token.from() * reduction;
    }

    /** Returns the step of the source after the last that belongs to a token. */
    public int to(AlignedToken token) {
        return Math.min(token.to() * reduction, steps());
    }

    /** Returns how many steps the source has. */
    public int steps() {
        return Math.max(read.size(), means.size());
    }

    /** Returns the probabilities of a token, or of the blank, over the steps that the network answers at, [T]. */
    public List<Double> probabilities(int column) {
        return IntStream.range(0, scores.steps())
                .mapToObj(t -> StrictMath.exp(scores.log(t, column)))
                .toList();
    }
}

package dev.unroll.cli.job;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.NetworkRun;
import dev.unroll.core.network.NetworkWeights;
import dev.unroll.core.network.Sequences;
import dev.unroll.data.LabeledText;
import java.util.ArrayList;
import java.util.List;

/**
 * What a classifier answered to a text whose label is known.
 *
 * @param actual the text's label
 * @param predicted the most probable one
 * @param probability of the predicted label
 * @param probabilityOfActual of the text's label
 */
public record Answered(String text, String actual, String predicted, double probability, double probabilityOfActual) {

    /** Texts that are answered at once; no result depends on it. */
    private static final int AT_ONCE = 64;

    /** Returns whether the answer is right. */
    public boolean isRight() {
        return actual.equals(predicted);
    }

    /** Returns the answers of a model that classifies, in the order of the texts. */
    public static List<Answered> of(Model model, List<LabeledText> texts, Team team) {
        Kernels kernels = Kernels.fastest();
        var run = new NetworkRun(NetworkWeights.forInference(model.network()), kernels, team);
        var batch = new Batch();
        int labels = model.labels().size();
        float[] probabilities = new float[labels];
        List<Answered> answers = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += AT_ONCE) {
            List<LabeledText> part = texts.subList(from, Math.min(texts.size(), from + AT_ONCE));
            run.forward(batch.of(Sequences.ofTokens(
                    part.stream().map(text -> model.text().encode(text.text())).toArray(int[][]::new))));
            for (int i = 0; i < part.size(); i++) {
                kernels.softmax(run.output().data(), run.output().at(i), probabilities, 0, labels);
                answers.add(of(model, part.get(i), probabilities));
            }
        }
        return answers;
    }

    private static Answered of(Model model, LabeledText text, float[] probabilities) {
        int best = 0;
        for (int j = 1; j < probabilities.length; j++) {
            best = probabilities[j] > probabilities[best] ? j : best;
        }
        int actual = model.labels().indexOf(text.label());
        return new Answered(
                text.text(),
                text.label(),
                model.labels().get(best),
                probabilities[best],
                actual < 0 ? 0 : probabilities[actual]);
    }
}

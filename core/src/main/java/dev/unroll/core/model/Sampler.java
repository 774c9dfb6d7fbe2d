package dev.unroll.core.model;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Rows;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses next tokens of a model's text. Never one that no text holds: a label, the begin mark, the unknown token. */
final class Sampler {

    private final Sampling sampling;
    private final Kernels kernels;
    private final List<Integer> choices;

    Sampler(Sampling sampling, Model model, Kernels kernels) {
        this.sampling = sampling;
        this.kernels = kernels;
        List<String> tokens = model.labels();
        this.choices = IntStream.range(0, tokens.size())
                .filter(i -> isText(tokens.get(i)))
                .boxed()
                .toList();
    }

    private static boolean isText(String token) {
        return !token.equals(Vocabulary.UNKNOWN)
                && !token.equals(Marks.BEGIN_TOKEN)
                && Marks.labelOf(token).isEmpty();
    }

    /**
     * Returns the token that follows.
     *
     * @param number of the text
     * @param at the place of the token in it
     */
    int next(float[] logits, long number, int at) {
        // Stable, so that of equal logits the first comes first.
        List<Integer> ranked = choices.stream()
                .sorted(Comparator.comparing((Integer i) -> -logits[i]))
                .toList();
        if (sampling.temperature() == 0) {
            return ranked.getFirst();
        }
        float[] scaled = scaled(logits, ranked, 0);
        if (Rows.hasNonFinite(scaled, 0, scaled.length)) {
            // A temperature near 0 makes logits infinite; what they are below the best one gives the same
            // probabilities.
            scaled = scaled(logits, ranked, logits[ranked.getFirst()]);
        }
        float[] probabilities = new float[scaled.length];
        kernels.softmax(scaled, 0, probabilities, 0, scaled.length);
        int kept = kept(probabilities);
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += probabilities[i];
        }
        double drawn = sum * CounterHash.uniform(sampling.seed(), Purpose.SAMPLING, number, at, 0, 0);
        int chosen = 0;
        for (double below = probabilities[0]; chosen + 1 < kept && drawn >= below; below += probabilities[chosen]) {
            chosen++;
        }
        return ranked.get(chosen);
    }

    /** Returns the logits less an offset at the sampling's temperature, in the order of the ranked tokens. */
    private float[] scaled(float[] logits, List<Integer> ranked, double offset) {
        float[] scaled = new float[ranked.size()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) ((logits[ranked.get(i)] - offset) / sampling.temperature());
        }
        return scaled;
    }

    /** Returns how many of the most probable tokens may be chosen. */
    private int kept(float[] probabilities) {
        int most = sampling.topK() == 0 ? probabilities.length : Math.min(sampling.topK(), probabilities.length);
        double sum = 0;
        for (int i = 0; i < most; i++) {
            sum += probabilities[i];
            if (sum >= sampling.topP()) {
                return i + 1;
            }
        }
        return most;
    }
}

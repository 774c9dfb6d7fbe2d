package dev.unroll.core.explain;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Texts;
import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.task.NextToken;
import dev.unroll.core.trace.IntegratedGradients;
import dev.unroll.core.trace.NetworkTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A model of labels that was given an input: all that an {@link Explanation} says. */
final class Explainer {

    private final Model model;
    private final List<String> tokens;
    private final ReadInput input;
    private final Kernels kernels = Kernels.fastest();

    /** The network reads {@code vectors}, [T, width], which are called {@code tokens}; its last answer is explained. */
    private Explainer(Model model, String name, Matrix vectors, List<String> tokens) {
        this(model, name, vectors, tokens, OptionalInt.empty());
    }

    private Explainer(Model model, String name, Matrix vectors, List<String> tokens, OptionalInt row) {
        this.model = model;
        this.tokens = tokens;
        this.input = new ReadInput(name, model.network(), vectors, row);
    }

    static Explainer of(Model model, Prompt prompt) {
        TextEncoder encoder = model.text();
        int[] indices;
        List<String> tokens;
        if (model.task() instanceof NextToken) {
            tokens = encoder.startTokens(prompt.text());
            indices = prompt.encode(model);
        } else {
            tokens = encoder.tokens(prompt.text());
            indices = prompt.label().isPresent()
                    ? encoder.encode(prompt.label().get(), prompt.text())
                    : encoder.encode(prompt.text());
        }
        if (indices.length == 0) {
            throw new IllegalArgumentException("\"" + prompt.text() + "\" has no token that the model reads ("
                    + encoder.normalization().toData() + "), so there is nothing to explain");
        }
        return new Explainer(
                model,
                Sentence.quoted(prompt.text()),
                NetworkTrace.vectors(model.network(), indices),
                read(encoder, prompt, tokens, indices));
    }

    static Explainer of(Model model, Matrix raw) {
        List<String> steps =
                IntStream.rangeClosed(1, raw.rows()).mapToObj(Integer::toString).toList();
        return new Explainer(
                model, Sentence.sequence(raw.rows()), model.vectors().encode(raw), steps);
    }

    /** Explains the answer to one word of a sentence, counted from 0. */
    static Explainer of(Model model, List<String> sentence, int word) {
        if (!(model.input() instanceof WordEncoder encoder)) {
            throw new IllegalStateException("model " + model.name() + " reads no words");
        }
        Objects.checkIndex(word, sentence.size());
        List<String> read = sentence.stream()
                .map(each -> encoder.knows(each) ? each : "‹" + each + "›")
                .toList();
        Matrix vectors = NetworkTrace.vectors(model.network(), encoder.numbers(sentence), encoder.spellings(sentence));
        return new Explainer(model, Sentence.quoted(String.join(" ", sentence)), vectors, read, OptionalInt.of(word));
    }

    /** Returns the tokens as they stand in the text, marks included, those never seen in angle quotes. */
    private static List<String> read(TextEncoder encoder, Prompt prompt, List<String> given, int[] indices) {
        boolean begins = encoder.marks().tokens().contains(Marks.BEGIN_TOKEN);
        int before = (begins ? 1 : 0) + (prompt.label().isPresent() ? 1 : 0);
        List<String> read = new ArrayList<>();
        for (int t = 0; t < indices.length; t++) {
            int i = t - before;
            boolean mark = i < 0 || i == given.size();
            boolean unknown = encoder.countUnknown(new int[] {indices[t]}) > 0;
            String token = mark ? encoder.vocabulary().token(indices[t]) : given.get(i);
            read.add(unknown ? "‹" + token + "›" : token);
        }
        return read;
    }

    Explanation explainBest() {
        return explain(best(probabilities(input.trace().output(), input.row())));
    }

    Explanation explain(String label) {
        int answer = model.labels().indexOf(Texts.label(label));
        if (answer < 0) {
            throw new IllegalArgumentException(
                    "the model has no label \"" + label + "\"; it has " + String.join(", ", model.labels()));
        }
        return explain(answer);
    }

    private float[] probabilities(Matrix output, int row) {
        float[] probabilities = new float[output.columns()];
        kernels.softmax(output.data(), output.at(row), probabilities, 0, output.columns());
        return probabilities;
    }

    private static int best(float[] probabilities) {
        int best = 0;
        for (int j = 1; j < probabilities.length; j++) {
            best = probabilities[j] > probabilities[best] ? j : best;
        }
        return best;
    }

    private Explanation explain(int answer) {
        float[] probabilities = probabilities(input.trace().output(), input.row());
        float[] slope = new float[probabilities.length];
        for (int j = 0; j < probabilities.length; j++) {
            slope[j] = probabilities[j] - (j == answer ? 1 : 0);
        }
        NetworkTrace.Gradients gradients = input.backward(slope);
        var course = new Course(answer);
        input.follow((end, output, row) -> course.add(end, probabilities(output, row)));
        IntegratedGradients integrated = input.integrated(new IntegratedGradients.LogProbability(answer));
        return new Explanation(
                tokens,
                Prediction.ranked(model.labels(), probabilities),
                new Prediction(model.labels().get(answer), probabilities[answer]),
                course.guesses,
                course.answers,
                input.spacing(),
                input.trace(),
                gradients,
                // The gradient is the loss's, −ln p, so the sign turns.
                input.timesInput(gradients.input(), -1),
                integrated);
    }

    /** The guesses after the steps. */
    private final class Course {
        private final int answer;
        private final List<Prediction> guesses = new ArrayList<>();
        private final List<Double> answers = new ArrayList<>();

        private Course(int answer) {
            this.answer = answer;
        }

        /** Takes what is read off an output row after step {@code step}, counted from 1; steps left out are as the last. */
        void add(int step, float[] probabilities) {
            while (guesses.size() < step - 1) {
                guesses.add(guesses.getLast());
                answers.add(answers.getLast());
            }
            int best = best(probabilities);
            guesses.add(new Prediction(model.labels().get(best), probabilities[best]));
            answers.add((double) probabilities[answer]);
        }
    }
}

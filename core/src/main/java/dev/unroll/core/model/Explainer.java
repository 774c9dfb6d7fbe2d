package dev.unroll.core.model;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Texts;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.NextToken;
import dev.unroll.core.trace.CellGradients;
import dev.unroll.core.trace.IntegratedGradients;
import dev.unroll.core.trace.NetworkTrace;
import dev.unroll.core.trace.NonFinitePlace;
import dev.unroll.core.trace.RowsAtOnce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A model that was given an input: all that an {@link Explanation} says. */
final class Explainer {

    /** Steps of all beginnings together that passes are made over: those of an input of 1,024 steps. */
    private static final long MOST_ROWS_RUN = 1 << 19;

    /** Steps of all beginnings together that are read out of one trace, which takes far less. */
    private static final long MOST_ROWS_READ_OUT = 1 << 24;

    private final Model model;
    private final String name;
    private final Network network;
    private final List<String> tokens;
    private final NetworkTrace trace;
    private final Kernels kernels = Kernels.fastest();
    private final NetworkRun run;
    private final Batch batch = new Batch();

    /** The output row that is explained. */
    private final int row;

    /** The network reads {@code vectors}, [T, width], which are called {@code tokens}; its last answer is explained. */
    private Explainer(Model model, String name, Matrix vectors, List<String> tokens) {
        this(model, name, vectors, tokens, OptionalInt.empty());
    }

    private Explainer(Model model, String name, Matrix vectors, List<String> tokens, OptionalInt row) {
        this.model = model;
        this.name = name;
        this.network = model.network();
        this.tokens = tokens;
        this.run = new NetworkRun(NetworkWeights.forInference(network.onVectors()), kernels, Team.of(1));
        forward(List.of(vectors));
        this.trace = NetworkTrace.of(network, vectors);
        this.row = row.orElse(trace.output().rows() - 1);
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
                Session.quoted(prompt.text()),
                NetworkTrace.vectors(model.network(), indices),
                read(encoder, prompt, tokens, indices));
    }

    static Explainer of(Model model, Matrix raw) {
        if (!(model.input() instanceof VectorEncoder encoder)) {
            throw new IllegalStateException("model " + model.name() + " reads texts, so it cannot be asked of vectors");
        }
        List<String> steps =
                IntStream.rangeClosed(1, raw.rows()).mapToObj(Integer::toString).toList();
        return new Explainer(model, Session.named(raw.rows()), encoder.encode(raw), steps);
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
        return new Explainer(model, Session.quoted(String.join(" ", sentence)), vectors, read, OptionalInt.of(word));
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
        return explain(best(probabilities(trace.output(), row)));
    }

    Explanation explain(String label) {
        int answer = model.labels().indexOf(Texts.label(label));
        if (answer < 0) {
            throw new IllegalArgumentException(
                    "the model has no label \"" + label + "\"; it has " + String.join(", ", model.labels()));
        }
        return explain(answer);
    }

    /** Runs the network over sequences of what it reads; throws if a number is not finite. */
    private void forward(List<Matrix> vectors) {
        Sequences sequences = Sequences.ofVectors(vectors);
        run.forward(batch.of(sequences));
        NonFinitePlace.requireNone(run, batch, network.onVectors(), sequences, _ -> name);
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
        float[] probabilities = probabilities(trace.output(), row);
        Matrix slope = Matrix.zeros(trace.output().rows(), probabilities.length);
        for (int j = 0; j < probabilities.length; j++) {
            slope.set(row, j, probabilities[j] - (j == answer ? 1 : 0));
        }
        NetworkTrace.Gradients gradients = trace.backward(slope);
        requireFinite(gradients);
        var course = new Course(answer);
        int spacing = spacing();
        followCourse(spacing, course);
        IntegratedGradients integrated = IntegratedGradients.ofStep(
                network,
                trace.input(),
                network.spec().answersEachStep() ? row : trace.input().rows() - 1,
                answer,
                Explanation.TOLERANCE);
        requireFinite(integrated.influence());
        return new Explanation(
                tokens,
                Prediction.ranked(model.labels(), probabilities),
                new Prediction(model.labels().get(answer), probabilities[answer]),
                course.guesses,
                course.answers,
                spacing,
                trace,
                gradients,
                gradientTimesInput(gradients.input()),
                integrated);
    }

    private void requireFinite(NetworkTrace.Gradients gradients) {
        requireFinite(gradients.input());
        for (List<CellGradients> layer : gradients.layers()) {
            for (CellGradients cell : layer) {
                cell.all().forEach(this::requireFinite);
            }
        }
    }

    /** Throws if a gradient, a row a step, is not finite; the first step is where it has come to last. */
    private void requireFinite(Matrix gradient) {
        for (int t = gradient.rows() - 1; t >= 0; t--) {
            if (Rows.hasNonFinite(gradient.data(), gradient.at(t), gradient.columns())) {
                throw new NonFiniteException(
                        name + " cannot be explained: the gradient of its answer is not finite at step " + (t + 1)
                                + " of " + gradient.rows() + ". Shorten the input");
            }
        }
    }

    /** The gradient is the loss's, −ln p, so the sign turns. */
    private List<Double> gradientTimesInput(Matrix gradient) {
        List<Double> products = new ArrayList<>();
        for (int t = 0; t < gradient.rows(); t++) {
            double sum = 0;
            for (int j = 0; j < gradient.columns(); j++) {
                sum -= (double) gradient.get(t, j) * trace.input().get(t, j);
            }
            products.add(sum);
        }
        return products;
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

    /** Returns how many steps lie between two beginnings of the input that are answered: so few that time stays linear. */
    private int spacing() {
        boolean traced = NetworkTrace.mayEndAnywhere(network.spec());
        boolean atOnce = traced && network.spec().readout() instanceof Readout.LastStep;
        if (network.spec().answersEachStep() || atOnce) {
            return 1;
        }
        long steps = trace.input().rows();
        return (int) Math.ceilDiv(steps * steps, 2 * (traced ? MOST_ROWS_READ_OUT : MOST_ROWS_RUN));
    }

    /** Answers beginnings of the input: by the network's own outputs, by what is read out of the trace, or by passes. */
    private void followCourse(int spacing, Course course) {
        int steps = trace.input().rows();
        int[] ends = IntStream.rangeClosed(1, steps)
                .filter(end -> end == steps || (end - 1) % spacing == 0)
                .toArray();
        if (network.spec().answersEachStep()) {
            for (int end : ends) {
                course.add(end, probabilities(trace.output(), end - 1));
            }
        } else if (NetworkTrace.mayEndAnywhere(network.spec())) {
            for (int end : ends) {
                course.add(end, probabilities(trace.outputAfter(end), 0));
            }
        } else {
            run(ends, course);
        }
    }

    /** Answers the beginnings that end after these steps in passes of their own. */
    private void run(int[] ends, Course course) {
        int atOnce = RowsAtOnce.sequences(trace.input().rows());
        for (int from = 0; from < ends.length; from += atOnce) {
            int to = Math.min(ends.length, from + atOnce);
            forward(Arrays.stream(ends, from, to).mapToObj(this::beginning).toList());
            for (int i = from; i < to; i++) {
                course.add(ends[i], probabilities(run.output(), i - from));
            }
        }
    }

    /**
     * Returns the first steps of the input; zeros follow them if the network reads inputs of one length only. The states
     * differ from there on, so that each beginning is a pass of its own.
     */
    private Matrix beginning(int length) {
        Matrix input = trace.input();
        boolean whole = network.spec().readout() instanceof Readout.Flatten;
        Matrix beginning = Matrix.zeros(whole ? input.rows() : length, input.columns());
        for (int t = 0; t < length; t++) {
            for (int j = 0; j < input.columns(); j++) {
                beginning.set(t, j, input.get(t, j));
            }
        }
        return beginning;
    }
}

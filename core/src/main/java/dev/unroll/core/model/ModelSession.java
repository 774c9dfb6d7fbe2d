package dev.unroll.core.model;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.NetworkRun;
import dev.unroll.core.network.NetworkWeights;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.Stepper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks a model. A session is for one thread at a time; {@link #fork} gives another thread one that shares the weights. */
public final class ModelSession {

    private final Model model;
    private final NetworkWeights weights;
    private final Kernels kernels;
    private final NetworkRun run;
    private final Batch batch = new Batch();

    /** Starts a session with the fastest kernels, on the caller's thread alone. */
    public ModelSession(Model model) {
        this(model, NetworkWeights.forInference(model.network()), Kernels.fastest());
    }

    private ModelSession(Model model, NetworkWeights weights, Kernels kernels) {
        this.model = model;
        this.weights = weights;
        this.kernels = kernels;
        this.run = new NetworkRun(weights, kernels, Team.of(1));
    }

    /** Returns another session on the same weights, for another thread. */
    public ModelSession fork() {
        return new ModelSession(model, weights, kernels);
    }

    /** Returns all labels for a text, the most probable first. */
    public List<Prediction> predict(String text) {
        requireTask(Task.CLASSIFY, "predict");
        forward(encode(text));
        return ranked(0);
    }

    /**
     * Returns all labels for a sequence of measured numbers, the most probable first.
     *
     * @param raw [T, features], as the data have them: the model scales them
     */
    public List<Prediction> predict(Matrix raw) {
        requireTask(Task.CLASSIFY, "predict");
        if (!(model.input() instanceof VectorEncoder vectors)) {
            throw new IllegalStateException("model " + model.name() + " reads texts, so it cannot be asked of vectors");
        }
        batch.of(Sequences.ofVectors(List.of(vectors.encode(raw))));
        run.forward(batch);
        return ranked(0);
    }

    /** Returns what is guessed to follow after each token of a text, the most probable alone. */
    public List<Prediction> guesses(String text) {
        requireTask(Task.NEXT_TOKEN, "guesses");
        forward(new Prompt(Optional.empty(), text).encode(model));
        List<Prediction> guesses = new ArrayList<>();
        for (int t = 0; t < batch.unrolling().steps(); t++) {
            guesses.add(ranked(batch.row(t, 0)).getFirst());
        }
        return guesses;
    }

    /**
     * Returns the {@code length} tokens that follow a prompt, always the most probable one, its state carried from token to
     * token; fewer, if the text ends before.
     */
    public List<String> generate(String prompt, int length) {
        return generate(new Prompt(Optional.empty(), prompt), length, Sampling.GREEDY, 0);
    }

    /**
     * Returns at most {@code length} tokens that follow a prompt; fewer, if the text ends before.
     *
     * @param number of the text: with one seed, each number gives a text of its own
     */
    public List<String> generate(Prompt prompt, int length, Sampling sampling, long number) {
        requireTask(Task.NEXT_TOKEN, "generate");
        var stepper = new Stepper(weights, kernels);
        var sampler = new Sampler(sampling, model, kernels);
        Matrix state = stepper.newState();
        float[] logits = new float[model.labels().size()];
        for (int token : prompt.encode(model)) {
            stepper.step(token, state, state, logits);
        }
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int next = sampler.next(logits, number, i);
            String token = model.labels().get(next);
            if (token.equals(Marks.END_TOKEN)) {
                break;
            }
            tokens.add(token);
            stepper.step(next, state, state, logits);
        }
        return tokens;
    }

    private int[] encode(String text) {
        return requireTokens(text, model.text().encode(text), model);
    }

    /** Returns the tokens of a text; throws if there are none. */
    static int[] requireTokens(String text, int[] tokens, Model model) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("\"" + text + "\" has no token that the model reads ("
                    + model.text().normalization().toData() + "), so there is nothing to answer");
        }
        return tokens;
    }

    private void requireTask(Task task, String what) {
        if (model.task() != task) {
            throw new IllegalStateException("model " + model.name() + " is made to "
                    + model.task().toData() + ", so it has no " + what + "; that needs one made to " + task.toData());
        }
    }

    private void forward(int[] tokens) {
        batch.of(Sequences.ofTokens(new int[][] {tokens}));
        run.forward(batch);
    }

    private List<Prediction> ranked(int row) {
        int n = model.labels().size();
        float[] probabilities = new float[n];
        kernels.softmax(run.output().data(), run.output().at(row), probabilities, 0, n);
        List<Prediction> ranked = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            ranked.add(new Prediction(model.labels().get(i), probabilities[i]));
        }
        ranked.sort(Comparator.comparingDouble(Prediction::probability).reversed());
        return ranked;
    }
}

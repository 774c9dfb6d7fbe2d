package dev.unroll.core.model;

import dev.unroll.core.decode.NetworkPrior;
import dev.unroll.core.decode.Prior;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.pass.Stepper;
import dev.unroll.core.task.NextToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Asks a model what comes next, and lets it write. A language model is for one thread at a time; {@link #fork} gives another
 * thread one that shares the weights.
 */
public final class LanguageModel {

    /** The most tokens that an error lists. */
    private static final int SHOWN = 5;

    private final Session session;

    /**
     * Makes a model ready, with the fastest kernels, on the caller's thread alone.
     *
     * @throws IllegalStateException if the model is made for another task
     */
    public LanguageModel(Model model) {
        this(Session.of(model, NextToken.class, NextToken.NAME));
    }

    private LanguageModel(Session session) {
        this.session = session;
    }

    /** Returns another language model on the same weights, for another thread. */
    public LanguageModel fork() {
        return new LanguageModel(session.fork());
    }

    /**
     * Returns what is guessed to follow after each token of a text, the most probable alone.
     *
     * @throws NonFiniteException if a state or an output of the network is not finite; it names the step and the layer
     */
    public List<Prediction> guesses(String text) {
        int[] tokens = new Prompt(Optional.empty(), text).encode(session.model());
        Batch batch = session.forward(Sequences.ofTokens(new int[][] {tokens}), text);
        List<Prediction> guesses = new ArrayList<>();
        for (int t = 0; t < batch.unrolling().steps(); t++) {
            guesses.add(session.ranked(batch.unrolling().row(t, 0)).getFirst());
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
     * @throws NonFiniteException if a state or a logit is not finite; it names the step, counted over prompt and text
     */
    public List<String> generate(Prompt prompt, int length, Sampling sampling, long number) {
        Model model = session.model();
        var stepper = new Stepper(session.weights(), session.kernels());
        var sampler = new Sampler(sampling, model, session.kernels());
        Matrix state = stepper.newState();
        float[] logits = new float[model.labels().size()];
        int step = 0;
        for (int token : prompt.encode(model)) {
            requireFinite(stepper, prompt, step++);
            stepper.step(token, state, state, logits);
        }
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            requireFinite(stepper, prompt, step + i);
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

    /**
     * Returns what this model knows of the targets of a model of CTC, for a {@link dev.unroll.core.decode.CtcBeam}: how probable
     * each token is after those before it, and where texts have a mark of their end, that they end.
     *
     * <p>Without a mark of their begin, each of this model's tokens is as probable as the first.
     *
     * @param target the way from targets to tokens
     * @throws IllegalArgumentException if this model reads other tokens, does not know all of the target's, or its texts begin
     *     with a label
     */
    public Prior prior(TextEncoder target) {
        TextEncoder own = session.model().text();
        requireFits(own, target);
        int[] tokens = target.vocabulary().tokens().stream()
                .mapToInt(token -> index(own, token).orElse(NetworkPrior.UNKNOWN))
                .toArray();
        return new NetworkPrior(
                session.weights(),
                session.kernels(),
                tokens,
                index(own, Marks.BEGIN_TOKEN),
                index(own, Marks.END_TOKEN));
    }

    private static OptionalInt index(TextEncoder own, String token) {
        return own.vocabulary().contains(token)
                ? OptionalInt.of(own.vocabulary().indexOf(token))
                : OptionalInt.empty();
    }

    private void requireFits(TextEncoder own, TextEncoder target) {
        String name = session.model().name();
        if (own.marks() == Marks.LABEL_AND_END) {
            throw new IllegalArgumentException(
                    "the texts of model " + name
                            + " begin with a label, so it knows nothing of those without; one trained on texts alone is needed");
        }
        if (!own.tokenizer().toData().equals(target.tokenizer().toData())) {
            throw new IllegalArgumentException("model " + name + " reads other tokens ("
                    + own.tokenizer().kind() + ") than targets are made of ("
                    + target.tokenizer().kind() + "); one that reads the same is needed");
        }
        List<String> missing = target.vocabulary().tokens().stream()
                .filter(token -> !token.equals(Vocabulary.UNKNOWN))
                .filter(token -> !own.vocabulary().contains(token))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("model " + name + " does not know " + shown(missing)
                    + ", of which targets are made; train it on texts that have all of their tokens");
        }
    }

    private static String shown(List<String> missing) {
        List<String> shown = missing.subList(0, Math.min(missing.size(), SHOWN));
        String listed = shown.stream().map(Sentence::quoted).collect(Collectors.joining(", "));
        return missing.size() == shown.size() ? listed : listed + " and " + (missing.size() - shown.size()) + " more";
    }

    private static void requireFinite(Stepper stepper, Prompt prompt, int step) {
        if (!stepper.isFinite()) {
            String what = prompt.label().map(label -> "a text of " + label).orElse("the text")
                    + (prompt.text().isEmpty() ? "" : " after " + Sentence.quoted(prompt.text()));
            String part = stepper.nonFinitePart().orElse("the output");
            throw NonFiniteException.ofAnswer(what, "at step " + step + ", in " + part);
        }
    }
}

package dev.unroll.core.model;

import dev.unroll.core.decode.CtcBeam;
import dev.unroll.core.decode.CtcTargets;
import dev.unroll.core.decode.Hypothesis;
import dev.unroll.core.decode.Search;
import dev.unroll.core.decode.TargetSearch;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Transduce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Asks a model which sequence belongs to a source: a translation, a pronunciation. A transducer is for one thread at a time;
 * {@link #fork} gives another thread one that shares the weights.
 *
 * <pre>{@code
 * var translator = new Transducer(Model.load(Path.of("translate")));
 * System.out.println(translator.answer("I am cold.").text());
 * }</pre>
 */
public final class Transducer {

    private final Model model;
    private final Transduce task;
    private final NetworkWeights weights;
    private final Optional<CtcBeam> prior;
    private final TargetSearch search;

    /**
     * Makes a model ready, with the fastest kernels, on the caller's thread alone.
     *
     * @throws IllegalStateException if the model is made for another task
     */
    public Transducer(Model model) {
        this(
                model,
                model.task(Transduce.class, Transduce.NAME),
                NetworkWeights.forInference(model.network()),
                Optional.empty());
    }

    /**
     * Makes a model of CTC ready that knows of its targets what a prior does: a list of words, or what a {@link LanguageModel}
     * knows of them. A search may be wider or narrower than the beam.
     *
     * @throws IllegalStateException if the model is made for another task
     * @throws IllegalArgumentException if it is not of CTC
     */
    public Transducer(Model model, CtcBeam prior) {
        this(
                model,
                model.task(Transduce.class, Transduce.NAME),
                NetworkWeights.forInference(model.network()),
                Optional.of(prior));
    }

    private Transducer(Model model, Transduce task, NetworkWeights weights, Optional<CtcBeam> prior) {
        this.model = model;
        this.task = task;
        this.weights = weights;
        this.prior = prior;
        this.search = searching();
    }

    private TargetSearch searching() {
        Kernels kernels = Kernels.fastest();
        Team team = Team.of(1);
        if (prior.isPresent() && !(task.by() instanceof Transduce.Ctc)) {
            throw new IllegalArgumentException(
                    "model " + model.name() + " is not of ctc, so it takes no prior; ask it without");
        }
        return prior.<TargetSearch>map(beam -> new CtcTargets(weights, task.unknown(), beam, kernels, team))
                .orElseGet(() -> task.searching(weights, kernels, team));
    }

    /** Returns another transducer on the same weights, for another thread. */
    public Transducer fork() {
        return new Transducer(model, task, weights, prior);
    }

    /** Returns how targets are looked for if nothing else is asked for. */
    public Search search() {
        return prior.map(beam -> task.search().withBeam(beam.width())).orElseGet(task::search);
    }

    /** Returns the best target of a source. */
    public Transduction answer(String source) {
        return answers(source, search(), "").getFirst();
    }

    /**
     * Returns the best targets of a source, the best first: as many as the beam of the search has, or fewer.
     *
     * @param beginning what each of them begins with, as {@code --prompt} says it; empty if that is free
     * @throws IllegalArgumentException if the source has no token that the model reads, or the beginning one that it never says
     * @throws NonFiniteException if a state or an output of the network is not finite
     */
    public List<Transduction> answers(String source, Search search, String beginning) {
        TextEncoder text = model.text();
        List<String> tokens = text.tokens(source);
        int[] read = model.requireTokens(source, tokens.isEmpty() ? new int[0] : text.encode(source));
        Sequences sources = Sequences.ofTokens(new int[][] {read});
        return said(sources, tokens, Sentence.quoted(source), search, beginning);
    }

    /**
     * Returns the best targets of a sequence of measured numbers; all else as {@link #answers(String, Search, String)}.
     *
     * @param raw [T, features], as the data have them: the model scales them
     */
    public List<Transduction> answers(Matrix raw, Search search, String beginning) {
        if (raw.rows() == 0) {
            throw new IllegalArgumentException("the source has no step, so there is nothing to answer");
        }
        Sequences sources = Sequences.ofVectors(List.of(model.vectors().encode(raw)));
        return said(sources, List.of(), Sentence.sequence(raw.rows()), search, beginning);
    }

    private List<Transduction> said(
            Sequences sources, List<String> sourceTokens, String name, Search how, String beginning) {
        return search.search(sources, new int[] {0}, how, begun(beginning), _ -> name).getFirst().stream()
                .map(hypothesis -> transduction(hypothesis, sourceTokens))
                .toList();
    }

    private TokenList begun(String beginning) {
        if (beginning.isEmpty()) {
            return TokenList.of();
        }
        TextEncoder target = task.target();
        List<String> tokens = target.startTokens(beginning);
        for (String token : tokens) {
            if (!target.vocabulary().contains(token)) {
                throw new IllegalArgumentException("the model never says " + Sentence.quoted(token)
                        + ", which the beginning " + Sentence.quoted(beginning) + " has");
            }
        }
        return TokenList.of(
                tokens.stream().mapToInt(target.vocabulary()::indexOf).toArray());
    }

    private Transduction transduction(Hypothesis hypothesis, List<String> sourceTokens) {
        int[] said = hypothesis.tokens().toArray();
        List<String> tokens = new ArrayList<>();
        Arrays.stream(said)
                .forEach(token -> tokens.add(task.target().vocabulary().token(token)));
        return new Transduction(task.target().decode(said), tokens, sourceTokens, hypothesis);
    }
}

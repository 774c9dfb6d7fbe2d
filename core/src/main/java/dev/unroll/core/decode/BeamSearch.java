package dev.unroll.core.decode;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Lets a network that reads pairs say the target of a source: token by token, the beginnings of all sources of a batch in one
 * pass a step.
 *
 * <p>It serves one caller at a time; the weights may be shared. Whatever else is in a batch, the answer to a source has the same
 * bits.
 */
public final class BeamSearch implements TargetSearch {

    private final NetworkSpec spec;
    private final NetworkRun run;
    private final Kernels kernels;
    private final Special special;
    private final Batch sourceBatch = new Batch();
    private final Batch batch = new Batch();
    private final Picks all = new Picks();
    private Matrix states;
    private Matrix chosen;
    private final float[] probabilities;
    private int[] tokens = {};
    private int[] sources = {};

    /**
     * Makes a search that shares the compute.
     *
     * @throws IllegalArgumentException if the network reads no pairs
     */
    public BeamSearch(NetworkWeights weights, Special special, Compute compute) {
        this(weights, special, compute.kernels(), compute.team());
    }

    /** Makes a search with these kernels and this team. */
    public BeamSearch(NetworkWeights weights, Special special, Kernels kernels, Team team) {
        if (!(weights.spec().input() instanceof InputSpec.Pair)) {
            throw new IllegalArgumentException(
                    "the network reads no pairs, so there is no target that it could say; its input is "
                            + weights.spec().input().kind());
        }
        this.spec = weights.spec();
        this.run = new NetworkRun(weights, kernels, team);
        this.kernels = kernels;
        this.special = special;
        this.states = Matrix.zeros(0, spec.stateSize());
        this.chosen = states;
        this.probabilities = new float[spec.outputSize()];
    }

    @Override
    public List<List<Hypothesis>> search(
            Sequences given, int[] which, Search search, TokenList beginning, IntFunction<String> names) {
        for (int i : which) {
            if (given.length(i) == 0) {
                throw new IllegalArgumentException(names.apply(i) + " has no step, so there is nothing to answer");
            }
        }
        Matrix starts = Matrix.zeros(which.length, spec.stateSize());
        run.encode(sourceBatch.of(given, which, 0, which.length), starts);
        List<Source> open = new ArrayList<>();
        for (int i = 0; i < which.length; i++) {
            open.add(new Source(i, run.memory().length(i), search, beginning));
        }
        List<Source> every = List.copyOf(open);
        states = fit(states, which.length);
        Rows.copy(starts, 0, states, 0, which.length, spec.stateSize());
        while (!open.isEmpty()) {
            step(open, i -> names.apply(which[i]));
            open.removeIf(source -> source.live().isEmpty());
        }
        return every.stream().map(Source::best).toList();
    }

    private Matrix fit(Matrix matrix, int rows) {
        return matrix.rows() < rows ? Matrix.zeros(rows, spec.stateSize()) : matrix;
    }

    /** Lets all beginnings that are open go on by one token: states are row by row those of the beginnings, in order. */
    private void step(List<Source> open, IntFunction<String> names) {
        int rows = open.stream().mapToInt(source -> source.live().size()).sum();
        if (tokens.length < rows) {
            tokens = new int[rows];
            sources = new int[rows];
        }
        int row = 0;
        for (Source source : open) {
            for (Beginning beginning : source.live()) {
                tokens[row] = beginning.steps() == 0 ? special.begin() : beginning.token();
                sources[row++] = source.number();
            }
        }
        batch.ofSteps(all, rows, tokens);
        run.forward(batch, run.memory(), sources, states, states);
        requireFinite(rows, names);
        List<Beginning> next = new ArrayList<>();
        row = 0;
        for (Source source : open) {
            int count = source.live().size();
            advance(source, row);
            row += count;
            next.addAll(source.live());
        }
        chosen = fit(chosen, next.size());
        for (int i = 0; i < next.size(); i++) {
            Rows.copyRow(states, next.get(i).row(), 0, chosen, i, 0, spec.stateSize());
        }
        Matrix before = states;
        states = chosen;
        chosen = before;
    }

    private void requireFinite(int rows, IntFunction<String> names) {
        if (!run.isFinite()) {
            for (int row = 0; row < rows; row++) {
                Optional<String> part = run.nonFinitePart(row);
                if (part.isPresent()) {
                    throw NonFiniteException.ofAnswer(names.apply(sources[row]), "in " + part.get());
                }
            }
        }
    }

    /** Offers a source all tokens that may follow its beginnings, whose outputs stand from a row on. */
    private void advance(Source source, int row) {
        source.begin();
        for (int i = 0; i < source.live().size(); i++) {
            Beginning from = source.live().get(i);
            float[] logits = run.output().data();
            int at = run.output().at(row + i);
            double sum = kernels.softmax(logits, at, probabilities, 0, probabilities.length);
            Hypothesis.Weights weights = weights(row + i, source);
            int forced = source.forced(from.steps());
            for (int token = 0; token < probabilities.length; token++) {
                boolean isSaid = forced < 0 ? token != special.unknown() && token != special.begin() : token == forced;
                if (isSaid) {
                    source.offer(from, token, from.logProbability() + (logits[at + token] - sum), row + i, weights);
                }
            }
        }
        source.choose(special.end());
    }

    private Hypothesis.Weights weights(int row, Source source) {
        if (run.attentions().isEmpty()) {
            return new Hypothesis.Weights(new float[0]);
        }
        Matrix alphas = run.attentions().getFirst().alphas();
        int at = alphas.at(row);
        return new Hypothesis.Weights(Arrays.copyOfRange(alphas.data(), at, at + source.steps()));
    }
}

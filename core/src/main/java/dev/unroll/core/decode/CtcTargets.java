package dev.unroll.core.decode;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Looks for the targets that a network of CTC says: by the best path if the beam has one place, else by prefix beam search. */
public final class CtcTargets implements TargetSearch {

    private final NetworkRun run;
    private final Kernels kernels;
    private final CtcBeam beam;
    private final int unknown;
    private final Batch batch = new Batch();

    /**
     * Makes a search that knows nothing of targets but what the network says.
     *
     * @param unknown the token of what a vocabulary does not hold, which is never said; -1: there is none
     */
    public CtcTargets(NetworkWeights weights, int unknown, Kernels kernels, Team team) {
        this(weights, unknown, new CtcBeam(1), kernels, team);
    }

    /** Makes a search with the prior of a beam; how wide it is says each search. */
    public CtcTargets(NetworkWeights weights, int unknown, CtcBeam beam, Kernels kernels, Team team) {
        this.run = new NetworkRun(weights, kernels, team);
        this.unknown = unknown;
        this.kernels = kernels;
        this.beam = beam;
    }

    @Override
    public List<List<Hypothesis>> search(
            Sequences given, int[] which, Search search, TokenList beginning, IntFunction<String> names) {
        if (beginning.length() > 0) {
            throw new IllegalArgumentException(
                    "what a model of ctc says follows from its source alone, so it cannot be made to"
                            + " begin with something; ask without a beginning");
        }
        run.forward(batch.of(given, which, 0, which.length));
        requireFinite(which, names);
        List<List<Hypothesis>> all = new ArrayList<>();
        for (int b = 0; b < which.length; b++) {
            CtcScores scores = CtcScores.of(kernels, run, b).without(unknown);
            all.add(transcripts(scores, search).stream()
                    .map(CtcTargets::hypothesis)
                    .toList());
        }
        return all;
    }

    private List<Transcript> transcripts(CtcScores scores, Search search) {
        CtcBeam asked = beam.withWidth(search.beam());
        return asked.isGreedy() ? List.of(new CtcGreedy().add(scores).transcript()) : asked.of(scores, search.beam());
    }

    private static Hypothesis hypothesis(Transcript transcript) {
        return new Hypothesis(transcript.tokens(), transcript.logProbability(), transcript.score(), true, List.of());
    }

    private void requireFinite(int[] which, IntFunction<String> names) {
        if (run.isFinite()) {
            return;
        }
        for (int b = 0; b < which.length; b++) {
            Optional<String> part = run.nonFinitePart(b);
            if (part.isPresent()) {
                throw NonFiniteException.ofAnswer(names.apply(which[b]), "in " + part.get());
            }
        }
    }
}

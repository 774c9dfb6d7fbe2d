package dev.unroll.core.decode;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import java.util.List;

/**
 * What a network of CTC says while its source is still coming. After the last chunk it has the bits of {@link CtcTargets} on the
 * whole. For one thread at a time.
 */
public final class CtcStream {

    /** What is said as long as the prior lets nothing end. */
    private static final Transcript NOTHING =
            new Transcript(TokenList.of(), Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private final NetworkRun run;
    private final int unknown;
    private final Kernels kernels;
    private final NetworkSpec spec;
    private final Matrix state;
    private final Batch batch = new Batch();
    private final Decoding decoding;
    private int steps;
    private boolean ended;

    /** The best path, or a search. */
    private interface Decoding {
        Transcript add(CtcScores scores);
    }

    /**
     * Starts with no step.
     *
     * @param unknown the token of what a vocabulary does not hold, which is never said; -1: there is none
     * @param beam how many beginnings are kept, and what is known of them; 1 and nothing: the best token of each step
     * @throws IllegalArgumentException if a layer reads its sequence from the end, too
     */
    public CtcStream(NetworkWeights weights, int unknown, CtcBeam beam, Kernels kernels, Team team) {
        this.spec = weights.spec();
        if (!spec.canStream()) {
            throw new IllegalArgumentException(
                    "the network reads its source from both ends, so it says nothing before that has"
                            + " ended; one whose layers read forward only (model.bidirectional false) can follow it");
        }
        this.run = new NetworkRun(weights, kernels, team);
        this.unknown = unknown;
        this.kernels = kernels;
        this.state = weights.startStates(1);
        this.decoding = beam.isGreedy() ? greedy() : searching(beam);
    }

    private static Decoding greedy() {
        var path = new CtcGreedy();
        return scores -> path.add(scores).transcript();
    }

    private static Decoding searching(CtcBeam beam) {
        CtcSearch search = beam.begin();
        return scores -> search.add(scores).best(1).stream().findFirst().orElse(NOTHING);
    }

    /**
     * Takes the next steps; returns the best transcript of all so far, of which a search may take back the end later; one without
     * tokens as long as a prior lets none of them end.
     *
     * @param vectors [T, F], as the network reads them; each chunk but the last has a multiple of the steps that the network joins
     * @throws IllegalArgumentException if the chunk before had another number of steps
     * @throws NonFiniteException if a state or an output of the network is not finite
     */
    public Transcript add(Matrix vectors) {
        if (ended) {
            throw new IllegalArgumentException("the network joins " + spec.reduction()
                    + " steps to one, so each chunk but the last must have a multiple of that");
        }
        run.forward(batch.of(Sequences.ofVectors(List.of(vectors))), state, state);
        if (!run.isFinite()) {
            String name = "the steps from " + (steps + 1) + " on";
            throw NonFiniteException.ofAnswer(name, "in " + run.nonFinitePart(0).orElse("the network"));
        }
        steps += vectors.rows();
        ended = vectors.rows() % spec.reduction() != 0;
        return decoding.add(CtcScores.of(kernels, run, 0).without(unknown));
    }

    /** Returns how many steps came. */
    public int steps() {
        return steps;
    }
}

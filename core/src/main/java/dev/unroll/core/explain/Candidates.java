package dev.unroll.core.explain;

import dev.unroll.core.decode.Search;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transducer;
import dev.unroll.core.model.Transduction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a model says of a source, and what else it might have said.
 *
 * @param answer what it says if nothing else is asked for
 * @param best of a search that is at least {@link #FEWEST} wide, at most {@link #MOST} and the answer, the best first; the answer
 *     is among them
 */
public record Candidates(Transduction answer, List<Transduction> best) {

    /** How wide the search is at least. */
    public static final int FEWEST = 5;

    /** As many of a wider search are kept. */
    public static final int MOST = 20;

    private static final Comparator<Transduction> BY_SCORE =
            Comparator.comparingDouble(candidate -> -candidate.hypothesis().score());

    /** Asks for the answers to a source. */
    interface Asked {
        List<Transduction> of(Transducer transducer, Search search);
    }

    public Candidates {
        best = List.copyOf(best);
    }

    /** Asks a model that says another sequence. */
    static Candidates of(Model model, Asked source) {
        var transducer = new Transducer(model);
        Search own = transducer.search();
        Search wide = own.withBeam(Math.max(FEWEST, own.beam()));
        List<Transduction> found = source.of(transducer, wide);
        Transduction answer =
                wide.equals(own) ? found.getFirst() : source.of(transducer, own).getFirst();
        List<Transduction> best = new ArrayList<>(found.subList(0, Math.min(found.size(), MOST)));
        if (best.stream().noneMatch(each -> isSame(each, answer))) {
            best.add(answer);
            best.sort(BY_SCORE);
        }
        return new Candidates(answer, best);
    }

    private static boolean isSame(Transduction one, Transduction other) {
        return one.isEnded() == other.isEnded() && one.tokens().equals(other.tokens());
    }

    /** Returns whether a candidate is the answer. */
    public boolean isAnswer(Transduction candidate) {
        return isSame(candidate, answer);
    }
}

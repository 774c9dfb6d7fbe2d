package dev.unroll.core.decode;

import dev.unroll.core.decode.Hypothesis.Weights;
import dev.unroll.core.network.TokenList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The search for the target of one source: the beginnings that are alive, and what has ended. */
final class Source {

    /** The better one first; of equal ones the one that was there first. */
    private static final Comparator<Hypothesis> BY_SCORE = (one, other) -> Double.compare(other.score(), one.score());

    /** A token that may follow a beginning. */
    private record Offer(Beginning from, int token, double logProbability, int row, Weights weights) {}

    private final int number;
    private final int steps;
    private final Search search;
    private final TokenList beginning;
    private final int longest;
    private final List<Hypothesis> ended = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private List<Beginning> live = List.of(Beginning.nothing());

    /**
     * Begins a search.
     *
     * @param steps of the source
     * @param beginning of the target
     */
    Source(int number, int steps, Search search, TokenList beginning) {
        this.number = number;
        this.steps = steps;
        this.search = search;
        this.beginning = beginning;
        this.longest = Math.max(beginning.length(), search.longest(steps));
    }

    int number() {
        return number;
    }

    int steps() {
        return steps;
    }

    List<Beginning> live() {
        return live;
    }

    /** Returns the token that must come at a step of the target, or −1. */
    int forced(int step) {
        return step < beginning.length() ? beginning.get(step) : -1;
    }

    void begin() {
        offers.clear();
    }

    /** Offers a token that may follow a beginning; the best ones are kept, twice as many as the beam is wide. */
    void offer(Beginning from, int token, double logProbability, int row, Weights weights) {
        int most = 2 * search.beam();
        if (offers.size() == most && logProbability <= offers.getLast().logProbability()) {
            return;
        }
        int at = offers.size();
        while (at > 0 && offers.get(at - 1).logProbability() < logProbability) {
            at--;
        }
        offers.add(at, new Offer(from, token, logProbability, row, weights));
        if (offers.size() > most) {
            offers.removeLast();
        }
    }

    /** Chooses which beginnings go on; those whose last token is the end are over, and so is a search without hope. */
    void choose(int end) {
        List<Beginning> next = new ArrayList<>();
        for (int i = 0; i < offers.size() && next.size() < search.beam(); i++) {
            Offer offer = offers.get(i);
            var longer = new Beginning(
                    Optional.of(offer.from()),
                    offer.token(),
                    offer.from().steps() + 1,
                    offer.logProbability(),
                    offer.row(),
                    Optional.of(offer.weights()));
            if (offer.token() != end) {
                next.add(longer);
            } else if (i < search.beam()) {
                ended.add(longer.hypothesis(search, true));
            }
        }
        ended.sort(BY_SCORE);
        boolean cut = !next.isEmpty() && next.getFirst().steps() >= longest;
        if (cut && ended.isEmpty()) {
            next.forEach(unended -> ended.add(unended.hypothesis(search, false)));
            ended.sort(BY_SCORE);
        }
        live = cut || isDecided(next) ? List.of() : next;
    }

    /** Returns whether no beginning can still become better than as many that have ended as are wanted. */
    private boolean isDecided(List<Beginning> next) {
        if (next.isEmpty()) {
            return true;
        }
        int wanted = search.beam();
        if (ended.size() < wanted) {
            return false;
        }
        if (wanted == 1) {
            return true;
        }
        double hope = next.getFirst().logProbability() / search.divisor(longest + 1);
        return hope <= ended.get(wanted - 1).score();
    }

    /** Returns what was found, the best first, at most as many as the beam is wide. */
    List<Hypothesis> best() {
        return List.copyOf(ended.subList(0, Math.min(search.beam(), ended.size())));
    }
}

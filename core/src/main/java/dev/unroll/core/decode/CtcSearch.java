package dev.unroll.core.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One search of a {@link CtcBeam}; the sequence may come in chunks. Where two beginnings are as good, the one that was kept
 * before comes first, then that of the better beginning, then that of the smaller token.
 */
public final class CtcSearch {

    /** The best first. */
    private static final Comparator<Candidate> ORDER =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparingInt(Candidate::number);

    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private final CtcBeam beam;
    private List<Prefix> kept = new ArrayList<>();

    CtcSearch(CtcBeam beam) {
        this.beam = beam;
        kept.add(Prefix.empty(beam.prior().start()));
    }

    /**
     * A beginning for the next step: one that was kept, or with a token more.
     *
     * @param of the beginning itself, or the one that gets the token
     * @param token that it gets, or {@link #NONE}
     * @param log of the probability of paths that end with that token
     * @param number in the order of ties
     */
    private record Candidate(Prefix of, int token, double log, double score, int number) {
        private static final int NONE = -1;
    }

    /** Goes on with the next steps. */
    public CtcSearch add(CtcScores scores) {
        for (int t = 0; t < scores.steps(); t++) {
            step(scores, t);
        }
        return this;
    }

    private void step(CtcScores scores, int t) {
        for (Prefix prefix : kept) {
            prefix.stay(scores.log(t, scores.blank()), prefix.isEmpty() ? 0 : scores.log(t, prefix.token()));
        }
        kept.forEach(prefix -> prefix.receive(scores, t));
        var best = new PriorityQueue<>(ORDER.reversed());
        int number = 0;
        for (Prefix prefix : kept) {
            best.add(new Candidate(prefix, Candidate.NONE, 0, prefix.nextLog() + prefix.prior(), number++));
        }
        for (Prefix prefix : kept) {
            for (int token = 0; token < scores.blank(); token++) {
                extend(best, prefix, token, scores.log(t, token), number++);
            }
        }
        keep(best.stream().sorted(ORDER).toList());
    }

    /** Lets a beginning with a token more compete; if that is kept already, it has got the paths. */
    private void extend(PriorityQueue<Candidate> best, Prefix prefix, int token, double log, int number) {
        double paths = prefix.before(token) + log;
        double known = paths == NEVER || prefix.keepsChild(token)
                ? NEVER
                : prefix.state().logProbability(token);
        if (known == NEVER) {
            return;
        }
        double score = paths + prefix.prior() + beam.weight() * known + beam.bonus();
        Candidate worst = best.peek();
        if (worst == null || best.size() < beam.width()) {
            best.add(new Candidate(prefix, token, paths, score, number));
        } else if (score > worst.score()) {
            best.poll();
            best.add(new Candidate(prefix, token, paths, score, number));
        }
    }

    private void keep(List<Candidate> chosen) {
        kept.forEach(Prefix::leave);
        List<Prefix> next = new ArrayList<>();
        for (Candidate candidate : chosen) {
            Prefix prefix = candidate.of();
            if (candidate.token() == Candidate.NONE) {
                prefix.advance();
            } else {
                double known = prefix.state().logProbability(candidate.token());
                prefix = prefix.withToken(candidate.token(), candidate.log(), beam.weight() * known + beam.bonus());
            }
            next.add(prefix);
        }
        kept.forEach(Prefix::forgetIfLeft);
        kept = next;
    }

    /** Returns at most {@code most} transcripts for the steps so far, the best first; none if the prior lets none of them end. */
    public List<Transcript> best(int most) {
        return kept.stream()
                .filter(prefix -> prefix.log() > NEVER)
                .map(this::transcript)
                .filter(transcript -> transcript.score() > NEVER)
                .sorted(Comparator.comparingDouble(Transcript::score).reversed())
                .limit(most)
                .toList();
    }

    private Transcript transcript(Prefix prefix) {
        double end = prefix.state().logEnd();
        double ofEnd = end == NEVER ? NEVER : beam.weight() * end;
        return new Transcript(prefix.tokens(), prefix.log(), prefix.log() + prefix.prior() + ofEnd);
    }
}

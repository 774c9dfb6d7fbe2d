package dev.unroll.core.decode;

/**
 * How a target is looked for.
 *
 * <p>A hypothesis y of a source x is ranked by
 *
 * <pre>
 *   ln p(y | x) / ((5 + |y|) / 6)^lengthPenalty + coveragePenalty · Σ over x's steps of ln min(Σ over y's steps of α, 1)
 * </pre>
 *
 * <p>as Wu et al. 2016 (GNMT) have it, |y| with the mark of its end.
 *
 * @param beam how many beginnings are kept at once; 1 is greedy
 * @param lengthPenalty 0: none, so that short targets are favored
 * @param coveragePenalty for steps of the source that were hardly attended to; 0: none
 * @param longest how many tokens a target may have; 0: twice as many as the encoder makes steps of its source, and 10 more, but of
 *     a very long source as many as score these steps 50 million times
 */
public record Search(int beam, double lengthPenalty, double coveragePenalty, int longest) {

    /** The most beginnings that may be kept at once. */
    public static final int WIDEST = 1000;

    /** The best token at each step. */
    public static final Search GREEDY = new Search(1, 0, 0, 0);

    private static final int MORE = 10;

    /** Beyond so many scores of a step of the source, neither time nor memory are what anybody would wait for. */
    private static final int MOST_SCORES = 50_000_000;

    public Search {
        if (beam < 1 || beam > WIDEST) {
            throw new IllegalArgumentException("a beam must have 1 to " + WIDEST + " hypotheses but has " + beam);
        }
        if (!(lengthPenalty >= 0 && lengthPenalty <= 10) || !(coveragePenalty >= 0 && coveragePenalty <= 10)) {
            throw new IllegalArgumentException("length penalty and coverage penalty must be in 0 .. 10 but are "
                    + lengthPenalty + " and " + coveragePenalty);
        }
        if (longest < 0) {
            throw new IllegalArgumentException("the longest target must have at least 0 tokens but has " + longest);
        }
    }

    /** Returns the search that keeps so many beginnings. */
    public Search withBeam(int changed) {
        return new Search(changed, lengthPenalty, coveragePenalty, longest);
    }

    /** Returns the search of targets of at most so many tokens. */
    public Search withLongest(int changed) {
        return new Search(beam, lengthPenalty, coveragePenalty, changed);
    }

    /**
     * Returns how many tokens the target of a source may have.
     *
     * @param steps that the encoder makes of the source, at least 1
     */
    public int longest(int steps) {
        return longest == 0 ? (int) Math.min(2L * steps + MORE, Math.max(MORE, MOST_SCORES / steps)) : longest;
    }

    /** Returns what the logarithm of a probability is divided by, of so many tokens with the mark of the end. */
    double divisor(int tokens) {
        return StrictMath.pow((5.0 + tokens) / 6, lengthPenalty);
    }
}

package dev.unroll.core.decode;

import java.util.List;

/**
 * Looks for the most probable tokens by prefix beam search: of all beginnings that were found so far, the best are kept at
 * each step, and the probabilities of all kept paths to the same tokens are added. Hannun et al. 2014.
 *
 * <pre>
 *   score(l) = ln p(l | sound) + weight · ln p(l by the prior) + bonus · |l|
 * </pre>
 *
 * @param width how many beginnings are kept
 * @param prior what is known of the tokens themselves
 * @param weight of the prior
 * @param bonus for each token: above 0 it makes up for a prior that finds every token unlikely
 */
public record CtcBeam(int width, Prior prior, double weight, double bonus) {

    /** The widest: more only takes time. */
    public static final int WIDEST = 10_000;

    public CtcBeam {
        if (width < 1 || width > WIDEST) {
            throw new IllegalArgumentException("the beam width must be in 1 .. " + WIDEST + " but is " + width);
        }
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY) || !Double.isFinite(bonus)) {
            throw new IllegalArgumentException(
                    "the weight of the prior must be finite and at least 0, and the bonus for"
                            + " a token finite, but they are " + weight + " and " + bonus);
        }
    }

    /** A beam that knows nothing of the tokens. */
    public CtcBeam(int width) {
        this(width, Prior.NONE, 0, 0);
    }

    public CtcBeam withPrior(Prior other, double itsWeight, double itsBonus) {
        return new CtcBeam(width, other, itsWeight, itsBonus);
    }

    /** Returns a beam that keeps so many beginnings; all else as this one. */
    public CtcBeam withWidth(int changed) {
        return new CtcBeam(changed, prior, weight, bonus);
    }

    /** Returns whether it looks for the most probable path alone, as {@link CtcGreedy} does. */
    boolean isGreedy() {
        return width == 1 && prior == Prior.NONE && bonus == 0;
    }

    /** Returns at most {@code most} transcripts for a whole sequence, the best first. */
    public List<Transcript> of(CtcScores scores, int most) {
        return begin().add(scores).best(most);
    }

    /** Returns a search before the first step. */
    public CtcSearch begin() {
        return new CtcSearch(this);
    }
}

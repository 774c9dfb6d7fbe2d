package dev.unroll.core.decode;

import dev.unroll.core.network.TokenList;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of the most probable path: at each step the most probable class, the first if there are several; then
 * repetitions count once, and blanks not at all. Graves et al. 2006.
 *
 * <p>A sequence may come in chunks; the tokens are those of the whole. Not the most probable tokens, since those may have
 * many paths: {@link CtcBeam} looks for them.
 */
public final class CtcGreedy {

    private final List<AlignedToken> tokens = new ArrayList<>();
    private boolean blankBefore = true;
    private double logProbability;
    private int steps;

    /** Starts before the first step. */
    public CtcGreedy() {}

    /** Returns the tokens of a whole sequence. */
    public static List<AlignedToken> of(CtcScores scores) {
        return new CtcGreedy().add(scores).tokens();
    }

    /** Goes on with the next steps. */
    public CtcGreedy add(CtcScores scores) {
        for (int t = 0; t < scores.steps(); t++) {
            add(scores, t);
        }
        return this;
    }

    private void add(CtcScores scores, int t) {
        int best = 0;
        for (int k = 1; k <= scores.blank(); k++) {
            best = scores.log(t, k) > scores.log(t, best) ? k : best;
        }
        double log = scores.log(t, best);
        boolean blank = best == scores.blank();
        if (!blank && !blankBefore && tokens.getLast().token() == best) {
            tokens.add(tokens.removeLast().longer(log));
        } else if (!blank) {
            tokens.add(AlignedToken.at(best, steps, log));
        }
        blankBefore = blank;
        logProbability += log;
        steps++;
    }

    /** Returns the tokens so far; the last may become longer. */
    public List<AlignedToken> tokens() {
        return List.copyOf(tokens);
    }

    /** Returns the tokens so far without their steps, and the logarithm of the probability of the path. */
    public Transcript transcript() {
        return new Transcript(
                TokenList.of(tokens.stream().mapToInt(AlignedToken::token).toArray()), logProbability, logProbability);
    }

    /** Returns how many steps there were. */
    public int steps() {
        return steps;
    }
}

package dev.unroll.core.decode;

import dev.unroll.core.network.TokenList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The beginning of what may be right, in a tree of all of them that are kept or that kept ones begin with. Its paths are of
 * two kinds, those that end with a blank and those that end with its last token; of each the logarithm of the probability.
 */
final class Prefix {

    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private final Optional<Prefix> parent;
    private final int token;
    private final int length;
    private final Prior.State state;
    private final double prior;
    private final Map<Integer, Prefix> children = new HashMap<>();
    private double ofBlank = NEVER;
    private double ofToken = NEVER;
    private double nextOfBlank = NEVER;
    private double nextOfToken = NEVER;
    private boolean kept;

    private Prefix(Optional<Prefix> parent, int token, int length, Prior.State state, double prior) {
        this.parent = parent;
        this.token = token;
        this.length = length;
        this.state = state;
        this.prior = prior;
    }

    /** Returns the beginning of nothing. */
    static Prefix empty(Prior.State state) {
        var empty = new Prefix(Optional.empty(), -1, 0, state, 0);
        empty.ofBlank = 0;
        empty.kept = true;
        return empty;
    }

    boolean isEmpty() {
        return parent.isEmpty();
    }

    int token() {
        return token;
    }

    Prior.State state() {
        return state;
    }

    /** Returns what the prior and the bonus add to its score. */
    double prior() {
        return prior;
    }

    /** Returns ln of the probability of all its paths. */
    double log() {
        return sum(ofBlank, ofToken);
    }

    /** Returns ln of the probability of the paths that get a new token next: the same one as the last needs a blank before. */
    double before(int next) {
        return next == token ? ofBlank : log();
    }

    /** Goes a step on with a blank, or with the last token again. */
    void stay(double blank, double again) {
        nextOfBlank = log() + blank;
        nextOfToken = ofToken + again;
    }

    /** Adds the paths of the beginning without its last token that get that token at this step, if that one is kept. */
    void receive(CtcScores scores, int t) {
        if (parent.isPresent() && parent.get().kept) {
            nextOfToken = sum(nextOfToken, parent.get().before(token) + scores.log(t, token));
        }
    }

    double nextLog() {
        return sum(nextOfBlank, nextOfToken);
    }

    boolean keepsChild(int next) {
        Prefix child = children.get(next);
        return child != null && child.kept;
    }

    /** Is not kept, unless it is chosen again. */
    void leave() {
        kept = false;
    }

    /** Is kept as it has become by this step. */
    void advance() {
        kept = true;
        ofBlank = nextOfBlank;
        ofToken = nextOfToken;
    }

    /** Returns the beginning with a token more, kept, whose paths all end with that token. */
    Prefix withToken(int next, double paths, double added) {
        Prefix child = children.computeIfAbsent(
                next, _ -> new Prefix(Optional.of(this), next, length + 1, state.after(next), prior + added));
        child.kept = true;
        child.ofBlank = NEVER;
        child.ofToken = paths;
        return child;
    }

    /** Leaves the tree, if nothing that is kept begins with it; so do those that it begins with. */
    void forgetIfLeft() {
        Prefix prefix = this;
        while (!prefix.kept && prefix.children.isEmpty() && prefix.parent.isPresent()) {
            Prefix above = prefix.parent.get();
            above.children.remove(prefix.token, prefix);
            prefix = above;
        }
    }

    TokenList tokens() {
        int[] tokens = new int[length];
        Prefix prefix = this;
        for (int i = length - 1; i >= 0; i--) {
            tokens[i] = prefix.token;
            prefix = prefix.parent.orElseThrow();
        }
        return TokenList.of(tokens);
    }

    private static double sum(double a, double b) {
        double most = Math.max(a, b);
        return most == NEVER ? NEVER : most + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - most));
    }
}

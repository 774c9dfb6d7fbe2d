package dev.unroll.core.network;

/**
 * A part that, while training, sets a share of its numbers to 0 and scales the rest up (Srivastava et al. 2014).
 *
 * @param mask whether each step of a sequence drops numbers of its own
 */
public record Dropout(double share, Mask mask) implements Part {

    /** Which steps of a sequence drop the same numbers. */
    public enum Mask {
        /** None: each step has a mask of its own. */
        EACH_STEP,
        /** All: a sequence has one mask (Gal and Ghahramani 2016). */
        VARIATIONAL
    }

    public Dropout {
        requireShare("dropout", share);
    }

    /** Dropout with a mask for each step. */
    public Dropout(double share) {
        this(share, Mask.EACH_STEP);
    }

    static void requireShare(String name, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1 but is " + share);
        }
    }

    @Override
    public String kind() {
        return "dropout";
    }

    @Override
    public Signal gives(Signal given, Place place) {
        if (given.kind() == Signal.Kind.TOKENS && share > 0) {
            throw new IllegalArgumentException(
                    "input dropout must be 0 for one-hot tokens, which are gathered and never multiplied, but is "
                            + share + "; embed the tokens to drop of their vectors");
        }
        return given;
    }

    @Override
    public Place after(Place place, Signal given) {
        return place.withDropout().next();
    }
}

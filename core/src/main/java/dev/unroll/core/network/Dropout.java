package dev.unroll.core.network;

/**
 * How large a share of numbers is set to 0 while training, the rest scaled up (Srivastava et al. 2014): of what enters the
 * first layer, of what passes between layers (PyTorch's {@code dropout}), and of what enters the head.
 *
 * @param mask whether each step of a sequence drops numbers of its own
 */
public record Dropout(double input, double layers, double head, Mask mask) {

    /** No dropout. */
    public static final Dropout NONE = new Dropout(0, 0, 0);

    /** Which steps of a sequence drop the same numbers. */
    public enum Mask {
        /** None: each step has a mask of its own. */
        EACH_STEP,
        /** All: a sequence has one mask (Gal and Ghahramani 2016). */
        VARIATIONAL
    }

    public Dropout {
        requireShare("input", input);
        requireShare("layers", layers);
        requireShare("head", head);
    }

    /** Dropout with a mask for each step. */
    public Dropout(double input, double layers, double head) {
        this(input, layers, head, Mask.EACH_STEP);
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(name + " dropout must be at least 0 and below 1 but is " + share);
        }
    }
}

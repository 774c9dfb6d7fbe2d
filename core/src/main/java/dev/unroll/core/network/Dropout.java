package dev.unroll.core.network;

/**
 * How large a share of numbers is set to 0 while training, the rest scaled up (Srivastava et al. 2014): of what enters the
 * first layer, of what passes between layers (PyTorch's {@code dropout}), and of what enters the head.
 */
public record Dropout(double input, double layers, double head) {

    /** No dropout. */
    public static final Dropout NONE = new Dropout(0, 0, 0);

    public Dropout {
        requireShare("input", input);
        requireShare("layers", layers);
        requireShare("head", head);
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(name + " dropout must be at least 0 and below 1 but is " + share);
        }
    }
}

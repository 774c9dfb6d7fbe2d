package dev.unroll.core.network;

import dev.unroll.core.network.Dropout.Mask;

/**
 * The shares of {@link Dropout} at the usual places: of what enters the first layer, of what passes between layers (PyTorch's
 * {@code dropout}), and of what enters the head.
 *
 * @param mask whether each step of a sequence drops numbers of its own
 */
public record Dropouts(double input, double layers, double head, Mask mask) {

    /** No dropout. */
    public static final Dropouts NONE = new Dropouts(0, 0, 0);

    public Dropouts {
        Dropout.requireShare("input dropout", input);
        Dropout.requireShare("layers dropout", layers);
        Dropout.requireShare("head dropout", head);
    }

    /** Dropout with a mask for each step. */
    public Dropouts(double input, double layers, double head) {
        this(input, layers, head, Mask.EACH_STEP);
    }
}

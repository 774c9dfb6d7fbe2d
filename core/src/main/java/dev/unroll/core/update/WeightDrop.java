package dev.unroll.core.update;

/**
 * Lets each update do without a part of the weights that multiply states (DropConnect: Wan et al. 2013; of recurrent weights:
 * Merity, Keskar and Socher 2018); those left are scaled up. Evaluation has all weights.
 *
 * @param share of the weights, each by itself, drawn anew for each update
 */
public record WeightDrop(double share) {

    /** Throws unless the share is at least 0 and below 1. */
    public WeightDrop {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("weight drop must be at least 0 and below 1 but is " + share);
        }
    }
}

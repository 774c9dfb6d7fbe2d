package dev.unroll.core.score;

/** Which score of the validation examples says how good an epoch was. */
public enum Watch {
    /** The mean loss: lower is better. */
    LOSS,
    /** The part of the answers that is right: higher is better. */
    ACCURACY;

    /** Returns the score of an evaluation. */
    public double of(Evaluation evaluation) {
        return switch (this) {
            case LOSS -> evaluation.loss();
            case ACCURACY ->
                evaluation
                        .confusion()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the accuracy cannot be watched, since nothing is classified; watch the loss"))
                        .accuracy();
        };
    }

    /** Returns whether a score is better than another by more than {@code least}. */
    public boolean isBetter(double score, double than, double least) {
        return this == LOSS ? score < than - least : score > than + least;
    }

    /** Returns a score than which every other is better. */
    public double worst() {
        return this == LOSS ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
}

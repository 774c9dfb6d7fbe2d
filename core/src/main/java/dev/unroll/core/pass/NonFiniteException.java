package dev.unroll.core.pass;

import java.io.Serial;

/** A number was NaN or infinite: of an answer, a loss, a gradient, a parameter. The message names step, layer and sample. */
public final class NonFiniteException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Says where; the message begins with when, "step 3". */
    public NonFiniteException(String message) {
        super(message);
    }

    /**
     * Returns what to say of an input that has no answer.
     *
     * @param input what to call it
     * @param place where the first such number is, for people
     */
    public static NonFiniteException ofAnswer(String input, String place) {
        return new NonFiniteException(input + " has no answer: the first number that is not finite arises " + place
                + ". Shorten the input, or train again with a lower learning rate, a clipped gradient, or a cell whose"
                + " state cannot overflow");
    }

    /** Returns what to say of the loss of an output row; {@code when} is the step, for people. */
    public static NonFiniteException ofLoss(String when, NetworkRun run, int row, double loss) {
        return new NonFiniteException(when + ": the loss of " + run.describeRow(row) + " is " + loss
                + "; the first value that is not finite is in " + run.firstNonFinite(row)
                + ". Check the sample, lower the learning rate or clip the gradient");
    }
}

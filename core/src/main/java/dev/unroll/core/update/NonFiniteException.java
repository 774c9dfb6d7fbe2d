package dev.unroll.core.update;

import dev.unroll.core.pass.NetworkRun;
import java.io.Serial;

/** A loss, a gradient or a parameter was NaN or infinite; the message names the step, the layer and the sample. */
public final class NonFiniteException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Says where; the message begins with when, "step 3". */
    public NonFiniteException(String message) {
        super(message);
    }

    /** Returns what to say of the loss of an output row; {@code when} is the step, for people. */
    public static NonFiniteException ofLoss(String when, NetworkRun run, int row, double loss) {
        return new NonFiniteException(when + ": the loss of " + run.describeRow(row) + " is " + loss
                + "; the first value that is not finite is in " + run.firstNonFinite(row)
                + ". Check the sample, lower the learning rate or clip the gradient");
    }
}

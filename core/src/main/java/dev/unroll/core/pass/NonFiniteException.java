package dev.unroll.core.pass;

import java.io.Serial;
import java.util.function.IntFunction;

/** A number was NaN or infinite: of an answer, a loss, a gradient, a parameter. The message names step, layer and sample. */
public final class NonFiniteException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int NO_SAMPLE = -1;

    private final String before;
    private final int sample;
    private final String after;

    /** Says where; the message begins with when, "step 3". */
    public NonFiniteException(String message) {
        super(message);
        this.before = message;
        this.sample = NO_SAMPLE;
        this.after = "";
    }

    private NonFiniteException(String before, int sample, String after) {
        super(before + "sample " + sample + after);
        this.before = before;
        this.sample = sample;
        this.after = after;
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
        return ofLoss(when, run.sample(row), run.describeStep(row), loss, run.firstNonFinite(row));
    }

    /** Returns what to say of the loss of the sequence at place {@code b} of the batch; {@code when} is the step, for people. */
    public static NonFiniteException ofSequenceLoss(String when, NetworkRun run, int b, double loss) {
        return ofLoss(when, run.sampleAt(b), "", loss, run.firstNonFiniteAt(b));
    }

    private static NonFiniteException ofLoss(String when, int sample, String step, double loss, String part) {
        return new NonFiniteException(
                when + ": the loss of ",
                sample,
                step + " is " + loss + "; the first value that is not finite is in " + part
                        + ". Check the sample, lower the learning rate or clip the gradient");
    }

    /** Returns the same failure, its sample called by name: of its number among those of the training or the evaluation. */
    public NonFiniteException named(IntFunction<String> names) {
        if (sample == NO_SAMPLE) {
            return this;
        }
        var named = new NonFiniteException(before + names.apply(sample) + after);
        named.initCause(this);
        return named;
    }
}

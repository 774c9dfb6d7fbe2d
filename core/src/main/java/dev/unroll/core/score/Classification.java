package dev.unroll.core.score;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.Targets;

/**
 * Which class a row of outputs says, and which it should say.
 *
 * @param outputs columns of a row: a logit a class, or one logit of yes
 */
public record Classification(Loss loss, int outputs) {

    /** Returns whether rows say classes at all; of several yes-or-no logits and of values they do not. */
    public boolean applies() {
        return switch (loss.answers()) {
            case CLASSES -> true;
            case DECISIONS -> outputs == 1;
            case VALUES, DISTRIBUTIONS, TRANSCRIPTS -> false;
        };
    }

    /** Returns the number of classes. */
    public int classes() {
        return Math.max(2, outputs);
    }

    /** Returns whether a row counts: its label is not the one to ignore. */
    public boolean counts(Targets targets, int row) {
        return !loss.ignores(actual(targets, row));
    }

    /** Returns the class of a row's target; of a yes-or-no value, 1 for yes. */
    public int actual(Targets targets, int row) {
        return switch (targets) {
            case Targets.Classes _, Targets.Transcripts _ -> targets.requireClasses(loss.name(), row + 1)[row];
            case Targets.Values _ ->
                targets.requireValues(loss.name(), row + 1, 1).get(row, 0) > 0.5f ? 1 : 0;
        };
    }

    /** Returns the class that a row says: the first of the largest logits; of one logit, 1 if it is positive. */
    public int predicted(Matrix output, int row) {
        if (outputs == 1) {
            return output.get(row, 0) > 0 ? 1 : 0;
        }
        int best = 0;
        for (int j = 1; j < outputs; j++) {
            if (output.get(row, j) > output.get(row, best)) {
                best = j;
            }
        }
        return best;
    }
}

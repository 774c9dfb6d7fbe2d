package dev.unroll.core.loss;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;

/**
 * Connectionist temporal classification: of a sequence's labels l, of which nobody knows at which steps they are.
 * Graves et al. 2006.
 *
 * <pre>
 *   y_t  = softmax(x_t)                               N classes: the labels and the blank, "no label here"
 *   B(π) = π without repetitions, then without blanks   a path π has a class for each of T steps
 *   loss = −ln Σ_{π: B(π) = l} Π_t y_t(π_t) / max(1, |l|)
 *   ∂loss/∂x_t(k) = (y_t(k) − Σ_{s: l'_s = k} α_t(s) β_t(s) / p) / max(1, |l|)
 * </pre>
 *
 * <p>l' is l with blanks between all labels and at both ends, α and β are the probabilities of the paths before and after a
 * state, p is that of the labels. As PyTorch's {@code ctc_loss} takes its mean, the loss of a sequence is divided by the number of
 * its labels, and the mean is over the sequences.
 *
 * <p>Probabilities are {@link Wide} numbers, which do not underflow: as logarithms are, they are good for any number of
 * steps, and need no exponential or logarithm a state. Those of a step below e^−600000 count as that.
 *
 * @param blank the column of "no label here"
 */
public record Ctc(Blank blank) implements SequenceLoss {

    /** Which column means no label; all others are labels, by their number. */
    public enum Blank {
        /** Column 0, as is PyTorch's custom: labels are 1 .. N − 1. */
        FIRST,
        /** The last column: labels are 0 .. N − 2. */
        LAST;

        /** Returns the column, of so many. */
        public int column(int columns) {
            return this == FIRST ? 0 : columns - 1;
        }
    }

    /** Labels from 0, the blank last. */
    public Ctc() {
        this(Blank.LAST);
    }

    @Override
    public String name() {
        return "ctc";
    }

    @Override
    public Answers answers() {
        return Answers.TRANSCRIPTS;
    }

    @Override
    public boolean knows(int label, int columns) {
        return label >= 0 && label < columns && label != blank.column(columns);
    }

    /** Returns the number of labels, and one more for each that is the same as the one before: a blank parts them. */
    @Override
    public int requiredSteps(int[] labels, int from, int to) {
        int steps = to - from;
        for (int i = from + 1; i < to; i++) {
            steps += labels[i] == labels[i - 1] ? 1 : 0;
        }
        return steps;
    }

    /** Returns how many steps these labels need at least. */
    public static int requiredSteps(int... labels) {
        return new Ctc().requiredSteps(labels, 0, labels.length);
    }

    /** Returns the number of sequences. */
    @Override
    public double divisor(Matrix prediction, int rows, Targets targets) {
        Targets.Transcripts transcripts = targets.requireTranscripts(name());
        int columns = prediction.columns();
        for (int b = 0; b < transcripts.count(); b++) {
            for (int i = transcripts.from(b); i < transcripts.from(b + 1); i++) {
                if (!knows(transcripts.labels()[i], columns)) {
                    throw new IllegalArgumentException(
                            "sequence " + b + " has label " + transcripts.labels()[i]
                                    + " but there are " + columns + " classes, of which " + blank.column(columns)
                                    + " is the blank: a label must be one of the others");
                }
            }
        }
        return transcripts.count();
    }

    @Override
    public Run run(Kernels kernels) {
        return new CtcRun(this, kernels);
    }
}

package dev.unroll.core.loss;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;

/**
 * {@link Ctc} at work, by the forward-backward algorithm over the S = 2 · labels + 1 states of a sequence: state 2i is the
 * blank before label i, state 2i + 1 is label i. At each step only states are looked at that can be reached from the start
 * and that can reach the end. Memory O(T · S).
 */
final class CtcRun implements SequenceLoss.Run {

    /** Below this a softmax in float has lost digits, or is 0; what it would be is then made of the logit. */
    private static final float LEAST = 0x1p-100f;

    /** States before the first: a path begins at the second of them. */
    private static final int BEFORE = 2;

    private final Ctc loss;
    private final Kernels kernels;
    private final CtcStates states = new CtcStates();
    private double[] x = {};
    private int[] index = {};
    private double[] alpha = {};
    private int[] alphaIndex = {};
    private int[] stored = {};
    private double[] chance = {};
    private int[] chanceIndex = {};
    private double[] occupied = {};
    private float[] logSums = {};
    private float[] softmax = {};
    private double total;
    private int totalIndex;

    CtcRun(Ctc loss, Kernels kernels) {
        this.loss = loss;
        this.kernels = kernels;
    }

    @Override
    public double loss(Matrix prediction, int[] rows, int steps, Targets targets, int sequence) {
        begin(prediction, steps, targets, sequence);
        for (int t = 0; t < steps; t++) {
            int at = prediction.at(rows[t]);
            float logSum = kernels.softmax(prediction.data(), at, softmax, 0, prediction.columns());
            chances(prediction.data(), at, softmax, 0, logSum);
            forward(t);
        }
        return total();
    }

    @Override
    public double lossAndGradient(
            Matrix prediction, int[] rows, int steps, Targets targets, int sequence, float scale, Matrix gradient) {
        begin(prediction, steps, targets, sequence);
        fitStored();
        for (int t = 0; t < steps; t++) {
            int at = prediction.at(rows[t]);
            int to = gradient.at(rows[t]);
            logSums[t] = kernels.softmax(prediction.data(), at, gradient.data(), to, prediction.columns());
            chances(prediction.data(), at, gradient.data(), to, logSums[t]);
            forward(t);
            store(t);
        }
        double result = total();
        boolean finite = Double.isFinite(result);
        double factor = finite ? scale / Math.max(1.0, states.labels()) : 0;
        beginBackward();
        for (int t = steps - 1; t >= 0; t--) {
            int to = gradient.at(rows[t]);
            backward(t);
            occupy(t);
            chances(prediction.data(), prediction.at(rows[t]), gradient.data(), to, logSums[t]);
            write(gradient.data(), to, prediction.columns(), factor);
        }
        return result;
    }

    private void begin(Matrix prediction, int steps, Targets targets, int sequence) {
        int columns = prediction.columns();
        Targets.Transcripts transcripts = targets.requireTranscripts(loss.name());
        int from = transcripts.from(sequence);
        int to = transcripts.from(sequence + 1);
        int required = loss.requiredSteps(transcripts.labels(), from, to);
        if (required > steps) {
            throw new IllegalArgumentException("the labels of sequence " + sequence + " need at least " + required
                    + " steps but there are " + steps);
        }
        states.of(transcripts.labels(), from, to, loss.blank().column(columns), steps);
        if (softmax.length < columns) {
            softmax = new float[columns];
            chance = new double[columns];
            chanceIndex = new int[columns];
            occupied = new double[columns];
        }
        int places = BEFORE + states.count() + 2;
        if (x.length < places) {
            x = new double[places];
            index = new int[places];
        }
        Arrays.fill(x, 0, places, 0);
        Arrays.fill(index, 0, places, Wide.ZERO);
        x[BEFORE - 1] = 1;
        index[BEFORE - 1] = 0;
    }

    private void fitStored() {
        int steps = states.steps();
        if (stored.length < steps) {
            stored = new int[steps];
            logSums = new float[steps];
        }
        long room = 0;
        for (int t = 0; t < steps; t++) {
            stored[t] = (int) Math.min(room, Integer.MAX_VALUE);
            room += states.upper(t) - states.lower(t);
        }
        if (room > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a sequence of " + steps + " steps and " + states.labels()
                    + " labels is too long for ctc: it needs memory for " + room + " states but there is none for more"
                    + " than " + (Integer.MAX_VALUE - 8) + "; cut it into shorter ones");
        }
        if (alpha.length < room) {
            alpha = new double[(int) room];
            alphaIndex = new int[(int) room];
        }
    }

    /** Takes the probabilities of the classes that states have, of one step. */
    private void chances(float[] logits, int at, float[] probabilities, int from, float logSum) {
        for (int i = 0; i < states.classes(); i++) {
            int column = states.columnOfClass(i);
            float p = probabilities[from + column];
            boolean tiny = p < LEAST;
            double log = (double) logits[at + column] - logSum;
            chance[column] = tiny ? Wide.ofLog(log) : p;
            chanceIndex[column] = tiny ? Wide.indexOfLog(log) : 0;
        }
    }

    /** Goes from the α of the step before to those of step {@code t}: a state after those that it looks at. */
    private void forward(int t) {
        int lower = states.lower(t);
        for (int s = states.upper(t) - 1; s >= lower; s--) {
            int i = BEFORE + s;
            int third = states.skips(s) ? index[i - 2] : Wide.ZERO;
            int top = Math.max(Math.max(index[i], index[i - 1]), third);
            double sum = Wide.lowered(x[i], top - index[i]) + Wide.lowered(x[i - 1], top - index[i - 1]);
            if (third != Wide.ZERO) {
                sum += Wide.lowered(x[i - 2], top - third);
            }
            int column = states.column(s);
            double product = sum * chance[column];
            x[i] = Wide.settled(product);
            index[i] = Wide.settled(product, top + chanceIndex[column]);
        }
        x[BEFORE - 1] = 0;
        index[BEFORE - 1] = Wide.ZERO;
    }

    private void store(int t) {
        int lower = states.lower(t);
        int width = states.upper(t) - lower;
        System.arraycopy(x, BEFORE + lower, alpha, stored[t], width);
        System.arraycopy(index, BEFORE + lower, alphaIndex, stored[t], width);
    }

    /** Takes the probability of the labels and returns the loss. */
    private double total() {
        int last = BEFORE + states.count() - 1;
        int top = Math.max(index[last], index[last - 1]);
        double sum = Wide.lowered(x[last], top - index[last]) + Wide.lowered(x[last - 1], top - index[last - 1]);
        total = Wide.settled(sum);
        totalIndex = Wide.settled(sum, top);
        return -Wide.log(total, totalIndex) / Math.max(1, states.labels());
    }

    /** Begins behind the last step, as if the last states had a step more. */
    private void beginBackward() {
        Arrays.fill(x, 0, BEFORE + states.count() + 2, 0);
        Arrays.fill(index, 0, BEFORE + states.count() + 2, Wide.ZERO);
    }

    /** Goes from the β of the step after, whose chances are still there, to those of step {@code t}. */
    private void backward(int t) {
        int count = states.count();
        if (t == states.steps() - 1) {
            for (int s = Math.max(0, count - 2); s < count; s++) {
                x[BEFORE + s] = 1;
                index[BEFORE + s] = 0;
            }
            return;
        }
        for (int s = states.lower(t + 1); s < states.upper(t + 1); s++) {
            int i = BEFORE + s;
            int column = states.column(s);
            double product = x[i] * chance[column];
            index[i] = Wide.settled(product, index[i] + chanceIndex[column]);
            x[i] = Wide.settled(product);
        }
        for (int s = states.lower(t); s < states.upper(t); s++) {
            int i = BEFORE + s;
            int third = states.isSkippedTo(s + 2) ? index[i + 2] : Wide.ZERO;
            int top = Math.max(Math.max(index[i], index[i + 1]), third);
            double sum = Wide.lowered(x[i], top - index[i]) + Wide.lowered(x[i + 1], top - index[i + 1]);
            if (third != Wide.ZERO) {
                sum += Wide.lowered(x[i + 2], top - third);
            }
            x[i] = Wide.settled(sum);
            index[i] = Wide.settled(sum, top);
        }
    }

    /** Takes how probable each class is at step {@code t}, given the labels. */
    private void occupy(int t) {
        for (int i = 0; i < states.classes(); i++) {
            occupied[states.columnOfClass(i)] = 0;
        }
        int lower = states.lower(t);
        for (int s = lower; s < states.upper(t); s++) {
            int i = BEFORE + s;
            int at = stored[t] + s - lower;
            int power = alphaIndex[at] + index[i] - totalIndex;
            occupied[states.column(s)] += Wide.value(alpha[at] * (x[i] / total), power);
        }
    }

    private void write(float[] gradient, int at, int columns, double factor) {
        for (int i = 0; i < states.classes(); i++) {
            int column = states.columnOfClass(i);
            gradient[at + column] = (float) (gradient[at + column] - occupied[column]);
        }
        kernels.multiplyScalar(gradient, at, (float) factor, gradient, at, columns);
    }
}

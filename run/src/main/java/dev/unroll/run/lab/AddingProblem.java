package dev.unroll.run.lab;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.MeanSquaredError;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * The sum of two marked numbers among many. Hochreiter and Schmidhuber 1997, with the lengths and numbers of Le, Jaitly and
 * Hinton 2015.
 *
 * <p>A step is a value, uniform in [0, 1), and a mark: 1 at one step of the first half and at one of the second, else 0. After the
 * last step the sum of the two marked values is asked for. Without memory the best answer is 1, with the mean squared error 1/6, the
 * variance of the sum.
 */
public record AddingProblem() implements LagProblem {

    private static final int VALUE = 0;
    private static final int MARK = 1;

    @Override
    public String name() {
        return "adding";
    }

    @Override
    public String error() {
        return "mean squared error";
    }

    @Override
    public double baseline(int length) {
        return 1.0 / 6;
    }

    @Override
    public int shortest() {
        return 2;
    }

    @Override
    public NetworkSpec network(LagCell cell, int hiddenSize) {
        return cell.after(NetworkSpec.reading(new InputSpec.Dense(2)), hiddenSize)
                .then(new Readout.LastStep())
                .then(new Head.Linear(1));
    }

    @Override
    public Loss loss() {
        return new MeanSquaredError();
    }

    @Override
    public Examples examples(int length, int count, long seed, long draw) {
        List<Matrix> sequences = new ArrayList<>();
        Matrix sums = Matrix.zeros(count, 1);
        for (int i = 0; i < count; i++) {
            Matrix steps = Matrix.zeros(length, 2);
            long values = CounterHash.prefix(seed, Purpose.MADE_DATA, draw, i, VALUE);
            for (int t = 0; t < length; t++) {
                steps.set(t, VALUE, unit(CounterHash.bits(values, t)));
            }
            long marks = CounterHash.prefix(seed, Purpose.MADE_DATA, draw, i, MARK);
            int half = length / 2;
            int first = below(half, CounterHash.bits(marks, 0));
            int second = half + below(length - half, CounterHash.bits(marks, 1));
            steps.set(first, MARK, 1);
            steps.set(second, MARK, 1);
            sums.set(i, 0, steps.get(first, VALUE) + steps.get(second, VALUE));
            sequences.add(steps);
        }
        return new Examples(Sequences.ofVectors(sequences), Labels.ofValues(sums));
    }

    /** Returns a uniform number in [0, 1), a multiple of 2⁻²⁴. */
    private static float unit(long bits) {
        return (bits >>> 40) * 0x1p-24f;
    }

    private static int below(int end, long bits) {
        return (int) Long.remainderUnsigned(bits, end);
    }

    @Override
    public List<PaperFigure> papers() {
        String first = "Hochreiter and Schmidhuber 1997, table 7";
        return List.of(
                new PaperFigure(
                        "lstm",
                        first,
                        "learned at 100, 500 and 1,000 steps, after 74,000, 209,000 and 853,000 sequences (means of 10 trials;"
                                + " values in [−1, 1], one mark among the first ten steps, the other in the first half)"),
                new PaperFigure(
                        "irnn",
                        "Le, Jaitly and Hinton 2015",
                        "comparable to LSTM, at lengths from 150 to 400 (100 hidden units)"),
                new PaperFigure(
                        "indrnn",
                        "Li et al. 2018",
                        "learns from sequences of over 5,000 steps, with its weights u bounded"));
    }
}

package dev.unroll.core.trace;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much each number of an input has to do with an answer, ln p of a label or a value: the gradient, averaged along the
 * straight line from an input of nothing but zeros, times the number. Sundararajan, Taly and Yan 2017.
 *
 * <p>The influences add up to the change of the answer from zeros to the input; {@link #error} says how closely, and is the
 * proof that the line was cut finely enough.
 *
 * @param influence [steps, width]
 * @param before the answer for an input of zeros
 * @param after the answer for the input
 * @param points of the line at which the gradient was taken
 */
public record IntegratedGradients(Matrix influence, double before, double after, int points) {

    private static final int FEWEST_POINTS = 32;
    private static final int MOST_POINTS = 4096;

    /** Steps of all points together: inputs of more than 512 steps get fewer points, but never fewer than the fewest. */
    private static final int MOST_ROWS = 512 * MOST_POINTS;

    /** What of an output row is explained. */
    public sealed interface Quantity {

        /** Returns it. */
        double of(Matrix output, int row);

        /** Writes its derivatives by an output row to the same row of {@code gradient}. */
        void slope(Matrix output, int row, Matrix gradient);
    }

    /** ln p of an answer, a column of the output. */
    public record LogProbability(int answer) implements Quantity {

        @Override
        public double of(Matrix output, int row) {
            return output.get(row, answer) - logSum(output, row);
        }

        @Override
        public void slope(Matrix output, int row, Matrix gradient) {
            double logSum = logSum(output, row);
            for (int j = 0; j < gradient.columns(); j++) {
                double probability = StrictMath.exp(output.get(row, j) - logSum);
                gradient.set(row, j, (float) ((j == answer ? 1 : 0) - probability));
            }
        }

        /** Returns ln Σ eˣ of an output row, in double. */
        private static double logSum(Matrix output, int row) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < output.columns(); j++) {
                largest = Math.max(largest, output.get(row, j));
            }
            double sum = 0;
            for (int j = 0; j < output.columns(); j++) {
                sum += StrictMath.exp(output.get(row, j) - largest);
            }
            return largest + StrictMath.log(sum);
        }
    }

    /** A column of the output, in the units of the data: {@code offset + divisor · output}. */
    public record Value(int column, double offset, double divisor) implements Quantity {

        @Override
        public double of(Matrix output, int row) {
            return offset + divisor * output.get(row, column);
        }

        @Override
        public void slope(Matrix output, int row, Matrix gradient) {
            gradient.set(row, column, (float) divisor);
        }
    }

    /**
     * Returns the influences, on a line cut finer and finer until their sum is off by at most {@code tolerance}, or until
     * there are as many points as an input of its length may have.
     *
     * @param input [steps, width], the vectors that are read, of tokens too
     * @param answer the column of the output whose ln p is explained; the last step's if every step is read out
     * @param tolerance of {@link #error}; 0.01 is a percent
     */
    public static IntegratedGradients of(Network network, Matrix input, int answer, double tolerance) {
        return ofStep(network, input, input.rows() - 1, new LogProbability(answer), tolerance);
    }

    /**
     * Returns the influences on what an output says, of a network that reads every step out on that at a step; all else as
     * {@link #of}.
     *
     * @param step from 0
     */
    public static IntegratedGradients ofStep(
            Network network, Matrix input, int step, Quantity quantity, double tolerance) {
        var path = new Path(network, input, step, quantity);
        double before = path.answer(0);
        double after = path.answer(1);
        int most = Math.clamp(MOST_ROWS / input.rows(), FEWEST_POINTS, MOST_POINTS);
        int points = FEWEST_POINTS;
        while (true) {
            var result = new IntegratedGradients(path.influence(points), before, after, points);
            // No finer line helps where the sum is no number.
            if (!(result.error() > tolerance) || 2 * points > most) {
                return result;
            }
            points *= 2;
        }
    }

    /** Returns the influence of each step: the sum over its vector. */
    public List<Double> bySteps() {
        List<Double> steps = new ArrayList<>();
        for (int t = 0; t < influence.rows(); t++) {
            double sum = 0;
            for (int j = 0; j < influence.columns(); j++) {
                sum += influence.get(t, j);
            }
            steps.add(sum);
        }
        return steps;
    }

    /** Returns the sum of all influences, which should be {@code after − before}. */
    public double sum() {
        return bySteps().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Returns how far {@link #sum} is from the change of the answer, as a part of that change. */
    public double error() {
        double change = after - before;
        double difference = Math.abs(sum() - change);
        return difference == 0 ? 0 : difference / Math.abs(change);
    }

    /** The line from zeros to an input, and a network that reads vectors. */
    private static final class Path {
        private final Network network;
        private final NetworkRun run;
        private final Matrix input;
        private final int step;
        private final Quantity quantity;
        private final Batch batch = new Batch();

        Path(Network network, Matrix input, int step, Quantity quantity) {
            this.network = network.onVectors();
            this.run = new NetworkRun(NetworkWeights.forInputGradient(this.network), Kernels.fastest(), Team.of(1));
            this.input = input;
            this.step = step;
            this.quantity = quantity;
        }

        double answer(double position) {
            forward(List.of(scaled(position)));
            return quantity.of(run.output(), answerRow(0));
        }

        /** The midpoint rule: the mean gradient at the middles of {@code points} equal pieces, times the input. */
        Matrix influence(int points) {
            double[] sums = new double[input.rows() * input.columns()];
            int atOnce = Math.min(RowsAtOnce.sequences(input.rows()), points);
            for (int from = 0; from < points; from += atOnce) {
                List<Matrix> places = new ArrayList<>();
                for (int i = from; i < Math.min(points, from + atOnce); i++) {
                    places.add(scaled((i + 0.5) / points));
                }
                addGradients(places, sums);
            }
            Matrix influence = Matrix.zeros(input.rows(), input.columns());
            for (int t = 0; t < input.rows(); t++) {
                for (int j = 0; j < input.columns(); j++) {
                    double mean = sums[t * input.columns() + j] / points;
                    influence.set(t, j, (float) (mean * input.get(t, j)));
                }
            }
            return influence;
        }

        private void addGradients(List<Matrix> places, double[] sums) {
            forward(places);
            Matrix gradient = run.outputGradient();
            Arrays.fill(gradient.data(), 0);
            for (int b = 0; b < places.size(); b++) {
                quantity.slope(run.output(), answerRow(b), gradient);
            }
            run.backward();
            Matrix ofInput = run.inputGradient();
            var unrolling = batch.unrolling();
            for (int row = 0; row < unrolling.rows(); row++) {
                int at = unrolling.step(row) * input.columns();
                for (int j = 0; j < input.columns(); j++) {
                    sums[at + j] += ofInput.get(row, j);
                }
            }
        }

        private void forward(List<Matrix> places) {
            batch.of(Sequences.ofVectors(places));
            run.forward(batch);
        }

        private int answerRow(int b) {
            boolean everyStep = network.spec().answersEachStep();
            return everyStep ? batch.row(step, b) : b;
        }

        private Matrix scaled(double position) {
            Matrix place = Matrix.zeros(input.rows(), input.columns());
            for (int t = 0; t < input.rows(); t++) {
                for (int j = 0; j < input.columns(); j++) {
                    place.set(t, j, (float) (position * input.get(t, j)));
                }
            }
            return place;
        }
    }
}

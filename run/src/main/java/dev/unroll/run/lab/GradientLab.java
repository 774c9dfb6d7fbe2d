package dev.unroll.run.lab;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Term;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.trace.CellGradients;
import dev.unroll.core.trace.NetworkTrace;
import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.GradientNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far back a gradient reaches: a fresh layer reads random numbers, the loss pushes its last hidden state by a vector of
 * length 1, and the norm of dL/dstateₜ is measured from the last step to the first. Bengio et al. 1994, Pascanu et al. 2013.
 *
 * @param length steps that are read, T
 * @param weight if given, every square block of the recurrent weights is this number times the identity and biases are 0
 * @param input how large the inputs are: the standard deviation of their normal distribution
 * @param clip the longest gradient of all weights together
 */
public record GradientLab(
        int hiddenSize,
        int length,
        Initialization initialization,
        Optional<Float> weight,
        double input,
        double clip,
        long seed) {

    /**
     * What one cell did.
     *
     * @param norms ‖dL/dstateₜ‖, of an LSTM of h and c together, by how many steps before the last, from 0
     * @param weightNorm of the gradient of all weights
     * @param coefficient what clipping multiplies that gradient with
     */
    public record Result(LabCell cell, List<Double> norms, double weightNorm, double coefficient) {

        /** Returns the norm of the gradient of all weights after clipping. */
        public double clippedNorm() {
            return weightNorm * coefficient;
        }

        /** Returns the part of the gradient that reaches the first step. */
        public double reaching() {
            return norms.getLast() / norms.getFirst();
        }
    }

    /** Runs the experiment with one cell. */
    public Result run(LabCell kind) {
        Cell cell = kind.of(hiddenSize, hiddenSize);
        var spec = new NetworkSpec(
                new InputSpec.Dense(hiddenSize), List.of(new Layer(cell)), new Readout.LastStep(), new Head.None());
        Network network = network(spec, kind);
        Matrix inputs = inputs();
        Matrix push = Matrix.zeros(1, hiddenSize);
        Arrays.fill(push.data(), (float) (1 / Math.sqrt(hiddenSize)));
        var gradients = NetworkTrace.of(network, inputs).backward(push);
        CellGradients ofCell = gradients.layers().getFirst().getFirst();
        List<Double> norms = new ArrayList<>();
        for (int back = 0; back < length; back++) {
            norms.add(norm(ofCell, cell, length - 1 - back));
        }
        double weightNorm = weightNorm(network, inputs, push);
        double coefficient = clip > 0 ? new GradientClip.ByNorm(clip).coefficient(weightNorm) : 1;
        return new Result(kind, norms, weightNorm, coefficient);
    }

    private Network network(NetworkSpec spec, LabCell kind) {
        Network drawn = Network.initialize(spec, initialization, seed);
        Network fresh = weight.map(drawn::withIdentity).orElse(drawn);
        return kind.isOpen() ? LabCell.open(fresh) : fresh;
    }

    private Matrix inputs() {
        Matrix inputs = Matrix.zeros(length, hiddenSize);
        for (int t = 0; t < length; t++) {
            for (int j = 0; j < hiddenSize; j++) {
                inputs.set(t, j, (float) (input * CounterHash.normal(seed, Purpose.SAMPLING, t, j, 0, 0)));
            }
        }
        return inputs;
    }

    /** Returns the norm of the derivatives by all states after a step. */
    private static double norm(CellGradients gradients, Cell cell, int step) {
        double sum = 0;
        for (Term state : cell.nexts().values()) {
            Matrix of = gradients.of(state);
            for (int j = 0; j < of.columns(); j++) {
                sum += (double) of.get(step, j) * of.get(step, j);
            }
        }
        return Math.sqrt(sum);
    }

    private static double weightNorm(Network network, Matrix inputs, Matrix push) {
        var run = new NetworkRun(NetworkWeights.forTraining(network), Kernels.fastest(), Team.of(1));
        run.forward(new Batch().of(Sequences.ofVectors(List.of(inputs))));
        System.arraycopy(
                push.data(),
                0,
                run.outputGradient().data(),
                run.outputGradient().at(0),
                push.columns());
        run.backward();
        return new GradientNorm(run.gradients().length).of(run.gradients());
    }
}

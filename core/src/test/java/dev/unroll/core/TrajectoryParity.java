package dev.unroll.core;

import static dev.unroll.core.cell.Equations.join;
import static dev.unroll.core.cell.Equations.relu;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.MeanSquaredError;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.tensorfile.Tensor;
import dev.unroll.core.train.Labels;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.core.train.TrainingStep;
import dev.unroll.core.update.GradientClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole training run: the loss of every step and the parameters at its end. One-hot inputs run as tokens, too. */
final class TrajectoryParity implements ParityCase {

    /**
     * Many steps of float32 drift away from float64. The cases in the resources do not: their losses stay within 1e-6, their
     * parameters within 3e-6.
     */
    private static final double TOLERANCE = 1e-3;

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        Map<String, Object> options = given.options("optimizer_options");
        double learningRate = (double) options.remove("lr");
        Optimizer optimizer = OptimizerParity.optimizer(given.text("optimizer"), options);
        var plan = TrainingPlan.of(optimizer, learningRate).withLoss(loss(given.text("loss")));
        NetworkSpec spec = spec(given);
        boolean oneHot = oneHotTokens(given, 0).isPresent();
        for (NetworkSpec reading : oneHot ? List.of(spec, readingTokens(spec)) : List.of(spec)) {
            Network start = Network.of(reading, parameters(given, "param.start.", reading));
            try (Compute compute = Compute.of(2)) {
                var step = new TrainingStep(start, clipped(plan, given), compute);
                float[] losses = train(given, step, reading, learningRate);
                PyTorchCase.assertClose("losses", given.floats("losses"), losses, TOLERANCE);
                PyTorchCase.assertClose(
                        "parameters " + start.layout().windows(),
                        parameters(given, "param.end.", reading),
                        step.network().values(),
                        TOLERANCE);
            }
        }
    }

    private static float[] train(PyTorchCase given, TrainingStep step, NetworkSpec spec, double learningRate) {
        float[] losses = new float[given.whole("steps")];
        Batch batch = new Batch();
        int batches = given.whole("batches");
        int batchSize = given.shape("input.0").getFirst();
        Matrix state = Matrix.zeros(batchSize, spec.stateSize());
        for (int s = 0; s < losses.length; s++) {
            batch.of(inputs(given, s % batches, spec.input()));
            Labels labels = labels(given, s % batches);
            if (given.flag("carry_state")) {
                losses[s] = (float) step.stepFromState(batch, labels, state, state, learningRate, 0, 0);
            } else {
                losses[s] = (float) step.step(batch, labels, learningRate, 0, 0);
            }
        }
        return losses;
    }

    private static TrainingPlan clipped(TrainingPlan plan, PyTorchCase given) {
        return given.matches("trajectory clip_norm")
                ? plan.withClip(GradientClip.byNorm(given.number("clip_norm")))
                : plan;
    }

    private static Loss loss(String name) throws NotSupportedException {
        return switch (name) {
            case "cross_entropy" -> new CrossEntropy();
            case "bce" -> new BinaryCrossEntropy();
            case "mse" -> new MeanSquaredError();
            default -> throw new NotSupportedException("trajectory loss=" + name);
        };
    }

    private static NetworkSpec spec(PyTorchCase given) throws NotSupportedException {
        Map<String, Object> model = given.options("model");
        int hiddenSize = whole(model, "hidden_size");
        InputSpec input = model.containsKey("vocab")
                ? new InputSpec.Embedding(whole(model, "vocab"), whole(model, "embedding"))
                : new InputSpec.Dense(whole(model, "input_size"));
        int outputSize = whole(model, "output_size");
        String name = (String) model.get("cell");
        if (name.equals("concat")) {
            var layer = new Layer(concat(input.width(), hiddenSize, outputSize));
            return new NetworkSpec(input, List.of(layer), new Readout.LastPosition(), new Head.None());
        }
        Bias bias = given.has("param.start.rnn.bias_ih_l0") ? Bias.PRESENT : Bias.ABSENT;
        Reading reading =
                (boolean) model.getOrDefault("bidirectional", false) ? Reading.BIDIRECTIONAL : Reading.FORWARD;
        List<Layer> layers = new ArrayList<>();
        int width = input.width();
        for (int layer = 0; layer < whole(model, "layers"); layer++) {
            layers.add(new Layer(RecurrentParity.cell(name, width, hiddenSize, bias), reading));
            width = layers.getLast().outputSize();
        }
        int steps = given.shape("input.0").get(1);
        return new NetworkSpec(input, layers, readout((String) model.get("head"), steps), new Head.Linear(outputSize));
    }

    /** Returns the tensors of all parameters; those of the cell by hand have no prefix in PyTorch. */
    private static float[] parameters(PyTorchCase given, String prefix, NetworkSpec spec) {
        return given.parameters(Network.layoutOf(spec), name -> prefix + name.replace("rnn_l0.", ""));
    }

    private static int whole(Map<String, Object> model, String key) {
        return ((Double) model.get(key)).intValue();
    }

    /** The cell of the tutorial on names: its output reads the hidden state from before the step. */
    private static Cell concat(int inputSize, int hiddenSize, int outputSize) {
        return Cell.named("concat", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var both = join(cell.input(), h);
            cell.next(h, relu(cell.linear("hidden", both, hiddenSize)));
            cell.output(cell.linear("output", both, outputSize));
        });
    }

    private static Readout readout(String head, int steps) throws NotSupportedException {
        return switch (head) {
            case "linear at every step" -> new Readout.EveryStep();
            case "linear on the last step", "linear on output[:, -1, :] (both directions)" ->
                new Readout.LastPosition();
            case "linear on all T*H hidden outputs, time-major in each row" -> new Readout.Flatten(steps);
            default -> throw new NotSupportedException("trajectory head=" + head);
        };
    }

    private static NetworkSpec readingTokens(NetworkSpec spec) {
        var input = new InputSpec.OneHot(spec.input().width());
        return new NetworkSpec(input, spec.layers(), spec.readout(), spec.head());
    }

    private static Sequences inputs(PyTorchCase given, int batch, InputSpec spec) {
        List<Integer> shape = given.shape("input." + batch);
        if (spec instanceof InputSpec.Dense(int features)) {
            int[] lengths = new int[shape.getFirst()];
            Arrays.fill(lengths, shape.get(1));
            return Sequences.ofPadded(given.floats("input." + batch), shape.get(1), features, lengths);
        }
        int[] flat = spec instanceof InputSpec.OneHot
                ? oneHotTokens(given, batch).orElseThrow()
                : whole(given.longs("input." + batch));
        return Sequences.ofTokens(split(flat, shape));
    }

    /** Returns where the one is in each row of a batch's input, or nothing if a row is not a one among zeros. */
    private static Optional<int[]> oneHotTokens(PyTorchCase given, int batch) {
        if (!(given.tensor("input." + batch) instanceof Tensor.Floats)) {
            return Optional.empty();
        }
        Matrix rows = given.matrix("input." + batch);
        int[] tokens = new int[rows.rows()];
        for (int row = 0; row < rows.rows(); row++) {
            int ones = 0;
            for (int j = 0; j < rows.columns(); j++) {
                float value = rows.get(row, j);
                if (value == 1) {
                    tokens[row] = j;
                    ones++;
                } else if (value != 0) {
                    return Optional.empty();
                }
            }
            if (ones != 1) {
                return Optional.empty();
            }
        }
        return Optional.of(tokens);
    }

    /** Returns the targets of a batch: classes [B] or [B, T], or values [B, outputs]. */
    private static Labels labels(PyTorchCase given, int batch) {
        String name = "target." + batch;
        if (given.tensor(name) instanceof Tensor.Floats) {
            return Labels.ofValues(given.matrix(name));
        }
        int[] classes = whole(given.longs(name));
        List<Integer> shape = given.shape(name);
        return shape.size() == 1 ? Labels.ofSequences(classes) : Labels.ofSteps(split(classes, shape));
    }

    private static int[][] split(int[] flat, List<Integer> shape) {
        int[][] rows = new int[shape.getFirst()][];
        Arrays.setAll(rows, b -> Arrays.copyOfRange(flat, b * shape.get(1), (b + 1) * shape.get(1)));
        return rows;
    }

    private static int[] whole(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }
}

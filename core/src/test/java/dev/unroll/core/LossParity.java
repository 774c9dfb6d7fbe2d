package dev.unroll.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.AbsoluteError;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Huber;
import dev.unroll.core.loss.MeanSquaredError;
import dev.unroll.core.loss.RowLoss;
import dev.unroll.core.loss.Targets;
import dev.unroll.core.tensorfile.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A prediction, a target, the loss of both and the gradient of the prediction. */
final class LossParity implements ParityCase {

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        if (CtcParity.isOf(given)) {
            new CtcParity().check(given);
            return;
        }
        RowLoss loss = loss(given);
        Matrix prediction = given.matrix("prediction");
        int rows = prediction.rows();
        Targets targets = targets(given, rows);
        Matrix gradient = Matrix.zeros(rows, prediction.columns());
        double[] rowLosses = new double[rows];

        double value = loss.lossAndGradient(Kernels.fastest(), prediction, rows, targets, gradient, rowLosses);

        given.assertClose("loss", new float[] {(float) value});
        given.assertClose("grad.prediction", gradient.data());
        float[] scratch = new float[prediction.columns()];
        assertEquals(value, loss.loss(Kernels.fastest(), prediction, rows, targets, scratch, rowLosses));
    }

    private static RowLoss loss(PyTorchCase given) throws NotSupportedException {
        Map<String, Object> options = given.options("options");
        if (!options.getOrDefault("reduction", "mean").equals("mean")) {
            throw new NotSupportedException("loss reduction=" + options.get("reduction"));
        }
        options.remove("reduction");
        String name = (String) options.remove("loss");
        return switch (name) {
            case "cross_entropy" -> {
                requireOnly(options, "has_weight", "label_smoothing", "ignore_index");
                yield new CrossEntropy(
                        weights(given, "weight"),
                        (double) options.getOrDefault("label_smoothing", 0.0),
                        ((Double) options.getOrDefault("ignore_index", -100.0)).intValue());
            }
            case "bce_with_logits" -> {
                requireOnly(options, "has_pos_weight");
                yield new BinaryCrossEntropy(positiveWeights(given));
            }
            case "huber" -> {
                requireOnly(options, "delta");
                yield new Huber((double) options.getOrDefault("delta", 1.0));
            }
            case "l1" -> {
                requireOnly(options);
                yield new AbsoluteError();
            }
            case "mse" -> {
                requireOnly(options);
                yield new MeanSquaredError();
            }
            default -> throw new NotSupportedException("loss loss=" + name);
        };
    }

    static void requireOnly(Map<String, Object> options, String... known) throws NotSupportedException {
        if (!Set.of(known).containsAll(options.keySet())) {
            throw new NotSupportedException("loss with options " + options);
        }
    }

    private static ClassWeights weights(PyTorchCase given, String name) {
        return given.has(name) ? ClassWeights.of(given.floats(name)) : ClassWeights.none();
    }

    private static List<Double> positiveWeights(PyTorchCase given) {
        List<Double> weights = new ArrayList<>();
        for (float weight : given.has("pos_weight") ? given.floats("pos_weight") : new float[0]) {
            weights.add((double) weight);
        }
        return weights;
    }

    private static Targets targets(PyTorchCase given, int rows) {
        return switch (given.tensor("target")) {
            case Tensor.Longs labels -> {
                assertEquals(rows, labels.size(), "labels");
                yield Targets.classes(Arrays.stream(labels.values())
                        .mapToInt(Math::toIntExact)
                        .toArray());
            }
            case Tensor.Floats _ -> Targets.values(given.matrix("target"));
            case Tensor.Unread _ -> throw new AssertionError("a target is not read");
        };
    }
}

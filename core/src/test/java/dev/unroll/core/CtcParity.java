package dev.unroll.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.Ctc;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.SequenceLoss;
import dev.unroll.core.loss.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Logits [T, B, C] of padded sequences, labels [B, L] padded, the loss and its gradient. */
final class CtcParity implements ParityCase {

    static boolean isOf(PyTorchCase given) {
        return "ctc".equals(given.options("options").get("loss"));
    }

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        Map<String, Object> options = given.options("options");
        LossParity.requireOnly(options, "loss", "blank", "layout", "reduction");
        assertEquals(0.0, options.get("blank"), "blank");
        Matrix prediction = given.matrix("prediction");
        long[] steps = given.longs("input_lengths");
        int batch = steps.length;
        var loss = new Ctc(Ctc.Blank.FIRST);
        Targets targets = targets(given, batch);
        double divisor = loss.divisor(prediction, prediction.rows(), targets);
        Matrix gradient = Matrix.zeros(prediction.rows(), prediction.columns());
        SequenceLoss.Run run = loss.run(Kernels.fastest());
        double[] losses = new double[batch];
        for (int b = 0; b < batch; b++) {
            int[] rows = new int[(int) steps[b]];
            int place = b;
            Arrays.setAll(rows, t -> t * batch + place);
            losses[b] = run.lossAndGradient(prediction, rows, rows.length, targets, b, (float) (1 / divisor), gradient);
            assertEquals(losses[b], run.loss(prediction, rows, rows.length, targets, b));
        }
        given.assertClose("loss", new float[] {(float) Loss.mean(losses, batch, divisor)});
        given.assertClose("grad.prediction", gradient.data());
    }

    private static Targets targets(PyTorchCase given, int batch) {
        long[] padded = given.longs("target");
        long[] lengths = given.longs("target_lengths");
        List<Integer> shape = given.shape("target");
        int[] labels = new int[padded.length];
        int[] from = new int[batch + 1];
        for (int b = 0; b < batch; b++) {
            for (int i = 0; i < lengths[b]; i++) {
                labels[from[b] + i] = (int) padded[b * shape.getLast() + i];
            }
            from[b + 1] = from[b] + (int) lengths[b];
        }
        return Targets.transcripts(labels, from, batch);
    }
}

package dev.unroll.core;

import dev.unroll.core.form.OptionException;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.optimizer.OptimizerState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Parameters with a gradient for each step, and their values after it; all parameters are one flat array here. */
final class OptimizerParity implements ParityCase {

    /** How PyTorch computes, not what. */
    private static final Set<String> IMPLEMENTATION = Set.of("foreach", "fused", "capturable", "differentiable");

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        if (given.text("optimizer").equals("NAdam")) {
            throw new NotSupportedException("PyTorch 1.13's NAdam multiplies its product by μ once too often;"
                    + " PyTorch 2 and its documentation do not");
        }
        Map<String, Object> options = given.options("options");
        double learningRate = (double) options.remove("lr");
        Optimizer optimizer = optimizer(given.text("optimizer"), options);
        float[] values = flat(given, "param.", ".start");
        OptimizerState state = optimizer.newState(values.length);
        for (int step = 0; step < given.whole("steps"); step++) {
            optimizer.step(values, flat(given, "grad.", ".step" + step), state, learningRate);
            PyTorchCase.assertClose(
                    "step " + step, flat(given, "param.", ".step" + step), values, PyTorchCase.TOLERANCE);
        }
    }

    static Optimizer optimizer(String name, Map<String, Object> options) throws NotSupportedException {
        options.keySet().removeAll(IMPLEMENTATION);
        try {
            return Optimizer.of(name.toLowerCase(Locale.ROOT), options);
        } catch (OptionException e) {
            throw new NotSupportedException(e);
        }
    }

    /** Returns the tensors {@code prefix + 0, 1, … + suffix}, one after another. */
    static float[] flat(PyTorchCase given, String prefix, String suffix) {
        float[] all = {};
        for (int k = 0; given.has(prefix + k + suffix); k++) {
            float[] next = given.floats(prefix + k + suffix);
            int at = all.length;
            all = Arrays.copyOf(all, at + next.length);
            System.arraycopy(next, 0, all, at, next.length);
        }
        return all;
    }
}

package dev.unroll.core;

import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.optimizer.OptimizerState;
import dev.unroll.core.optimizer.Optimizers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Parameters with a gradient for each step, and their values after it; all parameters are one flat array here. */
final class OptimizerParity implements ParityCase {

    /** How PyTorch computes, not what. */
    private static final Set<String> IMPLEMENTATION = Set.of("foreach", "fused", "capturable", "differentiable");

    /** Where our names are not PyTorch's; its betas are two of ours. */
    private static final Map<String, String> NAMES =
            Map.of("lr_decay", "rate_decay", "initial_accumulator_value", "initial_sum");

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
        String known = name.toLowerCase(Locale.ROOT);
        if (!Optimizers.ALL.names().contains(known)) {
            throw new NotSupportedException("optimizer optimizer=" + name);
        }
        Map<String, Object> settings = new HashMap<>();
        for (Map.Entry<String, Object> option : options.entrySet()) {
            if (option.getKey().equals("betas")) {
                settings.put("beta1", ((List<?>) option.getValue()).get(0));
                settings.put("beta2", ((List<?>) option.getValue()).get(1));
            } else {
                settings.put(NAMES.getOrDefault(option.getKey(), option.getKey()), option.getValue());
            }
        }
        for (String key : settings.keySet()) {
            if (Optimizers.ALL.form(known).field(key).isEmpty()) {
                throw new NotSupportedException("optimizer " + key);
            }
        }
        return Optimizers.ALL.read(known, settings);
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

package dev.unroll.core.update;

import dev.unroll.core.form.Checks;

/** Which average of the weights becomes the network, and is scored after each epoch. */
public sealed interface Averaging {

    /**
     * A moving average over steps (Polyak and Juditsky 1992), exponential: a ← decay · a + (1 − decay) · w, from a ← w
     * after the first step.
     */
    record Exponential(double decay) implements Averaging {

        public Exponential {
            Checks.fraction("decay", decay);
        }
    }

    /**
     * The mean over the ends of epochs (Izmailov et al. 2018), as PyTorch's {@code AveragedModel}: a ← a + (w − a) / (n + 1).
     *
     * @param fromEpoch the first one that counts; before it the weights are not averaged
     */
    record Epochs(int fromEpoch) implements Averaging {

        public Epochs {
            if (fromEpoch < 1) {
                throw new IllegalArgumentException(
                        "averaging must begin with epoch 1 or later but does with " + fromEpoch);
            }
        }
    }
}

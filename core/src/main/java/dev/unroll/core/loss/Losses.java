package dev.unroll.core.loss;

import dev.unroll.core.form.Kinds;
import java.util.List;

/** The losses that a configuration can name. */
public final class Losses {

    /** One line a loss. */
    public static final Kinds<Loss> ALL = Kinds.of(
            Loss.class,
            "loss",
            List.of(
                    new CrossEntropy(),
                    new FocalLoss(),
                    new BinaryCrossEntropy(),
                    new MeanSquaredError(),
                    new AbsoluteError(),
                    new Huber(),
                    new QuantileLoss(),
                    new GaussianLikelihood(),
                    new Ctc()));

    private Losses() {}
}

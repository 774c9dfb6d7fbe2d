package dev.unroll.core.optimizer;

import dev.unroll.core.form.Kinds;

/** The optimizers that a configuration can name. */
public final class Optimizers {

    /** One line an optimizer. */
    public static final Kinds<Optimizer> ALL = Kinds.of(
            Optimizer.class,
            "optimizer",
            new Sgd(),
            new RmsProp(),
            new Adam(),
            new AdamW(),
            new Nadam(),
            new Radam(),
            new Adagrad(),
            new Adadelta(),
            new Lion());

    private Optimizers() {}
}

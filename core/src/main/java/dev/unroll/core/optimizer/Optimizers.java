package dev.unroll.core.optimizer;

import dev.unroll.core.form.Kinds;
import java.util.List;

/** The optimizers that a configuration can name. */
public final class Optimizers {

    /** One line an optimizer. */
    public static final Kinds<Optimizer> ALL = Kinds.of(
            Optimizer.class,
            "optimizer",
            List.of(
                    new Sgd(),
                    new RmsProp(),
                    new Adam(),
                    new AdamW(),
                    new Nadam(),
                    new Radam(),
                    new Adagrad(),
                    new Adadelta(),
                    new Lion()));

    private Optimizers() {}
}

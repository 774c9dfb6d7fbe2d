package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;
import java.util.Optional;

/**
 * A part at work: it owns its buffers, serves one pass at a time, and allocates only for a batch larger than any before.
 *
 * <p>What it returns is valid until its next pass.
 */
public interface PartRun {

    /**
     * Says what it wants of the part before it, before anything is computed.
     *
     * @throws IllegalArgumentException if it cannot read the batch
     */
    default void prepare(Batch batch) {}

    /** Returns what it makes of the rows that it is given. */
    Matrix forward(Matrix given, Pass pass);

    /**
     * Adds the gradients of its parameters.
     *
     * @param gradient of what {@link #forward} returned
     * @return the gradient of what it was given, or {@link Pass#NONE} if that was never asked for
     */
    Matrix backward(Matrix gradient, Pass pass);

    /** Returns whether the numbers are finite that arise in its last pass, and are not merely what it was given. */
    default boolean isFinite(Batch batch) {
        return true;
    }

    /** Returns what it is called, if its last pass made a number that is not finite in the batch's sequence {@code b}. */
    Optional<String> nonFinite(Batch batch, int b);
}

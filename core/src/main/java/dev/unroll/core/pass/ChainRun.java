package dev.unroll.core.pass;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;
import dev.unroll.core.pass.attention.Attending;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs parts in a row. */
final class ChainRun {

    private final PartRun[] parts;
    private final int[] reductions;
    private Matrix firstGradient = Pass.NONE;

    /**
     * Makes a run.
     *
     * @param reductions how many steps of the batch are one in what each part is given
     */
    ChainRun(List<PartRun> parts, int[] reductions) {
        this.parts = parts.toArray(PartRun[]::new);
        this.reductions = reductions;
    }

    /** Returns the first part. */
    PartRun first() {
        return parts[0];
    }

    /** Returns the parts that attend to a source. */
    List<Attending> attentions() {
        return Arrays.stream(parts)
                .filter(Attending.class::isInstance)
                .map(Attending.class::cast)
                .toList();
    }

    /** Lets all parts say what they want of the ones before, before anything is computed. */
    void prepare(Batch batch) {
        for (int i = 0; i < parts.length; i++) {
            parts[i].prepare(batch.reduced(reductions[i]));
        }
    }

    /** Returns what the last part makes of what the first is given. */
    Matrix forward(Matrix given, Pass pass) {
        Matrix rows = given;
        for (int i = 0; i < parts.length; i++) {
            pass.reducedBy(reductions[i]);
            rows = parts[i].forward(rows, pass);
        }
        return rows;
    }

    /** Returns the gradient of what the first part was given, or {@link Pass#NONE}. */
    Matrix backward(Matrix gradient, Pass pass) {
        Matrix rows = gradient;
        for (int i = parts.length - 1; i >= 0 && rows != Pass.NONE; i--) {
            firstGradient = i == 0 ? rows : Pass.NONE;
            pass.reducedBy(reductions[i]);
            rows = parts[i].backward(rows, pass);
        }
        return rows;
    }

    /** Returns the gradient of what the first part gave, as the last backward pass left it. */
    Matrix firstGradient() {
        return firstGradient;
    }

    /** Returns whether the numbers are finite that arose in the last pass. */
    boolean isFinite(Batch batch) {
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isFinite(batch.reduced(reductions[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Returns what the first part is called whose last pass made a number that is not finite in sequence {@code b}. */
    Optional<String> nonFinite(Batch batch, int b) {
        for (int i = 0; i < parts.length; i++) {
            Optional<String> found = parts[i].nonFinite(batch.reduced(reductions[i]), b);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}

package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Signal;
import java.util.Optional;

/** Looks for numbers that are not finite. */
public final class NonFinite {

    private NonFinite() {}

    /** Returns the first row of a sequence, in the order of the steps, with a number that is not finite; −1 for none. */
    public static int firstRow(Matrix rows, Signal.Kind kind, Batch batch, int b) {
        for (int row = kind.rows(batch) - 1; row >= 0; row--) {
            boolean mine = kind.sequence(batch, row) == b;
            if (mine && Rows.hasNonFinite(rows.data(), rows.at(row), rows.columns())) {
                return row;
            }
        }
        return -1;
    }

    /** Returns what a part is called, if its output has a number that is not finite in sequence {@code b}. */
    public static Optional<String> named(Link link, Matrix output, Batch batch, int b) {
        return firstRow(output, link.gives().kind(), batch, b) < 0
                ? Optional.empty()
                : Optional.of(
                        "part " + link.place().number() + " (" + link.part().kind() + ")");
    }
}

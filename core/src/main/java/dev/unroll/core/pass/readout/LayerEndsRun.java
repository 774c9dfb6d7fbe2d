package dev.unroll.core.pass.readout;

import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Layer.Merge;
import dev.unroll.core.network.Readout;
import dev.unroll.core.pass.part.NonFinite;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import dev.unroll.core.pass.part.RecurrentRun;
import java.util.Arrays;
import java.util.Optional;

/**
 * The last step, or the last position, right after a recurrent layer: the layer computes at those rows alone what nothing
 * else reads.
 */
public final class LayerEndsRun implements PartRun {

    private final boolean ofReading;
    private final Link link;
    private final RecurrentRun layer;
    private final Kernels kernels;
    private final int width;
    private final int[][] sequences;
    private final Matrix[] ends;
    private Matrix features;

    public LayerEndsRun(Link link, RecurrentRun layer, Kernels kernels) {
        this.link = link;
        this.kernels = kernels;
        this.ofReading = link.part() instanceof Readout.LastStep;
        this.layer = layer;
        this.width = layer.layer().cell().outputSize();
        this.sequences = new int[layer.layer().directions()][0];
        this.ends = new Matrix[layer.layer().directions()];
        Arrays.fill(ends, Matrix.zeros(0, width));
        this.features = Matrix.zeros(0, link.gives().width());
    }

    /** Tells the layer which rows are wanted. */
    @Override
    public void prepare(Batch batch) {
        ReadSteps.requireSome(batch);
        for (int d = 0; d < sequences.length; d++) {
            pickEnds(batch.unrolling(), d, ofReading && layer.direction(d) == Direction.BACKWARD);
        }
    }

    private void pickEnds(Unrolling unrolling, int d, boolean first) {
        if (sequences[d].length < unrolling.batch()) {
            sequences[d] = new int[unrolling.batch()];
        }
        Picks picks = layer.picks(d).none();
        int count = 0;
        for (int row = 0; row < unrolling.rows(); row++) {
            if ((first ? unrolling.earlier(row) : unrolling.later(row)) < 0) {
                picks.add(row);
                sequences[d][count++] = unrolling.sequence(row);
            }
        }
    }

    private boolean isSideBySide() {
        return layer.layer().merge() == Merge.CONCATENATION;
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        int count = pass.batch().size();
        if (features.rows() < count) {
            features = Matrix.zeros(count, features.columns());
        }
        for (int d = 0; d < sequences.length; d++) {
            if (isSideBySide()) {
                take(d, features, d * width, count);
            } else {
                take(d, fit(d, count), 0, count);
            }
        }
        if (!isSideBySide()) {
            features = layer.merging().forward(ends[0], ends[1], count);
        }
        return features;
    }

    private Matrix fit(int d, int count) {
        if (ends[d].rows() < count) {
            ends[d] = Matrix.zeros(count, width);
        }
        return ends[d];
    }

    private void take(int d, Matrix into, int column, int count) {
        for (int i = 0; i < count; i++) {
            Rows.copyRow(layer.run(d).output(), i, 0, into, sequences[d][i], column, width);
        }
    }

    /** Writes the gradient to where the layer reads it. */
    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        int count = pass.batch().size();
        if (!isSideBySide()) {
            layer.merging().backward(gradient, ends[0], ends[1], count);
        }
        for (int d = 0; d < sequences.length; d++) {
            for (int i = 0; i < count; i++) {
                Matrix from = isSideBySide() ? gradient : ends[d];
                int column = isSideBySide() ? d * width : 0;
                Rows.copyRow(from, sequences[d][i], column, layer.run(d).outputGradient(), i, 0, width);
            }
        }
        return gradient;
    }

    @Override
    public boolean isFinite(Batch batch) {
        return isSideBySide() || Rows.areFinite(kernels, features, batch.size());
    }

    /** Nothing can arise here but in a sum or a product of two directions: what was read is the layer's. */
    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return isSideBySide() ? Optional.empty() : NonFinite.named(link, features, batch, b);
    }
}

package dev.unroll.core.pass.readout;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.pass.part.GradientPlace;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import java.util.Arrays;
import java.util.Optional;

/** The last position of each sequence, of any rows. */
public final class EndsRun implements PartRun {

    private final int width;
    private final GradientPlace place;
    private Matrix features;

    public EndsRun(Link link, Means means) {
        this.width = link.gives().width();
        this.place = new GradientPlace(means, width);
        this.features = Matrix.zeros(0, width);
    }

    @Override
    public void prepare(Batch batch) {
        ReadSteps.requireSome(batch);
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        int count = pass.batch().size();
        if (features.rows() < count) {
            features = Matrix.zeros(count, width);
        }
        for (int b = 0; b < count; b++) {
            Rows.copyRow(given, pass.batch().unrolling().end(b), 0, features, b, 0, width);
        }
        return features;
    }

    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        Unrolling unrolling = pass.batch().unrolling();
        Matrix ofGiven = place.of(unrolling.rows());
        for (int row = 0; row < unrolling.rows(); row++) {
            if (unrolling.later(row) < 0) {
                Rows.copyRow(gradient, unrolling.sequence(row), 0, ofGiven, row, 0, width);
            } else {
                Arrays.fill(ofGiven.data(), ofGiven.at(row), ofGiven.at(row) + width, 0);
            }
        }
        return ofGiven;
    }

    /** Nothing can arise here: what was read is that of the part before. */
    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return Optional.empty();
    }
}

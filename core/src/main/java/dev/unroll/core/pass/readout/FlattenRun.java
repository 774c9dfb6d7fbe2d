package dev.unroll.core.pass.readout;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.pass.part.GradientPlace;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import java.util.Optional;

/** All steps of a sequence side by side. */
public final class FlattenRun implements PartRun {

    private final int width;
    private final int steps;
    private final Team team;
    private final GradientPlace place;
    private Matrix features;
    private Matrix outputs = Pass.NONE;
    private Matrix gradient = Pass.NONE;
    private Matrix outputGradient = Pass.NONE;
    private Unrolling unrolling = new Unrolling();

    private final Team.Task read = this::read;
    private final Team.Task spread = this::spread;

    public FlattenRun(Link link, Means means) {
        this.width = link.given().width();
        this.steps = link.gives().width() / width;
        this.team = means.team();
        this.place = new GradientPlace(means, width);
        this.features = Matrix.zeros(0, link.gives().width());
    }

    @Override
    public void prepare(Batch batch) {
        ReadSteps.requireSome(batch);
        for (int b = 0; b < batch.size(); b++) {
            int length = batch.unrolling().length(b);
            if (length != steps) {
                throw new IllegalArgumentException("sequence " + batch.example(b) + " has " + length
                        + " steps but all steps are flattened, so each must have " + steps);
            }
        }
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        unrolling = pass.batch().unrolling();
        outputs = given;
        if (features.rows() < unrolling.batch()) {
            features = Matrix.zeros(unrolling.batch(), features.columns());
        }
        team.run(read, (long) unrolling.rows() * width);
        return features;
    }

    private void read(int member, int members) {
        int end = Team.from(member + 1, members, unrolling.rows());
        for (int row = Team.from(member, members, unrolling.rows()); row < end; row++) {
            Rows.copyRow(outputs, row, 0, features, unrolling.sequence(row), unrolling.step(row) * width, width);
        }
    }

    @Override
    public Matrix backward(Matrix ofFeatures, Pass pass) {
        gradient = ofFeatures;
        outputGradient = place.of(unrolling.rows());
        team.run(spread, (long) unrolling.rows() * width);
        return outputGradient;
    }

    private void spread(int member, int members) {
        int end = Team.from(member + 1, members, unrolling.rows());
        for (int row = Team.from(member, members, unrolling.rows()); row < end; row++) {
            int column = unrolling.step(row) * width;
            Rows.copyRow(gradient, unrolling.sequence(row), column, outputGradient, row, 0, width);
        }
    }

    /** Nothing can arise here: what was read is that of the part before. */
    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return Optional.empty();
    }
}

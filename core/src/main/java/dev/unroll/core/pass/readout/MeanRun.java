package dev.unroll.core.pass.readout;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.pass.part.GradientPlace;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.NonFinite;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import java.util.Arrays;
import java.util.Optional;

/** The mean over the steps of each sequence. */
public final class MeanRun implements PartRun {

    private final Link link;
    private final int width;
    private final Kernels kernels;
    private final Team team;
    private final GradientPlace place;
    private Matrix features;
    private Matrix outputs = Pass.NONE;
    private Matrix gradient = Pass.NONE;
    private Matrix outputGradient = Pass.NONE;
    private Unrolling unrolling = new Unrolling();

    private final Team.Task read = this::read;
    private final Team.Task spread = this::spread;

    public MeanRun(Link link, Means means) {
        this.link = link;
        this.width = link.given().width();
        this.kernels = means.kernels();
        this.team = means.team();
        this.place = new GradientPlace(means, width);
        this.features = Matrix.zeros(0, width);
    }

    @Override
    public void prepare(Batch batch) {
        ReadSteps.requireSome(batch);
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        unrolling = pass.batch().unrolling();
        outputs = given;
        if (features.rows() < unrolling.batch()) {
            features = Matrix.zeros(unrolling.batch(), width);
        }
        team.run(read, (long) unrolling.rows() * width);
        return features;
    }

    /** Members share the columns, since no sum may be split. */
    private void read(int member, int members) {
        int from = Team.from(member, members, width);
        int to = Team.from(member + 1, members, width);
        float[] sums = features.data();
        for (int b = 0; b < unrolling.batch(); b++) {
            Arrays.fill(sums, features.at(b) + from, features.at(b) + to, 0);
        }
        for (int row = 0; row < unrolling.rows(); row++) {
            int at = features.at(unrolling.sequence(row)) + from;
            kernels.add(sums, at, outputs.data(), outputs.at(row) + from, sums, at, to - from);
        }
        for (int b = 0; b < unrolling.batch(); b++) {
            int at = features.at(b) + from;
            kernels.multiplyScalar(sums, at, 1f / unrolling.length(b), sums, at, to - from);
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
            int b = unrolling.sequence(row);
            float share = 1f / unrolling.length(b);
            int at = gradient.at(b);
            kernels.multiplyScalar(gradient.data(), at, share, outputGradient.data(), outputGradient.at(row), width);
        }
    }

    @Override
    public boolean isFinite(Batch batch) {
        return Rows.areFinite(kernels, features, unrolling.batch());
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return NonFinite.named(link, features, batch, b).map(_ -> "the readout");
    }
}

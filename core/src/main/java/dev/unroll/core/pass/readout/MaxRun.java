package dev.unroll.core.pass.readout;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.pass.part.GradientPlace;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import java.util.Arrays;
import java.util.Optional;

/** The largest value over the steps of each sequence, number by number; of equal ones the earliest counts. */
public final class MaxRun implements PartRun {

    private final int width;
    private final Team team;
    private final GradientPlace place;
    private Matrix features;
    private Matrix outputs = Pass.NONE;
    private Matrix gradient = Pass.NONE;
    private Matrix outputGradient = Pass.NONE;
    private int[] winners = {};
    private Unrolling unrolling = new Unrolling();

    private final Team.Task read = this::read;
    private final Team.Task spread = this::spread;

    public MaxRun(Link link, Means means) {
        this.width = link.given().width();
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
            winners = new int[unrolling.batch() * width];
        }
        team.run(read, (long) unrolling.rows() * width);
        return features;
    }

    /** Members share the columns. */
    private void read(int member, int members) {
        int from = Team.from(member, members, width);
        int to = Team.from(member + 1, members, width);
        float[] best = features.data();
        for (int row = unrolling.rows() - 1; row >= 0; row--) {
            int b = unrolling.sequence(row);
            boolean first = unrolling.earlier(row) < 0;
            int at = features.at(b);
            int source = outputs.at(row);
            for (int j = from; j < to; j++) {
                float value = outputs.data()[source + j];
                // Not "value > best": a NaN must win, and stay.
                if (first || (!(value <= best[at + j]) && !Float.isNaN(best[at + j]))) {
                    best[at + j] = value;
                    winners[b * width + j] = row;
                }
            }
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
        int from = Team.from(member, members, unrolling.rows());
        int to = Team.from(member + 1, members, unrolling.rows());
        Arrays.fill(outputGradient.data(), outputGradient.at(from), outputGradient.at(to), 0);
        for (int i = 0; i < unrolling.batch() * width; i++) {
            if (winners[i] >= from && winners[i] < to) {
                outputGradient.set(winners[i], i % width, gradient.get(i / width, i % width));
            }
        }
    }

    /** Nothing can arise here: what was read is that of the part before. */
    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return Optional.empty();
    }
}

package dev.unroll.core.pass.part;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.TimeReduction;
import java.util.Arrays;
import java.util.Optional;

/** A time reduction at work: each row has a place in one of the joined rows, and its gradient is there too. */
public final class TimeReductionRun implements PartRun {

    private final int factor;
    private final int width;
    private final boolean passesOn;
    private final Team team;
    private final GradientPlace place;
    private Matrix joined;
    private Matrix single = Pass.NONE;
    private Matrix gradient = Pass.NONE;
    private Unrolling steps = new Unrolling();
    private Unrolling reduced = new Unrolling();

    private final Team.Task join = this::join;
    private final Team.Task part = this::part;

    public TimeReductionRun(TimeReduction reduction, Link link, Material material, Means means) {
        this.factor = reduction.factor();
        this.width = link.given().width();
        this.passesOn = material.passesOn();
        this.team = means.team();
        this.place = new GradientPlace(means, width);
        this.joined = Matrix.zeros(0, link.gives().width());
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        steps = pass.batch().unrolling();
        reduced = pass.batch().reduced(factor).unrolling();
        if (joined.rows() < reduced.rows()) {
            joined = Matrix.zeros(reduced.rows(), joined.columns());
        }
        single = given;
        for (int b = 0; b < steps.batch(); b++) {
            int missing = reduced.length(b) * factor - steps.length(b);
            if (missing > 0) {
                int end = joined.at(reduced.end(b)) + joined.columns();
                Arrays.fill(joined.data(), end - missing * width, end, 0);
            }
        }
        team.run(join, (long) steps.rows() * width);
        return joined;
    }

    private void join(int member, int members) {
        int rows = steps.rows();
        for (int row = Team.from(member, members, rows); row < Team.from(member + 1, members, rows); row++) {
            int t = steps.step(row);
            Rows.copyRow(single, row, 0, joined, joinedRow(row, t), t % factor * width, width);
        }
    }

    private int joinedRow(int row, int t) {
        return reduced.row(t / factor, steps.sequence(row));
    }

    @Override
    public Matrix backward(Matrix ofJoined, Pass pass) {
        if (!passesOn) {
            return Pass.NONE;
        }
        gradient = ofJoined;
        single = place.of(steps.rows());
        team.run(part, (long) steps.rows() * width);
        return single;
    }

    private void part(int member, int members) {
        int rows = steps.rows();
        for (int row = Team.from(member, members, rows); row < Team.from(member + 1, members, rows); row++) {
            int t = steps.step(row);
            Rows.copyRow(gradient, joinedRow(row, t), t % factor * width, single, row, 0, width);
        }
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return Optional.empty();
    }
}

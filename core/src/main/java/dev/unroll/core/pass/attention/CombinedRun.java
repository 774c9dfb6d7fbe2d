package dev.unroll.core.pass.attention;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Batch;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.NonFinite;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import java.util.Optional;

/** Attention after the layers before it, at work: all steps of a sequence by one thread, and nothing waits for a step. */
final class CombinedRun implements PartRun, Attending {

    /** Does something to rows of one step. */
    private interface Step {
        void run(int member, int row, int count);
    }

    private final CombinedWeights weights;
    private final Scorer scorer;
    private final Combine combine;
    private final Kernels kernels;
    private final Team team;
    private final Team.Task forward = this::forward;
    private final Team.Task backward = this::backward;
    private final Step stepForward = this::stepForward;
    private final Step stepBackward = this::stepBackward;
    private Matrix given = Pass.NONE;
    private Matrix ofGiven;
    private Unrolling unrolling = new Unrolling();

    CombinedRun(CombinedWeights weights, Means means) {
        this.weights = weights;
        this.scorer = new Scorer(weights.score(), weights.link(), means);
        this.combine = new Combine(
                weights.combine(), Attention.combineName(weights.link().place()), means);
        this.kernels = means.kernels();
        this.team = means.team();
        this.ofGiven = Matrix.zeros(0, weights.link().given().width());
    }

    @Override
    public Matrix forward(Matrix rows, Pass pass) {
        given = rows;
        unrolling = pass.batch().unrolling();
        scorer.begin(pass);
        combine.begin(unrolling.rows());
        team.run(forward, work());
        return combine.output();
    }

    /** Returns about how many floats are moved. */
    private long work() {
        return (long) unrolling.rows() * given.columns() * 100;
    }

    /** Members own whole sequences, since each adds to the gradient of its source. */
    private void each(int member, int members, boolean lastFirst, Step step) {
        int first = Team.from(member, members, unrolling.batch());
        int end = Team.from(member + 1, members, unrolling.batch());
        for (int i = 0; i < unrolling.steps(); i++) {
            int t = lastFirst ? unrolling.steps() - 1 - i : i;
            int row = unrolling.firstRow(t, first);
            int count = unrolling.firstRow(t, end) - row;
            if (count > 0) {
                step.run(member, row, count);
            }
        }
    }

    private void forward(int member, int members) {
        each(member, members, false, stepForward);
    }

    private void stepForward(int member, int row, int count) {
        scorer.forward(member, row, count, given, combine.joined(), 0);
        combine.forward(member, row, count, given);
    }

    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        scorer.beginBackward(given);
        combine.beginBackward();
        if (ofGiven.rows() < unrolling.rows()) {
            ofGiven = Matrix.zeros(unrolling.rows(), ofGiven.columns());
        }
        Rows.copy(gradient, 0, combine.outputGradient(), 0, unrolling.rows(), gradient.columns());
        team.run(backward, work());
        scorer.endBackward();
        combine.endBackward();
        return weights.passesOn() ? ofGiven : Pass.NONE;
    }

    private void backward(int member, int members) {
        each(member, members, true, stepBackward);
    }

    private void stepBackward(int member, int row, int count) {
        combine.backward(member, row, count);
        scorer.backward(member, row, count, combine.joinedGradient(), 0);
        combine.queryGradient(row, count, scorer.queryGradient(), ofGiven);
    }

    @Override
    public Matrix alphas() {
        return scorer.alphas();
    }

    @Override
    public boolean isFinite(Batch batch) {
        return Rows.areFinite(kernels, combine.output(), batch.unrolling().rows());
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return NonFinite.named(weights.link(), combine.output(), batch, b);
    }
}

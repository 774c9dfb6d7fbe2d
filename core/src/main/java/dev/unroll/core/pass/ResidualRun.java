package dev.unroll.core.pass;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.NonFinite;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import java.util.Optional;

/** A residual connection at work: y = x + f(x), where f is parts in a row. */
final class ResidualRun implements PartRun {

    private final Link link;
    private final boolean passesOn;
    private final ChainRun inside;
    private final Kernels kernels;
    private final Team team;
    private final Team.Task add = this::add;
    private Matrix output;
    private Matrix ofGiven;
    private Matrix first = Pass.NONE;
    private Matrix second = Pass.NONE;
    private Matrix sum = Pass.NONE;
    private int rows;

    ResidualRun(Link link, boolean passesOn, ChainRun inside, Means means) {
        this.link = link;
        this.passesOn = passesOn;
        this.inside = inside;
        this.kernels = means.kernels();
        this.team = means.team();
        this.output = Matrix.zeros(0, link.gives().width());
        this.ofGiven = Matrix.zeros(0, link.given().width());
    }

    @Override
    public void prepare(Batch batch) {
        inside.prepare(batch);
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        Matrix made = inside.forward(given, pass);
        rows = link.gives().kind().rows(pass.batch());
        output = fit(output);
        add(given, made, output);
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        Matrix through = inside.backward(gradient, pass);
        if (!passesOn) {
            return Pass.NONE;
        }
        ofGiven = fit(ofGiven);
        add(gradient, through, ofGiven);
        return ofGiven;
    }

    private Matrix fit(Matrix matrix) {
        return matrix.rows() < rows ? Matrix.zeros(rows, matrix.columns()) : matrix;
    }

    private void add(Matrix x, Matrix y, Matrix into) {
        first = x;
        second = y;
        sum = into;
        team.run(add, (long) rows * into.columns());
    }

    private void add(int member, int members) {
        int width = sum.columns();
        for (int row = Team.from(member, members, rows); row < Team.from(member + 1, members, rows); row++) {
            kernels.add(first.data(), first.at(row), second.data(), second.at(row), sum.data(), sum.at(row), width);
        }
    }

    @Override
    public boolean isFinite(Batch batch) {
        return inside.isFinite(batch) && Rows.areFinite(kernels, output, rows);
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        Optional<String> found = inside.nonFinite(batch, b);
        return found.isPresent() ? found : NonFinite.named(link, output, batch, b);
    }
}

package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Head.Linear;
import java.util.ArrayList;
import java.util.List;

/** The weights of a linear layer. */
public final class LinearWeights implements PartWeights {

    /** Columns of the weight that are packed at a time, so that a team can share the work. */
    private static final int PIECE = 256;

    private final Link link;
    private final boolean passesOn;
    private final Matrix weight;
    private final Matrix bias;
    private final Panels ahead;
    private final Panels back;
    private final List<Matrix> pieces = new ArrayList<>();
    private Kernels kernels = Kernels.scalar();
    private final Team.Task pack = this::pack;

    public LinearWeights(Link link, Material material) {
        this.link = link;
        this.passesOn = material.passesOn();
        this.weight = material.parameter(Linear.weightName(link.place()));
        this.bias = material.parameter(Linear.biasName(link.place()));
        this.ahead = new Panels(weight.columns(), weight.rows());
        this.back = passesOn ? new Panels(weight.rows(), weight.columns()) : new Panels(0, 0);
        for (int column = 0; column < weight.columns(); column += PIECE) {
            pieces.add(weight.columns(column, Math.min(weight.columns(), column + PIECE)));
        }
        pack(0, 1);
    }

    @Override
    public PartRun run(Means means) {
        return new LinearRun(this, means);
    }

    @Override
    public void repack(Kernels kernels, Team team) {
        this.kernels = kernels;
        team.run(pack, 2L * weight.rows() * weight.columns());
    }

    private void pack(int member, int members) {
        int end = Team.from(member + 1, members, pieces.size());
        for (int i = Team.from(member, members, pieces.size()); i < end; i++) {
            Matrix piece = pieces.get(i);
            ahead.packTransposed(kernels, piece, 0, piece.rows(), i * PIECE, 0);
            if (back.rows() > 0) {
                back.pack(kernels, piece, 0, piece.rows(), 0, i * PIECE);
            }
        }
    }

    public Link link() {
        return link;
    }

    /** Returns whether the gradient of what the layer reads is wanted. */
    public boolean passesOn() {
        return passesOn;
    }

    public Matrix bias() {
        return bias;
    }

    /** Returns the weight for y = W x. */
    public Panels ahead() {
        return ahead;
    }

    /** Returns the weight for the gradient of x. */
    public Panels back() {
        return back;
    }
}

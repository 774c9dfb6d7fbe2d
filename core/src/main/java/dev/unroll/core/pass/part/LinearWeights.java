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

    /** Rows and columns of the weight that are packed at a time, so that a team can share the work. */
    private static final int PIECE = 256;

    /** What is packed at a time: the rows {@code from .. to} of the columns from {@code column} on. */
    private record Piece(Matrix columns, int column, int from, int to) {}

    private final Link link;
    private final boolean passesOn;
    private final Matrix weight;
    private final Matrix bias;
    private final Panels ahead;
    private final Panels back;
    private final float[] start;
    private final float[] zeros;
    private final List<Piece> pieces = new ArrayList<>();
    private Kernels kernels = Kernels.scalar();
    private final Team.Task pack = this::pack;

    public LinearWeights(Link link, Material material) {
        this.link = link;
        this.passesOn = material.passesOn();
        this.weight = material.parameter(Linear.weightName(link.place()));
        this.bias = material.parameter(Linear.biasName(link.place()));
        this.ahead = new Panels(weight.columns(), weight.rows());
        this.back = passesOn ? new Panels(weight.rows(), weight.columns()) : new Panels(0, 0);
        this.start = new float[weight.rows()];
        this.zeros = new float[passesOn ? weight.columns() : 0];
        for (int column = 0; column < weight.columns(); column += PIECE) {
            Matrix columns = weight.columns(column, Math.min(weight.columns(), column + PIECE));
            for (int row = 0; row < weight.rows(); row += PIECE) {
                pieces.add(new Piece(columns, column, row, Math.min(weight.rows(), row + PIECE)));
            }
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
            Piece piece = pieces.get(i);
            ahead.packTransposed(kernels, piece.columns, piece.from, piece.to, piece.column, 0);
            if (back.rows() > 0) {
                back.pack(kernels, piece.columns, piece.from, piece.to, 0, piece.column);
            }
        }
        if (member == 0) {
            System.arraycopy(bias.data(), bias.offset(), start, 0, start.length);
        }
    }

    public Link link() {
        return link;
    }

    /** Returns whether the gradient of what the layer reads is wanted. */
    public boolean passesOn() {
        return passesOn;
    }

    /** Returns the bias, what the sums of {@link #ahead} start from. */
    public float[] start() {
        return start;
    }

    /** Returns what the sums of {@link #back} start from. */
    float[] zeros() {
        return zeros;
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

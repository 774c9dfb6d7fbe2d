package dev.unroll.core.engine;

import dev.unroll.core.cell.Term;
import dev.unroll.core.engine.CellGraph.Product;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A cell's weights in the form that the kernels read: once for the products forward and once, transposed, for those
 * backward. Packed after every update; read by any number of runs.
 */
public final class PackedWeights {

    /** Rows of a weight that are packed at a time, so that a team can share the work. */
    private static final int PIECE = 32;

    /** Some rows of one map's weight, the columns that multiply one source, and where they go. */
    private record Piece(Matrix weight, Panels forward, Panels backward, int column) {}

    /** One map's bias, and where it goes. */
    private record BiasPiece(Matrix bias, Matrix joint) {}

    private final CellProgram program;
    private final Map<String, MapWindows> windows;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<BiasPiece> biasPieces = new ArrayList<>();
    private final Panels[][] forward;
    private final Panels[][] backward;
    private final float[][] biases;
    private int members = 1;
    private long packed;

    private final Team.Task pack = this::pack;

    /**
     * Makes room for the weights of a program's cell and packs them.
     *
     * @param windows the parameters of each linear map, by its name
     */
    public PackedWeights(CellProgram program, Map<String, MapWindows> windows) {
        this.program = program;
        this.windows = Map.copyOf(windows);
        int count = program.products().size();
        this.forward = new Panels[count][];
        this.backward = new Panels[count][];
        this.biases = new float[count][];
        for (Product product : program.products()) {
            allocate(product);
        }
        pack(0);
        packBiases();
    }

    private void allocate(Product product) {
        int sources = product.sources().size();
        forward[product.index()] = new Panels[sources];
        backward[product.index()] = new Panels[sources];
        biases[product.index()] = new float[product.width()];
        for (int source = 0; source < sources; source++) {
            int size = product.sources().get(source).size();
            var ahead = new Panels(size, product.width());
            var back = program.purpose() == CellProgram.Purpose.INFERENCE
                    ? new Panels(0, 0)
                    : new Panels(product.width(), size);
            forward[product.index()][source] = ahead;
            backward[product.index()][source] = back;
            int from = product.sourceColumn(source);
            for (Term map : product.maps()) {
                Matrix weight = window(map).weight().columns(from, from + size);
                packed += 2L * weight.rows() * weight.columns();
                for (int row = 0; row < weight.rows(); row += PIECE) {
                    Matrix rows = weight.rows(row, Math.min(weight.rows(), row + PIECE));
                    pieces.add(new Piece(rows, ahead, back, product.columnOf(map) + row));
                }
            }
        }
        Matrix joint = Matrix.of(biases[product.index()], 1, product.width());
        for (Term map : product.maps()) {
            if (window(map).isBiased()) {
                int column = product.columnOf(map);
                biasPieces.add(new BiasPiece(window(map).bias(), joint.columns(column, column + map.size())));
            }
        }
    }

    /** Packs the weights again after an update. */
    public void repack(Team team) {
        members = team.size();
        team.run(pack, packed);
        packBiases();
    }

    private void pack(int member) {
        for (int i = member; i < pieces.size(); i += members) {
            Piece piece = pieces.get(i);
            piece.forward().packTransposed(piece.weight(), 0, piece.column());
            if (piece.backward().rows() > 0) {
                piece.backward().pack(piece.weight(), piece.column(), 0);
            }
        }
    }

    private void packBiases() {
        for (int i = 0; i < biasPieces.size(); i++) {
            Matrix bias = biasPieces.get(i).bias();
            Matrix joint = biasPieces.get(i).joint();
            System.arraycopy(bias.data(), bias.offset(), joint.data(), joint.offset(), bias.columns());
        }
    }

    private MapWindows window(Term map) {
        String name = CellGraph.nameOf(map);
        MapWindows window = windows.get(name);
        if (window == null) {
            throw new IllegalArgumentException(
                    "cell " + program.cell().name() + ": no parameters for linear map " + name);
        }
        return window;
    }

    CellProgram program() {
        return program;
    }

    Panels forward(int product, int source) {
        return forward[product][source];
    }

    Panels backward(int product, int source) {
        return backward[product][source];
    }

    float[] bias(int product) {
        return biases[product];
    }
}

package dev.unroll.core.engine;

import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Term;
import dev.unroll.core.compact.CompactPanels;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A cell's weights in the form that the kernels read: once for the products forward and once, transposed, for those
 * backward. Packed after every update; read by any number of runs.
 */
public final class PackedWeights {

    /** The columns of one map's weight that multiply one source, and where they go. */
    private record Piece(Matrix weight, Panels forward, Panels backward, int column) {}

    /** One map's bias, and where it goes. */
    private record BiasPiece(Matrix bias, Matrix joint) {}

    private final CellProgram program;
    private final Map<String, MapWindows> windows;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<BiasPiece> biasPieces = new ArrayList<>();
    private final Panels[][] forward;
    private final Panels[][] backward;
    private final CompactWeights compact;
    private final float[][] biases;
    private final float[] noBias;
    private Kernels kernels = Kernels.scalar();
    private long packed;

    private final Team.Task pack = this::pack;

    /**
     * Makes room for the weights of a program's cell and packs them.
     *
     * @param windows the parameters of each linear map and of each vector, by its name
     */
    public PackedWeights(CellProgram program, Map<String, MapWindows> windows) {
        this(program, windows, WeightForm.FLOAT32);
    }

    /** Does the same in a form of weights, to which those of the linear maps are rounded already; a compact one runs forward only. */
    public PackedWeights(CellProgram program, Map<String, MapWindows> windows, WeightForm form) {
        this.program = program;
        this.windows = Map.copyOf(windows);
        int count = program.products().size();
        this.forward = new Panels[count][];
        this.backward = new Panels[count][];
        this.biases = new float[count][];
        int widest = 0;
        for (Product product : program.products()) {
            allocate(product, form);
            widest = Math.max(
                    widest,
                    product.sources().stream().mapToInt(Term::size).max().orElse(0));
        }
        this.noBias = new float[widest];
        this.compact = new CompactWeights(form, program.products(), this::window);
        pack(0, 1);
        packBiases();
    }

    private void allocate(Product product, WeightForm form) {
        int sources = form.isCompact() ? 0 : product.sources().size();
        forward[product.index()] = new Panels[sources];
        backward[product.index()] = new Panels[sources];
        biases[product.index()] = new float[product.width()];
        for (int source = 0; source < sources; source++) {
            Term operand = product.sources().get(source);
            int size = operand.size();
            var ahead = new Panels(size, product.width());
            var back = program.hasGradient(operand) ? new Panels(product.width(), size) : new Panels(0, 0);
            forward[product.index()][source] = ahead;
            backward[product.index()][source] = back;
            int from = product.sourceColumn(source);
            for (Term map : product.maps()) {
                Matrix weight = window(map).weight().columns(from, from + size);
                packed += (back.rows() > 0 ? 2L : 1L) * weight.rows() * weight.columns();
                pieces.add(new Piece(weight, ahead, back, product.columnOf(map)));
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
    public void repack(Kernels kernels, Team team) {
        this.kernels = kernels;
        team.run(pack, packed);
        compact.pack();
        packBiases();
    }

    /** The rows of each weight are shared out as those of its gradient are: most are still in that member's cache. */
    private void pack(int member, int members) {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            int from = Team.from(member, members, piece.weight().rows());
            int to = Team.from(member + 1, members, piece.weight().rows());
            piece.forward().packTransposed(kernels, piece.weight(), from, to, 0, piece.column());
            if (piece.backward().rows() > 0) {
                piece.backward().pack(kernels, piece.weight(), from, to, piece.column(), 0);
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
        return window("linear map", ((Linear) map.operation()).name());
    }

    private MapWindows window(String what, String name) {
        MapWindows window = windows.get(name);
        if (window == null) {
            throw new IllegalArgumentException(
                    "cell " + program.cell().name() + ": no parameters for " + what + " " + name);
        }
        return window;
    }

    /** Returns the values of a vector of parameters, [1, size], as they are now and after each update. */
    Matrix parameter(String name) {
        return window("vector", name).bias();
    }

    /** Returns what the states of the cell are before a sequence, as it is now and after each update. */
    public StartStates starts() {
        return new StartStates(program.cell(), windows);
    }

    CellProgram program() {
        return program;
    }

    /** Returns the weight in floats; of one in a compact form they are made when they are first asked for. */
    Panels forward(int product, int source) {
        return compact.arePresent() ? compact.of(product, source).unpacked() : forward[product][source];
    }

    /** Returns whether the weights are in a compact form. */
    boolean areCompact() {
        return compact.arePresent();
    }

    /** Returns the weight in its compact form. */
    CompactPanels compact(int product, int source) {
        return compact.of(product, source);
    }

    Panels backward(int product, int source) {
        return backward[product][source];
    }

    /** Returns what the sums of a product start from, [width]: its bias, or zeros. */
    float[] bias(int product) {
        return biases[product];
    }

    /** Returns what the sums of a transposed product start from: as many zeros as the widest has columns. */
    float[] noBias() {
        return noBias;
    }
}

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

    /** One source of one joint product. */
    private record Piece(Product product, int source, Panels forward, Panels backward) {}

    private final CellProgram program;
    private final Map<String, MapWindows> windows;
    private final List<Piece> pieces = new ArrayList<>();
    private final Panels[][] forward;
    private final Panels[][] backward;
    private final float[][] biases;

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
        for (int piece = 0; piece < pieces.size(); piece++) {
            pack(pieces.get(piece));
        }
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
            pieces.add(new Piece(product, source, ahead, back));
        }
    }

    /** Packs the weights again after an update. */
    public void repack(Team team) {
        team.run(member -> {
            for (int piece = member; piece < pieces.size(); piece += team.size()) {
                pack(pieces.get(piece));
            }
        });
        packBiases();
    }

    private void pack(Piece piece) {
        Product product = piece.product();
        int from = product.sourceColumn(piece.source());
        int to = from + product.sources().get(piece.source()).size();
        for (Term map : product.maps()) {
            Matrix weight = window(map).weight().columns(from, to);
            int column = product.columnOf(map);
            piece.forward().packTransposed(weight, 0, column);
            if (piece.backward().rows() > 0) {
                piece.backward().pack(weight, column, 0);
            }
        }
    }

    private void packBiases() {
        for (Product product : program.products()) {
            for (Term map : product.maps()) {
                MapWindows window = window(map);
                if (window.isBiased()) {
                    System.arraycopy(
                            window.bias().data(),
                            window.bias().offset(),
                            biases[product.index()],
                            product.columnOf(map),
                            map.size());
                }
            }
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

package dev.unroll.core.engine;

import dev.unroll.core.cell.Term;
import dev.unroll.core.compact.CompactPanels;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.program.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The weights of a cell's products forward, in fewer bits. */
final class CompactWeights {

    /** The columns of one map's weight that multiply one source, and where they go. */
    private record Piece(Matrix weight, int from, CompactPanels panels, int column) {}

    private final CompactPanels[][] panels;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * Makes room for the weights of products; none for those of a form that is not compact.
     *
     * @param windows the parameters of each linear map, rounded to the form
     */
    CompactWeights(WeightForm form, List<Product> products, Function<Term, MapWindows> windows) {
        this.panels = new CompactPanels[form.isCompact() ? products.size() : 0][];
        for (int i = 0; i < panels.length; i++) {
            allocate(form, products.get(i), windows);
        }
        pack();
    }

    private void allocate(WeightForm form, Product product, Function<Term, MapWindows> windows) {
        int sources = product.sources().size();
        panels[product.index()] = new CompactPanels[sources];
        for (int source = 0; source < sources; source++) {
            CompactPanels target = form.panels(product.sources().get(source).size(), product.width());
            panels[product.index()][source] = target;
            for (Term map : product.maps()) {
                Matrix weight = windows.apply(map).weight();
                pieces.add(new Piece(weight, product.sourceColumn(source), target, product.columnOf(map)));
            }
        }
    }

    /** Packs the weights again after they have changed. */
    void pack() {
        for (Piece piece : pieces) {
            piece.panels().pack(piece.weight(), piece.from(), piece.column());
        }
    }

    /** Returns whether there are any. */
    boolean arePresent() {
        return panels.length > 0;
    }

    CompactPanels of(int product, int source) {
        return panels[product][source];
    }
}

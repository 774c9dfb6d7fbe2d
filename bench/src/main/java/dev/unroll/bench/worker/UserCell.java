package dev.unroll.bench.worker;

import static dev.unroll.core.cell.Equations.sigmoid;
import static dev.unroll.core.cell.Equations.tanh;

import dev.unroll.bench.workload.Workload;
import dev.unroll.core.cell.Cell;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import java.util.List;

/** A cell as a user would write it who does not know that there is an LSTM: its speed should be the same. */
final class UserCell {

    private UserCell() {}

    /** Returns the workload with this cell in place of the built-in LSTM. */
    static Workload inPlaceOfLstm(Workload workload) {
        if (!workload.cell().name().equals("lstm")) {
            throw new UnsupportedOperationException("the user's cell has the equations of lstm, but " + workload.name()
                    + " is of " + workload.cell().name());
        }
        NetworkSpec spec = workload.network();
        List<Layer> layers = spec.layers().stream()
                .map(layer ->
                        new Layer(cell(layer.cell().inputSize(), layer.cell().outputSize())))
                .toList();
        return new Workload(
                workload.name(),
                workload.kind(),
                new NetworkSpec(spec.input(), layers, spec.readout(), spec.head()),
                workload.size(),
                workload.loss(),
                workload.optimizer(),
                workload.learningRate(),
                workload.pool());
    }

    /**
     * The same equations, other names, and each gate where it is used.
     *
     * <pre>
     *   a = W x + b + U s + d
     *   m' = σ(a₁) ⊙ m + σ(a₀) ⊙ tanh(a₂)      s' = σ(a₃) ⊙ tanh(m')
     * </pre>
     */
    private static Cell cell(int inputSize, int size) {
        return Cell.named("memory", inputSize, cell -> {
            var s = cell.state("s", size);
            var m = cell.state("m", size);
            var a = cell.linear("W", cell.input(), 4 * size).plus(cell.linear("U", s, 4 * size));
            var next = cell.next(
                    m, sigmoid(a.part(1, 4)).times(m).plus(sigmoid(a.part(0, 4)).times(tanh(a.part(2, 4)))));
            cell.output(cell.next(s, sigmoid(a.part(3, 4)).times(tanh(next))));
        });
    }
}

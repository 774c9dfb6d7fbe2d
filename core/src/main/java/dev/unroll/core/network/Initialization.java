package dev.unroll.core.network;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Initial;
import dev.unroll.core.cell.Term;
import dev.unroll.core.cells.KeepGates;
import dev.unroll.core.cells.KeepGates.Columns;
import dev.unroll.core.cells.KeepGates.KeepGate;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.List;

/** How parameters start. Every number is a hash of seed, parameter and place: no order of drawing matters. */
public enum Initialization {
    /**
     * PyTorch's defaults: in cells of PyTorch's names U(±1/√hiddenSize), weights and biases alike; in other maps, in cells
     * without a state and in all other parts U(±1/√fan-in); embeddings N(0, 1).
     */
    PYTORCH,
    /**
     * Keras's defaults: Glorot uniform weights of inputs, head and attention (Glorot and Bengio 2010), orthogonal recurrent weights (Saxe et al.
     * 2014), zero biases but 1 for a forget gate that no other gate makes up for (Jozefowicz et al. 2015), embeddings U(±0.05).
     */
    KERAS;

    private static final float KERAS_EMBEDDING_BOUND = 0.05f;

    /** Returns fresh parameters. */
    public float[] draw(ParameterLayout layout, long seed) {
        float[] flat = new float[layout.size()];
        List<Window> windows = layout.windows();
        for (int number = 0; number < windows.size(); number++) {
            Window window = windows.get(number);
            Matrix values = window.on(flat);
            switch (this) {
                case PYTORCH -> pytorch(window, values, seed, number);
                case KERAS -> keras(window, values, seed, number);
            }
        }
        return flat;
    }

    private static void pytorch(Window window, Matrix values, long seed, int number) {
        switch (window.role()) {
            case EMBEDDING, INNER_EMBEDDING -> normal(values, seed, number);
            case HEAD_WEIGHT,
                    HEAD_BIAS,
                    BRIDGE_WEIGHT,
                    BRIDGE_BIAS,
                    ATTENTION_WEIGHT,
                    ATTENTION_BIAS,
                    ATTENTION_QUERY -> uniform(values, bound(window.fanIn()), seed, number);
            case INPUT_WEIGHT, RECURRENT_WEIGHT, CELL_BIAS -> {
                Cell cell = window.cell().orElseThrow();
                boolean asPyTorch =
                        CellNames.isNamedAsInPyTorch(cell) && !cell.states().isEmpty();
                int size = asPyTorch ? units(cell) : window.fanIn();
                uniform(values, bound(size), seed, number);
            }
            case CELL_VECTOR -> declared(window, values, seed, number);
        }
    }

    private static void keras(Window window, Matrix values, long seed, int number) {
        switch (window.role()) {
            case EMBEDDING, INNER_EMBEDDING -> uniform(values, KERAS_EMBEDDING_BOUND, seed, number);
            case INPUT_WEIGHT, HEAD_WEIGHT, BRIDGE_WEIGHT, ATTENTION_WEIGHT, ATTENTION_QUERY ->
                uniform(values, (float) Math.sqrt(6.0 / (values.rows() + values.columns())), seed, number);
            case RECURRENT_WEIGHT -> orthogonal(values, seed, number);
            case HEAD_BIAS, BRIDGE_BIAS, ATTENTION_BIAS -> {}
            case CELL_VECTOR -> declared(window, values, seed, number);
            case CELL_BIAS -> {
                // PyTorch adds two biases; Keras has one, so only the first of a gate's starts at 1.
                for (KeepGate gate : KeepGates.of(window.cell().orElseThrow())) {
                    if (!gate.isCoupled() && !gate.kept().isEmpty()) {
                        fill(window, values, gate.kept().getFirst(), 1);
                    }
                }
            }
        }
    }

    /** Fills a vector as the cell declares it. */
    private static void declared(Window window, Matrix values, long seed, int number) {
        Initial initial = window.cell().orElseThrow().initial(window.map());
        for (int j = 0; j < values.columns(); j++) {
            float unit = CounterHash.uniform(seed, Purpose.INITIALIZATION, number, 0, j, 0);
            values.set(0, j, initial.from() + unit * (initial.to() - initial.from()));
        }
    }

    /** Returns how many hidden units a cell has: the size of its largest state, of which a projection makes a smaller one. */
    private static int units(Cell cell) {
        return cell.states().values().stream().mapToInt(Term::size).max().orElseThrow();
    }

    private static void fill(Window window, Matrix bias, Columns columns, float value) {
        for (int j = columns.from(); window.map().equals(columns.map()) && j < columns.to(); j++) {
            bias.set(0, j, value);
        }
    }

    private static float bound(int size) {
        return (float) (1 / Math.sqrt(size));
    }

    private static void uniform(Matrix values, float bound, long seed, int number) {
        for (int i = 0; i < values.rows(); i++) {
            for (int j = 0; j < values.columns(); j++) {
                float unit = CounterHash.uniform(seed, Purpose.INITIALIZATION, number, i, j, 0);
                values.set(i, j, (2 * unit - 1) * bound);
            }
        }
    }

    private static void normal(Matrix values, long seed, int number) {
        for (int i = 0; i < values.rows(); i++) {
            for (int j = 0; j < values.columns(); j++) {
                values.set(i, j, (float) CounterHash.normal(seed, Purpose.INITIALIZATION, number, i, j, 0));
            }
        }
    }

    /**
     * Fills with orthonormal columns, or rows where there are fewer of them, all gates together as Keras has it: normal
     * numbers, orthonormalized by Gram and Schmidt, twice, in double.
     */
    private static void orthogonal(Matrix values, long seed, int number) {
        boolean tall = values.rows() >= values.columns();
        double[][] vectors = new double[tall ? values.columns() : values.rows()][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = new double[tall ? values.rows() : values.columns()];
            for (int j = 0; j < vectors[i].length; j++) {
                vectors[i][j] = CounterHash.normal(seed, Purpose.INITIALIZATION, number, i, j, 0);
            }
            orthonormalize(vectors, i);
            for (int j = 0; j < vectors[i].length; j++) {
                values.set(tall ? j : i, tall ? i : j, (float) vectors[i][j]);
            }
        }
    }

    private static void orthonormalize(double[][] rows, int last) {
        double[] row = rows[last];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < last; i++) {
                double overlap = 0;
                for (int j = 0; j < row.length; j++) {
                    overlap += row[j] * rows[i][j];
                }
                for (int j = 0; j < row.length; j++) {
                    row[j] -= overlap * rows[i][j];
                }
            }
        }
        double norm = 0;
        for (double value : row) {
            norm += value * value;
        }
        norm = Math.sqrt(norm);
        for (int j = 0; j < row.length; j++) {
            row[j] /= norm;
        }
    }
}

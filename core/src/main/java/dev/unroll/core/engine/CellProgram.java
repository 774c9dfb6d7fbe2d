package dev.unroll.core.engine;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Term;
import dev.unroll.core.engine.CellGraph.Product;
import dev.unroll.core.engine.Slot.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cell, compiled: which buffers there are, what runs before, inside and after the time loop, and how it runs backward.
 *
 * <p>A program is immutable, holds no weights, and is shared by any number of runs.
 */
public final class CellProgram {

    /** What a program is for. */
    public enum Purpose {
        /** Forward only; nothing is kept for a backward pass. */
        INFERENCE,
        /** Forward and backward: gradients of weights and initial states. */
        TRAINING,
        /** As {@link #TRAINING}, and the gradient of the input too. */
        TRAINING_WITH_INPUT_GRADIENT
    }

    /**
     * A gradient to be summed over all rows: columns {@code from} to {@code to} of a map's weight, Σ resultᵀ · operand.
     *
     * @param result where the adjoint of the map's result lies
     * @param operand where the vector lies that these columns multiply
     */
    record WeightGradient(String map, int from, int to, Phase phase, Ref result, Ref operand) {}

    private final Cell cell;
    private final Purpose purpose;
    private final List<Product> products;
    private final Slot[] slots;
    private final ForwardCompiler forward;
    private final Optional<BackwardCompiler> backward;
    private final boolean inputIsOnlyMultiplied;
    private final List<WeightGradient> weightGradients;

    private CellProgram(Cell cell, Purpose purpose) {
        var graph = new CellGraph(cell);
        var table = new SlotTable(cell);
        this.cell = cell;
        this.purpose = purpose;
        this.products = List.copyOf(graph.products());
        this.forward = new ForwardCompiler(graph, table, purpose);
        this.backward = purpose == Purpose.INFERENCE
                ? Optional.empty()
                : Optional.of(new BackwardCompiler(graph, table, forward, purpose));
        this.weightGradients = purpose == Purpose.INFERENCE ? List.of() : findWeightGradients();
        Term input = cell.terms().getFirst();
        this.inputIsOnlyMultiplied = !graph.isOutput(input)
                && graph.readers(input).stream().allMatch(reader -> reader.operation() instanceof Linear);
        this.slots = table.toArray();
    }

    /** Compiles a cell. */
    public static CellProgram compile(Cell cell, Purpose purpose) {
        return new CellProgram(cell, purpose);
    }

    private List<WeightGradient> findWeightGradients() {
        var gradients = new ArrayList<WeightGradient>();
        for (Product product : products) {
            Ref joint = adjoints().of(product);
            for (Term map : product.maps()) {
                int column = product.columnOf(map);
                Ref result = joint.part(column, column + map.size());
                for (int source = 0; source < product.sources().size(); source++) {
                    Term operand = product.sources().get(source);
                    int from = product.sourceColumn(source);
                    Ref place = forward.value(operand, product.phase());
                    gradients.add(new WeightGradient(
                            CellGraph.nameOf(map), from, from + operand.size(), product.phase(), result, place));
                }
            }
        }
        return List.copyOf(gradients);
    }

    public Cell cell() {
        return cell;
    }

    public Purpose purpose() {
        return purpose;
    }

    /** Returns whether the input is only ever multiplied, so that a one-hot input can be given as indices. */
    public boolean inputIsOnlyMultiplied() {
        return inputIsOnlyMultiplied;
    }

    List<Product> products() {
        return products;
    }

    Slot[] slots() {
        return slots;
    }

    List<Stage> forward(Phase phase) {
        return forward.stages(phase);
    }

    List<Stage> backward(Phase phase) {
        return backward.map(compiled -> compiled.stages(phase)).orElse(List.of());
    }

    /** Returns what the sink reads from earlier phases: the term's place and the buffer of its picked rows. */
    Map<Term, Slot> picked() {
        return forward.picked();
    }

    Ref output() {
        return forward.output();
    }

    ForwardCompiler values() {
        return forward;
    }

    AdjointPlaces adjoints() {
        if (backward.isEmpty()) {
            throw new IllegalStateException("the program of cell " + cell.name()
                    + " was compiled for inference; compile it for training to run it backward");
        }
        return backward.get().places();
    }

    /** Returns whether the backward pass finds a gradient of the term. */
    boolean hasAdjoint(Term term) {
        return backward.isPresent() && backward.get().places().exists(term);
    }

    List<WeightGradient> weightGradients() {
        return weightGradients;
    }
}

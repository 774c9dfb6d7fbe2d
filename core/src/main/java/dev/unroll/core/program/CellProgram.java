package dev.unroll.core.program;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Term;
import dev.unroll.core.program.Slot.Ref;
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
    public record WeightGradient(String map, int from, int to, Phase phase, Ref result, Ref operand) {}

    /**
     * A gradient to be summed over all rows: that of a vector of parameters.
     *
     * @param adjoint where its adjoint lies
     */
    public record ParameterGradient(String parameter, Phase phase, Ref adjoint) {}

    /**
     * A term of an earlier phase that the sink reads: of its rows it needs those at which the output is asked for.
     *
     * @param place where the term lies, a row a sequence and step
     * @param picked its picked rows
     * @param foreign what the sink adds to its adjoint, row by picked row; in a program for inference {@code picked} again
     * @param fromSink the same, spread over the rows of a step
     */
    public record SinkInput(Term term, Ref place, Slot picked, Slot foreign, Slot fromSink) {}

    private final Cell cell;
    private final Purpose purpose;
    private final List<Product> products;
    private final List<Slot> slots;
    private final Slot input;
    private final ForwardCompiler forward;
    private final Optional<BackwardCompiler> backward;
    private final boolean inputIsOnlyMultiplied;
    private final List<WeightGradient> weightGradients;
    private final List<ParameterGradient> parameterGradients;
    private final Map<String, Slot> parameters;
    private final Map<String, Slot> masks;
    private final List<SinkInput> sinkInputs;

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
        this.parameterGradients = purpose == Purpose.INFERENCE ? List.of() : findParameterGradients(graph);
        this.parameters = table.parameters();
        this.masks = table.masks();
        Term input = cell.terms().getFirst();
        this.inputIsOnlyMultiplied = !graph.isOutput(input)
                && graph.readers(input).stream().allMatch(reader -> reader.operation() instanceof Linear);
        this.sinkInputs = forward.picked().entrySet().stream()
                .map(entry -> sinkInput(entry.getKey(), entry.getValue()))
                .toList();
        this.input = table.input();
        this.slots = table.toList();
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

    private List<ParameterGradient> findParameterGradients(CellGraph graph) {
        var gradients = new ArrayList<ParameterGradient>();
        cell.parameters().forEach((name, term) -> {
            // One that nobody reads is where a state starts, see StartStates.
            if (cell.isUsed(term)) {
                Phase phase = graph.phase(term);
                gradients.add(new ParameterGradient(name, phase, adjoints().of(term, phase)));
            }
        });
        return List.copyOf(gradients);
    }

    private SinkInput sinkInput(Term term, Slot picked) {
        Ref place = forward.value(term, Phase.LOOP);
        return backward.map(BackwardCompiler::places)
                .map(adjoints -> new SinkInput(term, place, picked, adjoints.foreign(term), adjoints.fromSink(term)))
                .orElseGet(() -> new SinkInput(term, place, picked, picked, picked));
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

    /** Returns the products, each at its index. */
    public List<Product> products() {
        return products;
    }

    /** Returns the buffers, each at its id. */
    public List<Slot> slots() {
        return slots;
    }

    /** Returns the stages of a phase, in the order in which they run forward. */
    public List<Stage> forward(Phase phase) {
        return forward.stages(phase);
    }

    /** Returns the stages of a phase, in the order in which they run backward; none in a program for inference. */
    public List<Stage> backward(Phase phase) {
        return backward.map(compiled -> compiled.stages(phase)).orElse(List.of());
    }

    /** Returns the gradients of all vectors of parameters. */
    public List<ParameterGradient> parameterGradients() {
        return parameterGradients;
    }

    /** Returns where the vectors of parameters lie, by name. */
    public Map<String, Slot> parameters() {
        return parameters;
    }

    /** Returns where the masks lie, by name. */
    public Map<String, Slot> masks() {
        return masks;
    }

    /** Returns what the sink reads of earlier phases. */
    public List<SinkInput> sinkInputs() {
        return sinkInputs;
    }

    /** Returns where the caller's input lies, [rows, inputSize]. */
    public Slot input() {
        return input;
    }

    /** Returns where the output lies, row by picked row. */
    public Ref output() {
        return forward.output();
    }

    /** Returns where the states lie, before and after each step. */
    public StateSlots states() {
        return forward.states();
    }

    /** Returns where the gradient of the input lies, [rows, inputSize]. */
    public Slot inputGradient() {
        return adjoints().input();
    }

    /** Returns where the caller puts the gradient of the output, [picked rows, outputSize]. */
    public Slot outputGradient() {
        return adjoints().output();
    }

    /** Returns where the adjoints of the states lie, before and after each step. */
    public StateSlots stateGradients() {
        return adjoints().states();
    }

    private AdjointPlaces adjoints() {
        if (backward.isEmpty()) {
            throw new IllegalStateException("the program of cell " + cell.name()
                    + " was compiled for inference; compile it for training to run it backward");
        }
        return backward.get().places();
    }

    /** Returns whether the backward pass finds a gradient of the term. */
    public boolean hasGradient(Term term) {
        return backward.isPresent() && backward.get().places().exists(term);
    }

    /** Returns the gradients of all weights, map by map. */
    public List<WeightGradient> weightGradients() {
        return weightGradients;
    }

    /** Returns what runs before, in and after the time loop, forward and backward, and what memory it needs, a line each. */
    @Override
    public String toString() {
        return ProgramText.of(this);
    }
}

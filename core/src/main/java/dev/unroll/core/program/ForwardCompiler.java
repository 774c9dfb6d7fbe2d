package dev.unroll.core.program;

import dev.unroll.core.cell.Operation.Arithmetic;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Function;
import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Operation.Join;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.cell.Term;
import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.program.Instruction.Op;
import dev.unroll.core.program.Slot.Kind;
import dev.unroll.core.program.Slot.Ref;
import dev.unroll.core.program.Stage.Multiply;
import dev.unroll.core.program.Stage.Start;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives every term a place and turns the equations into stages of products and fused pointwise instructions. */
final class ForwardCompiler {

    private final CellGraph graph;
    private final SlotTable slots;
    private final Lifetimes lifetimes;
    private final InPlace inPlace;
    private final StateSlots states;
    private final @Nullable Ref[] places;
    private final Ref[] productPlaces;
    private final Ref output;
    private final Map<Term, Slot> picked = new LinkedHashMap<>();
    private final Map<Phase, List<Stage>> stages = new EnumMap<>(Phase.class);

    ForwardCompiler(CellGraph graph, SlotTable slots, Purpose purpose) {
        this.graph = graph;
        this.slots = slots;
        this.lifetimes = new Lifetimes(graph, purpose);
        this.inPlace = new InPlace(graph, lifetimes);
        this.states = new StateSlots(graph.cell(), slots, lifetimes::kindOfState, lifetimes::kindOfState);
        this.places = new @Nullable Ref[graph.cell().terms().size()];
        this.productPlaces = graph.products().stream().map(this::place).toArray(Ref[]::new);
        for (Term term : graph.cell().terms()) {
            if (graph.hasPlace(term) && !lifetimes.isFused(Lifetimes.whole(term))) {
                place(term);
            }
        }
        for (Phase phase : Phase.values()) {
            stages.put(phase, compile(phase));
        }
        this.output = value(graph.cell().output(), Phase.SINK);
    }

    /** Returns where the output is, row by picked row. */
    Ref output() {
        return output;
    }

    /** Returns where the states are, before and after each step. */
    StateSlots states() {
        return states;
    }

    List<Stage> stages(Phase phase) {
        return stages.getOrDefault(phase, List.of());
    }

    /** Returns where a product's joint result is. */
    Ref placeOf(Product product) {
        return productPlaces[product.index()];
    }

    /** Returns where values lie that are all spent when this term's adjoint is derived, element by element. */
    Optional<Ref> spentBy(Term term) {
        return inPlace.spentBy(term).map(window -> placeOf(window.product()).part(window.from(), window.to()));
    }

    /** Returns what the sink reads from earlier phases, each with the buffer of its picked rows. */
    Map<Term, Slot> picked() {
        return picked;
    }

    /** Returns where a term's value is, for a reader in {@code phase}. */
    Ref value(Term term, Phase phase) {
        if (phase != Phase.SINK || graph.phase(term) == Phase.SINK) {
            Ref place = places[term.index()];
            if (place == null) {
                throw new AssertionError("term without a place: " + term);
            }
            return place;
        }
        if (term.operation() instanceof Part(int from, int to)) {
            return value(term.operands().getFirst(), phase).part(from, to);
        }
        return picked.computeIfAbsent(term, external -> slots.add(Kind.PICKED, external.size()))
                .ref();
    }

    private Ref place(Product product) {
        return inPlace.nextOf(product).map(states::after).orElseGet(() -> slots.add(
                        inPlace.kindOf(product), product.width())
                .ref());
    }

    private void place(Term term) {
        places[term.index()] = switch (term.operation()) {
            case Input _ -> slots.input().ref();
            case State(String name) -> states.of(name).before().ref();
            case Next _ -> states.after(term);
            case Linear _ -> {
                Product product = graph.productOf(term);
                int from = product.columnOf(term);
                yield placeOf(product).part(from, from + term.size());
            }
            case Part(int from, int to) ->
                value(term.operands().getFirst(), graph.phase(term)).part(from, to);
            case Constant _, Join _, Function _, Arithmetic _ -> placeOfResult(term);
        };
    }

    private Ref placeOfResult(Term term) {
        Optional<Ref> next = lifetimes.nextWrittenBy(term).map(states::after);
        return next.isPresent() ? next.get() : placeOfKept(term);
    }

    private Ref placeOfKept(Term term) {
        return inPlace.windowOf(term)
                .map(window -> placeOf(window.product()).part(window.from(), window.to()))
                .orElseGet(() -> slots.add(lifetimes.kindOf(term), term.size()).ref());
    }

    private List<Stage> compile(Phase phase) {
        var compiled = new ArrayList<Stage>();
        for (int level = 0; level <= graph.deepestLevel(phase); level++) {
            var instructions = new ArrayList<Instruction>();
            for (Term term : graph.cell().terms()) {
                boolean due = graph.phase(term) == phase && graph.level(term) == level;
                if (due && graph.hasPlace(term) && !lifetimes.isFused(term)) {
                    emit(term, phase, instructions);
                }
            }
            var stage = new Stage(multiplies(phase, level), List.copyOf(instructions));
            if (!stage.isEmpty()) {
                compiled.add(stage);
            }
        }
        return compiled;
    }

    private List<Multiply> multiplies(Phase phase, int level) {
        var multiplies = new ArrayList<Multiply>();
        for (Product product : graph.products()) {
            boolean starts = product.hoisted() > 0
                    ? phase == Phase.HOIST && product.hoistLevel() == level
                    : product.phase() == phase && product.level() == level;
            boolean continues = product.hoisted() > 0 && product.phase() == phase && product.level() == level;
            if (starts || continues) {
                int from = continues ? product.hoisted() : 0;
                int to = starts && product.hoisted() > 0
                        ? product.hoisted()
                        : product.sources().size();
                for (int source = from; source < to; source++) {
                    Ref operand = value(product.sources().get(source), phase);
                    Start start = source == 0 ? Start.BIAS : Start.RESULT;
                    multiplies.add(new Multiply(product.index(), source, start, operand, placeOf(product)));
                }
            }
        }
        return multiplies;
    }

    private void emit(Term term, Phase phase, List<Instruction> code) {
        switch (term.operation()) {
            case Input _, State _, Linear _, Part _ -> {}
            case Constant(float number) -> {
                Ref z = value(term, phase);
                code.add(new Instruction(Op.FILL, z, z, z, number));
            }
            case Next _ -> {
                Ref source = value(term.operands().getFirst(), phase);
                if (!source.equals(value(term, phase))) {
                    code.add(new Instruction(Op.COPY, value(term, phase), source));
                }
            }
            case Join _ -> {
                int at = 0;
                for (Term part : CellGraph.opened(term)) {
                    Ref z = value(term, phase).part(at, at + part.size());
                    code.add(new Instruction(Op.COPY, z, value(part, phase)));
                    at += part.size();
                }
            }
            case Function function -> {
                Op op =
                        switch (function) {
                            case SIGMOID -> Op.SIGMOID;
                            case TANH -> Op.TANH;
                            case RELU -> Op.RELU;
                        };
                code.add(emit(op, term, phase));
            }
            case Arithmetic arithmetic -> {
                if (lifetimes.isSumOfProducts(term)) {
                    emitProduct(Op.MULTIPLY, term, term.operands().get(0), phase, code);
                    emitProduct(Op.ADD_MULTIPLIED, term, term.operands().get(1), phase, code);
                } else {
                    code.add(emit(arithmetic, term, phase));
                }
            }
        }
    }

    private void emitProduct(Op op, Term sum, Term product, Phase phase, List<Instruction> code) {
        Ref x = value(product.operands().get(0), phase);
        Ref y = value(product.operands().get(1), phase);
        code.add(new Instruction(op, value(sum, phase), x, y));
    }

    private Instruction emit(Op function, Term term, Phase phase) {
        Ref z = value(term, phase);
        Term operand = term.operands().getFirst();
        Term whole = Lifetimes.whole(operand);
        if (whole.operation() != Arithmetic.PLUS || !lifetimes.isFused(whole)) {
            return new Instruction(function, z, value(operand, phase));
        }
        Ref x = value(whole.operands().get(0), phase);
        Ref y = value(whole.operands().get(1), phase);
        if (operand.operation() instanceof Part(int from, int to)) {
            x = x.part(from, to);
            y = y.part(from, to);
        }
        return new Instruction(function == Op.TANH ? Op.TANH_OF_SUM : Op.SIGMOID_OF_SUM, z, x, y);
    }

    private Instruction emit(Arithmetic arithmetic, Term term, Phase phase) {
        Term left = term.operands().get(0);
        Term right = term.operands().get(1);
        Ref z = value(term, phase);
        if (right.operation() instanceof Constant(float number)) {
            Ref x = value(left, phase);
            return switch (arithmetic) {
                case PLUS -> new Instruction(Op.ADD_SCALAR, z, x, z, number);
                case MINUS -> new Instruction(Op.ADD_SCALAR, z, x, z, -number);
                case TIMES -> new Instruction(Op.MULTIPLY_SCALAR, z, x, z, number);
            };
        }
        if (left.operation() instanceof Constant(float number)) {
            Ref x = value(right, phase);
            return switch (arithmetic) {
                case PLUS -> new Instruction(Op.ADD_SCALAR, z, x, z, number);
                case MINUS -> new Instruction(Op.SUBTRACT_FROM_SCALAR, z, x, z, number);
                case TIMES -> new Instruction(Op.MULTIPLY_SCALAR, z, x, z, number);
            };
        }
        Ref x = value(left, phase);
        Ref y = value(right, phase);
        if (left.size() == right.size()) {
            Op op =
                    switch (arithmetic) {
                        case PLUS -> Op.ADD;
                        case MINUS -> Op.SUBTRACT;
                        case TIMES -> Op.MULTIPLY;
                    };
            return new Instruction(op, z, x, y);
        }
        boolean rightIsScalar = right.size() == 1;
        Op op =
                switch (arithmetic) {
                    case PLUS -> Op.ADD_BROADCAST;
                    case MINUS -> rightIsScalar ? Op.SUBTRACT_BROADCAST : Op.SUBTRACT_FROM_BROADCAST;
                    case TIMES -> Op.MULTIPLY_BROADCAST;
                };
        return rightIsScalar ? new Instruction(op, z, x, y) : new Instruction(op, z, y, x);
    }
}

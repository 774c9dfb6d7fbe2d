package dev.unroll.core.engine;

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
import dev.unroll.core.engine.CellGraph.Product;
import dev.unroll.core.engine.CellProgram.Purpose;
import dev.unroll.core.engine.Instruction.Op;
import dev.unroll.core.engine.Slot.Kind;
import dev.unroll.core.engine.Slot.Ref;
import dev.unroll.core.engine.Stage.Multiply;
import dev.unroll.core.engine.Stage.Start;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives every term a place and turns the equations into stages of products and fused pointwise instructions. */
final class ForwardCompiler {

    private final CellGraph graph;
    private final SlotTable slots;
    private final Purpose purpose;
    private final @Nullable Ref[] places;
    private final Ref[] productPlaces;
    private final Ref output;
    private final Map<Term, Slot> picked = new LinkedHashMap<>();
    private final Map<Phase, List<Stage>> stages = new EnumMap<>(Phase.class);

    ForwardCompiler(CellGraph graph, SlotTable slots, Purpose purpose) {
        this.graph = graph;
        this.slots = slots;
        this.purpose = purpose;
        this.places = new @Nullable Ref[graph.cell().terms().size()];
        this.productPlaces = graph.products().stream()
                .map(product -> slots.add(kindOf(product), product.width()).ref())
                .toArray(Ref[]::new);
        for (Term term : graph.cell().terms()) {
            if (graph.hasPlace(term) && !isFused(whole(term))) {
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

    SlotTable slots() {
        return slots;
    }

    List<Stage> stages(Phase phase) {
        return stages.getOrDefault(phase, List.of());
    }

    /** Returns where a product's joint result is. */
    Ref place(Product product) {
        return productPlaces[product.index()];
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

    private void place(Term term) {
        places[term.index()] = switch (term.operation()) {
            case Input _ -> slots.input().ref();
            case State(String name) -> slots.states().of(name).before().ref();
            case Next(String name) -> slots.states().of(name).after().ref();
            case Linear _ -> {
                Product product = graph.productOf(term);
                int from = product.columnOf(term);
                yield place(product).part(from, from + term.size());
            }
            case Part(int from, int to) ->
                value(term.operands().getFirst(), graph.phase(term)).part(from, to);
            case Constant _, Join _, Function _, Arithmetic _ ->
                nextWrittenBy(term) instanceof Next(String state)
                        ? slots.states().of(state).after().ref()
                        : slots.add(kindOf(term), term.size()).ref();
        };
    }

    /** Returns the next state that a term's value is, so that it can be written where that lies. */
    private @Nullable Next nextWrittenBy(Term term) {
        return graph.readers(term).stream()
                .filter(reader -> graph.phase(term) == Phase.LOOP)
                .map(Term::operation)
                .filter(Next.class::isInstance)
                .map(Next.class::cast)
                .findFirst()
                .orElse(null);
    }

    private Kind kindOf(Product product) {
        Phase phase = product.phase();
        if (phase == Phase.SINK) {
            return Kind.PICKED;
        }
        if (product.maps().stream().anyMatch(this::outlivesLoop)) {
            return Kind.ROWS;
        }
        return phase == Phase.HOIST || product.hoisted() > 0 ? Kind.AHEAD : Kind.STEP;
    }

    private Kind kindOf(Term term) {
        Phase phase = graph.phase(term);
        if (isLocal(term)) {
            return Kind.TILE;
        }
        if (phase == Phase.SINK) {
            return Kind.PICKED;
        }
        if (outlivesLoop(term)) {
            return Kind.ROWS;
        }
        return phase == Phase.HOIST ? Kind.AHEAD : Kind.STEP;
    }

    /** Returns whether only instructions of the same stage read the value. */
    private boolean isLocal(Term term) {
        return !isKept(term)
                && !graph.isOutput(term)
                && !isReadOutside(term, graph.phase(term))
                && directReaders(term).stream()
                        .allMatch(reader ->
                                !(reader.operation() instanceof Linear) && graph.level(reader) == graph.level(term));
    }

    /** Returns whether the sink or the backward pass reads the value. */
    private boolean outlivesLoop(Term term) {
        return isKept(term)
                || graph.isOutput(term)
                || directReaders(term).stream().anyMatch(reader -> graph.phase(reader) == Phase.SINK);
    }

    private boolean isReadOutside(Term term, Phase phase) {
        return (phase != Phase.SINK && graph.isOutput(term))
                || directReaders(term).stream().anyMatch(reader -> graph.phase(reader) != phase);
    }

    /** Returns whether the backward pass reads the value. */
    private boolean isKept(Term term) {
        return purpose != Purpose.INFERENCE
                && (term.operation() instanceof Function
                        || directReaders(term).stream()
                                .map(Term::operation)
                                .anyMatch(reader -> reader == Arithmetic.TIMES || reader instanceof Linear));
    }

    /** Returns the readers of a term and of its parts, which are windows on it. */
    private List<Term> directReaders(Term term) {
        var direct = new ArrayList<Term>();
        var windows = new ArrayDeque<Term>();
        windows.add(term);
        while (!windows.isEmpty()) {
            for (Term reader : graph.readers(windows.remove())) {
                (reader.operation() instanceof Part ? windows : direct).add(reader);
            }
        }
        return direct;
    }

    private List<Stage> compile(Phase phase) {
        var compiled = new ArrayList<Stage>();
        for (int level = 0; level <= graph.deepestLevel(phase); level++) {
            var instructions = new ArrayList<Instruction>();
            for (Term term : graph.cell().terms()) {
                boolean due = graph.phase(term) == phase && graph.level(term) == level;
                if (due && graph.hasPlace(term) && !isFused(term)) {
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

    /** Returns whether a term is worked out by those who read it, and so is never written down. */
    private boolean isFused(Term term) {
        if (!(term.operation() instanceof Arithmetic) || !isElementwise(term) || !isLocal(term)) {
            return false;
        }
        return switch ((Arithmetic) term.operation()) {
            case PLUS -> !isSumOfProducts(term) && directReaders(term).stream().allMatch(ForwardCompiler::takesSum);
            case TIMES ->
                graph.readers(term).size() == 1
                        && isSumOfProducts(graph.readers(term).iterator().next());
            case MINUS -> false;
        };
    }

    /** Returns what a term is a part of, or itself. */
    private static Term whole(Term term) {
        return term.operation() instanceof Part ? term.operands().getFirst() : term;
    }

    /** σ(x + y) and tanh(x + y) are one operation each. */
    private static boolean takesSum(Term reader) {
        return reader.operation() == Function.SIGMOID || reader.operation() == Function.TANH;
    }

    /** u ⊙ v + x ⊙ y is two. */
    private boolean isSumOfProducts(Term sum) {
        return sum.operation() == Arithmetic.PLUS
                && sum.operands().get(0) != sum.operands().get(1)
                && sum.operands().stream()
                        .allMatch(product -> product.operation() == Arithmetic.TIMES
                                && isElementwise(product)
                                && isLocal(product)
                                && product.size() == sum.size()
                                && graph.readers(product).size() == 1);
    }

    /** Returns whether both operands are vectors of the term's size. */
    private static boolean isElementwise(Term term) {
        return term.operands().stream()
                .allMatch(operand -> operand.size() == term.size() && !(operand.operation() instanceof Constant));
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
                    multiplies.add(new Multiply(product.index(), source, start, operand, place(product)));
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
                if (isSumOfProducts(term)) {
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
        Term whole = whole(operand);
        if (whole.operation() != Arithmetic.PLUS || !isFused(whole)) {
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

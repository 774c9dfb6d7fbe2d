package dev.unroll.core.program;

import dev.unroll.core.cell.Initial;
import dev.unroll.core.cell.Masking;
import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Operation.Join;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.cell.Operation.Sum;
import dev.unroll.core.cell.Term;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Composite;
import dev.unroll.core.function.ElementFunction;
import dev.unroll.core.function.Primitive;
import dev.unroll.core.function.Times;
import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.program.Op.Basic;
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
        this.states = new StateSlots(graph.cell(), slots, "", lifetimes::kindOfState, lifetimes::kindOfState);
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
        return picked.computeIfAbsent(
                        term, external -> slots.add(Kind.PICKED, external.size(), graph.shortName(external) + "@"))
                .ref();
    }

    private Ref place(Product product) {
        return inPlace.nextOf(product).map(states::after).orElseGet(() -> slots.add(
                        inPlace.kindOf(product), product.width(), product.name())
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
            case Parameter(String name, Initial _) ->
                slots.parameter(name, term.size()).ref();
            case Mask(String name, Masking _) -> slots.mask(name, term.size()).ref();
            case Constant _, Join _, Apply _, Combine _, Sum _ -> placeOfResult(term);
        };
    }

    private Ref placeOfResult(Term term) {
        Optional<Ref> next = lifetimes.nextWrittenBy(term).map(states::after);
        return next.isPresent() ? next.get() : placeOfKept(term);
    }

    private Ref placeOfKept(Term term) {
        return inPlace.windowOf(term)
                .map(window -> placeOf(window.product()).part(window.from(), window.to()))
                .orElseGet(() -> slots.add(lifetimes.kindOf(term), term.size(), graph.shortName(term))
                        .ref());
    }

    private List<Stage> compile(Phase phase) {
        var compiled = new ArrayList<Stage>();
        for (int level = 0; level <= graph.deepestLevel(phase); level++) {
            var emitter = new Emitter(slots, term -> value(term, phase));
            for (Term term : graph.cell().terms()) {
                boolean due = graph.phase(term) == phase && graph.level(term) == level;
                if (due && graph.hasPlace(term) && !lifetimes.isFused(term)) {
                    emit(term, phase, emitter);
                }
            }
            var stage = new Stage(multiplies(phase, level), emitter.code());
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

    private void emit(Term term, Phase phase, Emitter code) {
        switch (term.operation()) {
            case Input _, State _, Parameter _, Mask _, Linear _, Part _ -> {}
            case Constant(float number) -> code.set(value(term, phase), new Formula.Literal(number));
            case Sum _ ->
                code.set(value(term, phase), Formula.of(term.operands().getFirst()));
            case Next _ -> {
                Ref source = value(term.operands().getFirst(), phase);
                Ref z = value(term, phase);
                if (!source.equals(z)) {
                    code.emit(new Instruction(Basic.COPY, z, source));
                }
            }
            case Join _ -> {
                int at = 0;
                for (Term part : CellGraph.opened(term)) {
                    Ref z = value(term, phase).part(at, at + part.size());
                    code.emit(new Instruction(Basic.COPY, z, value(part, phase)));
                    at += part.size();
                }
            }
            case Apply(ElementFunction function) -> emit(function, term, phase, code);
            case Combine(Arithmetic arithmetic) -> {
                Term left = term.operands().get(0);
                Term right = term.operands().get(1);
                if (lifetimes.isSumOfProducts(term)) {
                    code.set(value(term, phase), product(left));
                    code.add(value(term, phase), product(right));
                } else {
                    Formula of = new Formula.Combined(arithmetic, Formula.of(left), Formula.of(right));
                    code.set(value(term, phase), of);
                }
            }
        }
    }

    private static Formula product(Term product) {
        List<Term> factors = product.operands();
        return new Formula.Combined(Times.OPERATION, Formula.of(factors.get(0)), Formula.of(factors.get(1)));
    }

    private void emit(ElementFunction function, Term term, Phase phase, Emitter code) {
        Ref z = value(term, phase);
        Term operand = term.operands().getFirst();
        switch (function) {
            case Composite composite -> code.set(z, composite.value(new Formula.Value(operand)));
            case Primitive primitive -> {
                Term whole = Lifetimes.whole(operand);
                code.emit(
                        lifetimes.isFused(whole)
                                ? ofSum(primitive, z, operand, whole, phase)
                                : new Instruction(new Op.Of(primitive), z, value(operand, phase)));
            }
        }
    }

    private Instruction ofSum(Primitive function, Ref z, Term operand, Term sum, Phase phase) {
        Ref x = value(sum.operands().get(0), phase);
        Ref y = value(sum.operands().get(1), phase);
        if (operand.operation() instanceof Part(int from, int to)) {
            x = x.part(from, to);
            y = y.part(from, to);
        }
        return new Instruction(new Op.OfSum(function), z, x, y);
    }
}

package dev.unroll.core.program;

import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Term;
import dev.unroll.core.program.AdjointRules.Addition;
import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.program.Slot.Ref;
import dev.unroll.core.program.Stage.Multiply;
import dev.unroll.core.program.Stage.Start;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Derives the backward stages: the terms in reverse order, each adding what {@link AdjointRules} say to the adjoints of its
 * operands, and a linear map y = W a, ā += Wᵀȳ, as a product.
 *
 * <p>The first that is added to an adjoint sets it. Adjoints are summed in the reverse order of the equations; a state's
 * carried adjoint comes first.
 */
final class BackwardCompiler {

    private final CellGraph graph;
    private final SlotTable slots;
    private final ForwardCompiler forward;
    private final AdjointPlaces places;
    private final boolean[] set;
    private final Map<Phase, List<Stage>> stages = new EnumMap<>(Phase.class);
    private Emitter code;

    BackwardCompiler(CellGraph graph, SlotTable slots, ForwardCompiler forward, Purpose purpose) {
        this.graph = graph;
        this.slots = slots;
        this.forward = forward;
        this.places = new AdjointPlaces(graph, slots, forward, purpose);
        this.code = emitter(Phase.SINK);
        this.set = new boolean[2 * graph.cell().terms().size()];
        graph.cell().nexts().values().forEach(next -> set[key(next, Phase.LOOP)] = true);
        for (Phase phase : List.of(Phase.SINK, Phase.LOOP, Phase.HOIST)) {
            stages.put(phase, compile(phase));
        }
    }

    List<Stage> stages(Phase phase) {
        return stages.getOrDefault(phase, List.of());
    }

    AdjointPlaces places() {
        return places;
    }

    private List<Stage> compile(Phase phase) {
        var compiled = new ArrayList<Stage>();
        code = emitter(phase);
        begin(phase);
        for (int level = graph.deepestLevel(phase); level >= 0; level--) {
            for (Term term : graph.cell().terms().reversed()) {
                boolean due = graph.phase(term) == phase && graph.level(term) == level;
                if (due && graph.hasPlace(term) && places.exists(term)) {
                    propagate(term, phase);
                }
            }
            List<Multiply> products = multiplies(phase, level);
            if (level == 0) {
                end(phase);
            }
            var stage = new Stage(products, code.code());
            if (!stage.isEmpty()) {
                compiled.add(stage);
            }
            code = emitter(phase);
        }
        return compiled;
    }

    private Emitter emitter(Phase phase) {
        return new Emitter(slots, term -> forward.value(term, phase));
    }

    /** Emits what comes from outside the phase: the gradient of the output, and what the sink found for earlier phases. */
    private void begin(Phase phase) {
        if (phase == Phase.SINK) {
            Term output = graph.cell().output();
            if (places.outputIsPicked()) {
                set[key(output, Phase.SINK)] = true;
            } else {
                add(output, Phase.SINK, new Formula.Placed(places.output().ref()));
            }
        } else if (phase == Phase.LOOP) {
            forward.picked().keySet().forEach(term -> {
                Ref fromSink = places.fromSink(term).ref();
                add(term, Phase.LOOP, new Formula.Placed(fromSink));
            });
        }
    }

    /** Emits zeros for what nobody added to. */
    private void end(Phase phase) {
        switch (phase) {
            case SINK -> forward.picked().keySet().forEach(term -> zeroIfUnset(term, Phase.SINK));
            case LOOP -> graph.cell().states().values().forEach(state -> zeroIfUnset(state, Phase.LOOP));
            case HOIST -> zeroIfUnset(graph.cell().terms().getFirst(), Phase.HOIST);
        }
        graph.cell().parameters().values().stream()
                .filter(parameter -> graph.cell().isUsed(parameter) && graph.phase(parameter) == phase)
                .forEach(parameter -> zeroIfUnset(parameter, phase));
    }

    private void propagate(Term term, Phase phase) {
        Ref adjoint = places.of(term, phase);
        if (term.operation() instanceof Part(int from, int to)) {
            if (!places.isWindow(term, phase)) {
                Term whole = term.operands().getFirst();
                zeroIfUnset(whole, phase);
                code.add(places.of(whole, phase).part(from, to), new Formula.Placed(adjoint));
            }
            return;
        }
        for (Addition addition : AdjointRules.of(term, adjoint)) {
            Term operand = addition.to();
            boolean passed = addition.formula().equals(new Formula.Placed(adjoint))
                    && places.exists(operand)
                    && places.owner(operand, phase) == places.owner(term, phase);
            if (!passed) {
                add(operand, phase, addition.formula());
            }
        }
    }

    /** Adds a formula to the adjoint of {@code operand}, or sets it if this is the first. */
    private void add(Term operand, Phase phase, Formula formula) {
        if (!places.exists(operand)) {
            return;
        }
        Ref target = places.of(operand, phase);
        if (formula.equals(new Formula.Placed(target))) {
            return;
        }
        if (sets(operand, phase)) {
            code.set(target, formula);
        } else {
            code.add(target, formula);
        }
    }

    /** A window's whole must be zero where no window covers it, before the first of them is set. */
    private void prepareWindow(Term operand, Phase phase) {
        Term owner = places.owner(operand, phase);
        if (!places.isWindow(owner, phase)) {
            return;
        }
        Term whole = owner.operands().getFirst();
        if (places.isCovered(owner, phase)) {
            prepareWindow(whole, phase);
        } else {
            zeroIfUnset(whole, phase);
        }
    }

    private void zeroIfUnset(Term term, Phase phase) {
        if (isFirst(term, phase)) {
            Ref target = places.of(term, phase);
            code.set(target, new Formula.Literal(0));
        }
    }

    /** As {@link #sets}, but for terms without an adjoint, and for those whose windows set it. */
    private boolean isFirst(Term term, Phase phase) {
        return places.exists(term) && !places.isMadeOfWindows(places.owner(term, phase), phase) && sets(term, phase);
    }

    /** Returns whether nobody has set the adjoint of this term yet: the caller does it now. */
    private boolean sets(Term term, Phase phase) {
        if (!isSet(term, phase)) {
            prepareWindow(term, phase);
        }
        if (isSet(term, phase)) {
            return false;
        }
        set[key(term, phase)] = true;
        return true;
    }

    private boolean isSet(Term term, Phase phase) {
        Term owner = places.owner(term, phase);
        return set[key(owner, phase)]
                || (places.isWindow(owner, phase) && isSet(owner.operands().getFirst(), phase));
    }

    private int key(Term term, Phase phase) {
        Term owner = places.owner(term, phase);
        return 2 * owner.index() + (places.isForeign(owner, phase) ? 1 : 0);
    }

    private List<Multiply> multiplies(Phase phase, int level) {
        var multiplies = new ArrayList<Multiply>();
        for (Product product : graph.products().reversed()) {
            for (int source = product.sources().size() - 1; source >= 0; source--) {
                boolean hoisted = source < product.hoisted();
                Phase when = hoisted ? Phase.HOIST : product.phase();
                int depth = hoisted ? product.hoistLevel() : product.level();
                Term operand = product.sources().get(source);
                if (when == phase && depth == level && places.exists(operand)) {
                    Start start = isFirst(operand, phase) ? Start.BIAS : Start.RESULT;
                    multiplies.add(new Multiply(
                            product.index(), source, start, places.of(product), places.of(operand, phase)));
                }
            }
        }
        return multiplies;
    }
}

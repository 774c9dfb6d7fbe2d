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
import java.util.List;
import java.util.Map;

/**
 * Derives the backward stages: the terms in reverse order, each adding its part to the adjoints of its operands.
 *
 * <p>With ȳ the adjoint of y: y = a + b gives ā += ȳ and b̄ += ȳ; y = a ⊙ b gives ā += ȳ ⊙ b and b̄ += ȳ ⊙ a; y = f(a) gives
 * ā += ȳ ⊙ f'(a), from y itself; y = W a gives ā += Wᵀȳ. The first that is added to an adjoint sets it. Adjoints are
 * summed in the reverse order of the equations; a state's carried adjoint comes first.
 */
final class BackwardCompiler {

    private final CellGraph graph;
    private final SlotTable slots;
    private final ForwardCompiler forward;
    private final AdjointPlaces places;
    private final boolean[] set;
    private final Map<Phase, List<Stage>> stages = new EnumMap<>(Phase.class);
    private List<Instruction> code = new ArrayList<>();

    BackwardCompiler(CellGraph graph, SlotTable slots, ForwardCompiler forward, Purpose purpose) {
        this.graph = graph;
        this.slots = slots;
        this.forward = forward;
        this.places = new AdjointPlaces(graph, slots, forward, purpose);
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
        code = new ArrayList<>();
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
            var stage = new Stage(products, List.copyOf(code));
            if (!stage.isEmpty()) {
                compiled.add(stage);
            }
            code = new ArrayList<>();
        }
        return compiled;
    }

    /** Emits what comes from outside the phase: the gradient of the output, and what the sink found for earlier phases. */
    private void begin(Phase phase) {
        if (phase == Phase.SINK) {
            if (places.outputIsPicked()) {
                set[key(graph.cell().output(), Phase.SINK)] = true;
            } else {
                add(
                        graph.cell().output(),
                        Phase.SINK,
                        Op.COPY,
                        places.output().ref(),
                        places.output().ref(),
                        0);
            }
        } else if (phase == Phase.LOOP) {
            forward.picked().keySet().forEach(term -> {
                Ref fromSink = places.fromSink(term).ref();
                add(term, Phase.LOOP, Op.COPY, fromSink, fromSink, 0);
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
    }

    private void propagate(Term term, Phase phase) {
        Ref adjoint = places.of(term, phase);
        switch (term.operation()) {
            case Input _, State _, Constant _, Linear _ -> {}
            case Next _ -> add(term.operands().getFirst(), phase, term);
            case Part(int from, int to) -> {
                if (!places.isWindow(term, phase)) {
                    Term whole = term.operands().getFirst();
                    zeroIfUnset(whole, phase);
                    accumulate(places.of(whole, phase).part(from, to), adjoint);
                }
            }
            case Join _ -> {
                int at = 0;
                for (Term part : CellGraph.opened(term)) {
                    Ref window = adjoint.part(at, at + part.size());
                    add(part, phase, Op.COPY, window, window, 0);
                    at += part.size();
                }
            }
            case Function function -> {
                Op op =
                        switch (function) {
                            case SIGMOID -> Op.SIGMOID_GRADIENT;
                            case TANH -> Op.TANH_GRADIENT;
                            case RELU -> Op.RELU_GRADIENT;
                        };
                add(term.operands().getFirst(), phase, op, forward.value(term, phase), adjoint, 0);
            }
            case Arithmetic.PLUS -> {
                add(term.operands().get(1), phase, term);
                add(term.operands().get(0), phase, term);
            }
            case Arithmetic.MINUS -> {
                subtract(term.operands().get(1), phase, adjoint);
                add(term.operands().get(0), phase, term);
            }
            case Arithmetic.TIMES -> {
                scale(term.operands().get(1), term.operands().get(0), phase, adjoint);
                scale(term.operands().get(0), term.operands().get(1), phase, adjoint);
            }
        }
    }

    /** operand += ȳ, summed where the operand was broadcast; nothing to do where both share a place. */
    private void add(Term operand, Phase phase, Term term) {
        if (!places.exists(operand) || places.owner(operand, phase) == places.owner(term, phase)) {
            return;
        }
        Ref adjoint = places.of(term, phase);
        add(operand, phase, operand.size() < term.size() ? Op.SUM : Op.COPY, adjoint, adjoint, 0);
    }

    /** operand −= ȳ. */
    private void subtract(Term operand, Phase phase, Ref adjoint) {
        Ref source = adjoint;
        if (operand.size() < adjoint.width()) {
            source = slots.add(Kind.TILE, 1).ref();
            code.add(new Instruction(Op.SUM, source, adjoint));
        }
        add(operand, phase, Op.MULTIPLY_SCALAR, source, source, -1);
    }

    /** operand += ȳ ⊙ other, with either side broadcast. */
    private void scale(Term operand, Term other, Phase phase, Ref adjoint) {
        if (other.operation() instanceof Constant(float number)) {
            Ref source = adjoint;
            if (operand.size() < adjoint.width()) {
                source = slots.add(Kind.TILE, 1).ref();
                code.add(new Instruction(Op.SUM, source, adjoint));
            }
            add(operand, phase, Op.MULTIPLY_SCALAR, source, source, number);
        } else if (!(operand.operation() instanceof Constant)) {
            Ref factor = forward.value(other, phase);
            Op op = operand.size() < adjoint.width()
                    ? Op.DOT
                    : other.size() < adjoint.width() ? Op.MULTIPLY_BROADCAST : Op.MULTIPLY;
            add(operand, phase, op, adjoint, factor, 0);
        }
    }

    /** Adds op(x, y, scalar) to the adjoint of {@code operand}, or sets it if this is the first. */
    private void add(Term operand, Phase phase, Op op, Ref x, Ref y, float scalar) {
        if (!places.exists(operand)) {
            return;
        }
        Ref target = places.of(operand, phase);
        if (op == Op.COPY && target.equals(x)) {
            return;
        }
        if (!isSet(operand, phase)) {
            prepareWindow(operand, phase);
        }
        if (!isSet(operand, phase)) {
            set[key(operand, phase)] = true;
            code.add(new Instruction(op, target, x, op == Op.COPY || op == Op.SUM ? target : y, scalar));
        } else if (op == Op.COPY) {
            accumulate(target, x);
        } else if (op == Op.MULTIPLY) {
            code.add(new Instruction(Op.ADD_MULTIPLIED, target, x, y));
        } else {
            Ref sum = slots.temporary(target.width()).ref();
            code.add(new Instruction(op, sum, x, op == Op.SUM ? sum : y, scalar));
            accumulate(target, sum);
        }
    }

    private void accumulate(Ref target, Ref source) {
        code.add(new Instruction(Op.ACCUMULATE, target, source));
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
            code.add(new Instruction(Op.FILL, target, target, target, 0));
        }
    }

    /** Returns whether nobody has set the adjoint of this term yet: the caller does it now. */
    private boolean isFirst(Term term, Phase phase) {
        if (!places.exists(term) || places.isMadeOfWindows(term, phase)) {
            return false;
        }
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

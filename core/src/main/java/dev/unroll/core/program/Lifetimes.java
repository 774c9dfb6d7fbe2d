package dev.unroll.core.program;

import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Term;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import dev.unroll.core.function.Plus;
import dev.unroll.core.function.Primitive;
import dev.unroll.core.function.Times;
import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.program.Slot.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long each value of a forward pass is needed, and so which kind of buffer it has to lie in, if any. */
final class Lifetimes {

    private final CellGraph graph;
    private final boolean[] kept;

    Lifetimes(CellGraph graph, Purpose purpose) {
        this.graph = graph;
        this.kept = new boolean[graph.cell().terms().size()];
        if (purpose != Purpose.INFERENCE) {
            keep();
        }
    }

    /** Returns the kind of a joint product's buffer. */
    Kind kindOf(Product product) {
        Phase phase = product.phase();
        if (phase == Phase.SINK) {
            return Kind.PICKED;
        }
        if (product.maps().stream().anyMatch(this::outlivesLoop)) {
            return Kind.ROWS;
        }
        return phase == Phase.HOIST || product.hoisted() > 0 ? Kind.AHEAD : Kind.STEP;
    }

    /** Returns the kind of the buffer of any other term than a state. */
    Kind kindOf(Term term) {
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

    /** Returns the kind of a state's buffer: before the step, or after it, where what the state becomes is written too. */
    Kind kindOfState(Term term) {
        boolean outlives = outlivesLoop(term)
                || (term.operation() instanceof Next
                        && outlivesLoop(term.operands().getFirst()));
        return outlives ? Kind.ROWS : Kind.STEP;
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
    boolean isKept(Term term) {
        return kept[term.index()];
    }

    private void keep() {
        for (Term term : graph.cell().terms()) {
            if (graph.hasPlace(term)) {
                AdjointRules.reads(term).forEach(read -> kept[whole(read).index()] = true);
                if (directReaders(term).stream().anyMatch(reader -> reader.operation() instanceof Linear)) {
                    kept[term.index()] = true;
                }
            }
        }
    }

    /** Returns the readers of a term and of its parts, which are windows on it. */
    List<Term> directReaders(Term term) {
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

    /** Returns whether a term is worked out by those who read it, and so is never written down. */
    boolean isFused(Term term) {
        if (!(term.operation() instanceof Combine(Arithmetic arithmetic)) || !isElementwise(term) || !isLocal(term)) {
            return false;
        }
        if (arithmetic == Plus.OPERATION) {
            return !isSumOfProducts(term) && directReaders(term).stream().allMatch(Lifetimes::takesSum);
        }
        return arithmetic == Times.OPERATION
                && graph.readers(term).size() == 1
                && isSumOfProducts(graph.readers(term).iterator().next());
    }

    /** Returns what a term is a part of, or itself. */
    static Term whole(Term term) {
        return term.operation() instanceof Part ? term.operands().getFirst() : term;
    }

    /** σ(x + y) and tanh(x + y) are one operation each. */
    private static boolean takesSum(Term reader) {
        return reader.operation() instanceof Apply(ElementFunction function)
                && function instanceof Primitive primitive
                && primitive.ofSum().isPresent();
    }

    /** u ⊙ v + x ⊙ y is two. */
    boolean isSumOfProducts(Term sum) {
        return is(Plus.OPERATION, sum)
                && sum.operands().get(0) != sum.operands().get(1)
                && sum.operands().stream()
                        .allMatch(product -> is(Times.OPERATION, product)
                                && isElementwise(product)
                                && isLocal(product)
                                && product.size() == sum.size()
                                && graph.readers(product).size() == 1);
    }

    private static boolean is(Arithmetic arithmetic, Term term) {
        return term.operation() instanceof Combine(Arithmetic own) && own == arithmetic;
    }

    /** Returns whether both operands are vectors of the term's size. */
    private static boolean isElementwise(Term term) {
        return term.operands().stream()
                .allMatch(operand -> operand.size() == term.size() && !(operand.operation() instanceof Constant));
    }

    /** Returns the next state that a term's value is, so that it can be written where that lies. */
    Optional<Term> nextWrittenBy(Term term) {
        return graph.readers(term).stream()
                .filter(reader -> graph.phase(term) == Phase.LOOP && reader.operation() instanceof Next)
                .findFirst();
    }
}

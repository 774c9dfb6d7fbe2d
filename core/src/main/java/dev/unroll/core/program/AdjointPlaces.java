package dev.unroll.core.program;

import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.cell.Term;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Minus;
import dev.unroll.core.function.Plus;
import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.program.Slot.Kind;
import dev.unroll.core.program.Slot.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where each term's adjoint lies.
 *
 * <p>Sums pass their adjoint on unchanged, so a term that only a sum reads shares the sum's place: for an LSTM, the adjoint
 * of z is that of W_ih x and of W_hh h, and each gate writes its window of it. A term of an earlier phase that the sink reads
 * has a second place, for what the sink adds, row by picked row.
 */
final class AdjointPlaces {

    private final CellGraph graph;
    private final SlotTable slots;
    private final ForwardCompiler forward;
    private final Purpose purpose;
    private final Slot output;
    private final Slot input;
    private final StateSlots states;
    private final Map<Term, Term> owners = new HashMap<>();
    private final Map<Term, Ref> own = new HashMap<>();
    private final Map<Integer, Ref> joint = new HashMap<>();
    private final Map<Term, Slot> foreign = new LinkedHashMap<>();
    private final Map<Term, Slot> fromSink = new LinkedHashMap<>();

    AdjointPlaces(CellGraph graph, SlotTable slots, ForwardCompiler forward, Purpose purpose) {
        this.purpose = purpose;
        this.graph = graph;
        this.slots = slots;
        this.forward = forward;
        this.output = slots.add(Kind.PICKED, graph.cell().outputSize(), "∂y");
        this.input = slots.add(
                Kind.ROWS,
                purpose == Purpose.TRAINING_WITH_INPUT_GRADIENT ? graph.cell().inputSize() : 0,
                "∂x");
        for (Term term : forward.picked().keySet()) {
            foreign.put(term, outputIsPicked() ? output : slots.add(Kind.PICKED, term.size(), name(term) + "@"));
            fromSink.put(term, slots.add(Kind.SPREAD, term.size(), name(term) + "@t"));
        }
        this.states = new StateSlots(
                graph.cell(), slots, "∂", _ -> Kind.STEP, next -> kindOf(next) == Kind.ROWS ? Kind.ROWS : Kind.STEP);
    }

    private String name(Term term) {
        return "∂" + graph.shortName(term);
    }

    /** Returns whether the term has an adjoint: not a number nor a mask, nor an input whose gradient nobody wants. */
    boolean exists(Term term) {
        return switch (term.operation()) {
            case Constant _, Mask _ -> false;
            case Input _ -> purpose == Purpose.TRAINING_WITH_INPUT_GRADIENT;
            case Part _ -> exists(term.operands().getFirst());
            default -> true;
        };
    }

    /** Returns the gradient of the output, which the caller fills, [picked rows, outputSize]. */
    Slot output() {
        return output;
    }

    /** Returns the gradient of the input, [rows, inputSize]. */
    Slot input() {
        return input;
    }

    /** Returns the adjoints of the states; the run sets those after a step to what the later step carried back. */
    StateSlots states() {
        return states;
    }

    /** Returns whether the output is a term of an earlier phase as it stands, so that no sink code runs at all. */
    boolean outputIsPicked() {
        return forward.picked().containsKey(graph.cell().output());
    }

    /** Returns what the sink adds to an earlier term, picked rows. */
    Slot foreign(Term term) {
        return placeIn(foreign, term);
    }

    /** Returns what the sink adds to an earlier term, spread over the rows of a step. */
    Slot fromSink(Term term) {
        return placeIn(fromSink, term);
    }

    private static Slot placeIn(Map<Term, Slot> map, Term term) {
        Slot slot = map.get(term);
        if (slot == null) {
            throw new AssertionError("the sink does not read " + term);
        }
        return slot;
    }

    /** Returns whether the term, seen from {@code phase}, belongs to an earlier one, so that the sink's place counts. */
    boolean isForeign(Term term, Phase phase) {
        return phase == Phase.SINK && graph.phase(term) != Phase.SINK;
    }

    /** Returns where a term's adjoint lies, for code of {@code phase}. */
    Ref of(Term term, Phase phase) {
        Term owner = owner(term, phase);
        if (isWindow(owner, phase) && owner.operation() instanceof Part(int from, int to)) {
            return of(owner.operands().getFirst(), phase).part(from, to);
        }
        if (isForeign(owner, phase)) {
            return foreign(owner).ref();
        }
        Ref place = own.get(owner);
        if (place == null) {
            place = make(owner);
            own.put(owner, place);
        }
        return place;
    }

    /** Returns where the adjoint of a product's joint result lies. */
    Ref of(Product product) {
        Term first = product.maps().getFirst();
        return isShared(first)
                ? joint.computeIfAbsent(
                        product.index(), _ -> slots.add(rows(product.phase()), product.width(), "∂" + product.name())
                                .ref())
                : of(first, product.phase());
    }

    private Ref make(Term owner) {
        return switch (owner.operation()) {
            case Input _ -> input.ref();
            case State(String name) -> states.of(name).before().ref();
            case Next(String name) -> states.of(name).after().ref();
            case Linear _
            when isShared(owner) -> {
                Product product = graph.productOf(owner);
                int from = product.columnOf(owner);
                yield of(product).part(from, from + owner.size());
            }
            default ->
                overwritten(owner).orElseGet(() -> slots.add(kindOf(owner), owner.size(), name(owner))
                        .ref());
        };
    }

    /** Returns the values that an adjoint can overwrite, because they are read for the last time where it is derived. */
    private Optional<Ref> overwritten(Term owner) {
        boolean inWindows = graph.readers(owner).size() == 1 || isMadeOfWindows(owner, graph.phase(owner));
        return inWindows ? forward.spentBy(owner) : Optional.empty();
    }

    private static Kind rows(Phase phase) {
        return phase == Phase.SINK ? Kind.PICKED : Kind.ROWS;
    }

    /** Returns the term whose place this term's adjoint shares; itself, if it has its own. */
    Term owner(Term term, Phase phase) {
        if (isForeign(term, phase)) {
            return term;
        }
        Term known = owners.get(term);
        if (known == null) {
            known = findOwner(term);
            owners.put(term, known);
        }
        return known;
    }

    private Term findOwner(Term term) {
        if (isFixed(term)) {
            return term;
        }
        List<Term> readers = graph.readers(term);
        if (readers.size() == 1 && passesOn(readers.getFirst(), term) && !isReadBySink(term)) {
            return findOwner(readers.getFirst());
        }
        return term.operands().stream()
                .filter(operand -> isFixed(operand)
                        && exists(operand)
                        && !(operand.operation() instanceof Input)
                        && !(operand.operation() instanceof State)
                        && !(operand.operation() instanceof Next)
                        && graph.readers(operand).size() == 1
                        && !isReadBySink(operand)
                        && passesOn(term, operand))
                .findFirst()
                .orElse(term);
    }

    /** Returns whether the sink reads the term or a part of it, and so adds to its adjoint. */
    private boolean isReadBySink(Term term) {
        return forward.picked().containsKey(term);
    }

    /** Returns whether the reader's adjoint goes to the operand as it is. */
    private static boolean passesOn(Term reader, Term operand) {
        boolean passes =
                switch (reader.operation()) {
                    case Next _ -> true;
                    case Combine(Arithmetic arithmetic) ->
                        arithmetic == Plus.OPERATION
                                || (arithmetic == Minus.OPERATION
                                        && reader.operands().getFirst() == operand);
                    default -> false;
                };
        return passes && reader.size() == operand.size();
    }

    /** Returns whether the place follows from what the term is, and not from who reads it. */
    private boolean isFixed(Term term) {
        return switch (term.operation()) {
            case Input _, State _, Next _ -> true;
            case Linear _ -> isShared(term);
            case Part _ -> isWindow(term, graph.phase(term));
            default -> false;
        };
    }

    private boolean isShared(Term map) {
        return graph.productOf(map).maps().size() > 1;
    }

    /**
     * Returns whether a part's adjoint is a window on that of the whole: so if the whole is only read in parts of its own
     * phase that do not overlap, or if the sink looks at a part of an earlier phase.
     */
    boolean isWindow(Term term, Phase phase) {
        if (!(term.operation() instanceof Part)) {
            return false;
        }
        if (isForeign(term, phase)) {
            return true;
        }
        Term whole = term.operands().getFirst();
        List<Term> readers = partsOf(whole);
        if (readers.size() != graph.readers(whole).size() || graph.isOutput(whole)) {
            return false;
        }
        int end = 0;
        for (Term reader : readers) {
            Part part = (Part) reader.operation();
            if (part.from() < end || graph.phase(reader) != graph.phase(whole)) {
                return false;
            }
            end = part.to();
        }
        return true;
    }

    /** Returns whether a window and its neighbors leave none of the whole out; never known of a foreign one. */
    boolean isCovered(Term window, Phase phase) {
        Term whole = window.operands().getFirst();
        return !isForeign(window, phase)
                && partsOf(whole).stream().mapToInt(Term::size).sum() == whole.size();
    }

    /** Returns whether the windows on a term's place leave none of it out: they set it, and nobody else has to. */
    boolean isMadeOfWindows(Term whole, Phase phase) {
        List<Term> parts = partsOf(whole);
        return !isForeign(whole, phase)
                && !parts.isEmpty()
                && isWindow(parts.getFirst(), phase)
                && isCovered(parts.getFirst(), phase);
    }

    private List<Term> partsOf(Term whole) {
        return graph.readers(whole).stream()
                .filter(reader -> reader.operation() instanceof Part)
                .sorted((a, b) -> Integer.compare(((Part) a.operation()).from(), ((Part) b.operation()).from()))
                .toList();
    }

    /** Returns the shortest-lived kind of buffer that serves all terms who share the owner's place. */
    private Kind kindOf(Term owner) {
        var sharers = new ArrayList<Term>();
        for (Term term : graph.cell().terms()) {
            if (graph.hasPlace(term)
                    && !(term.operation() instanceof Constant)
                    && (owner(term, graph.phase(term)) == owner || isWithin(term, owner))) {
                sharers.add(term);
            }
        }
        Phase phase = graph.phase(owner);
        boolean tile = true;
        boolean step = phase == Phase.LOOP;
        for (Term term : sharers) {
            boolean summed = term.operation() instanceof Linear || term.operation() instanceof Parameter;
            tile &= !summed && !isReadBySink(term) && touches(term, phase, graph.level(owner));
            step &= !summed && graph.phase(term) == Phase.LOOP;
            for (Term reader : graph.readers(term)) {
                boolean byProduct = reader.operation() instanceof Linear;
                tile &= !byProduct && touches(reader, phase, graph.level(owner));
                step &= graph.phase(reader) == Phase.LOOP || graph.phase(reader) == Phase.SINK;
            }
        }
        return tile ? Kind.TILE : step ? Kind.STEP : rows(phase);
    }

    private boolean touches(Term term, Phase phase, int level) {
        return graph.phase(term) == phase && graph.level(term) == level;
    }

    /** Returns whether the term's place is a window, at any depth, on the owner's. */
    private boolean isWithin(Term term, Term owner) {
        Term place = owner(term, graph.phase(term));
        while (isWindow(place, graph.phase(place))) {
            place = owner(place.operands().getFirst(), graph.phase(place));
            if (place == owner) {
                return true;
            }
        }
        return false;
    }
}

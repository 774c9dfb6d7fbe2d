package dev.unroll.core.program;

import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Term;
import dev.unroll.core.program.Slot.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which values stand where the product stood that they are made of. Functions work element by element, so the gates of
 * an LSTM overwrite W_hh h, and a plain network's next state is multiplied right into its place. What has to be kept for the
 * backward pass then goes to memory while the product is worked out, and not while nothing else is done.
 */
final class InPlace {

    /** Columns of a joint product that a function's value overwrites. */
    record Window(Product product, int from, int to) {}

    /** A reader of some columns of a map or a sum. */
    private record Use(Term reader, int from, int to) {

        boolean overlaps(Use other) {
            return from < other.to && other.from < to;
        }
    }

    private final CellGraph graph;
    private final Lifetimes lifetimes;
    private final Map<Term, Window> windows = new HashMap<>();
    private final Map<Product, Term> nexts = new HashMap<>();
    private final Set<Product> kept = new HashSet<>();

    InPlace(CellGraph graph, Lifetimes lifetimes) {
        this.graph = graph;
        this.lifetimes = lifetimes;
        for (Product product : graph.products()) {
            if (product.phase() == Phase.LOOP) {
                overwrite(product);
            }
        }
    }

    /** Returns the kind of a joint product's buffer, which lives as long as what overwrites it. */
    Kind kindOf(Product product) {
        return kept.contains(product) ? Kind.ROWS : lifetimes.kindOf(product);
    }

    /** Returns the next state in whose place the product is worked out. */
    Optional<Term> nextOf(Product product) {
        return Optional.ofNullable(nexts.get(product));
    }

    /** Returns the columns that a function's value overwrites. */
    Optional<Window> windowOf(Term function) {
        return Optional.ofNullable(windows.get(function));
    }

    /**
     * Returns the columns that hold nothing but values made of this term, each of which the backward pass reads for the
     * last time when it derives the term's adjoint: that can overwrite them in turn.
     */
    Optional<Window> spentBy(Term term) {
        List<Use> uses = usesOf(term, 0);
        Window first = uses.isEmpty() ? null : windows.get(uses.getFirst().reader());
        if (first == null || width(uses) != term.size()) {
            return Optional.empty();
        }
        int base = first.from() - uses.getFirst().from();
        var whole = new Window(first.product(), base, base + term.size());
        boolean spent = uses.stream()
                .allMatch(use -> new Window(first.product(), base + use.from(), base + use.to())
                                .equals(windows.get(use.reader()))
                        && isOnlyReadByLoop(use.reader()));
        return spent ? Optional.of(whole) : Optional.empty();
    }

    private boolean isOnlyReadByLoop(Term term) {
        return !graph.isOutput(term)
                && lifetimes.directReaders(term).stream()
                        .allMatch(
                                reader -> graph.phase(reader) == Phase.LOOP && !(reader.operation() instanceof Linear));
    }

    private void overwrite(Product product) {
        List<Use> functions = new ArrayList<>();
        for (Term map : product.maps()) {
            if (!graph.isOutput(map) && !lifetimes.isKept(map)) {
                List<Use> uses = usesOf(map, product.columnOf(map));
                uses.stream()
                        .filter(use -> uses.stream().filter(use::overlaps).count() == 1)
                        .filter(use -> isKeptFunction(use.reader()))
                        .forEach(functions::add);
            }
        }
        if (functions.size() == 1 && width(functions) == product.width()) {
            lifetimes
                    .nextWrittenBy(functions.getFirst().reader())
                    .filter(next -> !nexts.containsValue(next))
                    .ifPresent(next -> nexts.put(product, next));
        }
        functions.removeIf(use -> lifetimes.nextWrittenBy(use.reader()).isPresent());
        if (width(functions) == product.width() || lifetimes.kindOf(product) == Kind.ROWS) {
            kept.add(product);
            functions.forEach(use -> windows.put(use.reader(), new Window(product, use.from(), use.to())));
        }
    }

    /** Returns whether this is a function of the time loop, not placed yet, whose value lives through the pass. */
    private boolean isKeptFunction(Term term) {
        if (!(term.operation() instanceof Apply) || graph.phase(term) != Phase.LOOP || windows.containsKey(term)) {
            return false;
        }
        Kind kind = lifetimes.nextWrittenBy(term).map(lifetimes::kindOfState).orElseGet(() -> lifetimes.kindOf(term));
        return kind == Kind.ROWS;
    }

    /** Returns who reads the term, its parts, and the sums that are worked out by their readers. */
    private List<Use> usesOf(Term term, int column) {
        var uses = new ArrayList<Use>();
        for (Term reader : graph.readers(term)) {
            if (reader.operation() instanceof Part(int from, int _)) {
                uses.addAll(usesOf(reader, column + from));
            } else if (reader.operation() instanceof Combine && lifetimes.isFused(reader)) {
                uses.addAll(usesOf(reader, column));
            } else {
                uses.add(new Use(reader, column, column + term.size()));
            }
        }
        return uses;
    }

    private static int width(List<Use> uses) {
        return uses.stream().mapToInt(use -> use.to() - use.from()).sum();
    }
}

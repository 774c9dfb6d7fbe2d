package dev.unroll.core.program;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Initial;
import dev.unroll.core.cell.Masking;
import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Bias;
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
import java.util.ArrayList;
import java.util.List;

/**
 * What can be said of a cell's terms before any code is made: when each is computed, at which level, and who reads it.
 *
 * <p>A level counts the products on the longest path inside a phase: the terms of one level need no product of the same
 * phase between them, so they run as one fused block.
 */
final class CellGraph {

    private final Cell cell;
    private final Phase[] phases;
    private final int[] levels;
    private final boolean[] valued;
    private final List<List<Term>> readers = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();

    CellGraph(Cell cell) {
        this.cell = cell;
        int count = cell.terms().size();
        this.phases = new Phase[count];
        this.levels = new int[count];
        this.valued = new boolean[count];
        findPhases();
        for (Term term : cell.terms()) {
            readers.add(new ArrayList<>());
            if (cell.isUsed(term)) {
                findLevel(term);
            }
        }
        findReaders();
    }

    Cell cell() {
        return cell;
    }

    Phase phase(Term term) {
        return phases[term.index()];
    }

    int level(Term term) {
        return levels[term.index()];
    }

    /** Returns the terms that read this one, once for each time they do; linear maps read through joins. */
    List<Term> readers(Term term) {
        return readers.get(term.index());
    }

    /**
     * Returns whether the term's value stands in memory: not that of a join that only linear maps read, nor a number that
     * only arithmetic reads.
     */
    boolean hasPlace(Term term) {
        return valued[term.index()]
                && (!(term.operation() instanceof Constant)
                        || isOutput(term)
                        || readers(term).stream().anyMatch(reader -> !(reader.operation() instanceof Combine)));
    }

    /** Returns whether the term is what the cell puts out, whole or in part. */
    boolean isOutput(Term term) {
        Term output = cell.output();
        while (output.operation() instanceof Part) {
            if (output == term) {
                return true;
            }
            output = output.operands().getFirst();
        }
        return output == term;
    }

    List<Product> products() {
        return products;
    }

    Product productOf(Term map) {
        return products.stream()
                .filter(product -> product.maps().contains(map))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the deepest level of a phase, hoisted parts of the loop's products included. */
    int deepestLevel(Phase phase) {
        int deepest = 0;
        for (Term term : cell.terms()) {
            if (cell.isUsed(term) && phase(term) == phase) {
                deepest = Math.max(deepest, level(term));
            }
        }
        for (Product product : products) {
            if (phase == Phase.HOIST && product.hoisted() > 0) {
                deepest = Math.max(deepest, product.hoistLevel());
            }
        }
        return deepest;
    }

    /** Returns the vectors that a join puts together, joins of joins opened; any other term stands for itself. */
    static List<Term> opened(Term term) {
        if (!(term.operation() instanceof Join)) {
            return List.of(term);
        }
        return term.operands().stream().flatMap(part -> opened(part).stream()).toList();
    }

    /** Returns the name of a linear map. */
    static String nameOf(Term map) {
        return ((Linear) map.operation()).name();
    }

    /** Returns what a term is called where there is no room for its equation. */
    String shortName(Term term) {
        return switch (term.operation()) {
            case Input _ -> "x";
            case State(String name) -> name;
            case Next(String name) -> name + "'";
            case Parameter(String name, Initial _) -> name;
            case Mask(String name, Masking _) -> name;
            case Linear(String name, Bias _) -> "[" + name + "]";
            default -> cell.nameOf(term).orElse("t" + term.index());
        };
    }

    private void findPhases() {
        boolean[] recurrent = new boolean[phases.length];
        cell.nexts().values().forEach(next -> recurrent[next.index()] = true);
        for (Term term : cell.terms().reversed()) {
            if (recurrent[term.index()]) {
                term.operands().forEach(operand -> recurrent[operand.index()] = true);
            }
        }
        boolean[] stateful = new boolean[phases.length];
        for (Term term : cell.terms()) {
            boolean ofState = term.operation() instanceof State || term.operation() instanceof Next;
            stateful[term.index()] = ofState || term.operands().stream().anyMatch(operand -> stateful[operand.index()]);
            phases[term.index()] =
                    term.operation() instanceof Input || (recurrent[term.index()] && !stateful[term.index()])
                            ? Phase.HOIST
                            : recurrent[term.index()] || ofState ? Phase.LOOP : Phase.SINK;
        }
    }

    private void findLevel(Term term) {
        switch (term.operation()) {
            case Linear _ -> addToProduct(term);
            case Join _, Apply _, Combine _, Sum _, Part _, Next _ ->
                levels[term.index()] = deepest(opened(term.operands()), phase(term));
            case Input _, State _, Constant _, Parameter _, Mask _ -> levels[term.index()] = 0;
        }
    }

    private void addToProduct(Term map) {
        List<Term> sources = opened(map.operands().getFirst());
        Phase phase = phase(map);
        int hoisted = 0;
        while (phase == Phase.LOOP && phase(sources.get(hoisted)) == Phase.HOIST) {
            hoisted++;
        }
        int level = 1 + deepest(sources, phase);
        levels[map.index()] = level;
        for (int i = 0; i < products.size(); i++) {
            Product product = products.get(i);
            if (product.phase() == phase
                    && product.level() == level
                    && product.sources().equals(sources)) {
                var maps = new ArrayList<>(product.maps());
                maps.add(map);
                products.set(i, new Product(i, maps, sources, phase, level, hoisted, product.hoistLevel()));
                return;
            }
        }
        int hoistLevel = 1 + deepest(sources.subList(0, hoisted), Phase.HOIST);
        products.add(new Product(products.size(), List.of(map), sources, phase, level, hoisted, hoistLevel));
    }

    private int deepest(List<Term> terms, Phase phase) {
        return terms.stream()
                .filter(term -> phase(term) == phase)
                .mapToInt(this::level)
                .max()
                .orElse(0);
    }

    private static List<Term> opened(List<Term> terms) {
        return terms.stream().flatMap(term -> opened(term).stream()).toList();
    }

    private void findReaders() {
        valued[cell.output().index()] = true;
        for (Term term : cell.terms().reversed()) {
            if (!cell.isUsed(term)) {
                continue;
            }
            boolean join = term.operation() instanceof Join;
            if (!join) {
                valued[term.index()] = true;
            }
            if (!valued[term.index()]) {
                continue;
            }
            if (join || term.operation() instanceof Linear) {
                List<Term> sources =
                        join ? opened(term) : opened(term.operands().getFirst());
                sources.forEach(source -> readers(source).add(term));
            } else {
                for (Term operand : term.operands()) {
                    valued[operand.index()] = true;
                    readers(operand).add(term);
                }
            }
        }
    }
}

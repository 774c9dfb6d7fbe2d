package dev.unroll.core.program;

import dev.unroll.core.cell.Term;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Linear maps of one phase and level that read the same vectors: computed as one product into neighboring columns.
 *
 * @param index its place in the program
 * @param sources the vectors read, one after another: the parts of a join, or the one operand
 * @param hoisted how many of the first sources leave the loop though the map cannot; the chain starts with them
 * @param hoistLevel the level of that product among the hoisted terms
 */
public record Product(
        int index, List<Term> maps, List<Term> sources, Phase phase, int level, int hoisted, int hoistLevel) {

    /** Returns the maps' names in brackets. */
    String name() {
        return maps.stream().map(CellGraph::nameOf).collect(Collectors.joining(" ", "[", "]"));
    }

    /** Returns the number of columns of the joint result. */
    public int width() {
        return maps.stream().mapToInt(Term::size).sum();
    }

    /** Returns the first column of a map in the joint result. */
    public int columnOf(Term map) {
        return maps.subList(0, maps.indexOf(map)).stream().mapToInt(Term::size).sum();
    }

    /** Returns the first column of a source in the maps' weights. */
    public int sourceColumn(int source) {
        return sources.subList(0, source).stream().mapToInt(Term::size).sum();
    }
}

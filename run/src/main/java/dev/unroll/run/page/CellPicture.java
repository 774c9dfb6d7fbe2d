package dev.unroll.run.page;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.cell.Term;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.trace.CellTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cell unfolded over the steps of a text, drawn from its equations: a node for the input, for each named term, for each
 * state after the step and for the output; an edge wherever one equation reads another; states reach over to the next
 * step. A node's color is the mean of its vector.
 */
final class CellPicture {

    private static final double RADIUS = 12;
    private static final double BESIDE = 31;
    private static final double ABOVE = 52;
    private static final double GAP = 30;
    private static final double EDGE = 26;
    private static final double FOOT = 34;

    /** Of the small font, a little more than the mean. */
    private static final double LETTER = 6.4;

    private final CellTrace trace;
    private final Cell cell;
    private final int direction;
    private final List<Term> nodes = new ArrayList<>();
    private final Map<Term, Integer> levels = new HashMap<>();
    private final Map<Term, Set<Term>> reads = new HashMap<>();
    private final Map<Term, Double> across = new HashMap<>();
    private final double column;
    private final double height;

    /**
     * Lays the nodes of one step out.
     *
     * @param direction of time: 1 if steps are read from left to right, −1 from right to left
     */
    CellPicture(CellTrace trace, int direction) {
        this.trace = trace;
        this.direction = direction;
        this.cell = trace.cell();
        cell.terms().stream().filter(this::isNode).forEach(nodes::add);
        nodes.forEach(this::placeOnLevel);
        int widest = 1;
        int highest = 0;
        for (Term node : nodes) {
            List<Term> level = onLevel(level(node));
            double offset = level.indexOf(node) - (level.size() - 1) / 2.0;
            across.put(node, offset * BESIDE);
            widest = Math.max(widest, level.size());
            highest = Math.max(highest, level(node));
        }
        this.column = (widest - 1) * BESIDE + 2 * RADIUS + GAP;
        this.height = highest * ABOVE + 2 * EDGE + FOOT;
    }

    private boolean isNode(Term term) {
        boolean own = term.operation() instanceof Input || term.operation() instanceof Next;
        return cell.isUsed(term) && (own || cell.nameOf(term).isPresent() || term == cell.output());
    }

    private void placeOnLevel(Term node) {
        Set<Term> read = new LinkedHashSet<>();
        collect(node, read, new HashSet<>());
        reads.put(node, read);
        int level = node.operation() instanceof Input ? 0 : 1;
        for (Term term : read) {
            level = term.operation() instanceof State ? level : Math.max(level, level(term) + 1);
        }
        levels.put(node, level);
    }

    /** Finds the nodes and the states from before that a term reads, through the terms without a name. */
    private void collect(Term term, Set<Term> read, Set<Term> seen) {
        for (Term operand : term.operands()) {
            if (operand.operation() instanceof State || isNode(operand)) {
                read.add(operand);
            } else if (seen.add(operand)) {
                collect(operand, read, seen);
            }
        }
    }

    private int level(Term node) {
        return levels.getOrDefault(node, 0);
    }

    /** Returns the nodes side by side; those that read a state stand on the side that it comes from. */
    private List<Term> onLevel(int level) {
        return nodes.stream()
                .filter(node -> level(node) == level)
                .sorted(Comparator.comparingInt(node -> readsState(node) ? -direction : 0))
                .toList();
    }

    private boolean readsState(Term node) {
        return reads.getOrDefault(node, Set.of()).stream().anyMatch(read -> read.operation() instanceof State);
    }

    private String name(Term node) {
        return switch (node.operation()) {
            case Input _ -> "x";
            case Next(String state) -> state;
            default -> cell.nameOf(node).orElse("y");
        };
    }

    /**
     * Draws the steps {@code first} to {@code first + steps}.
     *
     * @param below what stands below the inputs, a word a step of the whole text
     * @param above what stands above the outputs, or nothing
     */
    Page.Markup draw(int first, int steps, List<String> below, List<String> above) {
        var svg = new Svg(steps * column, height, "the cell " + cell.name() + " unfolded over " + steps + " steps");
        for (int t = 0; t < steps; t++) {
            for (Term node : nodes) {
                for (Term read : reads.getOrDefault(node, Set.of())) {
                    if (read.operation() instanceof State) {
                        recurrentEdge(svg, t, steps, read, node);
                    } else {
                        edge(svg, t, read, node);
                    }
                }
            }
        }
        for (int t = 0; t < steps; t++) {
            for (Term node : nodes) {
                node(svg, t, first + t, node);
            }
            svg.text(center(t), height - 22, "token middle", Words.token(below.get(first + t)));
            svg.text(center(t), height - 6, "mark middle", Integer.toString(first + t + 1));
            if (!above.isEmpty()) {
                svg.text(center(t), 11, "mark middle", shortened(Words.token(above.get(first + t))));
            }
        }
        return svg.finish();
    }

    private String shortened(String word) {
        int room = (int) (column / LETTER);
        return word.length() > room ? word.substring(0, room - 1) + "…" : word;
    }

    private double center(int t) {
        return (t + 0.5) * column;
    }

    private double x(int t, Term node) {
        return center(t) + across.getOrDefault(node, 0.0);
    }

    private double y(Term node) {
        return height - FOOT - EDGE - level(node) * ABOVE;
    }

    private void edge(Svg svg, int t, Term from, Term to) {
        String path = "M" + place(x(t, from), y(from) - RADIUS) + "L" + place(x(t, to), y(to) + RADIUS);
        svg.element("path", "class", "edge", "d", path);
    }

    /** Draws the way of a state from the step read before this one; at the end of the picture it comes from outside. */
    private void recurrentEdge(Svg svg, int t, int steps, Term state, Term to) {
        Term next = nodes.stream()
                .filter(node -> node.operation() instanceof Next(String name)
                        && state.operation().equals(new State(name)))
                .findFirst()
                .orElseThrow();
        int before = t - direction;
        boolean outside = before < 0 || before >= steps;
        double fromX = outside ? center(t) - direction * column / 2 : x(before, next) + direction * RADIUS;
        double toX = x(t, to) - direction * RADIUS;
        double bend = direction * Math.max(14, Math.abs(toX - fromX) / 2);
        String path = "M" + place(fromX, y(next)) + "C" + place(fromX + bend, y(next)) + " " + place(toX - bend, y(to))
                + " " + place(toX, y(to));
        svg.element("path", "class", "edge recurrent", "d", path);
        String head = "M" + place(toX, y(to)) + "l" + place(-7.0 * direction, -3.5) + "v7z";
        svg.element("path", "class", "arrow", "d", head);
    }

    private void node(Svg svg, int t, int step, Term node) {
        Matrix values = trace.of(node);
        double mean = mean(values, step);
        double largest = 0;
        for (int i = 0; i < values.rows(); i++) {
            largest = Math.max(largest, Math.abs(mean(values, i)));
        }
        double share = node.operation() instanceof Input || largest == 0 ? 0 : mean / largest;
        String index = "step " + (step + 1);
        String title = name(node) + " at " + index + ": " + values.columns()
                + (values.columns() == 1 ? " number, " : " numbers, mean ") + Words.number(mean);
        double x = x(t, node);
        svg.element("circle", "class", "disc", "cx", x, "cy", y(node), "r", RADIUS);
        svg.titled(
                title,
                "circle",
                "class",
                share < 0 ? "node negative" : "node positive",
                "fill-opacity",
                0.85 * Math.abs(share),
                "cx",
                x,
                "cy",
                y(node),
                "r",
                RADIUS);
        String name = name(node);
        svg.text(x, y(node) + 4, name.length() > 2 ? "inner small middle" : "inner middle", name);
    }

    private static double mean(Matrix values, int row) {
        double sum = 0;
        for (int j = 0; j < values.columns(); j++) {
            sum += values.get(row, j);
        }
        return sum / values.columns();
    }

    private static String place(double x, double y) {
        return Svg.number(x) + " " + Svg.number(y);
    }
}

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

    /** Letters of a name that fit into a circle. */
    private static final int LONGEST_NAME = 4;

    /** Of the small font, a little more than the mean. */
    private static final double LETTER = 6.4;

    /** Of the font of a typewriter. */
    private static final double TYPED = 8.2;

    /** How far down the guesses stand. */
    private static final double GUESS = 11;

    /** How far up from the lower edge the words stand that are read, and the numbers of the steps. */
    private static final double READ = 22;

    private static final double STEP = 6;

    private final CellTrace trace;
    private final Cell cell;
    private final int direction;
    private final List<Term> nodes = new ArrayList<>();
    private final Map<Term, Integer> levels = new HashMap<>();
    private final Map<Term, Set<Term>> reads = new HashMap<>();
    private final Map<Term, Double> across = new HashMap<>();
    private final double narrowest;
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
        this.narrowest = (widest - 1) * BESIDE + 2 * RADIUS + GAP;
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

    /** Which steps are drawn, and how many pixels each has. */
    record Columns(int first, int steps, double width) {

        double center(int t) {
            return (t + 0.5) * width;
        }
    }

    /** Returns the pixels that a step needs, at least. */
    double narrowest() {
        return narrowest;
    }

    double height() {
        return height;
    }

    /** Names the lines of text, ending at {@code right}. */
    void labels(Svg svg, double top, double right, boolean hasGuesses) {
        if (hasGuesses) {
            svg.text(right, top + GUESS, "mark end", "guess");
        }
        svg.text(right, top + height - READ, "mark end", "reads");
        svg.text(right, top + height - STEP, "mark end", "step");
    }

    /**
     * Draws some steps.
     *
     * @param below what stands below the inputs, a word a step of the whole text
     * @param above what stands above the outputs, or nothing
     */
    void draw(Svg svg, double top, Columns columns, List<String> below, List<String> above) {
        svg.open("g", "transform", "translate(0 " + Svg.number(top) + ")");
        for (int t = 0; t < columns.steps(); t++) {
            for (Term node : nodes) {
                for (Term read : reads.getOrDefault(node, Set.of())) {
                    if (read.operation() instanceof State) {
                        recurrentEdge(svg, t, columns, read, node);
                    } else {
                        edge(svg, columns.center(t), read, node);
                    }
                }
            }
        }
        for (int t = 0; t < columns.steps(); t++) {
            int step = columns.first() + t;
            double center = columns.center(t);
            for (Term node : nodes) {
                node(svg, center, step, node);
            }
            text(svg, columns, t, height - READ, "token middle", below.get(step), TYPED);
            svg.text(center, height - STEP, "mark middle", Integer.toString(step + 1));
            if (!above.isEmpty()) {
                text(svg, columns, t, GUESS, "mark middle", above.get(step), LETTER);
            }
        }
        svg.close();
    }

    private static void text(Svg svg, Columns columns, int t, double y, String style, String word, double letter) {
        String seen = Words.line(word);
        double room = columns.width() * seen.length() / Math.max(1, Words.letters(seen) * letter);
        svg.name(columns.center(t), y, style, seen, Math.max(2, (int) room));
    }

    private double x(double center, Term node) {
        return center + across.getOrDefault(node, 0.0);
    }

    private double y(Term node) {
        return height - FOOT - EDGE - level(node) * ABOVE;
    }

    private void edge(Svg svg, double center, Term from, Term to) {
        String path = "M" + place(x(center, from), y(from) - RADIUS) + "L" + place(x(center, to), y(to) + RADIUS);
        svg.element("path", "class", "edge", "d", path);
    }

    /** Draws the way of a state from the step read before this one; at the end of the picture it comes from outside. */
    private void recurrentEdge(Svg svg, int t, Columns columns, Term state, Term to) {
        Term next = nodes.stream()
                .filter(node -> node.operation() instanceof Next(String name)
                        && state.operation().equals(new State(name)))
                .findFirst()
                .orElseThrow();
        int before = t - direction;
        boolean outside = before < 0 || before >= columns.steps();
        double center = columns.center(t);
        double fromX = outside
                ? center - direction * columns.width() / 2
                : x(columns.center(before), next) + direction * RADIUS;
        double toX = x(center, to) - direction * RADIUS;
        double bend = direction * Math.max(14, Math.abs(toX - fromX) / 2);
        String path = "M" + place(fromX, y(next)) + "C" + place(fromX + bend, y(next)) + " " + place(toX - bend, y(to))
                + " " + place(toX, y(to));
        svg.element("path", "class", "edge recurrent", "d", path);
        String head = "M" + place(toX, y(to)) + "l" + place(-7.0 * direction, -3.5) + "v7z";
        svg.element("path", "class", "arrow", "d", head);
    }

    private void node(Svg svg, double center, int step, Term node) {
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
        double x = x(center, node);
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
        svg.text(
                x,
                y(node) + 4,
                name.length() > 2 ? "inner small middle" : "inner middle",
                Words.shortened(name, LONGEST_NAME));
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

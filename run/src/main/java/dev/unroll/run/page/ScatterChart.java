package dev.unroll.run.page;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Points of two numbers that should be the same: on the line through them they are.
 *
 * @param title what the vertical axis shows
 * @param across what the horizontal axis shows
 */
public record ScatterChart(String title, String across, List<Point> points) {

    /** As wide as other charts, so that letters beside each other are of one size. */
    private static final double SIZE = 400;

    private static final double LEFT = 58;
    private static final double RIGHT = 14;
    private static final double TOP = 34;
    private static final double BOTTOM = 40;
    private static final int MARKS = 5;

    /** Letters of a name that surely fit into the picture. */
    private static final int MOST_LETTERS = 48;

    public ScatterChart {
        points = List.copyOf(points);
    }

    /**
     * One point.
     *
     * @param name what appears when one points at it, beside the numbers
     */
    public record Point(double x, double y, String name) {}

    /** Returns the picture. */
    public Page.Markup draw() {
        var svg = new Svg(SIZE, SIZE, title + " over " + across);
        Scale scale = scale();
        double first = scale.marks().getFirst();
        double last = scale.marks().getLast();
        for (double mark : scale.marks()) {
            double down = down(scale, mark);
            svg.element("path", "class", "grid", "d", "M" + LEFT + " " + Svg.number(down) + "H" + (SIZE - RIGHT));
            svg.text(LEFT - 8, down + 4, "mark end", Words.number(mark, 3));
            svg.text(along(scale, mark), SIZE - BOTTOM + 17, "mark middle", Words.number(mark, 3));
        }
        svg.element(
                "path",
                "class",
                "rule",
                "d",
                "M" + Svg.number(along(scale, first)) + " " + Svg.number(down(scale, first)) + "L"
                        + Svg.number(along(scale, last)) + " " + Svg.number(down(scale, last)));
        for (Point point : points) {
            svg.titled(
                    point.name() + ": " + Words.number(point.y()) + " for " + Words.number(point.x()),
                    "circle",
                    "class",
                    "curve c0",
                    "cx",
                    along(scale, point.x()),
                    "cy",
                    down(scale, point.y()),
                    "r",
                    2.5);
        }
        svg.name(SIZE - RIGHT, SIZE - 6, "mark end", across, MOST_LETTERS);
        svg.name(4, 14, "axis", title, MOST_LETTERS);
        return svg.finish();
    }

    /** One scale for both axes, so that the line is a diagonal. */
    private Scale scale() {
        DoubleStream all = points.stream().flatMapToDouble(point -> DoubleStream.of(point.x(), point.y()));
        var span = all.summaryStatistics();
        return points.isEmpty() ? Scale.linear(0, 1, MARKS) : Scale.linear(span.getMin(), span.getMax(), MARKS);
    }

    private static double along(Scale scale, double value) {
        return LEFT + scale.at(value) * (SIZE - RIGHT - LEFT);
    }

    private static double down(Scale scale, double value) {
        return SIZE - BOTTOM - scale.at(value) * (SIZE - BOTTOM - TOP);
    }
}

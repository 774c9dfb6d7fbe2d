package dev.unroll.run.page;

import dev.unroll.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/**
 * Strips below one another, all with one column a time step: tokens, bars, heat maps. Names stand in a picture of their own
 * to the left, so that they stay when the steps scroll.
 */
final class StepChart {

    private static final double LABELS = 120;
    private static final double MARKS = LABELS - 10;
    private static final double GAP = 14;

    /** Of a name that stands above its scale, so that neither can run into the other. */
    private static final double HEAD = 17;

    /** Letters of a name that surely fit beside the steps. */
    private static final int LONGEST_NAME = 14;

    private static final double BARS = 64;

    /** What a wide window has for the steps. */
    private static final double ROOM = 820;

    private static final double NARROWEST = 16;
    private static final double WIDEST = 60;
    private static final double LETTER = 8.2;
    private static final int LONGEST_TOKEN = 14;

    private final int first;
    private final int steps;
    private final double column;
    private final List<Strip> strips = new ArrayList<>();

    /** Something to draw, once it is known how far down. */
    private interface Drawing {
        void draw(Svg svg, double top);
    }

    /** One picture of the chart; {@code head} is the height of the line above it that its name stands on. */
    private record Strip(double head, double height, Drawing labels, Drawing body) {}

    /** Both pictures: the names, and the strips that scroll. */
    record Drawn(Page.Markup labelsSvg, Page.Markup stepsSvg) {

        /** Returns both as a template names them. */
        Map<String, Object> data() {
            return Map.of("labelsSvg", labelsSvg, "stepsSvg", stepsSvg);
        }
    }

    /** Starts a chart of the steps {@code first} to {@code first + steps}, a column of so many pixels each. */
    StepChart(int first, int steps, double column) {
        this.first = first;
        this.steps = steps;
        this.column = column;
    }

    /** Returns the width of a column that lets so many steps be seen at once, if it can be. */
    static double glance(int steps) {
        return Math.clamp(ROOM / steps, NARROWEST, WIDEST);
    }

    /** Returns whether so many steps of this width are seen at once in a wide window. */
    static boolean isSeenAtOnce(int steps, double column) {
        return steps * column <= ROOM;
    }

    /** Adds the tokens, upright if they are letters, else turned. */
    StepChart tokens(String name, List<String> all) {
        List<String> tokens = all.subList(first, first + steps).stream()
                .map(Words::line)
                .map(token -> Words.shortened(token, LONGEST_TOKEN))
                .toList();
        double widest =
                LETTER * tokens.stream().mapToDouble(Words::letters).max().orElse(1);
        boolean turned = widest > column;
        double height = turned ? widest + 4 : 18;
        return strip(name, 0, height, (svg, top) -> {}, (svg, top) -> {
            for (int t = 0; t < steps; t++) {
                if (turned) {
                    String place = Svg.number(middle(t) + 4) + " " + Svg.number(top + height - 2);
                    svg.open("text", "class", "token", "transform", "translate(" + place + ") rotate(-90)")
                            .characters(tokens.get(t))
                            .close();
                } else {
                    svg.text(middle(t), top + 14, "token middle", tokens.get(t));
                }
            }
        });
    }

    /**
     * Adds the network unfolded, in the columns of all that stands below it.
     *
     * @param below what stands below the inputs, a word a step of the whole text
     * @param above what stands above the outputs, or nothing
     */
    StepChart unfolded(CellPicture picture, List<String> below, List<String> above) {
        return strip(
                "unfolded",
                HEAD,
                picture.height(),
                (svg, top) -> picture.labels(svg, top, MARKS, !above.isEmpty()),
                (svg, top) -> picture.draw(svg, top, new CellPicture.Columns(first, steps, column), below, above));
    }

    /** Adds a bar a step, from 0 up or down; the longest of all fills the strip. */
    StepChart bars(String name, List<Double> all) {
        return bars(name, all, Scale.largest(all));
    }

    /** Adds a bar a step, from 0 up or down; {@code highest} is the length that fills the strip. */
    StepChart bars(String name, List<Double> all, double highest) {
        List<Double> values = all.subList(first, first + steps);
        boolean signed = values.stream().anyMatch(value -> value < 0);
        double unit = (signed ? BARS / 2 : BARS) / (highest == 0 ? 1 : highest);
        double zero = signed ? BARS / 2 : BARS;
        Drawing labels = (svg, top) -> {
            svg.text(MARKS, top + 9, "mark end", Words.number(highest, 3));
            svg.text(MARKS, top + zero + (signed ? 4 : 0), "mark end", "0");
            if (signed) {
                svg.text(MARKS, top + BARS, "mark end", Words.number(-highest, 3));
            }
        };
        return strip(name, HEAD, BARS, labels, (svg, top) -> {
            svg.element("path", "class", "grid", "d", "M0 " + Svg.number(top + zero) + "H" + Svg.number(width()));
            for (int t = 0; t < steps; t++) {
                double value = values.get(t);
                double length = Math.min(Math.abs(value) * unit, signed ? BARS / 2 : BARS);
                String sign = value < 0 ? "negative" : "positive";
                svg.titled(
                        says(name, t, value),
                        "rect",
                        "class",
                        signed ? sign : "plain",
                        "x",
                        t * column + 1.5,
                        "y",
                        top + zero - (value < 0 ? 0 : length),
                        "width",
                        column - 3,
                        "height",
                        Math.max(length, 0.6));
            }
        });
    }

    /** Adds a curve on a logarithmic axis, a point a step: for what spans powers of ten. */
    StepChart powers(String name, List<Double> all) {
        List<Double> values = all.subList(first, first + steps);
        double low = Double.MAX_VALUE;
        double high = 0;
        for (double value : values) {
            low = value > 0 ? Math.min(low, value) : low;
            high = Math.max(high, value);
        }
        return curve(name, all, Scale.logarithmic(high == 0 ? 1 : low, high == 0 ? 1 : high, 4), 1, 0);
    }

    /** Adds a curve, a point a step, between its least and its largest value. */
    StepChart curve(String name, List<Double> all) {
        DoubleSummaryStatistics range = all.subList(first, first + steps).stream()
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return curve(name, all, Scale.linear(range.getMin(), range.getMax(), 3), 3, Double.NEGATIVE_INFINITY);
    }

    /** Adds a curve; its marks have so many digits, and what is not above {@code nothing} is left out. */
    private StepChart curve(String name, List<Double> all, Scale scale, int digits, double nothing) {
        List<Double> values = all.subList(first, first + steps);
        Drawing labels = (svg, top) -> {
            for (double mark : scale.marks()) {
                // The highest stands a little lower, so as not to run into the name.
                double down = Math.max(9, BARS * (1 - scale.at(mark)) + 4);
                svg.text(MARKS, top + down, "mark end", Words.number(mark, digits));
            }
        };
        return strip(name, HEAD, BARS, labels, (svg, top) -> {
            for (double mark : scale.marks()) {
                String y = Svg.number(top + BARS * (1 - scale.at(mark)));
                svg.element("path", "class", "grid", "d", "M0 " + y + "H" + Svg.number(width()));
            }
            var path = new StringBuilder();
            for (int t = 0; t < steps; t++) {
                if (values.get(t) > nothing) {
                    path.append(path.isEmpty() ? 'M' : 'L').append(Svg.number(middle(t)));
                    path.append(' ').append(Svg.number(top + BARS * (1 - scale.at(values.get(t)))));
                }
            }
            svg.element("path", "class", "curve c0", "d", path.isEmpty() ? "M0 0" : path);
            for (int t = 0; t < steps; t++) {
                if (values.get(t) > nothing) {
                    double y = top + BARS * (1 - scale.at(values.get(t)));
                    svg.titled(
                            says(name, t, values.get(t)),
                            "circle",
                            "class",
                            "curve c0",
                            "cx",
                            middle(t),
                            "cy",
                            y,
                            "r",
                            2.5);
                }
            }
        });
    }

    /** Adds a heat map whose strongest color is the largest value of all. */
    StepChart heat(String name, String what, Matrix values, List<Integer> units) {
        double largest = 0;
        for (int t = 0; t < values.rows(); t++) {
            for (int j = 0; j < values.columns(); j++) {
                largest = Math.max(largest, Math.abs(values.get(t, j)));
            }
        }
        return heat(name, what, values, units, largest);
    }

    /**
     * Adds a heat map: a column a step, a row a unit.
     *
     * @param values [all steps, size]
     * @param what a column of it is called
     * @param units which columns of it are shown, from top to bottom
     * @param largest the value of the strongest color; that of the opposite sign has the other color
     */
    StepChart heat(String name, String what, Matrix values, List<Integer> units, double largest) {
        double row = units.size() == 1 ? 18 : Math.clamp(220.0 / units.size(), 4, 11);
        double height = row * units.size();
        Drawing labels = (svg, top) -> {
            String shown = units.size() == values.columns() ? "" : units.size() + " of ";
            svg.text(MARKS, top + 9, "mark end", shown + values.columns() + " " + what);
            svg.text(MARKS, top + 24, "mark end", "±" + Words.number(largest, 2));
        };
        return strip(name, HEAD, Math.max(height, 28), labels, (svg, top) -> {
            svg.element("rect", "class", "frame", "x", 0, "y", top, "width", width(), "height", height);
            var shading = new Shading(column, row);
            for (int t = 0; t < steps; t++) {
                for (int i = 0; i < units.size(); i++) {
                    double value = values.get(first + t, units.get(i));
                    shading.cell(t * column, top + i * row, largest == 0 ? 0 : value / largest);
                }
            }
            shading.draw(svg, "positive", "negative");
        });
    }

    private StepChart strip(String name, double head, double height, Drawing labels, Drawing body) {
        Drawing named = (svg, top) -> {
            double line = top - head + (height < 24 ? 14 : 11);
            svg.name(0, line, "axis", name, LONGEST_NAME);
            labels.draw(svg, top);
        };
        strips.add(new Strip(head, height, named, body));
        return this;
    }

    private String says(String name, int t, double value) {
        return name + ", step " + (first + t + 1) + ": " + Words.number(value);
    }

    private double middle(int t) {
        return (t + 0.5) * column;
    }

    private double width() {
        return steps * column;
    }

    /** Draws all strips. */
    Drawn draw(String what) {
        double height = GAP;
        for (Strip strip : strips) {
            height += strip.head() + strip.height() + GAP;
        }
        var labels = new Svg(LABELS, height, "names of the strips of " + what);
        var body = new Svg(width(), height, what + ", by step");
        double top = GAP / 2;
        for (Strip strip : strips) {
            strip.labels().draw(labels, top + strip.head());
            strip.body().draw(body, top + strip.head());
            top += strip.head() + strip.height() + GAP;
        }
        return new Drawn(labels.finish(), body.finish());
    }
}

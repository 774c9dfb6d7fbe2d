package dev.unroll.run.page;

import java.util.List;

/**
 * Curves over a common axis.
 *
 * @param title what the vertical axis shows
 * @param across what the horizontal axis shows
 * @param rule a value to draw a line at, NaN for none
 */
public record LineChart(String title, String across, Growth growth, List<Curve> curves, double rule) {

    /** How the vertical axis grows. */
    public enum Growth {
        LINEAR,
        LOGARITHMIC
    }

    /**
     * A named curve: a value for each place on the horizontal axis; values that are not finite leave a gap.
     *
     * @param color which of the style sheet's, from 0
     */
    public record Curve(String name, int color, List<Double> x, List<Double> y) {

        public Curve {
            x = List.copyOf(x);
            y = List.copyOf(y);
        }

        private String style() {
            return "curve c" + color % COLORS;
        }
    }

    private static final double WIDTH = 400;
    private static final double HEIGHT = 230;
    private static final double LEFT = 58;
    private static final double RIGHT = 14;
    private static final double TOP = 34;

    /** Of a legend that has no room beside the title. */
    private static final double LEGEND = 18;

    /** No font is known here: a little more than the mean width of a letter of 11 pixels, and of a bold one of 12. */
    private static final double LETTER = 6.1;

    private static final double BOLD = 7.4;
    private static final double BOTTOM = 40;
    private static final int MARKS = 5;

    /** As many colors as the style sheet has for curves. */
    public static final int COLORS = 6;

    /** Fewer points than this are marked one by one. */
    private static final int FEW_POINTS = 40;

    /** Makes a chart without a line. */
    public LineChart(String title, String across, Growth growth, List<Curve> curves) {
        this(title, across, growth, curves, Double.NaN);
    }

    /** Returns the picture. */
    public Page.Markup draw() {
        var svg = new Svg(WIDTH, HEIGHT, title + " over " + across);
        Scale x = horizontal();
        Scale y = vertical();
        axes(svg, x, y);
        for (Curve curve : curves) {
            curve(svg, curve, x, y, curve.style());
        }
        if (Double.isFinite(rule)) {
            svg.element("path", "class", "rule", "d", "M" + LEFT + " " + Svg.number(down(y, rule)) + "H" + right());
        }
        legend(svg);
        return svg.finish();
    }

    private static double right() {
        return WIDTH - RIGHT;
    }

    private Scale horizontal() {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (Curve curve : curves) {
            for (double value : curve.x()) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return Scale.between(low, high, MARKS);
    }

    private Scale vertical() {
        boolean logarithmic = growth == Growth.LOGARITHMIC;
        double low = Double.MAX_VALUE;
        double high = logarithmic ? 0 : -Double.MAX_VALUE;
        for (Curve curve : curves) {
            for (double value : curve.y()) {
                if (isDrawn(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        if (Double.isFinite(rule)) {
            low = Math.min(low, rule);
            high = Math.max(high, rule);
        }
        if (low > high) {
            return Scale.linear(0, 1, MARKS);
        }
        return logarithmic
                ? Scale.logarithmic(low, high, MARKS)
                : Scale.linear(low > 0 && low < high / 2 ? 0 : low, high, MARKS);
    }

    private boolean isDrawn(double value) {
        return Double.isFinite(value) && (growth == Growth.LINEAR || value > 0);
    }

    private static double along(Scale x, double value) {
        return LEFT + x.at(value) * (right() - LEFT);
    }

    private double down(Scale y, double value) {
        return HEIGHT - BOTTOM - y.at(value) * (HEIGHT - BOTTOM - top());
    }

    private void axes(Svg svg, Scale x, Scale y) {
        for (double mark : y.marks()) {
            double at = down(y, mark);
            svg.element("path", "class", "grid", "d", "M" + LEFT + " " + Svg.number(at) + "H" + right());
            svg.text(LEFT - 8, at + 4, "mark end", Words.number(mark, 3));
        }
        for (double mark : x.marks()) {
            svg.text(along(x, mark), HEIGHT - BOTTOM + 17, "mark middle", Words.number(mark));
        }
        svg.text(right(), HEIGHT - 6, "mark end", across);
        svg.text(4, 14, "axis", title);
    }

    private void curve(Svg svg, Curve curve, Scale x, Scale y, String style) {
        var path = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < curve.y().size(); i++) {
            double value = curve.y().get(i);
            if (isDrawn(value)) {
                path.append(open ? 'L' : 'M')
                        .append(Svg.number(along(x, curve.x().get(i))))
                        .append(' ')
                        .append(Svg.number(down(y, value)));
            }
            open = isDrawn(value);
        }
        svg.element("path", "class", style, "d", path.isEmpty() ? "M0 0" : path);
        for (int i = 0; curve.y().size() < FEW_POINTS && i < curve.y().size(); i++) {
            double value = curve.y().get(i);
            if (isDrawn(value)) {
                String says = curve.name() + ", " + across + " "
                        + Words.number(curve.x().get(i)) + ": " + Words.number(value);
                svg.titled(
                        says,
                        "circle",
                        "class",
                        style,
                        "cx",
                        along(x, curve.x().get(i)),
                        "cy",
                        down(y, value),
                        "r",
                        2.5);
            }
        }
    }

    private boolean fitsBesideTitle() {
        double legend = curves.stream().mapToDouble(LineChart::entry).sum();
        return BOLD * title.length() + legend <= right();
    }

    private static double entry(Curve curve) {
        return LETTER * curve.name().length() + 31;
    }

    private double top() {
        return fitsBesideTitle() ? TOP : TOP + LEGEND;
    }

    private void legend(Svg svg) {
        double down = fitsBesideTitle() ? 14 : 14 + LEGEND;
        double at = right();
        for (Curve curve : curves.reversed()) {
            svg.text(at, down, "mark end", curve.name());
            double line = at - entry(curve) + 12;
            svg.element(
                    "path", "class", curve.style(), "d", "M" + Svg.number(line) + " " + Svg.number(down - 4) + "h14");
            at -= entry(curve);
        }
    }
}

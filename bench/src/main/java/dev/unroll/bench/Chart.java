package dev.unroll.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines over logarithmic axes, a panel beside the other, as SVG that needs nothing else. */
final class Chart {

    private static final int PANEL = 300;
    private static final int LEFT = 56;
    private static final int TOP = 52;
    private static final int HEIGHT = 240;
    private static final int WIDTH = 220;
    private static final int BOTTOM = 50;

    private static final List<String> COLORS = List.of("#1f6fb4", "#d1622b", "#3f8f4f", "#7d55a0");

    private final String title;
    private final List<Panel> panels;

    Chart(String title, List<Panel> panels) {
        this.title = title;
        this.panels = List.copyOf(panels);
    }

    /** Lines over one axis that is named below. */
    record Panel(String axis, List<Line> lines) {

        Scale across() {
            return Scale.of(dots().mapToDouble(Dot::x).toArray(), LEFT, LEFT + WIDTH);
        }

        Scale up() {
            return Scale.of(dots().mapToDouble(Dot::y).toArray(), TOP + HEIGHT, TOP);
        }

        private Stream<Dot> dots() {
            return lines.stream().flatMap(line -> line.dots.stream());
        }
    }

    /** Dots from left to right. */
    record Line(String name, List<Dot> dots) {}

    /** One measured value; both are above 0. */
    record Dot(double x, double y) {}

    /** Logarithms of values between two powers of a decade's parts, mapped to places. */
    private record Scale(double low, double high, double from, double to) {

        static Scale of(double[] values, double from, double to) {
            double low = Double.MAX_VALUE;
            double high = 0;
            for (double value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            return new Scale(low / 1.15, high * 1.15, from, to);
        }

        double at(double value) {
            return from + (to - from) * StrictMath.log(value / low) / StrictMath.log(high / low);
        }

        /** Returns 1, 2 and 5 times the powers of ten that the scale covers; only the powers if they are many. */
        List<Double> ticks() {
            var ticks = new ArrayList<Double>();
            boolean wide = high / low > 1000;
            for (int power = -6; power < 7; power++) {
                for (int part : wide ? new int[] {1} : new int[] {1, 2, 5}) {
                    double tick = part * StrictMath.pow(10, power);
                    if (tick >= low && tick <= high) {
                        ticks.add(tick);
                    }
                }
            }
            return ticks;
        }
    }

    String toSvg() {
        int width = panels.size() * PANEL + 10;
        int height = TOP + HEIGHT + BOTTOM;
        var svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'"
                        + " font-family='sans-serif' font-size='12' fill='#333'>",
                width,
                height,
                width,
                height);
        add(svg, "<rect width='%d' height='%d' fill='white'/>", width, height);
        add(svg, "<text x='%d' y='20' font-size='14' font-weight='bold'>%s</text>", LEFT, title);
        for (int i = 0; i < panels.size(); i++) {
            add(svg, "<g transform='translate(%d 0)'>", i * PANEL);
            draw(svg, panels.get(i));
            add(svg, "</g>");
        }
        add(svg, "</svg>");
        return svg.toString();
    }

    private static void draw(StringBuilder svg, Panel panel) {
        Scale across = panel.across();
        Scale up = panel.up();
        for (double tick : across.ticks()) {
            double x = across.at(tick);
            add(svg, "<path d='M%.1f %d V%d' stroke='#e4e4e4'/>", x, TOP, TOP + HEIGHT);
            add(svg, "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>", x, TOP + HEIGHT + 16, label(tick));
        }
        for (double tick : up.ticks()) {
            double y = up.at(tick);
            add(svg, "<path d='M%d %.1f H%d' stroke='#e4e4e4'/>", LEFT, y, LEFT + WIDTH);
            add(svg, "<text x='%d' y='%.1f' text-anchor='end'>%s</text>", LEFT - 6, y + 4, label(tick));
        }
        add(svg, "<path d='M%d %d V%d H%d' fill='none' stroke='#888'/>", LEFT, TOP, TOP + HEIGHT, LEFT + WIDTH);
        add(svg, "<text x='%d' y='%d' text-anchor='middle'>%s</text>", LEFT + WIDTH / 2, TOP + HEIGHT + 36, panel.axis);
        for (int i = 0; i < panel.lines.size(); i++) {
            draw(svg, panel.lines.get(i), COLORS.get(i % COLORS.size()), across, up);
            add(
                    svg,
                    "<text x='%d' y='%d' fill='%s'>%s</text>",
                    LEFT + 10,
                    TOP + 16 + 16 * i,
                    COLORS.get(i % COLORS.size()),
                    panel.lines.get(i).name);
        }
    }

    private static void draw(StringBuilder svg, Line line, String color, Scale across, Scale up) {
        String points = line.dots.stream()
                .map(dot -> format("%.1f,%.1f", across.at(dot.x), up.at(dot.y)))
                .collect(Collectors.joining(" "));
        add(svg, "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>", points, color);
        for (Dot dot : line.dots) {
            add(svg, "<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>", across.at(dot.x), up.at(dot.y), color);
        }
    }

    private static String label(double tick) {
        return tick == StrictMath.rint(tick) ? Long.toString((long) tick) : Double.toString(tick);
    }

    private static void add(StringBuilder svg, String line, Object... values) {
        svg.append(format(line, values)).append('\n');
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}

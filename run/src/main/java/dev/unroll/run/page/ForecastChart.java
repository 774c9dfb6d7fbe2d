package dev.unroll.run.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unroll.core.tensorfile.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a series went on: its history, what was forecast with how much doubt, and what came, where that is known.
 *
 * @param title what is shown, in a few words
 * @param history the latest values that were known, [n]
 * @param forecast [H]
 * @param fan from the outermost interval inward, each with its lower and its upper ends; none if points were forecast
 * @param actual what came, [0 .. H]
 * @param times the text of a step: of {@code 0 .. n + H}
 */
public record ForecastChart(
        String title,
        List<Double> history,
        List<Double> forecast,
        List<Interval> fan,
        List<Double> actual,
        Times times) {

    private static final double WIDTH = 720;
    private static final double HEIGHT = 260;
    private static final double LEFT = 64;
    private static final double RIGHT = 14;
    private static final double TOP = 34;
    private static final double BOTTOM = 30;
    private static final int MARKS = 5;

    /** Of a strip below the picture: its name, and its bars, half of it up and half down. */
    private static final double HEAD = 20;

    private static final double BARS = 60;

    /** No font is known here: more than the mean width of a letter of 11 pixels. */
    private static final double LETTER = 7;

    private static final int MOST_LETTERS = 60;

    /** When a step is, in words. */
    @FunctionalInterface
    public interface Times {
        String text(int step);
    }

    /**
     * Between which values those to come lie.
     *
     * @param low [H]
     * @param high [H]
     */
    public record Interval(List<Double> low, List<Double> high) {}

    /**
     * What parts of the time did, drawn below them.
     *
     * @param name of what they are parts of
     */
    public record Strip(String name, List<Bar> bars) {

        public Strip {
            bars = List.copyOf(bars);
        }
    }

    /**
     * What one part did.
     *
     * @param from its first step, as of {@link Times}
     * @param to the first step after it
     * @param text that appears when one points at it
     */
    public record Bar(int from, int to, double value, String text) {}

    public ForecastChart {
        history = List.copyOf(history);
        forecast = List.copyOf(forecast);
        actual = List.copyOf(actual);
        fan = List.copyOf(fan);
    }

    /** Returns errors over the steps of the horizon: a named curve for each forecast. */
    public static Page.Markup errors(String title, List<String> names, List<List<Double>> errors) {
        List<LineChart.Curve> curves = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<Double> steps = IntStream.rangeClosed(1, errors.get(i).size())
                    .mapToObj(h -> (double) h)
                    .toList();
            curves.add(new LineChart.Curve(names.get(i), i, steps, errors.get(i)));
        }
        return new LineChart(title, "steps ahead", LineChart.Growth.LINEAR, curves).draw();
    }

    /** Returns the picture as part of a page. */
    public Page.Markup draw() {
        return draw(List.of());
    }

    /** Returns the picture with strips below it, in the same columns; each has the scale of its longest bar. */
    public Page.Markup draw(List<Strip> strips) {
        var svg = new Svg(WIDTH, HEIGHT + strips.size() * (HEAD + BARS + HEAD / 2), title);
        Scale y = vertical();
        for (double mark : y.marks()) {
            double at = down(y, mark);
            svg.element("path", "class", "grid", "d", "M" + LEFT + " " + Svg.number(at) + "H" + (WIDTH - RIGHT));
            svg.text(LEFT - 8, at + 4, "mark end", Words.number(mark));
        }
        int last = history.size() - 1;
        times(svg);
        svg.element("path", "class", "rule", "d", "M" + Svg.number(along(last)) + " " + TOP + "V" + (HEIGHT - BOTTOM));
        for (Interval interval : fan) {
            svg.element("path", "class", "fan", "d", band(y, interval));
        }
        line(svg, y, history, 0, "curve past");
        line(svg, y, joined(actual), last, "curve c1");
        line(svg, y, joined(forecast), last, "curve c0");
        svg.name(4, 14, "axis", title, MOST_LETTERS);
        legend(svg);
        double top = HEIGHT + HEAD / 2;
        for (Strip strip : strips) {
            draw(svg, strip, top);
            top += HEAD + BARS + HEAD / 2;
        }
        return svg.finish();
    }

    private void draw(Svg svg, Strip strip, double top) {
        double largest = strip.bars().stream()
                .mapToDouble(bar -> Math.abs(bar.value()))
                .max()
                .orElse(0);
        double zero = top + HEAD + BARS / 2;
        svg.name(LEFT, top + 11, "axis", strip.name(), MOST_LETTERS);
        svg.text(LEFT - 8, top + HEAD + 9, "mark end", Words.number(largest, 3));
        svg.text(LEFT - 8, zero + 4, "mark end", "0");
        svg.text(LEFT - 8, top + HEAD + BARS, "mark end", Words.number(-largest, 3));
        svg.element("path", "class", "grid", "d", "M" + LEFT + " " + Svg.number(zero) + "H" + (WIDTH - RIGHT));
        for (Bar bar : strip.bars()) {
            double left = Math.max(LEFT, along(bar.from() - 0.5));
            double right = Math.min(WIDTH - RIGHT, along(bar.to() - 0.5));
            double length = largest == 0 ? 0 : Math.abs(bar.value()) / largest * BARS / 2;
            // Bars of a pixel or two touch; wider ones stand apart.
            double gap = right - left > 4 ? 1 : 0;
            svg.titled(
                    bar.text(),
                    "rect",
                    "class",
                    bar.value() < 0 ? "negative" : "positive",
                    "x",
                    left + gap / 2,
                    "y",
                    bar.value() < 0 ? zero : zero - length,
                    "width",
                    Math.max(0.3, right - left - gap),
                    "height",
                    length);
        }
    }

    /** Writes when the picture begins, when the present is, and when it ends; the present above the others if they meet. */
    private void times(Svg svg) {
        int last = history.size() - 1;
        String first = times.text(0);
        String present = times.text(last);
        String end = times.text(last + forecast.size());
        boolean apart = LEFT + LETTER * (first.length() + present.length()) < along(last)
                && along(last) + LETTER * end.length() < WIDTH - RIGHT;
        double line = apart ? HEIGHT - 8 : HEIGHT - 4;
        svg.text(LEFT, line, "mark", first);
        svg.text(along(last), apart ? line : HEIGHT - BOTTOM + 13, "mark end", present);
        svg.text(WIDTH - RIGHT, line, "mark end", end);
    }

    /** Writes the picture as a file of its own, whole or not at all. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(standalone().getBytes(UTF_8)));
    }

    private String standalone() {
        String drawn = draw().html();
        int end = drawn.indexOf('>') + 1;
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
                + drawn.substring("<svg ".length(), end) + Page.pictureStyle() + drawn.substring(end) + "\n";
    }

    private void legend(Svg svg) {
        double at = WIDTH - RIGHT;
        at = entry(svg, at, "forecast", "c0");
        if (!actual.isEmpty()) {
            at = entry(svg, at, "what came", "c1");
        }
        entry(svg, at, "history", "past");
    }

    private static double entry(Svg svg, double right, String name, String style) {
        svg.text(right, 14, "mark end", name);
        double line = right - LETTER * name.length() - 20;
        svg.element("path", "class", "curve " + style, "d", "M" + Svg.number(line) + " 10h14");
        return line - 12;
    }

    /** Returns values with the last known one before them, so that lines go on. */
    private List<Double> joined(List<Double> values) {
        return values.isEmpty()
                ? values
                : Stream.concat(Stream.of(history.getLast()), values.stream()).toList();
    }

    private Scale vertical() {
        DoubleSummaryStatistics all = Stream.concat(
                        Stream.of(history, forecast, actual),
                        fan.stream().flatMap(interval -> Stream.of(interval.low(), interval.high())))
                .flatMap(List::stream)
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return all.getCount() == 0 ? Scale.linear(0, 1, MARKS) : Scale.linear(all.getMin(), all.getMax(), MARKS);
    }

    private double along(double step) {
        return LEFT + step / (history.size() - 1.0 + forecast.size()) * (WIDTH - RIGHT - LEFT);
    }

    private static double down(Scale y, double value) {
        return HEIGHT - BOTTOM - y.at(value) * (HEIGHT - BOTTOM - TOP);
    }

    private void line(Svg svg, Scale y, List<Double> values, int from, String style) {
        var path = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (Double.isFinite(value)) {
                path.append(open ? 'L' : 'M').append(point(from + i, y, value));
            }
            open = Double.isFinite(value);
        }
        svg.element("path", "class", style, "d", path.isEmpty() ? "M0 0" : path);
    }

    private String band(Scale y, Interval interval) {
        int last = history.size() - 1;
        var path = new StringBuilder();
        if (Double.isFinite(history.getLast())) {
            path.append('M').append(point(last, y, history.getLast()));
        }
        for (int h = 0; h < interval.high().size(); h++) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(point(last + 1 + h, y, interval.high().get(h)));
        }
        for (int h = interval.low().size() - 1; h >= 0; h--) {
            path.append('L').append(point(last + 1 + h, y, interval.low().get(h)));
        }
        return path.append('Z').toString();
    }

    private String point(int step, Scale y, double value) {
        return Svg.number(along(step)) + " " + Svg.number(down(y, value));
    }
}

package dev.unroll.run.task.transduce;

import dev.unroll.run.page.Shading;
import dev.unroll.run.page.Svg;
import dev.unroll.run.page.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A heat map of pairs of tokens: a column for each of a source, a row for each of a target.
 *
 * <p>Of few tokens each cell says its number when one points at it; of many, cells are small, and numbered instead of named.
 *
 * @param label what it shows
 * @param source as people see them
 * @param target as people see them
 * @param values [target][source]
 */
record PairGrid(
        String label, List<String> source, List<String> target, List<List<Double>> values, PairNumbers meaning) {

    /** Cells of which each is named: more make a page of megabytes. */
    private static final int MOST_NAMED = 4900;

    /** Parts of the darkest cell below which one is left blank. */
    private static final double FAINTEST = 0.005;

    /** Pixels of a row of named cells that has a page, or half a page, to itself. */
    static final double PAGE = 530;

    static final double HALF_PAGE = 390;

    /** Pixels of a named cell, at least and at most. */
    private static final double CELL = 24;

    private static final double LARGEST = 38;

    /** Pixels of a digit in a cell, and columns of which no number is written: they would be read by nobody. */
    private static final double DIGIT = 7;

    private static final int MOST_WRITTEN = 24;

    /** The part of the darkest cell from which a number is light. */
    private static final double DARK = 0.75;

    /** Pixels of a cell that is not named, at least and at most, and of a row of these, about. */
    private static final double SMALLEST = 3;

    private static final double LARGEST_SMALL = 12;
    private static final double SMALL_TOGETHER = 900;

    /** No font is known here: a letter of a token is about as wide. */
    private static final double LETTER = 8;

    private static final int LONGEST_NAME = 16;

    /** Letters of a token that fit above a cell. */
    private static final double UPRIGHT = 2;

    private static final double GAP = 7;

    /** Pixels of a number on an axis, and at least between two of them. */
    private static final double NUMBER = 32;

    private static final double ABOVE = 16;

    PairGrid {
        source = List.copyOf(source);
        target = List.copyOf(target);
        values = List.copyOf(values);
    }

    private boolean isNamed() {
        return (long) source.size() * target.size() <= MOST_NAMED;
    }

    private double side(double width) {
        return isNamed()
                ? Math.clamp(width / source.size(), CELL, LARGEST)
                : Math.clamp(SMALL_TOGETHER / source.size(), SMALLEST, LARGEST_SMALL);
    }

    /**
     * Returns the picture, as a page has it: the names of the rows, and what may be scrolled beside them.
     *
     * @param about how many pixels it is wide, if it has room in them
     */
    Map<String, Object> draw(double about) {
        double side = side(about);
        double top = isNamed() ? heightOfNames() : ABOVE;
        double left = isNamed() ? width(target) + GAP : NUMBER;
        double width = side * source.size();
        double height = top + side * target.size() + 1;
        var rows = new Svg(left, height, label + ": the target");
        var cells = new Svg(width + 1, height, label);
        if (isNamed()) {
            nameRows(rows, left, top, side);
            nameColumns(cells, top, side);
        } else {
            numberRows(rows, left, top, side);
            numberColumns(cells, side);
        }
        cells.element("rect", "class", "frame", "x", 0, "y", top, "width", width, "height", side * target.size());
        if (isNamed()) {
            named(cells, top, side);
        } else {
            small(cells, top, side);
        }
        return Map.of("label", label, "rowsSvg", rows.finish(), "cellsSvg", cells.finish(), "isSmall", !isNamed());
    }

    private boolean isUpright() {
        return source.stream().allMatch(token -> Words.letters(token) <= UPRIGHT);
    }

    private double heightOfNames() {
        return isUpright() ? CELL : width(source) + GAP;
    }

    private static double width(List<String> names) {
        return LETTER
                * names.stream()
                        .map(name -> Words.shortened(name, LONGEST_NAME))
                        .mapToDouble(Words::letters)
                        .max()
                        .orElse(1);
    }

    private void nameRows(Svg svg, double left, double top, double side) {
        for (int t = 0; t < target.size(); t++) {
            svg.name(left - GAP, top + (t + 0.5) * side + 4.5, "token end", target.get(t), LONGEST_NAME);
        }
    }

    private void nameColumns(Svg svg, double top, double side) {
        for (int j = 0; j < source.size(); j++) {
            double middle = (j + 0.5) * side;
            if (isUpright()) {
                svg.text(middle, top - GAP, "token middle", source.get(j));
            } else {
                String turned = "translate(" + Svg.number(middle + 4.5) + " " + Svg.number(top - GAP) + ") rotate(-90)";
                svg.open("g", "transform", turned)
                        .name(0, 0, "token", source.get(j), LONGEST_NAME)
                        .close();
            }
        }
    }

    private void numberRows(Svg svg, double left, double top, double side) {
        int apart = apart(side);
        for (int t = apart; t <= target.size(); t += apart) {
            svg.text(left - GAP, top + (t - 0.5) * side + 4, "mark end", Integer.toString(t));
        }
    }

    private void numberColumns(Svg svg, double side) {
        int apart = apart(side);
        for (int j = apart; j <= source.size() && (j - 0.5) * side + NUMBER / 2 <= side * source.size(); j += apart) {
            svg.text((j - 0.5) * side, ABOVE - 5, "mark middle", Integer.toString(j));
        }
    }

    /** Returns how many tokens lie between two that are numbered. */
    private static int apart(double side) {
        return Stream.of(5, 10, 20, 50)
                .filter(apart -> apart * side >= NUMBER)
                .findFirst()
                .orElse(100);
    }

    private void named(Svg svg, double top, double side) {
        boolean isWritten = source.size() <= MOST_WRITTEN && side >= DIGIT * meaning.digits();
        double largest = meaning.largest(values);
        for (int t = 0; t < target.size(); t++) {
            for (int j = 0; j < source.size(); j++) {
                double share = largest == 0 ? 0 : values.get(t).get(j) / largest;
                double x = j * side;
                double y = top + t * side;
                if (Math.abs(share) >= FAINTEST) {
                    cell(svg, says(t, j), share, x, y, side);
                }
                if (isWritten) {
                    number(svg, values.get(t).get(j), share, x + side / 2, y + side / 2 + 4);
                }
            }
        }
        lines(svg, top, side);
    }

    private static void cell(Svg svg, String says, double share, double x, double y, double side) {
        String style = share < 0 ? "negative" : "positive";
        double opacity = Math.min(1, Math.abs(share));
        svg.titled(
                says, "rect", "class", style, "fill-opacity", opacity, "x", x, "y", y, "width", side, "height", side);
    }

    private void number(Svg svg, double value, double share, double x, double y) {
        String style = Math.abs(share) >= DARK ? "inside middle over" : "inside middle";
        meaning.brief(value).ifPresent(number -> svg.text(x, y, style, number));
    }

    /** Returns what a cell says: {@code 1 g ← 7 g: 93.8 %}. */
    private String says(int t, int j) {
        return (t + 1) + " " + target.get(t) + " ← " + (j + 1) + " " + source.get(j) + ": "
                + meaning.text(values.get(t).get(j));
    }

    private void lines(Svg svg, double top, double side) {
        var path = new StringBuilder();
        for (int t = 0; t <= target.size(); t++) {
            path.append("M0 ").append(Svg.number(top + t * side)).append('H').append(Svg.number(source.size() * side));
        }
        for (int j = 0; j <= source.size(); j++) {
            path.append('M')
                    .append(Svg.number(j * side))
                    .append(' ')
                    .append(Svg.number(top))
                    .append('v');
            path.append(Svg.number(target.size() * side));
        }
        svg.element("path", "class", "cut", "d", path);
    }

    private void small(Svg svg, double top, double side) {
        double largest = meaning.largest(values);
        var shading = new Shading(side, side);
        for (int t = 0; t < target.size(); t++) {
            for (int j = 0; j < source.size(); j++) {
                shading.cell(
                        j * side,
                        top + t * side,
                        largest == 0 ? 0 : values.get(t).get(j) / largest);
            }
        }
        shading.draw(svg, "positive", "negative");
    }
}

package dev.unroll.run.page;

import dev.unroll.core.kernel.Matrix;

/** A sequence of vectors as a picture: a row a step, a column a number. The rows of an image give the image. */
public final class VectorPicture {

    private static final int FEWEST = 4;
    private static final int MOST = 256;
    private static final double LARGEST_CELL = 12;

    private final Matrix values;
    private final double cell;

    /** Makes the picture of {@code values}, [T, features], at most {@code size} pixels wide and high. */
    public VectorPicture(Matrix values, double size) {
        this.values = values;
        this.cell = Math.min(LARGEST_CELL, size / Math.max(values.rows(), values.columns()));
    }

    /** Returns whether a sequence of this shape gives a picture, and not a line. */
    public static boolean suits(Matrix values) {
        return Math.min(values.rows(), values.columns()) >= FEWEST && Math.max(values.rows(), values.columns()) <= MOST;
    }

    /** Draws the numbers themselves, darker the larger; negative ones orange. */
    public Page.Markup draw(String label) {
        Svg svg = begin(label);
        shade(svg, values, "ink", "negative");
        return svg.finish();
    }

    /** Draws other numbers of the same shape in two colors, over a faint picture of these. */
    Page.Markup drawUnder(Matrix influence, String label) {
        Svg svg = begin(label);
        shade(svg, values, "ink faint", "ink faint");
        shade(svg, influence, "positive", "negative");
        return svg.finish();
    }

    private Svg begin(String label) {
        double width = cell * values.columns();
        double height = cell * values.rows();
        return new Svg(width, height, label)
                .element("rect", "class", "frame", "x", 0, "y", 0, "width", width, "height", height);
    }

    private void shade(Svg svg, Matrix shown, String positive, String negative) {
        double largest = 0;
        for (int t = 0; t < shown.rows(); t++) {
            for (int j = 0; j < shown.columns(); j++) {
                largest = Math.max(largest, Math.abs(shown.get(t, j)));
            }
        }
        var shading = new Shading(cell, cell);
        for (int t = 0; t < shown.rows(); t++) {
            for (int j = 0; j < shown.columns(); j++) {
                shading.cell(j * cell, t * cell, largest == 0 ? 0 : shown.get(t, j) / largest);
            }
        }
        shading.draw(svg, positive, negative);
    }
}

package dev.unroll.run.page;

import dev.unroll.core.kernel.Matrix;

/**
 * A sequence of vectors as a picture: a row a step, a column a number. The rows of an image give the image. What is much
 * longer than wide is stretched, and what has more cells than pixels is shown by means of neighbors.
 */
public final class VectorPicture {

    private static final int FEWEST = 4;
    private static final double LARGEST_CELL = 12;

    /** How many times as long as wide a picture is, at most. */
    private static final double LONGEST = 4;

    private final Matrix values;
    private final double width;
    private final double height;

    /** Makes the picture of {@code values}, [T, features], about {@code size} pixels wide and high if it is a square. */
    public VectorPicture(Matrix values, double size) {
        double rows = values.rows();
        double columns = values.columns();
        double longer = Math.max(rows, columns);
        double stretch = StrictMath.sqrt(Math.min(longer / Math.min(rows, columns), LONGEST));
        double length = Math.min(size * stretch, LARGEST_CELL * longer);
        double breadth = length / (stretch * stretch);
        this.values = values;
        this.width = columns < rows ? breadth : length;
        this.height = columns < rows ? length : breadth;
    }

    /** Returns whether a sequence of this shape gives a picture, and not a line. */
    public static boolean suits(Matrix values) {
        return Math.min(values.rows(), values.columns()) >= FEWEST;
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
        return new Svg(width, height, label)
                .element("rect", "class", "frame", "x", 0, "y", 0, "width", width, "height", height);
    }

    private void shade(Svg svg, Matrix all, String positive, String negative) {
        Matrix shown = condensed(all, (int) Math.ceil(height), (int) Math.ceil(width));
        double cellWidth = width / shown.columns();
        double cellHeight = height / shown.rows();
        double largest = 0;
        for (int t = 0; t < shown.rows(); t++) {
            for (int j = 0; j < shown.columns(); j++) {
                largest = Math.max(largest, Math.abs(shown.get(t, j)));
            }
        }
        var shading = new Shading(cellWidth, cellHeight);
        for (int t = 0; t < shown.rows(); t++) {
            for (int j = 0; j < shown.columns(); j++) {
                shading.cell(j * cellWidth, t * cellHeight, largest == 0 ? 0 : shown.get(t, j) / largest);
            }
        }
        shading.draw(svg, positive, negative);
    }

    /** Returns a matrix of at most so many rows and columns, whose cells are means of those of {@code all}. */
    private static Matrix condensed(Matrix all, int mostRows, int mostColumns) {
        Matrix condensed = Matrix.zeros(Math.min(all.rows(), mostRows), Math.min(all.columns(), mostColumns));
        for (int row = 0; row < condensed.rows(); row++) {
            for (int column = 0; column < condensed.columns(); column++) {
                condensed.set(row, column, mean(all, row, condensed.rows(), column, condensed.columns()));
            }
        }
        return condensed;
    }

    /** Returns the mean of one of {@code rows} times {@code columns} fields that a matrix is parted into. */
    private static float mean(Matrix all, int row, int rows, int column, int columns) {
        double sum = 0;
        int count = 0;
        for (int t = start(row, rows, all.rows()); t < start(row + 1, rows, all.rows()); t++) {
            for (int j = start(column, columns, all.columns()); j < start(column + 1, columns, all.columns()); j++) {
                sum += all.get(t, j);
                count++;
            }
        }
        return (float) (sum / count);
    }

    private static int start(int part, int parts, int all) {
        return (int) ((long) part * all / parts);
    }
}

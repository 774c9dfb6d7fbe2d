package dev.unroll.run.page;

import java.util.Locale;

/** Cells of a heat map in two colors, those of one shade in one path: a picture of thousands of cells stays small. */
public final class Shading {

    /** Steps of opacity: few enough that equal cells share a path, more than an eye tells apart. */
    private static final int SHADES = 24;

    private final double width;
    private final double height;
    private final StringBuilder[] paths = new StringBuilder[2 * SHADES + 1];

    /** Starts a map of cells of this size. */
    public Shading(double width, double height) {
        this.width = width;
        this.height = height;
        for (int shade = 0; shade < paths.length; shade++) {
            paths[shade] = new StringBuilder();
        }
    }

    /** Adds the cell with its corner at {@code x}, {@code y}; {@code share} is from −1 to 1. */
    public void cell(double x, double y, double share) {
        int shade = (int) StrictMath.rint(Math.clamp(share, -1, 1) * SHADES);
        if (shade != 0) {
            paths[shade + SHADES].append(String.format(
                    Locale.ROOT,
                    "M%s %sH%sv%sH%sz",
                    Svg.number(x),
                    Svg.number(y),
                    Svg.number(x + width),
                    Svg.number(height),
                    Svg.number(x)));
        }
    }

    /** Draws the cells; the styles are classes of the style sheet. */
    public void draw(Svg svg, String positive, String negative) {
        for (int shade = 0; shade < paths.length; shade++) {
            if (!paths[shade].isEmpty()) {
                double opacity = Math.abs(shade - SHADES) / (double) SHADES;
                svg.element(
                        "path",
                        "class",
                        shade < SHADES ? negative : positive,
                        "fill-opacity",
                        opacity,
                        "d",
                        paths[shade]);
            }
        }
    }
}

package dev.unroll.house;

import dev.unroll.house.Layers.Line;
import dev.unroll.house.PackageGraph.Audience;
import dev.unroll.house.PackageGraph.Node;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** The packages as a picture: modules as floors, packages as rooms, a line down to each room that a room uses itself. */
public final class PackageDiagram {

    private static final int BOX_WIDTH = 118;
    private static final int BOX_HEIGHT = 42;
    private static final int GAP = 18;

    /** Letters of a name that are sure to fit a box at full size. */
    private static final int MOST_LETTERS = 12;

    private static final int LAYER_HEIGHT = 76;
    private static final int FLOOR_PADDING = 18;
    private static final int FLOOR_GAP = 20;
    private static final int MARGIN = 20;
    private static final int TITLE_WIDTH = 84;
    private static final int LEGEND_HEIGHT = 40;

    /** Colors of the pages that the product writes, light and dark; a module has the one of its place. */
    private static final String STYLE = """
            svg { --paper: #ffffff; --ink: #1c1f24; --quiet: #5b6470; --line: #d9dde3; --soft: #f4f6f8;
              --c0: #1565c0; --c1: #2e7d32; --c2: #7b1fa2; --c3: #c2410c; --c4: #00838f; --c5: #b7791f;
              font-family: system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
            @media (prefers-color-scheme: dark) {
              svg { --paper: #14171b; --ink: #e6e9ed; --quiet: #9aa4b0; --line: #343b44; --soft: #1d2126;
                --c0: #64a9f5; --c1: #6fcf74; --c2: #cf8df0; --c3: #fb8b57; --c4: #4fd0dd; --c5: #e6c35c; }
            }
            .paper, .box { fill: var(--paper); }
            .floor { fill: var(--soft); stroke: var(--line); }
            .box { stroke-width: 1.5; }
            .inner { stroke-dasharray: 4 3; }
            .use { fill: none; stroke-width: 1.3; opacity: .9; }
            .far { opacity: .5; }
            .title { font-size: 19px; font-weight: 650; }
            .name { font-size: 13.5px; font-weight: 600; fill: var(--ink); text-anchor: middle; }
            .long { font-size: 12px; }
            .count { font-size: 10.5px; fill: var(--quiet); text-anchor: middle; }
            .note { font-size: 11px; fill: var(--quiet); }
            """;

    private final PackageGraph graph;
    private final Layers layers;
    private final List<String> modules;
    private final double left;
    private final double width;
    private final double height;
    private final double[] middles;
    private final StringBuilder svg = new StringBuilder();

    private PackageDiagram(PackageGraph graph) {
        this.graph = graph;
        this.layers = new Layers(graph);
        this.modules = graph.packages().stream().map(Node::module).distinct().toList();
        Placing.place(layers.all(), BOX_WIDTH, GAP);
        DoubleSummaryStatistics x = layers.all().stream()
                .flatMap(List::stream)
                .mapToDouble(spot -> spot.x)
                .summaryStatistics();
        this.left = x.getMin() - BOX_WIDTH / 2.0 - MARGIN - TITLE_WIDTH;
        this.width = x.getMax() - x.getMin() + BOX_WIDTH + 2 * MARGIN + TITLE_WIDTH + GAP;
        int floors = modules.size();
        int count = layers.all().size();
        this.height = 2 * MARGIN
                + count * LAYER_HEIGHT
                + floors * (2 * FLOOR_PADDING - LAYER_HEIGHT + BOX_HEIGHT + FLOOR_GAP)
                - FLOOR_GAP
                + LEGEND_HEIGHT;
        this.middles = new double[count];
        double y = height - LEGEND_HEIGHT - MARGIN - FLOOR_PADDING - BOX_HEIGHT / 2.0;
        for (int layer = 0; layer < count; layer++) {
            if (layer > 0) {
                boolean sameFloor = layers.module(layer).equals(layers.module(layer - 1));
                y -= sameFloor ? LAYER_HEIGHT : BOX_HEIGHT + 2 * FLOOR_PADDING + FLOOR_GAP;
            }
            middles[layer] = y;
        }
    }

    /** Returns the picture as SVG. */
    public static String of(PackageGraph graph) {
        return new PackageDiagram(graph).draw();
    }

    private String draw() {
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%.0f' height='%.0f' viewBox='0 0 %.0f %.0f'>",
                width, height, width, height);
        add("<title>The modules and packages of Unroll, and what uses what</title>");
        add("<style>\n%s</style>", STYLE);
        modules.forEach(module -> add(
                "<marker id='tip-%s' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='7' markerHeight='7' orient='auto'>"
                        + "<path d='M0 .8 L7.5 4 L0 7.2 z' fill='var(--c%d)'/></marker>",
                module, color(module)));
        add("<rect class='paper' width='100%%' height='100%%'/>");
        modules.forEach(this::drawFloor);
        layers.lines().forEach(this::drawLine);
        layers.all().forEach(layer -> layer.forEach(spot -> spot.node.ifPresent(node -> drawBox(node, spot))));
        drawLegend();
        add("</svg>");
        return svg.toString();
    }

    private void drawFloor(String module) {
        int lowest = middles.length;
        int highest = 0;
        for (int layer = 0; layer < middles.length; layer++) {
            if (layers.module(layer).equals(module)) {
                lowest = Math.min(lowest, layer);
                highest = Math.max(highest, layer);
            }
        }
        double top = middles[highest] - BOX_HEIGHT / 2.0 - FLOOR_PADDING;
        double bottom = middles[lowest] + BOX_HEIGHT / 2.0 + FLOOR_PADDING;
        add(
                "<rect class='floor' x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='10'/>",
                MARGIN / 2.0, top, width - MARGIN, bottom - top);
        add(
                "<text class='title' x='%.1f' y='%.1f' fill='var(--c%d)'>%s</text>",
                MARGIN / 2.0 + 16, top + 30, color(module), module);
        List<Node> own = graph.packages().stream()
                .filter(node -> node.module().equals(module))
                .toList();
        add("<text class='note' x='%.1f' y='%.1f'>%d packages</text>", MARGIN / 2.0 + 16, top + 48, own.size());
        add(
                "<text class='note' x='%.1f' y='%.1f'>%d files</text>",
                MARGIN / 2.0 + 16, top + 63, own.stream().mapToInt(Node::files).sum());
    }

    /** Draws a line from a box down to a box, upright wherever it passes a layer. */
    private void drawLine(Line line) {
        Spot from = line.spots().getFirst();
        Spot to = line.spots().getLast();
        String module = layers.module(from.layer);
        double atX = port(from, line.spots().get(1), from.below);
        double atY = middles[from.layer] + BOX_HEIGHT / 2.0;
        var path = new StringBuilder(String.format(Locale.ROOT, "M%.1f %.1f", atX, atY));
        for (Spot next : line.spots().subList(1, line.spots().size())) {
            double top = middles[next.layer] - BOX_HEIGHT / 2.0;
            double nextX = next == to ? port(to, line.spots().get(line.spots().size() - 2), to.above) : at(next);
            double end = next == to ? top - 1 : top;
            path.append(String.format(
                    Locale.ROOT,
                    " C%.1f %.1f %.1f %.1f %.1f %.1f",
                    atX,
                    (atY + end) / 2,
                    nextX,
                    (atY + end) / 2,
                    nextX,
                    end));
            atX = nextX;
            atY = top;
            if (next != to) {
                atY = middles[next.layer] + BOX_HEIGHT / 2.0;
                path.append(String.format(Locale.ROOT, " V%.1f", atY));
            }
        }
        add(
                "<path class='%s' d='%s' stroke='var(--c%d)' marker-end='url(#tip-%s)'/>",
                layers.module(to.layer).equals(module) ? "use" : "use far", path, color(module), module);
    }

    /** Returns where a line meets a box's edge: the lines of an edge share it, in the order of where they lead. */
    private double port(Spot spot, Spot other, List<Spot> all) {
        List<Spot> sorted =
                all.stream().sorted(Comparator.comparingDouble(each -> each.x)).toList();
        double step = Math.min(16, (BOX_WIDTH - 24.0) / sorted.size());
        return at(spot) + (sorted.indexOf(other) - (sorted.size() - 1) / 2.0) * step;
    }

    private void drawBox(Node node, Spot spot) {
        double middle = at(spot);
        double y = middles[spot.layer];
        String name = node.name().substring(node.name().indexOf('.') + 1);
        add(
                "<rect class='%s' x='%.1f' y='%.1f' width='%d' height='%d' rx='6' stroke='var(--c%d)'/>",
                node.audience() == Audience.EVERYONE ? "box" : "box inner",
                middle - BOX_WIDTH / 2.0,
                y - BOX_HEIGHT / 2.0,
                BOX_WIDTH,
                BOX_HEIGHT,
                color(node.module()));
        add(
                "<text class='%s' x='%.1f' y='%.1f'>%s</text>",
                name.length() > MOST_LETTERS ? "name long" : "name", middle, y - 2, name);
        add(
                "<text class='count' x='%.1f' y='%.1f'>%d files, %d public</text>",
                middle, y + 13, node.files(), node.publicTypes());
    }

    private void drawLegend() {
        add(
                "<text class='note' x='%.1f' y='%.1f'>%s</text>",
                MARGIN / 2.0 + 4,
                height - MARGIN - 4,
                "An arrow points to what is used; what follows from other arrows is left out. A dashed room is not open to"
                        + " other people's programs.");
    }

    private int color(String module) {
        return modules.indexOf(module);
    }

    private double at(Spot spot) {
        return spot.x - left;
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}

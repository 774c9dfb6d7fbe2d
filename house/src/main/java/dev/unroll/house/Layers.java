package dev.unroll.house;

import dev.unroll.house.PackageGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packages in layers, each above all that it uses, and in an order in which few lines cross: the method of Sugiyama, Tagawa
 * and Toda 1981. A line that passes a layer has a bend there, and its place in the order.
 */
final class Layers {

    /** How often the layers are put in order, down and up; more changes nothing any more. */
    private static final int SWEEPS = 40;

    /** Who uses whom, and by which spots the line goes, from the user down. */
    record Line(List<Spot> spots) {}

    private final PackageGraph graph;
    private final List<Line> lines = new ArrayList<>();
    private final List<List<Spot>> layers = new ArrayList<>();
    private final List<String> modules = new ArrayList<>();

    /** Lays out the packages, those of the first module lowest. */
    Layers(PackageGraph graph) {
        this.graph = graph;
        var spots = new HashMap<Node, Spot>();
        graph.packages().forEach(node -> spot(node, spots));
        for (Node node : graph.packages()) {
            graph.essentialUses(node).forEach(used -> addLine(spot(node, spots), spot(used, spots)));
        }
        layers.forEach(Layers::number);
        findOrder();
    }

    /** Returns the spots of each layer, the lowest layer first, each from left to right. */
    List<List<Spot>> all() {
        return layers;
    }

    List<Line> lines() {
        return lines;
    }

    /** Returns which module a layer belongs to. */
    String module(int layer) {
        return modules.get(layer);
    }

    /** Returns where a package stands: above all that it uses, and no lower than its module. */
    private Spot spot(Node node, Map<Node, Spot> spots) {
        Spot known = spots.get(node);
        if (known != null) {
            return known;
        }
        int layer = modules.contains(node.module()) ? modules.indexOf(node.module()) : layers.size();
        for (Node used : graph.essentialUses(node)) {
            layer = Math.max(layer, spot(used, spots).layer + 1);
        }
        while (layers.size() <= layer) {
            layers.add(new ArrayList<>());
            modules.add(node.module());
        }
        var spot = new Spot(layer, Optional.of(node));
        spots.put(node, spot);
        layers.get(layer).add(spot);
        return spot;
    }

    private void addLine(Spot user, Spot used) {
        var spots = new ArrayList<Spot>(List.of(user));
        for (int layer = user.layer - 1; layer > used.layer; layer--) {
            var bend = new Spot(layer, Optional.empty());
            layers.get(layer).add(bend);
            spots.add(bend);
        }
        spots.add(used);
        for (int i = 1; i < spots.size(); i++) {
            spots.get(i - 1).below.add(spots.get(i));
            spots.get(i).above.add(spots.get(i - 1));
        }
        lines.add(new Line(spots));
    }

    private static void number(List<Spot> layer) {
        for (int i = 0; i < layer.size(); i++) {
            layer.get(i).order = i;
        }
    }

    private void findOrder() {
        int fewest = Integer.MAX_VALUE;
        List<List<Spot>> best = List.of();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            (down ? layers.reversed() : layers).forEach(layer -> sort(layer, down));
            swapNeighbors();
            int crossings = crossings();
            if (crossings < fewest) {
                fewest = crossings;
                best = layers.stream().map(List::copyOf).toList();
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.set(i, best.get(i));
            number(layers.get(i));
        }
    }

    /** Sorts a layer by the mean place of what stands next to it on one side. */
    private static void sort(List<Spot> layer, boolean byAbove) {
        layer.sort(Comparator.comparingDouble(spot -> (byAbove ? spot.above : spot.below)
                .stream().mapToInt(other -> other.order).average().orElse(spot.order)));
        number(layer);
    }

    private void swapNeighbors() {
        for (List<Spot> layer : layers) {
            for (int i = 0; i + 1 < layer.size(); i++) {
                Spot left = layer.get(i);
                Spot right = layer.get(i + 1);
                int now = crossings(left.above, right.above) + crossings(left.below, right.below);
                int then = crossings(right.above, left.above) + crossings(right.below, left.below);
                if (then < now) {
                    layer.set(i, right);
                    layer.set(i + 1, left);
                    number(layer);
                }
            }
        }
    }

    private int crossings() {
        int sum = 0;
        for (List<Spot> layer : layers) {
            for (int i = 0; i < layer.size(); i++) {
                for (int j = i + 1; j < layer.size(); j++) {
                    sum += crossings(layer.get(i).below, layer.get(j).below);
                }
            }
        }
        return sum;
    }

    /** Returns how many of the left spot's lines cross one of the right spot's. */
    private static int crossings(List<Spot> ofLeft, List<Spot> ofRight) {
        int sum = 0;
        for (Spot left : ofLeft) {
            for (Spot right : ofRight) {
                sum += left.order > right.order ? 1 : 0;
            }
        }
        return sum;
    }
}

package dev.unroll.house;

import dev.unroll.house.PackageGraph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A package in its layer, or a bend of a line that passes the layer. */
final class Spot {

    final int layer;
    final Optional<Node> node;
    final List<Spot> above = new ArrayList<>();
    final List<Spot> below = new ArrayList<>();

    /** Its number in the layer, from the left. */
    int order;

    /** Where its middle is. */
    double x;

    Spot(int layer, Optional<Node> node) {
        this.layer = layer;
        this.node = node;
    }

    boolean isBend() {
        return node.isEmpty();
    }
}

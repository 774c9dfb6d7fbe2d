package dev.unroll.house;

import java.util.List;

/** Where the spots of each layer stand from left to right: near what they are joined to, and apart from their neighbors. */
final class Placing {

    /** How often places are made better, down and up; more changes nothing that can be seen. */
    private static final int SWEEPS = 160;

    /** How much more a line likes to go straight from bend to bend than into a box. */
    private static final int STRAIGHT = 4;

    private final double boxWidth;
    private final double gap;

    private Placing(double boxWidth, double gap) {
        this.boxWidth = boxWidth;
        this.gap = gap;
    }

    /** Places all spots. */
    static void place(List<List<Spot>> layers, double boxWidth, double gap) {
        var placing = new Placing(boxWidth, gap);
        layers.forEach(layer -> placing.put(layer, new double[layer.size()]));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (List<Spot> layer : sweep % 2 == 0 ? layers.reversed() : layers) {
                placing.put(layer, layer.stream().mapToDouble(Placing::wanted).toArray());
            }
        }
    }

    private static double wanted(Spot spot) {
        double sum = 0;
        double weights = 0;
        for (List<Spot> side : List.of(spot.above, spot.below)) {
            for (Spot other : side) {
                double weight = spot.isBend() && other.isBend() ? STRAIGHT : 1;
                sum += weight * other.x;
                weights += weight;
            }
        }
        return weights == 0 ? spot.x : sum / weights;
    }

    /**
     * Puts a layer's spots as near to where they are wanted as their widths allow. With the least distances taken off, places
     * must only not fall, which is isotonic regression: neighbors in the wrong order share the mean of what they want.
     */
    private void put(List<Spot> layer, double[] wanted) {
        int count = layer.size();
        double[] shift = new double[count];
        double[] means = new double[count];
        int[] sizes = new int[count];
        int pools = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                shift[i] = shift[i - 1] + apart(layer.get(i - 1), layer.get(i));
            }
            means[pools] = wanted[i] - shift[i];
            sizes[pools++] = 1;
            while (pools > 1 && means[pools - 2] > means[pools - 1]) {
                int size = sizes[pools - 2] + sizes[pools - 1];
                means[pools - 2] = (means[pools - 2] * sizes[pools - 2] + means[pools - 1] * sizes[pools - 1]) / size;
                sizes[pools - 2] = size;
                pools--;
            }
        }
        int i = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (int end = i + sizes[pool]; i < end; i++) {
                layer.get(i).x = means[pool] + shift[i];
            }
        }
    }

    /** Returns how far the middles of two neighbors must be from each other; lines may come nearer than boxes. */
    private double apart(Spot left, Spot right) {
        double widths = (left.isBend() ? 0 : boxWidth) + (right.isBend() ? 0 : boxWidth);
        return widths / 2 + (left.isBend() && right.isBend() ? gap / 2 : gap);
    }
}

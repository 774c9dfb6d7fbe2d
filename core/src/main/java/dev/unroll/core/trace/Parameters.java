package dev.unroll.core.trace;

import dev.unroll.core.engine.MapWindows;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Place;
import java.util.Map;

/** The parameters of a network, by name. */
final class Parameters {

    private final Network network;
    private final float[] values;

    Parameters(Network network) {
        this.network = network;
        this.values = network.values();
    }

    /** Returns the parameter of that name. */
    Matrix of(String name) {
        return network.layout().window(name).on(values);
    }

    /** Returns the parameters of one direction of a layer, by linear map. */
    Map<String, MapWindows> of(Layer layer, Place place, int direction) {
        return network.layout().cell(layer, place, direction, values);
    }
}

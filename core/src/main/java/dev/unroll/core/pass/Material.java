package dev.unroll.core.pass;

import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.engine.MapWindows;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.Place;
import java.util.Map;
import java.util.Set;

/** What the weights of parts are made of: a network's parameters, and what they are wanted for. */
final class Material {

    private final ParameterLayout layout;
    private final float[] values;
    private final Purpose purpose;
    private final Set<Role> frozen;

    Material(Network network, Purpose purpose, Set<Role> frozen) {
        this.layout = network.layout();
        this.values = network.values();
        this.purpose = purpose;
        this.frozen = Set.copyOf(frozen);
    }

    ParameterLayout layout() {
        return layout;
    }

    float[] values() {
        return values;
    }

    /** Returns the parameter of that name. */
    Matrix parameter(String name) {
        return layout.window(name).on(values);
    }

    /** Returns the parameters of one direction of a layer, by linear map. */
    Map<String, MapWindows> cell(Layer layer, Place place, int direction) {
        return layout.cell(layer, place, direction, values);
    }

    Purpose purpose() {
        return purpose;
    }

    /** Returns whether gradients of parameters are wanted. */
    boolean trains() {
        return purpose != Purpose.INFERENCE;
    }

    /** Returns whether the parameters of that role stay as they are. */
    boolean isFrozen(Role role) {
        return frozen.contains(role);
    }
}

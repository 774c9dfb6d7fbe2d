package dev.unroll.core.pass.part;

import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.engine.MapWindows;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.Place;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the weights of parts are made of: a network's parameters, and what they are wanted for. */
public final class Material {

    private final ParameterLayout layout;
    private final float[] values;
    private final float[] left;
    private final Purpose purpose;
    private final Set<Role> frozen;
    private final WeightForm form;

    private Material(
            ParameterLayout layout, float[] values, float[] left, Purpose purpose, Set<Role> frozen, WeightForm form) {
        this.layout = layout;
        this.values = values;
        this.left = left;
        this.purpose = purpose;
        this.frozen = Set.copyOf(frozen);
        this.form = form;
    }

    private Material(ParameterLayout layout, float[] values, Purpose purpose, Set<Role> frozen, WeightForm form) {
        this(layout, values, values, purpose, frozen, form);
    }

    /** Copies a network's parameters. Where gradients are wanted, its weights are floats. */
    public Material(Network network, Purpose purpose, Set<Role> frozen) {
        this(
                network.layout(),
                network.values(),
                purpose,
                frozen,
                purpose == Purpose.INFERENCE ? network.weights() : WeightForm.FLOAT32);
    }

    /** Returns the same with room of its own for what is left of the parameters where some are dropped. */
    public Material dropping() {
        return new Material(layout, values, values.clone(), purpose, frozen, form);
    }

    public ParameterLayout layout() {
        return layout;
    }

    public float[] values() {
        return values;
    }

    /** Returns what the parts read: the parameters themselves, or what is left of them. */
    public float[] left() {
        return left;
    }

    /** Returns the parameter of that name, as far as it is left. */
    public Matrix parameter(String name) {
        return layout.window(name).on(left);
    }

    /** Returns the parameters of one direction of a layer, by linear map. */
    public Map<String, MapWindows> cell(Layer layer, Place place, int direction) {
        return layout.cell(layer, place, direction, left);
    }

    /** Returns the form in which the weights of recurrent layers are kept. */
    public WeightForm form() {
        return form;
    }

    public Purpose purpose() {
        return purpose;
    }

    /** Returns whether gradients of parameters are wanted. */
    public boolean trains() {
        return purpose != Purpose.INFERENCE;
    }

    /** Returns whether the gradient of what the part is given is wanted. */
    public boolean passesOn() {
        return purpose == Purpose.TRAINING_WITH_INPUT_GRADIENT;
    }

    /** Returns the same for the parts after one that learns: in training, they pass the gradient on. */
    public Material passingOn() {
        return trains() ? new Material(layout, values, left, Purpose.TRAINING_WITH_INPUT_GRADIENT, frozen, form) : this;
    }

    /** Returns whether the parameters of that role stay as they are. */
    public boolean isFrozen(Role role) {
        return frozen.contains(role);
    }

    /** Returns whether all parameters stay as they are. */
    public boolean isAllFrozen() {
        return frozen.containsAll(EnumSet.allOf(Role.class));
    }
}

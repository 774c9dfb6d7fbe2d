package dev.unroll.core.pass.part;

import dev.unroll.core.engine.PackedWeights;
import dev.unroll.core.engine.StartStates;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Place;
import dev.unroll.core.program.CellProgram;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The weights of a recurrent layer, one a direction. */
public final class RecurrentWeights implements PartWeights {

    private final Layer layer;
    private final Place place;
    private final boolean passesOn;
    private final PackedWeights[] directions;
    private final List<StartStates> starts;
    private final Optional<Bridge.Weights> bridge;

    /** Makes the weights of a layer that stands at a link, or in a part that does. */
    public RecurrentWeights(Layer layer, Link link, Material material) {
        this.layer = layer;
        this.place = link.place();
        this.bridge = Bridge.Weights.of(layer, link, material);
        this.passesOn = material.passesOn();
        var program = CellProgram.compile(layer.cell(), material.purpose());
        this.directions = new PackedWeights[layer.directions()];
        Arrays.setAll(directions, d -> new PackedWeights(program, material.cell(layer, place, d), material.form()));
        this.starts = Arrays.stream(directions).map(PackedWeights::starts).toList();
    }

    @Override
    public PartRun run(Means means) {
        return new RecurrentRun(this, means);
    }

    @Override
    public void repack(Kernels kernels, Team team) {
        for (PackedWeights direction : directions) {
            direction.repack(kernels, team);
        }
        bridge.ifPresent(Bridge.Weights::repack);
    }

    @Override
    public void startStates(Matrix into, int count) {
        int column = place.states();
        for (StartStates start : starts) {
            start.copyTo(into, column, count);
            column += layer.cell().stateSize();
        }
    }

    /** Returns what the states of each direction are before a sequence, in their order. */
    List<StartStates> starts() {
        return starts;
    }

    public Layer layer() {
        return layer;
    }

    public Place place() {
        return place;
    }

    /** Returns whether the gradient of what the layer reads is wanted. */
    public boolean passesOn() {
        return passesOn;
    }

    /** Returns what the layer's first state is made by; empty where it is zero. */
    public Optional<Bridge.Weights> bridge() {
        return bridge;
    }

    /** Returns the weights of each direction, in their order. */
    List<PackedWeights> directions() {
        return List.of(directions);
    }

    public PackedWeights direction(int d) {
        return directions[d];
    }
}

package dev.unroll.core.pass.part;

import dev.unroll.core.engine.PackedWeights;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Place;
import dev.unroll.core.program.CellProgram;
import java.util.Arrays;

/** The weights of a recurrent layer, one a direction. */
public final class RecurrentWeights implements PartWeights {

    private final Layer layer;
    private final Place place;
    private final boolean passesOn;
    private final PackedWeights[] directions;

    public RecurrentWeights(Layer layer, Place place, Material material) {
        this.layer = layer;
        this.place = place;
        this.passesOn = material.passesOn();
        var program = CellProgram.compile(layer.cell(), material.purpose());
        this.directions = new PackedWeights[layer.directions()];
        Arrays.setAll(directions, d -> new PackedWeights(program, material.cell(layer, place, d)));
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

    public PackedWeights direction(int d) {
        return directions[d];
    }
}

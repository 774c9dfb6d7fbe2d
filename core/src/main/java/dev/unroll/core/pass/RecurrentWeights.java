package dev.unroll.core.pass;

import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.engine.PackedWeights;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Place;
import java.util.Arrays;

/** The weights of a recurrent layer, one a direction. */
final class RecurrentWeights implements PartWeights {

    private final Layer layer;
    private final Place place;
    private final boolean passesOn;
    private final PackedWeights[] directions;

    RecurrentWeights(Layer layer, Place place, Material material, boolean passesOn) {
        this.layer = layer;
        this.place = place;
        this.passesOn = passesOn;
        Purpose purpose = material.purpose() == Purpose.TRAINING && passesOn
                ? Purpose.TRAINING_WITH_INPUT_GRADIENT
                : material.purpose();
        var program = CellProgram.compile(layer.cell(), purpose);
        this.directions = new PackedWeights[layer.directions()];
        Arrays.setAll(
                directions,
                d -> new PackedWeights(program, material.cell(layer, place, d)));
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

    Layer layer() {
        return layer;
    }

    Place place() {
        return place;
    }

    /** Returns whether the gradient of what the layer reads is wanted. */
    boolean passesOn() {
        return passesOn;
    }

    PackedWeights direction(int d) {
        return directions[d];
    }
}

package dev.unroll.core.pass.part;

import dev.unroll.core.engine.MapWindows;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.Place;
import java.util.Map;
import java.util.Optional;

/** What the run of a part works with. */
public final class Means {

    private final ParameterLayout layout;
    private final float[] gradients;
    private final Kernels kernels;
    private final Team team;
    private final Optional<PartRun> before;

    private Means(ParameterLayout layout, float[] gradients, Kernels kernels, Team team, Optional<PartRun> before) {
        this.layout = layout;
        this.gradients = gradients;
        this.kernels = kernels;
        this.team = team;
        this.before = before;
    }

    /**
     * The means of a first part.
     *
     * @param gradients of all parameters, or empty if they are not wanted
     */
    public Means(ParameterLayout layout, float[] gradients, Kernels kernels, Team team) {
        this(layout, gradients, kernels, team, Optional.empty());
    }

    /** Returns the means of a first part. */
    public Means ofFirst() {
        return new Means(layout, gradients, kernels, team);
    }

    /** Returns the means of the part after another one. */
    public Means after(PartRun part) {
        return new Means(layout, gradients, kernels, team, Optional.of(part));
    }

    public Kernels kernels() {
        return kernels;
    }

    public Team team() {
        return team;
    }

    /** Returns the recurrent layer that gives the part its rows, if it is one that does. */
    public Optional<RecurrentRun> layerBefore() {
        return before.filter(RecurrentRun.class::isInstance).map(RecurrentRun.class::cast);
    }

    /** Returns whether gradients of parameters are wanted. */
    public boolean trains() {
        return gradients.length > 0;
    }

    /** Returns where the gradient of a parameter is collected; of no size if it is not wanted. */
    public Matrix gradient(String parameter) {
        return trains() ? layout.window(parameter).on(gradients) : Pass.NONE;
    }

    /** Returns where the gradients of one direction of a layer are collected, by linear map. */
    public Map<String, MapWindows> gradients(Layer layer, Place place, int direction) {
        return layout.cell(layer, place, direction, gradients);
    }
}

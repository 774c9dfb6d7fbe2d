package dev.unroll.core.pass.part;

import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.Directions;
import dev.unroll.core.engine.LayerRun;
import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A recurrent layer at work: one run a direction, their input shared and their outputs merged. */
public final class RecurrentRun implements PartRun {

    private final Layer layer;
    private final String name;
    private final boolean passesOn;
    private final Kernels kernels;
    private final List<Direction> order;
    private final Directions directions;
    private final List<LayerRun> runs;
    private final List<Picks> picks = new ArrayList<>();
    private final LayerStates states;
    private final List<DrawnMasks> masks = new ArrayList<>();
    private final Optional<Bridge> bridge;
    private final Merging merging;
    private final SharedCopy copy;
    private final Team team;
    private final Team.Task sum = this::sum;
    private final boolean putsOutStates;
    private Matrix inputGradient;
    private int summed;

    public RecurrentRun(RecurrentWeights weights, Means means) {
        this.layer = weights.layer();
        this.name = "layer " + weights.place().layers() + " (" + layer.cell().name() + ")";
        this.passesOn = weights.passesOn();
        this.kernels = means.kernels();
        this.team = means.team();
        this.inputGradient = Matrix.zeros(0, layer.cell().inputSize());
        this.putsOutStates = layer.cell().output().operation() instanceof Next;
        this.states = new LayerStates(weights, means);
        this.bridge = weights.bridge().map(bridging -> bridging.run(means));
        this.merging = new Merging(layer, kernels, team);
        this.copy = new SharedCopy(team);
        this.order = order(layer);
        this.directions = new Directions(weights.directions(), order, kernels, team);
        this.runs = directions.runs();
        for (int d = 0; d < layer.directions(); d++) {
            picks.add(new Picks());
            masks.add(new DrawnMasks(weights.place(), d));
            if (means.trains()) {
                directions.addGradientsTo(means.gradients(layer, weights.place(), d));
            }
        }
    }

    public Layer layer() {
        return layer;
    }

    public Merging merging() {
        return merging;
    }

    private static List<Direction> order(Layer layer) {
        return switch (layer.reading()) {
            case FORWARD -> List.of(Direction.FORWARD);
            case BACKWARD -> List.of(Direction.BACKWARD);
            case BIDIRECTIONAL -> List.of(Direction.FORWARD, Direction.BACKWARD);
        };
    }

    public Direction direction(int d) {
        return order.get(d);
    }

    public LayerRun run(int d) {
        return runs.get(d);
    }

    /** Returns the rows at which direction {@code d} is asked for its output: all, unless the part after says others. */
    public Picks picks(int d) {
        return picks.get(d);
    }

    /** Returns the outputs at all rows, or nothing if only some were picked: the part after takes those itself. */
    @Override
    public Matrix forward(Matrix given, Pass pass) {
        Unrolling unrolling = pass.batch().unrolling();
        states.begin(pass);
        if (isBridged(pass)) {
            bridge.get().begin(pass.memory(), states.of(0));
        }
        for (int d = 0; d < runs.size(); d++) {
            LayerRun run = runs.get(d);
            run.masks(masks.get(d).of(pass));
            if (given == OneHotRun.TOKENS) {
                run.prepare(unrolling, pass.batch().tokens(), states.of(d), picks.get(d));
            } else {
                run.prepare(unrolling, given, states.of(d), picks.get(d));
            }
        }
        directions.forward();
        states.end(runs, pass);
        return picksAll() ? output(unrolling.rows()) : Pass.NONE;
    }

    private boolean isBridged(Pass pass) {
        return bridge.isPresent() && pass.stateIn() == Pass.NONE;
    }

    private boolean picksAll() {
        return picks.getFirst().isAll();
    }

    private Matrix output(int rows) {
        Matrix first = runs.getFirst().output();
        return runs.size() == 1 ? first : merging.forward(first, runs.getLast().output(), rows);
    }

    /** Returns where the gradient of the output may be written, to be given to {@link #backward}. */
    public Matrix outputGradientPlace(int rows) {
        return runs.size() == 1 ? runs.getFirst().outputGradient() : merging.gradientPlace(rows);
    }

    /** As the interface says; of picked rows, the part after has written the gradient into the directions itself. */
    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        int rows = pass.batch().unrolling().rows();
        if (picksAll()) {
            Matrix first = runs.getFirst().outputGradient();
            if (runs.size() == 2) {
                merging.backward(gradient, first, runs.getLast().outputGradient(), rows);
            } else if (gradient != first) {
                copy.run(gradient, 0, first, 0, rows, first.columns());
            }
        }
        states.beginBackward(pass);
        directions.backward(states.gradients());
        states.endBackward(runs, pass);
        if (isBridged(pass)) {
            bridge.get().backward(pass.memory(), states.gradientOf(0));
        }
        directions.addGradients();
        return passesOn ? inputGradient(rows) : Pass.NONE;
    }

    /** Returns the gradient of the input: the sum of what the directions give. */
    private Matrix inputGradient(int rows) {
        Matrix first = runs.getFirst().inputGradient();
        if (runs.size() == 1) {
            return first;
        }
        if (inputGradient.rows() < rows) {
            inputGradient = Matrix.zeros(rows, first.columns());
        }
        summed = rows * first.columns();
        team.run(sum, summed);
        return inputGradient;
    }

    private void sum(int member, int members) {
        float[] first = runs.getFirst().inputGradient().data();
        float[] second = runs.getLast().inputGradient().data();
        int from = Team.from(member, members, summed);
        int n = Team.from(member + 1, members, summed) - from;
        kernels.add(first, from, second, from, inputGradient.data(), from, n);
    }

    @Override
    public boolean isFinite(Batch batch) {
        int rows = batch.unrolling().rows();
        for (int d = 0; d < runs.size(); d++) {
            LayerRun run = runs.get(d);
            boolean finite = run.statesAreFinite()
                    && (putsOutStates
                            || Rows.areFinite(
                                    kernels, run.output(), picks.get(d).count(rows)));
            if (!finite) {
                return false;
            }
        }
        return runs.size() == 1 || !picksAll() || Rows.areFinite(kernels, merging.merged(), rows);
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        Unrolling unrolling = batch.unrolling();
        for (int d = 0; d < runs.size(); d++) {
            if (!runs.get(d).statesAreFinite(b)) {
                return Optional.of(name);
            }
            Matrix output = runs.get(d).output();
            for (int i = 0; i < picks.get(d).count(unrolling.rows()); i++) {
                boolean mine = unrolling.sequence(picks.get(d).row(i)) == b;
                if (mine && Rows.hasNonFinite(output.data(), output.at(i), output.columns())) {
                    return Optional.of(name);
                }
            }
        }
        boolean merges = runs.size() == 2 && picksAll();
        return merges && NonFinite.firstRow(merging.merged(), Signal.Kind.STEPS, batch, b) >= 0
                ? Optional.of(name)
                : Optional.empty();
    }
}

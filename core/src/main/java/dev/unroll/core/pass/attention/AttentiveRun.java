package dev.unroll.core.pass.attention;

import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.LayerRun;
import dev.unroll.core.engine.StepHook;
import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.engine.WeightGradients;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Layer;
import dev.unroll.core.pass.part.Bridge;
import dev.unroll.core.pass.part.DrawnMasks;
import dev.unroll.core.pass.part.LayerStates;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import dev.unroll.core.pass.part.SharedCopy;
import java.util.List;
import java.util.Optional;

/**
 * A recurrent layer at work that attends at each step: the layer's own loop runs, and around each of its steps the columns of
 * its input behind those that it is given are written, and their gradient is taken.
 */
abstract class AttentiveRun implements PartRun, Attending, StepHook {

    private final AttentiveWeights weights;
    private final Layer layer;
    private final String name;
    private final LayerRun run;
    private final List<LayerRun> runs;
    private final Optional<WeightGradients> gradients;
    private final LayerStates states;
    private final Optional<Bridge> bridge;
    private final Scorer scorer;
    private final Kernels kernels;
    private final SharedCopy copy;
    private final int givenSize;
    private final DrawnMasks masks;
    private Unrolling unrolling = new Unrolling();
    private Matrix input;
    private Matrix ofGiven;

    AttentiveRun(AttentiveWeights weights, Means means) {
        this.weights = weights;
        this.layer = weights.attention().layer();
        this.name =
                "layer " + weights.link().place().layers() + " (" + layer.cell().name() + ")";
        this.run = new LayerRun(weights.layer().direction(0), Direction.FORWARD, means.kernels(), means.team());
        this.runs = List.of(run);
        this.gradients = means.trains()
                ? Optional.of(run.weightGradients(
                        means.gradients(layer, weights.link().place(), 0)))
                : Optional.empty();
        this.states = new LayerStates(weights.layer(), means);
        this.bridge = weights.layer().bridge().map(bridging -> bridging.run(means));
        this.scorer = new Scorer(weights.score(), weights.link(), means);
        this.kernels = means.kernels();
        this.copy = new SharedCopy(means.team());
        this.masks = new DrawnMasks(weights.layer().place(), 0);
        this.givenSize = weights.link().given().width();
        this.input = Matrix.zeros(0, layer.cell().inputSize());
        this.ofGiven = Matrix.zeros(0, givenSize);
    }

    @Override
    public final Matrix forward(Matrix given, Pass pass) {
        unrolling = pass.batch().unrolling();
        int rows = unrolling.rows();
        if (input.rows() < rows) {
            input = Matrix.zeros(rows, input.columns());
        }
        copy.run(given, 0, input, 0, rows, givenSize);
        states.begin(pass);
        if (isBridged(pass)) {
            bridge.get().begin(pass.memory(), states.of(0));
        }
        begin(pass);
        run.masks(masks.of(pass));
        run.forward(unrolling, input, states.of(0), this);
        states.end(runs, pass);
        end(pass);
        return output();
    }

    private boolean isBridged(Pass pass) {
        return bridge.isPresent() && pass.stateIn() == Pass.NONE;
    }

    /** Begins a pass, before its first step. */
    abstract void begin(Pass pass);

    /** Ends a pass forward, after its last step. */
    abstract void end(Pass pass);

    /** Returns what the part makes of its rows. */
    abstract Matrix output();

    /** Begins the way back. */
    abstract void beginBackward(Matrix gradient, Pass pass);

    /** Ends the way back, after the first step. */
    abstract void endBackward(Pass pass);

    @Override
    public final Matrix backward(Matrix gradient, Pass pass) {
        states.beginBackward(pass);
        beginBackward(gradient, pass);
        run.backward(states.gradientOf(0));
        states.endBackward(runs, pass);
        if (isBridged(pass)) {
            bridge.get().backward(pass.memory(), states.gradientOf(0));
        }
        gradients.orElseThrow().add();
        scorer.endBackward();
        endBackward(pass);
        return weights.passesOn() ? givenGradient() : Pass.NONE;
    }

    private Matrix givenGradient() {
        int rows = unrolling.rows();
        if (ofGiven.rows() < rows) {
            ofGiven = Matrix.zeros(rows, givenSize);
        }
        copy.run(run.inputGradient(), 0, ofGiven, 0, rows, givenSize);
        return ofGiven;
    }

    final AttentiveWeights weights() {
        return weights;
    }

    final LayerRun run() {
        return run;
    }

    final Scorer scorer() {
        return scorer;
    }

    final Kernels kernels() {
        return kernels;
    }

    final SharedCopy copy() {
        return copy;
    }

    final Unrolling unrolling() {
        return unrolling;
    }

    /** Returns what the layer reads: what it is given, then what attention writes, from column {@link #givenSize}. */
    final Matrix input() {
        return input;
    }

    final int givenSize() {
        return givenSize;
    }

    @Override
    public final Matrix alphas() {
        return scorer.alphas();
    }

    @Override
    public final boolean isFinite(Batch batch) {
        return run.statesAreFinite()
                && Rows.areFinite(kernels, output(), batch.unrolling().rows());
    }

    @Override
    public final Optional<String> nonFinite(Batch batch, int b) {
        if (!run.statesAreFinite(b)) {
            return Optional.of(name);
        }
        Unrolling rows = batch.unrolling();
        for (int row = rows.start(b); row >= 0; row = rows.later(row)) {
            if (Rows.hasNonFinite(output().data(), output().at(row), output().columns())) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}

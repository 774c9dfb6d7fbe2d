package dev.unroll.core.network;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a network forward, and backward if its weights were made for training.
 *
 * <p>A run owns its buffers and serves one caller at a time; the weights may be shared by many runs. Once the largest batch
 * has been seen nothing is allocated.
 */
public final class NetworkRun {

    private final NetworkWeights weights;
    private final NetworkSpec spec;
    private final Kernels kernels;
    private final List<LayerPair> layers = new ArrayList<>();
    private final List<DropoutRun> dropouts = new ArrayList<>();
    private final DropoutRun headDropout;
    private final StateBlock states;
    private final StateBlock stateGradients;
    private final ReadoutRun readout;
    private final HeadRun head;
    private final EmbeddingRun embedding;
    private final float[] gradients;
    private final int untouched;
    private final Team team;
    private final Team.Task clear = this::clear;
    private Batch batch = new Batch();
    private boolean dropping;

    /** Makes a run; {@code compute} may be shared with other runs. */
    public NetworkRun(NetworkWeights weights, Compute compute) {
        this(weights, compute.kernels(), compute.team());
    }

    /** Makes a run; {@code kernels} and {@code team} may be shared with other runs. */
    public NetworkRun(NetworkWeights weights, Kernels kernels, Team team) {
        this.weights = weights;
        this.spec = weights.spec();
        this.kernels = kernels;
        this.team = team;
        this.gradients = new float[weights.trains() ? weights.values().length : 0];
        boolean frozen = spec.input() instanceof InputSpec.Embedding && !weights.learnsEmbedding();
        this.untouched =
                frozen ? weights.layout().window(ParameterLayout.EMBEDDING).size() : 0;
        for (int number = 0; number < spec.layers().size(); number++) {
            layers.add(layer(number, team));
            double share = number == 0 ? spec.dropout().input() : spec.dropout().layers();
            int width = spec.layers().get(number).cell().inputSize();
            dropouts.add(new DropoutRun(share, number, spec.dropout().mask(), width, kernels, team));
        }
        int width = spec.layers().getLast().outputSize();
        this.headDropout = new DropoutRun(
                spec.dropout().head(), layers.size(), spec.dropout().mask(), spec.featureSize(), kernels, team);
        this.states = new StateBlock(spec);
        this.stateGradients = new StateBlock(spec);
        this.readout = new ReadoutRun(spec.readout(), layers.getLast(), width, kernels, team);
        this.head = new HeadRun(weights, gradients, kernels, team);
        this.embedding = new EmbeddingRun(weights, gradients, kernels, team);
    }

    private LayerPair layer(int number, Team team) {
        var layer = new LayerPair(weights, number, kernels, team);
        for (int d = 0; weights.trains() && d < layer.directions(); d++) {
            layer.collectInto(d, weights.layout().cell(spec.layers().get(number), number, d, gradients));
        }
        return layer;
    }

    /** Sets the initial states of the next pass to zero. */
    public void zeroInitialState(int batchSize) {
        states.zero(batchSize);
    }

    /** Sets the initial states of the next pass, [batch, stateSize]: layer by layer, forward before backward. */
    public void initialState(Matrix from, int batchSize) {
        states.load(from, batchSize);
    }

    /** Computes the outputs of a batch, from zero initial states, without dropout. */
    public void forward(Batch batch) {
        zeroInitialState(batch.size());
        forwardFromState(batch);
    }

    /** Computes the outputs of a batch from the initial states given before, without dropout. */
    public void forwardFromState(Batch batch) {
        dropping = false;
        run(batch, 0, 0);
    }

    /** Computes the outputs of a batch from the initial states given before, with dropout as this seed and epoch have it. */
    public void forwardFromState(Batch batch, long seed, long epoch) {
        dropping = true;
        run(batch, seed, epoch);
    }

    private void run(Batch batch, long seed, long epoch) {
        this.batch = batch;
        states.requireBatch(batch.size());
        requireInput();
        readout.pick(batch);
        int rows = batch.unrolling().rows();
        Matrix input = spec.input() instanceof InputSpec.Embedding ? embedding.forward(batch) : batch.vectors();
        for (int number = 0; number < layers.size(); number++) {
            LayerPair layer = layers.get(number);
            if (number == 0 && spec.input() instanceof InputSpec.OneHot) {
                layer.forward(batch.unrolling(), batch.tokens(), states.of(0));
            } else {
                DropoutRun dropout = dropouts.get(number);
                if (dropping && !dropout.isOff()) {
                    input = dropout.forward(input, rows, batch, true, seed, epoch);
                }
                layer.forward(batch.unrolling(), input, states.of(number));
            }
            if (number + 1 < layers.size()) {
                input = layer.output(rows);
            }
        }
        Matrix features = readout.forward(batch);
        if (dropping && !headDropout.isOff()) {
            boolean steps = spec.readout() instanceof Readout.EveryStep;
            features = headDropout.forward(features, outputRows(), batch, steps, seed, epoch);
        }
        head.forward(features, outputRows());
    }

    private void requireInput() {
        boolean tokens = !(spec.input() instanceof InputSpec.Dense);
        if (tokens != batch.isOfTokens()) {
            throw new IllegalArgumentException("the network reads " + (tokens ? "tokens" : "vectors")
                    + " but was given " + (batch.isOfTokens() ? "tokens" : "vectors"));
        }
        int limit =
                switch (spec.input()) {
                    case InputSpec.Dense(int features) -> features;
                    case InputSpec.OneHot(int count) -> count;
                    case InputSpec.Embedding(int count, int _) -> count;
                };
        for (int row = 0; tokens && row < batch.unrolling().rows(); row++) {
            int token = batch.tokens()[row];
            if (token < 0 || token >= limit) {
                throw new IllegalArgumentException(
                        "sequence " + batch.example(batch.unrolling().sequence(row)) + ", step " + batch.step(row)
                                + ": token " + token + " must be in 0 .. " + (limit - 1));
            }
        }
    }

    /** Returns how many rows the output of a batch will have. */
    public int outputRows(Batch batch) {
        return readout.rows(batch);
    }

    /** Returns the number of rows of the output: a row a sequence, or a row a step if every step is read out. */
    public int outputRows() {
        return readout.rows(batch);
    }

    /** Returns the outputs, [≥ outputRows, outputSize]: by sequence, or by row of the batch's unrolling. */
    public Matrix output() {
        return head.output();
    }

    /** Copies the states after the last step to [batch, stateSize]. */
    public void finalState(Matrix into) {
        states.requireFits(into, batch.size());
        int column = 0;
        for (int number = 0; number < layers.size(); number++) {
            for (int d = 0; d < layers.get(number).directions(); d++) {
                Matrix state = stateGradients.scratch(number, d, batch.size());
                layers.get(number).run(d).finalState(state);
                Rows.copy(state, 0, into, column, batch.size(), state.columns());
                column += state.columns();
            }
        }
    }

    /** Returns where the gradient of the outputs belongs, [≥ outputRows, outputSize]; filled before {@link #backward}. */
    public Matrix outputGradient() {
        return head.outputGradient(outputRows());
    }

    /** Computes the gradients from that of the outputs; nothing comes from the final states. */
    public void backward() {
        stateGradients.zero(batch.size());
        backwardFromState();
    }

    /** Computes the gradients from those of the outputs and of the final states, [batch, stateSize]. */
    public void backward(Matrix finalStateGradient) {
        stateGradients.load(finalStateGradient, batch.size());
        backwardFromState();
    }

    private void backwardFromState() {
        int rows = batch.unrolling().rows();
        Matrix gradient = readout.gradient(batch);
        head.backward(gradient, outputRows());
        if (dropping && !headDropout.isOff()) {
            gradient = headDropout.backward(gradient, outputRows());
        }
        readout.backward(batch, gradient);
        for (int number = layers.size() - 1; number >= 0; number--) {
            LayerPair layer = layers.get(number);
            layer.backward(stateGradients.of(number));
            layer.addWeightGradients();
            if (number > 0 || weights.learnsEmbedding()) {
                Matrix input = layer.inputGradient(rows);
                if (dropping && !dropouts.get(number).isOff()) {
                    input = dropouts.get(number).backward(input, rows);
                }
                if (number > 0) {
                    layers.get(number - 1).outputGradient(input, rows);
                } else {
                    embedding.backward(input, batch);
                }
            }
        }
    }

    /** Copies the gradient of the initial states to [batch, stateSize]. */
    public void initialStateGradient(Matrix into) {
        states.requireFits(into, batch.size());
        int column = 0;
        for (int number = 0; number < layers.size(); number++) {
            for (int d = 0; d < layers.get(number).directions(); d++) {
                Matrix state = states.scratch(number, d, batch.size());
                layers.get(number).run(d).initialStateGradient(state);
                Rows.copy(state, 0, into, column, batch.size(), state.columns());
                column += state.columns();
            }
        }
    }

    /**
     * Returns the gradient of the first layer's input, [≥ rows, width], by row of the batch's unrolling; of a dense input
     * only if the weights were made for all gradients.
     */
    public Matrix inputGradient() {
        return layers.getFirst().inputGradient(batch.unrolling().rows());
    }

    /** Returns which sample, and which of its steps, an output row belongs to, for people. */
    public String describeRow(int row) {
        if (spec.readout() instanceof Readout.EveryStep) {
            return "sample " + batch.example(batch.unrolling().sequence(row)) + ", step " + batch.step(row);
        }
        return "sample " + batch.example(row);
    }

    /** Returns where the first value that is not finite arises in the sample of an output row, for people. */
    public String firstNonFinite(int outputRow) {
        for (Window window : weights.layout().windows()) {
            if (Rows.hasNonFinite(weights.values(), window.offset(), window.size())) {
                return "the parameter " + window.name();
            }
        }
        int b = spec.readout() instanceof Readout.EveryStep ? batch.unrolling().sequence(outputRow) : outputRow;
        for (int row = 0; !batch.isOfTokens() && row < batch.unrolling().rows(); row++) {
            boolean mine = batch.unrolling().sequence(row) == b;
            if (mine
                    && Rows.hasNonFinite(
                            batch.vectors().data(),
                            batch.vectors().at(row),
                            batch.vectors().columns())) {
                return "the input, step " + batch.step(row);
            }
        }
        for (int number = 0; number < layers.size(); number++) {
            if (layers.get(number).hasNonFinite(b, batch.unrolling())) {
                return "layer " + number + " ("
                        + spec.layers().get(number).cell().name() + ")";
            }
        }
        if (!Rows.hasNonFinite(output().data(), output().at(outputRow), output().columns())) {
            return "the loss";
        }
        return spec.head() instanceof Head.Linear ? "the head" : "the readout";
    }

    /** Returns the first parameter whose gradient is not finite, for people. */
    public String firstNonFiniteGradient() {
        return weights.layout().windows().stream()
                .filter(window -> Rows.hasNonFinite(gradients, window.offset(), window.size()))
                .map(Window::name)
                .findFirst()
                .orElse("all parameters together");
    }

    /** Returns the flat gradients of all parameters; every backward pass adds to them. */
    public float[] gradients() {
        return gradients;
    }

    /** Sets all gradients to zero. */
    public void clearGradients() {
        team.run(clear, gradients.length);
    }

    private void clear(int member, int members) {
        // Those of a frozen embedding, the first window, are never anything but zero.
        int from = Math.max(untouched, Team.from(member, members, gradients.length));
        Arrays.fill(gradients, from, Math.max(from, Team.from(member + 1, members, gradients.length)), 0);
    }
}

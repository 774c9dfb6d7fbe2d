package dev.unroll.core.pass;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Signal;
import dev.unroll.core.pass.attention.Attending;
import dev.unroll.core.pass.part.Memory;
import dev.unroll.core.pass.part.NonFinite;
import dev.unroll.core.pass.part.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs a network forward, and backward if its weights were made for training.
 *
 * <p>A run owns its buffers and serves one caller at a time; the weights may be shared by many runs. Once the largest batch
 * has been seen nothing is allocated. States are the caller's: they go in and come out.
 */
public final class NetworkRun {

    /** In the place of states before a pass: those from which every sequence starts, zeros but for what a cell has learned. */
    public static final Matrix START = Pass.NONE;

    private final NetworkWeights weights;
    private final NetworkSpec spec;
    private final Signal.Kind answers;
    private final ChainRun parts;
    private final Pass pass = new Pass();
    private final Batch beforeTargets = new Batch();
    private final float[] gradients;
    private final int untouched;
    private final Kernels kernels;
    private final Team team;
    private final Team.Task clear = this::clear;
    private Matrix output;
    private Matrix outputGradient;

    /** Makes a run; {@code compute} may be shared with other runs. */
    public NetworkRun(NetworkWeights weights, Compute compute) {
        this(weights, compute.kernels(), compute.team());
    }

    /** Makes a run; {@code kernels} and {@code team} may be shared with other runs. */
    public NetworkRun(NetworkWeights weights, Kernels kernels, Team team) {
        this.weights = weights;
        this.spec = weights.spec();
        this.answers = spec.chain().gives().kind();
        this.kernels = kernels;
        this.team = team;
        this.gradients = new float[weights.trains() ? weights.values().length : 0];
        this.untouched = weights.untouched();
        this.parts = weights.run(gradients, kernels, team);
        this.output = Matrix.zeros(0, spec.outputSize());
        this.outputGradient = Matrix.zeros(0, spec.outputSize());
    }

    /** Computes the outputs of a batch, from where every sequence starts, without dropout. */
    public void forward(Batch batch) {
        pass.of(batch);
        run();
    }

    /**
     * Computes the outputs of a batch, without dropout.
     *
     * @param stateIn [≥ batch, stateSize], the states before the first step: layer by layer, forward before backward; or {@link #START}
     * @param stateOut [≥ batch, stateSize], overwritten by those after the last step; may be {@code stateIn}
     */
    public void forward(Batch batch, Matrix stateIn, Matrix stateOut) {
        pass.of(batch);
        states(stateIn, stateOut);
        run();
    }

    /** Computes the outputs of a batch, from where every sequence starts, with dropout as this seed and epoch have it. */
    public void forward(Batch batch, long seed, long epoch) {
        pass.of(batch).dropping(seed, epoch);
        run();
    }

    /** Computes the outputs of a batch as the others do, from states, with dropout. */
    public void forward(Batch batch, Matrix stateIn, Matrix stateOut, long seed, long epoch) {
        pass.of(batch).dropping(seed, epoch);
        states(stateIn, stateOut);
        run();
    }

    /**
     * Reads sources, for steps to come: the decoder's parts begin with these states, and attend to {@link #memory}.
     *
     * @param sources what the network of the sources reads
     * @param stateOut [≥ batch, stateSize], overwritten
     */
    public void encode(Batch sources, Matrix stateOut) {
        pass.of(beforeTargets.ofSources(sources));
        requireStates(stateOut);
        pass.states(Pass.NONE, stateOut);
        run();
    }

    /** Returns what was made of the sources of the last batch of pairs; valid until the next. */
    @SuppressWarnings("exports")
    public Memory memory() {
        return ((PairRun) parts.first()).memory();
    }

    /**
     * Computes the outputs of a batch of a decoder's tokens that go on from states.
     *
     * @param memory of sources that were read before
     * @param sources which of them each example of the batch belongs to
     */
    @SuppressWarnings("exports")
    public void forward(Batch batch, Memory memory, int[] sources, Matrix stateIn, Matrix stateOut) {
        pass.of(batch);
        pass.memory(memory, sources);
        states(stateIn, stateOut);
        run();
    }

    private void states(Matrix in, Matrix out) {
        if (in != START) {
            requireStates(in);
        }
        requireStates(out);
        pass.states(in, out);
    }

    /** Throws unless the matrix is [≥ batch, all states side by side]. */
    private void requireStates(Matrix matrix) {
        int size = pass.whole().size();
        if (matrix.rows() < size || matrix.columns() != spec.stateSize()) {
            throw new IllegalArgumentException("the states, or their gradients, must be [" + size + ", "
                    + spec.stateSize() + "] but are " + matrix);
        }
    }

    private void run() {
        parts.prepare(pass.whole());
        output = parts.forward(Pass.NONE, pass);
    }

    /** Returns how many rows the output of a batch will have. */
    public int outputRows(Batch batch) {
        return answers.rows(outputs(batch));
    }

    private Batch outputs(Batch batch) {
        return batch.reduced(spec.reduction());
    }

    /** Returns at how many steps the sequence at place {@code b} of a batch will be answered, if each step is. */
    public int outputSteps(Batch batch, int b) {
        return outputs(batch).unrolling().length(b);
    }

    /** Returns the number of rows of the output: a row a sequence, or a row a step if every step is read out. */
    public int outputRows() {
        return outputRows(pass.whole());
    }

    /** Returns how the rows of an output that has one a step lie, for the packages that compute with it. */
    @SuppressWarnings("exports")
    public Unrolling unrolling() {
        return outputs(pass.whole()).unrolling();
    }

    /** Returns the outputs, [≥ outputRows, outputSize]: by sequence, or by row of the {@link #unrolling}. */
    public Matrix output() {
        return output;
    }

    /** Returns where the gradient of the outputs belongs, [≥ outputRows, outputSize]; filled before {@link #backward}. */
    public Matrix outputGradient() {
        int rows = outputRows();
        if (outputGradient.rows() < rows) {
            outputGradient = Matrix.zeros(rows, spec.outputSize());
        }
        return outputGradient;
    }

    /** Computes the gradients from that of the outputs; nothing comes from the final states. */
    public void backward() {
        pass.stateGradients(Pass.NONE, Pass.NONE);
        parts.backward(outputGradient, pass);
    }

    /**
     * Computes the gradients from those of the outputs and of the final states.
     *
     * @param ofFinalState [≥ batch, stateSize]
     * @param ofInitialState [≥ batch, stateSize], overwritten; may be {@code ofFinalState}
     */
    public void backward(Matrix ofFinalState, Matrix ofInitialState) {
        requireStates(ofFinalState);
        requireStates(ofInitialState);
        pass.stateGradients(ofFinalState, ofInitialState);
        parts.backward(outputGradient, pass);
    }

    /**
     * Returns the gradient of what the parts read, [≥ rows, width], by row of the batch's unrolling; of a dense input only if
     * the weights were made for it.
     */
    public Matrix inputGradient() {
        return parts.firstGradient();
    }

    /** Returns the parts that attend to a source, in order. */
    @SuppressWarnings("exports")
    public List<Attending> attentions() {
        return parts.attentions();
    }

    /** Returns which sample stands at place {@code b} of the batch. */
    int sampleAt(int b) {
        return pass.whole().example(b);
    }

    /** Returns which sample an output row belongs to. */
    int sample(int row) {
        Batch batch = outputs(pass.whole());
        return batch.example(answers.sequence(batch, row));
    }

    /** Returns which step of its sample an output row belongs to, for people; empty if a sample has but one row. */
    String describeStep(int row) {
        return spec.answersEachStep() ? ", step " + outputs(pass.whole()).step(row) : "";
    }

    /** Returns where the first value that is not finite arises in the sample of an output row, for people. */
    public String firstNonFinite(int outputRow) {
        return firstNonFiniteAt(answers.sequence(outputs(pass.whole()), outputRow));
    }

    /** Returns the same for the sequence at place {@code b}. */
    String firstNonFiniteAt(int b) {
        return nonFiniteParameter().or(() -> parts.nonFinite(pass.whole(), b)).orElse("the loss");
    }

    private Optional<String> nonFiniteParameter() {
        return weights.layout().windows().stream()
                .filter(window -> Rows.hasNonFinite(weights.values(), window.offset(), window.size()))
                .findFirst()
                .map(window -> "the parameter " + window.name());
    }

    /**
     * Returns whether the outputs of the last pass, and all that arose on the way to them, are finite numbers: what each part
     * gave, and the states of layers. A state that nothing but its own next step reads is looked at after the last step alone.
     *
     * <p>It reads what a pass has written once more, which is a small part of what the pass costs; a pass does not do it
     * unasked.
     */
    public boolean isFinite() {
        return parts.isFinite(pass.whole()) && Rows.areFinite(kernels, output, outputRows());
    }

    /** Returns what first holds a number that is not finite in the sequence at place {@code b}, for people: a parameter, a part. */
    public Optional<String> nonFinitePart(int b) {
        Optional<String> parameter = nonFiniteParameter();
        if (parameter.isPresent()) {
            return parameter;
        }
        Optional<String> part = parts.nonFinite(pass.whole(), b);
        boolean inOutput = part.isEmpty() && NonFinite.firstRow(output, answers, outputs(pass.whole()), b) >= 0;
        return inOutput ? Optional.of("the output") : part;
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

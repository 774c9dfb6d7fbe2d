package dev.unroll.core.pass;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import java.util.Optional;

/**
 * Runs a network one step at a time, for streams: the state is the caller's own, goes in and comes out.
 *
 * <p>The same numbers as a pass over the whole sequence, bit for bit, of one sequence or of many that step together. A
 * stepper serves one caller at a time; any number of them share the weights. A step allocates nothing, but for more
 * sequences than any before.
 */
public final class Stepper {

    private final NetworkWeights weights;
    private final NetworkSpec spec;
    private final NetworkRun run;
    private final Batch batch = new Batch();
    private final Picks one = new Picks();
    private final int[] oneToken = new int[1];
    private Matrix before;
    private Matrix after;

    /**
     * Makes a stepper that works on the caller's thread.
     *
     * @throws IllegalArgumentException if a layer reads backward, the readout needs the whole sequence or a part reduces the time
     */
    public Stepper(NetworkWeights weights, Kernels kernels) {
        this(weights, kernels, Team.of(1));
    }

    /** Makes a stepper whose sequences a team shares; all else as the other. */
    public Stepper(NetworkWeights weights, Kernels kernels, Team team) {
        this.weights = weights;
        this.spec = weights.spec();
        if (spec.reduction() > 1) {
            throw new IllegalArgumentException("this network makes one step of " + spec.reduction()
                    + ", so it cannot run a step at a time; feed it chunks of a multiple of that");
        }
        if (!canRun(spec)) {
            throw new IllegalArgumentException(
                    "this network needs the whole sequence (" + why(spec) + "), so it cannot run a step at a time");
        }
        this.run = new NetworkRun(weights, kernels, team);
        this.before = Matrix.zeros(0, spec.stateSize());
        this.after = Matrix.zeros(0, spec.stateSize());
    }

    private static String why(NetworkSpec spec) {
        if (spec.input() instanceof InputSpec.Pair) {
            return "it reads a source before the first step";
        }
        return spec.readout().needsWholeSequence() ? "its readout is " + spec.readout() : "a layer reads backward";
    }

    /**
     * Returns whether a network can be run a step at a time: no layer reads backward, no readout needs the whole sequence, no
     * part reduces the time.
     */
    public static boolean canRun(NetworkSpec spec) {
        return spec.canStream() && !spec.readout().needsWholeSequence() && spec.reduction() == 1;
    }

    /** Returns the state, [1, stateSize], from which every sequence starts: zeros, but for what a cell has learned. */
    public Matrix newState() {
        return newStates(1);
    }

    /** Returns the states, [sequences, stateSize], from which sequences start. */
    public Matrix newStates(int sequences) {
        return weights.startStates(sequences);
    }

    /**
     * Reads one token.
     *
     * @param stateIn [1, stateSize], as {@link #newState} or an earlier step left it
     * @param stateOut [1, stateSize], overwritten; may be {@code stateIn}
     * @param output overwritten, at least outputSize numbers
     */
    public void step(int token, Matrix stateIn, Matrix stateOut, float[] output) {
        oneToken[0] = token;
        batch.ofSteps(one, 1, oneToken);
        step(stateIn, stateOut, output);
    }

    /** Reads one vector of the input's features; all else as {@link #step(int, Matrix, Matrix, float[])}. */
    public void step(float[] input, Matrix stateIn, Matrix stateOut, float[] output) {
        if (input.length != spec.input().width()) {
            throw new IllegalArgumentException(
                    "the input must have " + spec.input().width() + " numbers but has " + input.length);
        }
        batch.ofStep(input);
        step(stateIn, stateOut, output);
    }

    private void step(Matrix stateIn, Matrix stateOut, float[] output) {
        stateIn.requireShape("stateIn", 1, spec.stateSize());
        stateOut.requireShape("stateOut", 1, spec.stateSize());
        if (output.length < spec.outputSize()) {
            throw new IllegalArgumentException(
                    "output must have room for " + spec.outputSize() + " numbers but has " + output.length);
        }
        run.forward(batch, stateIn, stateOut);
        System.arraycopy(run.output().data(), run.output().at(0), output, 0, spec.outputSize());
    }

    /**
     * Returns whether the outputs and the states after the last step are finite numbers.
     *
     * <p>A step does not look: a state that overflows, as one of {@code rnn_relu} may after hundreds of steps, is passed on as
     * the arithmetic has it. To ask costs as much as to read the states and the outputs once, a small part of a step's
     * products. Ask before an answer is acted on, or now and then: once NaN, a state stays so.
     */
    public boolean isFinite() {
        return run.isFinite();
    }

    /** Returns the part that first made a number that is not finite in the last step, for people; empty for none. */
    public Optional<String> nonFinitePart() {
        for (int b = 0; b < batch.size(); b++) {
            Optional<String> part = run.nonFinitePart(b);
            if (part.isPresent()) {
                return part;
            }
        }
        return Optional.empty();
    }

    /**
     * Reads one token in each of some sequences, all at once; of the others the state and the output stay as they are.
     *
     * @param which sequences step now, of as many as {@code stateIn} has rows
     * @param tokens by sequence
     * @param stateIn [sequences, stateSize], as {@link #newStates} or an earlier step left it
     * @param stateOut [sequences, stateSize], overwritten where a sequence steps; may be {@code stateIn}
     * @param output [sequences, outputSize], overwritten where a sequence steps
     */
    public void step(Picks which, int[] tokens, Matrix stateIn, Matrix stateOut, Matrix output) {
        requireRoom(tokens.length, which, stateIn, stateOut, output);
        batch.ofSteps(which, stateIn.rows(), tokens);
        step(which, stateIn, stateOut, output);
    }

    /** Reads one vector a sequence, [sequences, features]; all else as with tokens. */
    public void step(Picks which, Matrix inputs, Matrix stateIn, Matrix stateOut, Matrix output) {
        requireRoom(inputs.rows(), which, stateIn, stateOut, output);
        inputs.requireShape("inputs", stateIn.rows(), spec.input().width());
        batch.ofSteps(which, stateIn.rows(), inputs);
        step(which, stateIn, stateOut, output);
    }

    /** Reads one word with its letters a sequence; all else as with tokens. */
    public void step(Picks which, int[] words, int[][] letters, Matrix stateIn, Matrix stateOut, Matrix output) {
        requireRoom(Math.min(words.length, letters.length), which, stateIn, stateOut, output);
        batch.ofSteps(which, stateIn.rows(), words, letters);
        step(which, stateIn, stateOut, output);
    }

    private void requireRoom(int inputs, Picks which, Matrix stateIn, Matrix stateOut, Matrix output) {
        int sequences = stateIn.rows();
        stateIn.requireShape("stateIn", sequences, spec.stateSize());
        stateOut.requireShape("stateOut", sequences, spec.stateSize());
        output.requireShape("output", sequences, spec.outputSize());
        if (inputs < sequences) {
            throw new IllegalArgumentException(
                    "there must be an input for each of " + sequences + " sequences but there are " + inputs);
        }
        int count = which.count(sequences);
        if (count > 0 && which.row(count - 1) >= sequences) {
            throw new IllegalArgumentException("sequence " + which.row(count - 1)
                    + " cannot step, since there are states of " + sequences + " sequences alone");
        }
    }

    private void step(Picks which, Matrix stateIn, Matrix stateOut, Matrix output) {
        int count = batch.size();
        if (before.rows() < count) {
            before = Matrix.zeros(count, spec.stateSize());
            after = Matrix.zeros(count, spec.stateSize());
        }
        for (int i = 0; i < count; i++) {
            Rows.copyRow(stateIn, which.row(i), 0, before, i, 0, spec.stateSize());
        }
        run.forward(batch, before, after);
        for (int i = 0; i < count; i++) {
            Rows.copyRow(after, i, 0, stateOut, which.row(i), 0, spec.stateSize());
            Rows.copyRow(run.output(), i, 0, output, which.row(i), 0, spec.outputSize());
        }
    }
}

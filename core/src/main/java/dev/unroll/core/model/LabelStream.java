package dev.unroll.core.model;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.pass.Stepper;
import java.util.List;

/**
 * Asks a model while its input is still coming: each step is answered at once, from the state that those before it left.
 *
 * <p>What it answers to the last step is what a {@link Classifier} answers to the whole input, with the same bits; of a
 * next-token model it is what follows, of one that tags the tag of the step. Nothing is cut off: an input may be as long as it
 * likes. A stream is one input for one thread at a time; {@link #fork} makes another one on the same weights.
 */
public final class LabelStream {

    private final Model model;
    private final NetworkWeights weights;
    private final Kernels kernels;
    private final Stepper stepper;
    private final Matrix state;
    private final Matrix logits;
    private final float[] probabilities;
    private final Picks one = new Picks();
    private long steps;
    private boolean isAnswered;

    /**
     * Starts an input, with the fastest kernels, on the caller's thread alone.
     *
     * @throws IllegalStateException if the model answers only when its input has ended; {@link Model#streams} tells
     */
    public LabelStream(Model model) {
        this(requireStreams(model), NetworkWeights.forInference(model.network()), Kernels.fastest());
    }

    private LabelStream(Model model, NetworkWeights weights, Kernels kernels) {
        this.model = model;
        this.weights = weights;
        this.kernels = kernels;
        this.stepper = new Stepper(weights, kernels);
        this.state = stepper.newState();
        this.probabilities = new float[model.labels().size()];
        this.logits = Matrix.zeros(1, probabilities.length);
    }

    private static Model requireStreams(Model model) {
        if (!model.streams()) {
            throw new IllegalStateException(
                    "model " + model.name() + " answers when its input has ended, and not while it"
                            + " comes: a layer reads backward, or the readout needs the whole sequence");
        }
        return model;
    }

    /** Returns a stream of another input, on the same weights. */
    public LabelStream fork() {
        return new LabelStream(model, weights, kernels);
    }

    /** Starts another input. */
    public void restart() {
        resume(stepper.newState().data(), 0);
    }

    /** Returns the state that the steps read so far left, [stateSize], as a copy: with {@link #steps} all that is remembered. */
    public float[] state() {
        return state.data().clone();
    }

    /**
     * Goes on with another input, of which this is remembered: what follows has the bits of a stream that read it all.
     *
     * @param of that input, [stateSize]
     * @param read how many steps of it were read
     * @throws IllegalArgumentException if the state has another size
     */
    public void resume(float[] of, long read) {
        if (of.length != state.columns()) {
            throw new IllegalArgumentException("a state of model " + model.name() + " must have " + state.columns()
                    + " numbers but has " + of.length);
        }
        System.arraycopy(of, 0, state.data(), 0, of.length);
        steps = read;
        isAnswered = false;
    }

    /** Returns how many steps have been read, marks among them. */
    public long steps() {
        return steps;
    }

    /**
     * Reads the label that a text begins with, of a model whose texts do; before anything else.
     *
     * @return all answers, the most probable first
     */
    public List<Prediction> begin(String label) {
        if (steps > 0) {
            throw new IllegalStateException("a label comes first, but " + steps + " steps have been read; restart");
        }
        return readTokens(model.text().encodeStart(label, ""));
    }

    /**
     * Reads the next piece of a text, whole tokens: of a model of letters any letters, of one of words whole words, of one that
     * tags a single word. Blanks at its ends are steps: they may be within the text.
     *
     * @return all answers after it, the most probable first
     * @throws IllegalArgumentException if the piece has no token that the model reads; the stream is as it was
     * @throws NonFiniteException if a state or an output is not finite; then only {@link #restart} helps
     */
    public List<Prediction> read(String piece) {
        if (model.input() instanceof WordEncoder words) {
            return readWord(words, piece);
        }
        int[] tokens = model.text().encodePassage(piece).toArray();
        model.requireTokens(piece, tokens);
        if (steps == 0) {
            readMark(Marks.BEGIN_TOKEN);
        }
        return readTokens(tokens);
    }

    /**
     * Reads the numbers of the next step, as the data have them: the model scales them.
     *
     * @return all answers after it, the most probable first
     * @throws IllegalArgumentException if they are not as many as the model reads, or not finite; the stream is as it was
     * @throws NonFiniteException if a state or an output is not finite; then only {@link #restart} helps
     */
    public List<Prediction> read(float[] step) {
        stepper.step(model.vectors().encode(Matrix.of(step, 1, step.length)).data(), state, state, logits.data());
        endStep();
        return ranked();
    }

    /**
     * Ends the input: reads the mark of a text's end, if the model's texts have one.
     *
     * @return the answers to the whole input, the most probable first
     */
    public List<Prediction> end() {
        if (steps == 0) {
            throw new IllegalStateException("nothing has been read, so there is nothing to answer");
        }
        readMark(Marks.END_TOKEN);
        if (!isAnswered) {
            throw new IllegalStateException("nothing has been read since this input was gone on with, and its end is no"
                    + " step: the answer to its last step is that to the whole");
        }
        return ranked();
    }

    private List<Prediction> readTokens(int[] tokens) {
        for (int token : tokens) {
            readToken(token);
        }
        return ranked();
    }

    private void readMark(String mark) {
        if (model.input() instanceof TextEncoder text && text.marks().tokens().contains(mark)) {
            readToken(text.vocabulary().indexOf(mark));
        }
    }

    private void readToken(int token) {
        stepper.step(token, state, state, logits.data());
        endStep();
    }

    private List<Prediction> readWord(WordEncoder words, String word) {
        if (word.isEmpty()) {
            throw new IllegalArgumentException("the word is empty; leave it out");
        }
        List<String> alone = List.of(word);
        stepper.step(one, words.numbers(alone), words.spellings(alone), state, state, logits);
        endStep();
        return ranked();
    }

    /** Counts a step; throws if what it made is not finite. */
    private void endStep() {
        steps++;
        isAnswered = true;
        if (!stepper.isFinite()) {
            throw NonFiniteException.ofAnswer(
                    "the stream",
                    "at step " + steps + ", in " + stepper.nonFinitePart().orElse("the output"));
        }
    }

    private List<Prediction> ranked() {
        kernels.softmax(logits.data(), 0, probabilities, 0, probabilities.length);
        return Prediction.ranked(model.labels(), probabilities);
    }
}

package dev.unroll.core.decode;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.pass.Stepper;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What a network that guesses the next token knows of tokens: how probable each is after those that it has read. To add that to
 * what another network hears is shallow fusion (Graves and Jaitly 2014; Hannun et al. 2014; Gülçehre et al. 2015).
 *
 * <p>The state of a beginning is that of the network and its last output; a token more is one step of the network. Any number of
 * threads may start at once, each goes on with its own states.
 */
public final class NetworkPrior implements Prior {

    /** What stands in place of a token that the network does not know. */
    public static final int UNKNOWN = -1;

    private final NetworkWeights weights;
    private final Kernels kernels;
    private final int[] tokens;
    private final OptionalInt begin;
    private final OptionalInt end;

    /**
     * Takes the weights of a network that guesses the next token.
     *
     * @param tokens by token of the target, the network's own; {@link #UNKNOWN}: it cannot come
     * @param begin the mark before the first token; empty: the network knows nothing of the first, and each is as probable
     * @param end the mark after the last token; empty: the network knows nothing of the end
     * @throws IllegalArgumentException if a token or a mark is none of the network's, or it cannot run a step at a time
     */
    public NetworkPrior(NetworkWeights weights, Kernels kernels, int[] tokens, OptionalInt begin, OptionalInt end) {
        int size = weights.spec().outputSize();
        for (int token : tokens) {
            requireToken(token, UNKNOWN, size);
        }
        begin.ifPresent(mark -> requireToken(mark, 0, size));
        end.ifPresent(mark -> requireToken(mark, 0, size));
        this.weights = weights;
        this.kernels = kernels;
        this.tokens = tokens.clone();
        this.begin = begin;
        this.end = end;
        new Stepper(weights, kernels);
    }

    private static void requireToken(int token, int least, int size) {
        if (token < least || token >= size) {
            throw new IllegalArgumentException(
                    "a token of the network must be in " + least + " .. " + (size - 1) + " but is " + token);
        }
    }

    @Override
    public State start() {
        return new Reader().start();
    }

    /** Steps the network for the states of one search. */
    private final class Reader {

        private final Stepper stepper = new Stepper(weights, kernels);
        private final float[] probabilities = new float[weights.spec().outputSize()];

        /** Returns what is known before the first token. */
        Reading start() {
            Matrix state = stepper.newState();
            if (begin.isPresent()) {
                return read(begin.getAsInt(), state, 0);
            }
            float[] logs = new float[probabilities.length];
            Arrays.fill(logs, (float) -StrictMath.log(logs.length));
            return new Reading(this, state, logs, 0);
        }

        /** Returns what is known once the network has read a token of its own, the last of so many of the target. */
        Reading read(int token, Matrix before, int length) {
            Matrix state = stepper.newState();
            float[] logs = new float[probabilities.length];
            stepper.step(token, before, state, logs);
            if (!stepper.isFinite()) {
                throw NonFiniteException.ofAnswer(
                        "the language model",
                        "after " + length + " tokens, in "
                                + stepper.nonFinitePart().orElse("the output"));
            }
            float logSum = kernels.softmax(logs, 0, probabilities, 0, logs.length);
            for (int i = 0; i < logs.length; i++) {
                logs[i] -= logSum;
            }
            return new Reading(this, state, logs, length);
        }
    }

    /** What is known after some tokens: ln p of each of the network's. */
    private final class Reading implements State {

        private final Reader reader;
        private final Matrix state;
        private final float[] logs;
        private final int length;

        Reading(Reader reader, Matrix state, float[] logs, int length) {
            this.reader = reader;
            this.state = state;
            this.logs = logs;
            this.length = length;
        }

        @Override
        public double logProbability(int token) {
            int known = tokens[token];
            return known == UNKNOWN ? Double.NEGATIVE_INFINITY : logs[known];
        }

        @Override
        public State after(int token) {
            if (tokens[token] == UNKNOWN) {
                throw new IllegalArgumentException("the network does not know token " + token + ", so it cannot come");
            }
            return reader.read(tokens[token], state, length + 1);
        }

        @Override
        public double logEnd() {
            return end.isPresent() ? logs[end.getAsInt()] : 0;
        }
    }
}

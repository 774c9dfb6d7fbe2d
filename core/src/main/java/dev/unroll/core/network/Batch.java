package dev.unroll.core.network;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;

/**
 * Some sequences laid out as rows for one pass, in the order given: the last step first, no padding. Reused from pass to
 * pass; allocates only for a batch larger than any before.
 */
public final class Batch {

    private final Unrolling unrolling = new Unrolling();
    private int[] examples = {};
    private int[] lengths = {};
    private int[] tokens = {};
    private Matrix vectors = Matrix.zeros(0, 0);
    private boolean ofTokens;
    private int firstStep;

    /** Starts empty. */
    public Batch() {}

    /** Takes all sequences, in their order. */
    public Batch of(Sequences sequences) {
        int[] all = new int[sequences.count()];
        Arrays.setAll(all, i -> i);
        return of(sequences, all, 0, all.length);
    }

    /** Takes the sequences {@code which[from .. to)}. */
    public Batch of(Sequences sequences, int[] which, int from, int to) {
        return ofChunk(sequences, which, from, to, 0, Integer.MAX_VALUE);
    }

    /**
     * Takes at most {@code steps} steps of the sequences {@code which[from .. to)}, from step {@code firstStep} on; a
     * sequence that has ended by then has no step, and its state passes through unchanged.
     */
    public Batch ofChunk(Sequences sequences, int[] which, int from, int to, int firstStep, int steps) {
        if (firstStep < 0 || steps < 0) {
            throw new IllegalArgumentException(
                    "a chunk must begin at step 0 or later and have 0 steps or more, but begins at " + firstStep
                            + " and has " + steps);
        }
        this.firstStep = firstStep;
        int count = to - from;
        if (examples.length < count) {
            examples = new int[count];
            lengths = new int[count];
        }
        for (int i = 0; i < count; i++) {
            examples[i] = which[from + i];
            lengths[i] = Math.clamp(sequences.length(examples[i]) - (long) firstStep, 0, steps);
        }
        unrolling.of(lengths, count);
        switch (sequences) {
            case Sequences.Tokens given -> layOut(given);
            case Sequences.Vectors given -> layOut(given);
        }
        return this;
    }

    /**
     * Makes a part of the tokens read as another one, until sequences are taken again. Which ones is a hash of seed, epoch,
     * example and step, so it does not depend on the batch or the chunk.
     */
    public void replaceTokens(double share, int replacement, long seed, long epoch) {
        if (!ofTokens) {
            throw new IllegalStateException("tokens cannot be replaced where sequences are of vectors");
        }
        for (int row = 0; row < unrolling.rows(); row++) {
            int example = examples[unrolling.sequence(row)];
            if (CounterHash.uniform(seed, Purpose.TOKEN_DROPOUT, epoch, example, step(row), 0) < share) {
                tokens[row] = replacement;
            }
        }
    }

    /** Takes one sequence of one token. */
    Batch ofStep(int token) {
        oneStep();
        ofTokens = true;
        if (tokens.length < 1) {
            tokens = new int[1];
        }
        tokens[0] = token;
        return this;
    }

    /** Takes one sequence of one vector. */
    Batch ofStep(float[] vector) {
        oneStep();
        ofTokens = false;
        if (vectors.rows() < 1 || vectors.columns() != vector.length) {
            vectors = Matrix.zeros(1, vector.length);
        }
        System.arraycopy(vector, 0, vectors.data(), vectors.at(0), vector.length);
        return this;
    }

    private void oneStep() {
        if (examples.length < 1) {
            examples = new int[1];
            lengths = new int[1];
        }
        examples[0] = 0;
        firstStep = 0;
        unrolling.uniform(1, 1);
    }

    private void layOut(Sequences.Tokens given) {
        ofTokens = true;
        int rows = unrolling.rows();
        if (tokens.length < rows) {
            tokens = new int[rows];
        }
        for (int row = 0; row < rows; row++) {
            tokens[row] = given.token(examples[unrolling.sequence(row)], step(row));
        }
    }

    private void layOut(Sequences.Vectors given) {
        ofTokens = false;
        int rows = unrolling.rows();
        int features = given.count() == 0 ? 0 : given.vectors(0).columns();
        if (vectors.rows() < rows || vectors.columns() != features) {
            vectors = Matrix.zeros(rows, features);
        }
        for (int row = 0; row < rows; row++) {
            Matrix source = given.vectors(examples[unrolling.sequence(row)]);
            if (source.columns() != features) {
                throw new IllegalArgumentException("sequence " + examples[unrolling.sequence(row)] + " has "
                        + source.columns() + " features but sequence 0 has " + features);
            }
            System.arraycopy(source.data(), source.at(step(row)), vectors.data(), vectors.at(row), features);
        }
    }

    /** Returns the layout of the rows, for the packages that compute with it. */
    @SuppressWarnings("exports")
    public Unrolling unrolling() {
        return unrolling;
    }

    /** Returns the number of rows: the steps of all sequences together. */
    public int rows() {
        return unrolling.rows();
    }

    /** Returns the row of a step of the sequence at place {@code b}. */
    public int row(int step, int b) {
        return unrolling.row(step - firstStep, b);
    }

    /** Returns the number of sequences. */
    public int size() {
        return unrolling.batch();
    }

    /** Returns which sequence of its source stands at place {@code b}: its identity for dropout and messages. */
    public int example(int b) {
        return examples[b];
    }

    /** Returns which step of its sequence a row is: its identity for labels, dropout and messages. */
    public int step(int row) {
        return firstStep + unrolling.step(row);
    }

    boolean isOfTokens() {
        return ofTokens;
    }

    /** Returns the token of each row. */
    int[] tokens() {
        return tokens;
    }

    /** Returns the vectors, a row each. */
    Matrix vectors() {
        return vectors;
    }
}

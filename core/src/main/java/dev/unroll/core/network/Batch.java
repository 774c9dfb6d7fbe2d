package dev.unroll.core.network;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    private Sequences.Kind kind = Sequences.Kind.TOKENS;
    private Optional<WordForms> forms = Optional.empty();
    private Optional<Batch> ownSources = Optional.empty();
    private Optional<Batch> sources = Optional.empty();
    private int firstStep;
    private final List<Reduced> reduced = new ArrayList<>();

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
        fit(count);
        for (int i = 0; i < count; i++) {
            examples[i] = which[from + i];
            lengths[i] = Math.clamp(sequences.length(examples[i]) - (long) firstStep, 0, steps);
        }
        unrolling.of(lengths, count);
        switch (sequences) {
            case Sequences.Tokens given -> layOut(given);
            case Sequences.Words given -> layOut(given);
            case Sequences.Vectors given -> layOut(given);
            case Sequences.Pairs given -> layOut(given, steps);
        }
        return this;
    }

    /**
     * Makes a part of the tokens or words read as another one, until sequences are taken again; the letters of words stay.
     * Which ones is a hash of seed, epoch, example and step, so it does not depend on the batch or the chunk.
     */
    public void replaceTokens(double share, int replacement, long seed, long epoch) {
        if (kind == Sequences.Kind.VECTORS) {
            throw new IllegalStateException("tokens cannot be replaced where sequences are of vectors");
        }
        for (int row = 0; row < unrolling.rows(); row++) {
            int example = examples[unrolling.sequence(row)];
            if (CounterHash.uniform(seed, Purpose.TOKEN_DROPOUT, epoch, example, step(row), 0) < share) {
                tokens[row] = replacement;
            }
        }
    }

    /** Takes one step of each picked sequence; the token of sequence i is {@code given[i]}. */
    public Batch ofSteps(Picks which, int sequences, int[] given) {
        oneStepEach(which, sequences);
        kind = Sequences.Kind.TOKENS;
        fitTokens(size());
        for (int i = 0; i < size(); i++) {
            tokens[i] = given[examples[i]];
        }
        return this;
    }

    /** Takes one step of each picked sequence; the word of sequence i is {@code words[i]}, with these letters. */
    public Batch ofSteps(Picks which, int sequences, int[] words, int[][] letters) {
        ofSteps(which, sequences, words);
        kind = Sequences.Kind.WORDS;
        wordForms().ofEach(letters, this);
        return this;
    }

    /** Takes one step of each picked sequence; the vector of sequence i is row i. */
    public Batch ofSteps(Picks which, int sequences, Matrix given) {
        oneStepEach(which, sequences);
        kind = Sequences.Kind.VECTORS;
        fitVectors(size(), given.columns());
        for (int i = 0; i < size(); i++) {
            Rows.copyRow(given, examples[i], 0, vectors, i, 0, given.columns());
        }
        return this;
    }

    /** Takes one sequence of one step, whose vector is given. */
    public Batch ofStep(float[] vector) {
        fit(1);
        examples[0] = 0;
        firstStep = 0;
        unrolling.uniform(1, 1);
        kind = Sequences.Kind.VECTORS;
        fitVectors(1, vector.length);
        System.arraycopy(vector, 0, vectors.data(), vectors.at(0), vector.length);
        return this;
    }

    /** Takes pairs of these sources and of targets without a step: what is read before a target is said. */
    public Batch ofSources(Batch given) {
        fit(given.size());
        for (int b = 0; b < given.size(); b++) {
            examples[b] = given.example(b);
        }
        firstStep = 0;
        unrolling.uniform(given.size(), 0);
        kind = Sequences.Kind.PAIRS;
        sources = Optional.of(given);
        return this;
    }

    private void oneStepEach(Picks which, int sequences) {
        int count = which.count(sequences);
        fit(count);
        for (int i = 0; i < count; i++) {
            examples[i] = which.row(i);
        }
        firstStep = 0;
        unrolling.uniform(count, 1);
    }

    private void fit(int count) {
        reduced.forEach(Reduced::leave);
        if (examples.length < count) {
            examples = new int[count];
            lengths = new int[count];
        }
    }

    /** Takes the letters of each of a batch's words as a sequence of tokens. */
    void ofLetters(int[][] letters, Batch words) {
        int count = words.size();
        fit(count);
        for (int i = 0; i < count; i++) {
            examples[i] = words.example(i);
            lengths[i] = letters[examples[i]].length;
        }
        firstStep = 0;
        unrolling.of(lengths, count);
        kind = Sequences.Kind.TOKENS;
        fitTokens(unrolling.rows());
        for (int row = 0; row < unrolling.rows(); row++) {
            tokens[row] = letters[examples[unrolling.sequence(row)]][unrolling.step(row)];
        }
    }

    private void fitTokens(int rows) {
        if (tokens.length < rows) {
            tokens = new int[rows];
        }
    }

    private void fitVectors(int rows, int features) {
        if (vectors.rows() < rows || vectors.columns() != features) {
            vectors = Matrix.zeros(rows, features);
        }
    }

    private WordForms wordForms() {
        if (forms.isEmpty()) {
            forms = Optional.of(new WordForms());
        }
        return forms.get();
    }

    private void layOut(Sequences.Words given) {
        kind = Sequences.Kind.WORDS;
        fitTokens(unrolling.rows());
        for (int row = 0; row < unrolling.rows(); row++) {
            tokens[row] = given.word(examples[unrolling.sequence(row)], step(row));
        }
        wordForms().of(given, this);
    }

    private void layOut(Sequences.Pairs given, int steps) {
        boolean whole = firstStep == 0;
        for (int b = 0; b < size(); b++) {
            whole &= given.length(examples[b]) <= steps;
        }
        if (!whole) {
            throw new IllegalArgumentException(
                    "pairs cannot be read in chunks, since each target needs its whole source");
        }
        layOut(given.told());
        kind = Sequences.Kind.PAIRS;
        if (ownSources.isEmpty()) {
            ownSources = Optional.of(new Batch());
        }
        sources = ownSources;
        sources.get().of(given.sources(), examples, 0, size());
    }

    private void layOut(Sequences.Tokens given) {
        kind = Sequences.Kind.TOKENS;
        int rows = unrolling.rows();
        fitTokens(rows);
        for (int row = 0; row < rows; row++) {
            tokens[row] = given.token(examples[unrolling.sequence(row)], step(row));
        }
    }

    private void layOut(Sequences.Vectors given) {
        kind = Sequences.Kind.VECTORS;
        int features = given.features();
        fitVectors(unrolling.rows(), features);
        for (int b = 0; b < size(); b++) {
            Matrix source = given.vectors(examples[b]);
            if (source.columns() != features) {
                throw new IllegalArgumentException("sequence " + examples[b] + " has " + source.columns()
                        + " features but sequence 0 has " + features);
            }
            for (int t = 0; t < unrolling.length(b); t++) {
                Rows.copyRow(source, firstStep + t, 0, vectors, unrolling.row(t, b), 0, features);
            }
        }
    }

    /**
     * Returns the batch of the same sequences where {@code factor} steps are one, the last of a sequence maybe fewer: only how its rows
     * lie, not what a step is. Valid until sequences are taken again.
     *
     * @throws IllegalArgumentException if this batch is of a chunk that begins between steps that are one
     */
    public Batch reduced(int factor) {
        if (factor == 1) {
            return this;
        }
        Reduced found = reducedBy(factor);
        if (found.isStale) {
            if (firstStep % factor != 0) {
                throw new IllegalArgumentException("a chunk must begin at a multiple of the " + factor
                        + " steps that the network makes one of, but begins at " + firstStep);
            }
            found.batch.ofReduced(this, factor);
            found.isStale = false;
        }
        return found.batch;
    }

    private Reduced reducedBy(int factor) {
        for (int i = 0; i < reduced.size(); i++) {
            if (reduced.get(i).factor == factor) {
                return reduced.get(i);
            }
        }
        reduced.add(new Reduced(factor));
        return reduced.getLast();
    }

    private void ofReduced(Batch whole, int factor) {
        int count = whole.size();
        fit(count);
        for (int b = 0; b < count; b++) {
            examples[b] = whole.examples[b];
            lengths[b] = Math.ceilDiv(whole.unrolling.length(b), factor);
        }
        firstStep = whole.firstStep / factor;
        unrolling.of(lengths, count);
    }

    /** This batch where some steps are one, if it has been laid out since sequences were taken. */
    private static final class Reduced {
        private final int factor;
        private final Batch batch = new Batch();
        private boolean isStale = true;

        private Reduced(int factor) {
            this.factor = factor;
        }

        private void leave() {
            isStale = true;
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

    /** Returns which place of the batch the sequence of a row has. */
    public int place(int row) {
        return unrolling.sequence(row);
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

    /** Returns what a step is. */
    public Sequences.Kind kind() {
        return kind;
    }

    /** Returns the token, or the word, of each row. */
    public int[] tokens() {
        return tokens;
    }

    /** Returns the vectors, a row each. */
    public Matrix vectors() {
        return vectors;
    }

    /** Returns how the words are spelled: a sequence of letters for each form, in the order of the rows that have it first. */
    public Batch letters() {
        return wordForms().letters();
    }

    /** Returns the sources of pairs, in the order of the targets. */
    public Batch sources() {
        return sources.orElseThrow(() -> new IllegalStateException("the sequences are no pairs"));
    }

    /** Returns which sequence of {@link #letters} spells the word of a row. */
    public int form(int row) {
        return wordForms().form(row);
    }
}

package dev.unroll.core.pass.attention;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Attention.Score;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.Memory;
import dev.unroll.core.pass.part.Pass;
import java.util.Arrays;

/**
 * Scores the memory for queries and weighs it: α = softmax(score(q, m)), context = Σ α m, and the way back.
 *
 * <p>A query has the number of its row in the batch. Whoever calls for a row owns the row's sequence, since the gradient of its
 * source is summed here: over the source's steps in ascending order within a row, and over rows in the order of the calls. The
 * tanh of additive scores is computed again on the way back, which costs less than to keep a row for each pair of steps.
 */
final class Scorer {

    private final ScoreWeights weights;
    private final Kernels kernels;
    private final Team team;
    private final Scratch[] scratch;
    private final float[][] scores;
    private final float[][] sums;
    private final Matrix queryWeightGradient;
    private final Matrix keyWeightGradient;
    private final Matrix vectorGradient;
    private final Team.Task makeKeys = this::makeKeys;
    private final Team.Task addGradients = this::addGradients;
    private final Team.Task addToMemory = this::addToMemory;
    private Pass pass = new Pass();
    private Memory.Keys keys = new Memory.Keys();
    private int rows;
    /** α, [rows, longest source]. */
    private Matrix alphas = Pass.NONE;
    /** W q of additive scores, [rows, querySize]; on the way back its gradient. */
    private Matrix asked = Pass.NONE;
    /** The gradient of v, a row each. */
    private Matrix ofVector = Pass.NONE;

    private Matrix queries = Pass.NONE;
    private Matrix ofQueries = Pass.NONE;
    private Matrix ofKeys = Pass.NONE;

    Scorer(ScoreWeights weights, Link link, Means means) {
        this.weights = weights;
        this.kernels = means.kernels();
        this.team = means.team();
        this.scratch = new Scratch[team.size()];
        Arrays.setAll(scratch, _ -> new Scratch());
        this.scores = new float[team.size()][0];
        this.sums = new float[team.size()][2 * weights.querySize()];
        boolean additive = weights.score() == Score.ADDITIVE;
        this.queryWeightGradient = additive ? means.gradient(Attention.queryName(link.place())) : Pass.NONE;
        this.vectorGradient = additive ? means.gradient(Attention.scoreName(link.place())) : Pass.NONE;
        this.keyWeightGradient =
                weights.score().hasKeys() ? means.gradient(Attention.keyName(link.place())) : Pass.NONE;
    }

    /** Begins a pass: makes the keys of its memory, unless they are made. */
    void begin(Pass of) {
        pass = of;
        rows = pass.batch().unrolling().rows();
        Memory memory = pass.memory();
        keys = memory.keys(weights.name());
        if (weights.score().hasKeys() && !keys.areMade()) {
            keys.make(memory.size(), weights.querySize());
            team.run(
                    makeKeys,
                    (long) memory.size() * weights.querySize() * memory.rows().columns() / 10);
        }
        int longest = memory.longest();
        if (alphas.rows() < rows || alphas.columns() < longest) {
            alphas = Matrix.zeros(Math.max(rows, alphas.rows()), Math.max(longest, alphas.columns()));
            for (int member = 0; member < scores.length; member++) {
                scores[member] = new float[alphas.columns()];
            }
        }
        if (weights.score() == Score.ADDITIVE) {
            asked = fit(asked, rows);
        }
    }

    private Matrix fit(Matrix matrix, int count) {
        return matrix.rows() < count ? Matrix.zeros(count, weights.querySize()) : matrix;
    }

    private void makeKeys(int member, int members) {
        int from = Team.from(member, members, pass.memory().size());
        int count = Team.from(member + 1, members, pass.memory().size()) - from;
        Matrix made = keys.rows();
        Arrays.fill(made.data(), made.at(from), made.at(from + count), 0);
        kernels.addProduct(pass.memory().rows(), from, weights.key().ahead(), made, from, count, scratch[member]);
    }

    private Matrix keys() {
        return weights.score().hasKeys() ? keys.rows() : pass.memory().rows();
    }

    /** Returns α of the last pass, [≥ rows, ≥ longest source]: row by row as many as the row's source has steps. */
    Matrix alphas() {
        return alphas;
    }

    /**
     * Writes the contexts of the rows {@code row .. row + count} of one step to some columns of the same rows.
     *
     * @param asking [≥ rows, querySize]
     */
    void forward(int member, int row, int count, Matrix asking, Matrix into, int column) {
        if (weights.score() == Score.ADDITIVE) {
            Arrays.fill(asked.data(), asked.at(row), asked.at(row + count), 0);
            kernels.addProduct(asking, row, weights.query().ahead(), asked, row, count, scratch[member]);
        }
        Unrolling unrolling = pass.batch().unrolling();
        for (int i = row; i < row + count; i++) {
            weigh(member, i, pass.source(unrolling.sequence(i)), asking, into.data(), into.at(i) + column);
        }
    }

    private void weigh(int member, int row, int source, Matrix asking, float[] context, int at) {
        Memory memory = pass.memory();
        Matrix held = memory.rows();
        int length = memory.length(source);
        int first = memory.first(source);
        int width = held.columns();
        float[] score = scores[member];
        for (int j = 0; j < length; j++) {
            score[j] = score(member, row, asking, first + j);
        }
        kernels.softmax(score, 0, alphas.data(), alphas.at(row), length);
        Arrays.fill(context, at, at + width, 0);
        for (int j = 0; j < length; j++) {
            kernels.addScaled(held.data(), held.at(first + j), alphas.data()[alphas.at(row) + j], context, at, width);
        }
    }

    private float score(int member, int row, Matrix asking, int key) {
        Matrix keyed = keys();
        int size = weights.querySize();
        if (weights.score() != Score.ADDITIVE) {
            return kernels.dot(keyed.data(), keyed.at(key), asking.data(), asking.at(row), size);
        }
        float[] summed = sums[member];
        kernels.tanhOfSum(keyed.data(), keyed.at(key), asked.data(), asked.at(row), summed, 0, size);
        Matrix vector = weights.vector();
        return kernels.dot(summed, 0, vector.data(), vector.offset(), size);
    }

    /** Begins the way back of the queries that were asked. */
    void beginBackward(Matrix ofForward) {
        queries = ofForward;
        ofQueries = fit(ofQueries, rows);
        Memory memory = pass.memory();
        if (weights.score().hasKeys()) {
            ofKeys = fit(ofKeys, memory.size());
            Arrays.fill(ofKeys.data(), 0, memory.size() * weights.querySize(), 0);
        }
        if (weights.score() == Score.ADDITIVE) {
            ofVector = fit(ofVector, rows);
        }
    }

    /** Returns the gradients of queries, [≥ rows, querySize]. */
    Matrix queryGradient() {
        return ofQueries;
    }

    /**
     * Finds the gradients of the queries of the rows {@code row .. row + count} of one step, and adds those of their sources.
     *
     * @param ofContext of the contexts, in some columns of the same rows
     */
    void backward(int member, int row, int count, Matrix ofContext, int column) {
        Unrolling unrolling = pass.batch().unrolling();
        for (int i = row; i < row + count; i++) {
            int source = pass.source(unrolling.sequence(i));
            unweigh(member, i, source, ofContext.data(), ofContext.at(i) + column);
            if (weights.score() == Score.ADDITIVE) {
                unscoreAdditive(member, i, source);
            } else {
                unscore(member, i, source);
            }
        }
        if (weights.score() == Score.ADDITIVE) {
            Arrays.fill(ofQueries.data(), ofQueries.at(row), ofQueries.at(row + count), 0);
            kernels.addProduct(asked, row, weights.query().back(), ofQueries, row, count, scratch[member]);
        }
    }

    /** Leaves the gradient of the scores in the member's {@code scores}. */
    private void unweigh(int member, int row, int source, float[] ofContext, int at) {
        Memory memory = pass.memory();
        Matrix held = memory.rows();
        Matrix gradient = memory.gradient();
        int length = memory.length(source);
        int first = memory.first(source);
        int width = held.columns();
        float[] score = scores[member];
        float[] alpha = alphas.data();
        int alphaAt = alphas.at(row);
        for (int j = 0; j < length; j++) {
            score[j] = kernels.dot(held.data(), held.at(first + j), ofContext, at, width);
            kernels.addScaled(ofContext, at, alpha[alphaAt + j], gradient.data(), gradient.at(first + j), width);
        }
        kernels.softmaxGradient(alpha, alphaAt, score, 0, score, 0, length);
    }

    private void unscore(int member, int row, int source) {
        Memory memory = pass.memory();
        Matrix keyed = keys();
        Matrix ofKeyed = weights.score().hasKeys() ? ofKeys : memory.gradient();
        int size = weights.querySize();
        int at = ofQueries.at(row);
        Arrays.fill(ofQueries.data(), at, at + size, 0);
        for (int j = 0; j < memory.length(source); j++) {
            int key = memory.first(source) + j;
            float slope = scores[member][j];
            kernels.addScaled(keyed.data(), keyed.at(key), slope, ofQueries.data(), at, size);
            kernels.addScaled(queries.data(), queries.at(row), slope, ofKeyed.data(), ofKeyed.at(key), size);
        }
    }

    /** As {@link #unscore}; the gradient of W q takes its place. */
    private void unscoreAdditive(int member, int row, int source) {
        Memory memory = pass.memory();
        Matrix keyed = keys();
        Matrix vector = weights.vector();
        int size = weights.querySize();
        float[] summed = sums[member];
        float[] ofAsked = ofQueries.data();
        int at = ofQueries.at(row);
        Arrays.fill(ofAsked, at, at + size, 0);
        Arrays.fill(ofVector.data(), ofVector.at(row), ofVector.at(row) + size, 0);
        for (int j = 0; j < memory.length(source); j++) {
            int key = memory.first(source) + j;
            float slope = scores[member][j];
            kernels.tanhOfSum(keyed.data(), keyed.at(key), asked.data(), asked.at(row), summed, 0, size);
            kernels.addScaled(summed, 0, slope, ofVector.data(), ofVector.at(row), size);
            kernels.multiplyScalar(vector.data(), vector.offset(), slope, summed, size, size);
            kernels.tanhGradient(summed, 0, summed, size, summed, size, size);
            kernels.add(ofKeys.data(), ofKeys.at(key), summed, size, ofKeys.data(), ofKeys.at(key), size);
            kernels.add(ofAsked, at, summed, size, ofAsked, at, size);
        }
        System.arraycopy(ofAsked, at, asked.data(), asked.at(row), size);
    }

    /** Ends the way back: adds the gradients of the parameters, and through the keys those of the memory. */
    void endBackward() {
        if (weights.score().hasKeys()) {
            long work = (long) pass.memory().size()
                    * weights.querySize()
                    * pass.memory().rows().columns()
                    / 10;
            team.run(addGradients, work);
            team.run(addToMemory, work);
        }
    }

    private void addGradients(int member, int members) {
        int from = Team.from(member, members, weights.querySize());
        int to = Team.from(member + 1, members, weights.querySize());
        Memory memory = pass.memory();
        kernels.addTransposedProduct(
                ofKeys, 0, memory.rows(), 0, memory.size(), keyWeightGradient, from, to, scratch[member]);
        if (weights.score() == Score.ADDITIVE) {
            kernels.addTransposedProduct(asked, 0, queries, 0, rows, queryWeightGradient, from, to, scratch[member]);
            kernels.addColumnSums(ofVector, 0, rows, vectorGradient.data(), vectorGradient.offset(), from, to);
        }
    }

    private void addToMemory(int member, int members) {
        Memory memory = pass.memory();
        int from = Team.from(member, members, memory.size());
        int count = Team.from(member + 1, members, memory.size()) - from;
        kernels.addProduct(ofKeys, from, weights.key().back(), memory.gradient(), from, count, scratch[member]);
    }
}

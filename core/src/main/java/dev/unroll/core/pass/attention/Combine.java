package dev.unroll.core.pass.attention;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.Pass;
import java.util.Arrays;

/** What attention makes of a context and its query: y = tanh(W [context; query]). Luong et al. 2015. */
final class Combine {

    private final ScoreWeights.Product weight;
    private final int contextSize;
    private final int querySize;
    private final Kernels kernels;
    private final Team team;
    private final Scratch[] scratch;
    private final Matrix weightGradient;
    private final Team.Task addGradients = this::addGradients;
    private Matrix joined;
    private Matrix output;
    private Matrix ofSum;
    private Matrix ofJoined;
    private int rows;

    /** Makes one whose weight is the parameter of that name. */
    Combine(ScoreWeights.Product weight, String parameter, Means means) {
        this.weight = weight;
        this.querySize = weight.weight().rows();
        this.contextSize = weight.weight().columns() - querySize;
        this.kernels = means.kernels();
        this.team = means.team();
        this.scratch = new Scratch[team.size()];
        Arrays.setAll(scratch, _ -> new Scratch());
        this.weightGradient = means.trains() ? means.gradient(parameter) : Pass.NONE;
        this.joined = Matrix.zeros(0, weight.weight().columns());
        this.ofJoined = joined;
        this.output = Matrix.zeros(0, querySize);
        this.ofSum = output;
    }

    void begin(int count) {
        rows = count;
        if (output.rows() < rows) {
            joined = Matrix.zeros(rows, joined.columns());
            output = Matrix.zeros(rows, querySize);
        }
    }

    /** Returns context and query side by side, [≥ rows, contextSize + querySize]: where the contexts are to be written. */
    Matrix joined() {
        return joined;
    }

    Matrix output() {
        return output;
    }

    /** Combines the rows {@code row .. row + count}, whose contexts are there. */
    void forward(int member, int row, int count, Matrix query) {
        Rows.copy(query, row, 0, joined, row, contextSize, count, querySize);
        Arrays.fill(output.data(), output.at(row), output.at(row + count), 0);
        kernels.addProduct(joined, row, weight.ahead(), output, row, count, scratch[member]);
        kernels.tanh(output.data(), output.at(row), output.data(), output.at(row), count * querySize);
    }

    void beginBackward() {
        if (ofSum.rows() < rows) {
            ofSum = Matrix.zeros(rows, querySize);
            ofJoined = Matrix.zeros(rows, joined.columns());
        }
    }

    /** Returns where the gradient of the output belongs, row by row. */
    Matrix outputGradient() {
        return ofSum;
    }

    /** Returns the gradient of {@link #joined}. */
    Matrix joinedGradient() {
        return ofJoined;
    }

    /** Finds the gradient of what the rows {@code row .. row + count} were made of. */
    void backward(int member, int row, int count) {
        int at = ofSum.at(row);
        int n = count * querySize;
        kernels.tanhGradient(output.data(), output.at(row), ofSum.data(), at, ofSum.data(), at, n);
        Arrays.fill(ofJoined.data(), ofJoined.at(row), ofJoined.at(row + count), 0);
        kernels.addProduct(ofSum, row, weight.back(), ofJoined, row, count, scratch[member]);
    }

    /** Writes the gradient of the queries: what came by the output and what by the contexts. */
    void queryGradient(int row, int count, Matrix byContext, Matrix into) {
        for (int i = row; i < row + count; i++) {
            kernels.add(
                    ofJoined.data(),
                    ofJoined.at(i) + contextSize,
                    byContext.data(),
                    byContext.at(i),
                    into.data(),
                    into.at(i),
                    querySize);
        }
    }

    /** Adds the gradient of the weight. */
    void endBackward() {
        team.run(addGradients, (long) rows * joined.columns() * querySize / 10);
    }

    private void addGradients(int member, int members) {
        int from = Team.from(member, members, querySize);
        int to = Team.from(member + 1, members, querySize);
        kernels.addTransposedProduct(ofSum, 0, joined, 0, rows, weightGradient, from, to, scratch[member]);
    }
}

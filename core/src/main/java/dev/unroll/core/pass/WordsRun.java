package dev.unroll.core.pass;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.InputSpec.Words;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import dev.unroll.core.pass.part.Reading;
import dev.unroll.core.pass.part.Table;
import java.util.Arrays;
import java.util.Optional;

/**
 * Words at work: the vector of each, and beside it what its letters make. Each form of a batch is read once, and its gradient
 * is the sum of those of its rows, in row order.
 */
final class WordsRun implements PartRun {

    private final Words words;
    private final Table table;
    private final ChainRun letters;
    private final Kernels kernels;
    private final Team team;
    private final Pass inner = new Pass();
    private Matrix joined;
    private Matrix made = Pass.NONE;
    private Matrix gradient = Pass.NONE;
    private Matrix ofForms;
    private Batch batch = new Batch();

    private final Team.Task join = this::join;
    private final Team.Task sum = this::sum;

    WordsRun(Words words, Table table, ChainRun letters, Means means) {
        this.words = words;
        this.table = table;
        this.letters = letters;
        this.kernels = means.kernels();
        this.team = means.team();
        this.joined = Matrix.zeros(0, words.width());
        this.ofForms = Matrix.zeros(0, words.letters().outputSize());
    }

    @Override
    public void prepare(Batch batch) {
        Reading.requireKind(words.reads(), batch);
        Reading.requireTokens("word", words.words(), batch);
        requireLetters(batch);
        letters.prepare(batch.letters());
    }

    private void requireLetters(Batch batch) {
        Unrolling spelled = batch.letters().unrolling();
        for (int i = 0; i < spelled.rows(); i++) {
            int letter = batch.letters().tokens()[i];
            if (letter < 0 || letter >= words.letterCount()) {
                int row = 0;
                while (batch.form(row) != spelled.sequence(i)) {
                    row++;
                }
                throw new IllegalArgumentException(
                        "sequence " + batch.example(batch.unrolling().sequence(row)) + ", step " + batch.step(row)
                                + ", letter " + spelled.step(i) + ": token " + letter + " must be in 0 .. "
                                + (words.letterCount() - 1));
            }
        }
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        batch = pass.batch();
        int rows = batch.unrolling().rows();
        if (joined.rows() < rows) {
            joined = Matrix.zeros(rows, words.width());
        }
        table.look(batch, joined);
        made = letters.forward(Pass.NONE, inner.of(batch.letters()));
        team.run(join, (long) rows * ofForms.columns());
        return joined;
    }

    private void join(int member, int members) {
        int rows = batch.unrolling().rows();
        for (int row = Team.from(member, members, rows); row < Team.from(member + 1, members, rows); row++) {
            Rows.copyRow(made, batch.form(row), 0, joined, row, words.vector(), ofForms.columns());
        }
    }

    @Override
    public Matrix backward(Matrix ofJoined, Pass pass) {
        gradient = ofJoined;
        table.add(gradient, batch);
        if (ofForms.rows() < batch.letters().size()) {
            ofForms = Matrix.zeros(batch.letters().size(), ofForms.columns());
        }
        team.run(sum, (long) batch.unrolling().rows() * ofForms.columns());
        letters.backward(ofForms, inner);
        return Pass.NONE;
    }

    /** Members share the columns, since no sum may be split. */
    private void sum(int member, int members) {
        int from = firstColumn(member, members);
        int to = firstColumn(member + 1, members);
        float[] sums = ofForms.data();
        for (int form = 0; form < batch.letters().size(); form++) {
            Arrays.fill(sums, ofForms.at(form) + from, ofForms.at(form) + to, 0);
        }
        for (int row = 0; row < batch.unrolling().rows(); row++) {
            int at = ofForms.at(batch.form(row)) + from;
            kernels.add(sums, at, gradient.data(), gradient.at(row) + words.vector() + from, sums, at, to - from);
        }
    }

    private int firstColumn(int member, int members) {
        int count = Math.ceilDiv(ofForms.columns(), Panels.BLOCK);
        return Math.min(ofForms.columns(), Team.from(member, members, count) * Panels.BLOCK);
    }

    @Override
    public boolean isFinite(Batch batch) {
        return letters.isFinite(batch.letters());
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        for (int row = batch.unrolling().rows() - 1; row >= 0; row--) {
            if (batch.unrolling().sequence(row) == b) {
                Optional<String> found = letters.nonFinite(batch.letters(), batch.form(row));
                if (found.isPresent()) {
                    return found.map(part -> part + " of the letters");
                }
            }
        }
        return Optional.empty();
    }
}

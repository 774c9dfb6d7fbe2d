package dev.unroll.core.pass;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.InputSpec.Pair;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.Memory;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import dev.unroll.core.pass.part.Reading;
import dev.unroll.core.pass.part.Table;
import java.util.Optional;

/**
 * Pairs at work: the vectors of the target's tokens; and the source is read into the memory of the pass. A batch of tokens alone
 * goes on with a memory that an earlier pass has made.
 */
final class PairRun implements PartRun {

    private final Pair pair;
    private final Table table;
    private final ChainRun source;
    private final Pass inner = new Pass();
    private final Memory memory;
    private Matrix vectors;
    private Matrix states;
    private Matrix stateGradient;
    private Matrix ofMade;

    PairRun(Pair pair, Table table, ChainRun source, Means means) {
        this.pair = pair;
        this.table = table;
        this.source = source;
        this.memory = new Memory(pair.source().outputSize(), pair.ends(), means.trains(), means.team());
        this.vectors = Matrix.zeros(0, pair.width());
        this.states = Matrix.zeros(0, pair.source().stateSize());
        this.stateGradient = states;
        this.ofMade = Matrix.zeros(0, pair.source().outputSize());
    }

    @Override
    public void prepare(Batch batch) {
        if (batch.kind() != Sequences.Kind.TOKENS) {
            Reading.requireKind(Sequences.Kind.PAIRS, batch);
            source.prepare(batch.sources());
        }
        Reading.requireTokens("token", pair.tokens(), batch);
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        Batch batch = pass.batch();
        if (batch.kind() == Sequences.Kind.PAIRS) {
            read(pass);
        }
        int rows = batch.unrolling().rows();
        if (vectors.rows() < rows) {
            vectors = Matrix.zeros(rows, pair.width());
        }
        table.look(batch, vectors);
        return vectors;
    }

    private void read(Pass pass) {
        Batch sources = pass.batch().sources();
        if (states.rows() < sources.size()) {
            states = Matrix.zeros(sources.size(), states.columns());
        }
        inner.of(sources);
        inner.states(Pass.NONE, states);
        if (pass.drops()) {
            inner.dropping(pass.seed(), pass.epoch());
        }
        Matrix made = source.forward(Pass.NONE, inner);
        memory.take(answered(sources).unrolling(), made, states);
        pass.memory(memory);
    }

    /** Returns the sources as what reads them answers: of fewer steps if it reduces the time. */
    private Batch answered(Batch sources) {
        return sources.reduced(pair.source().reduction());
    }

    /** Returns what was made of the sources that were read last. */
    Memory memory() {
        return memory;
    }

    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        table.add(gradient, pass.batch());
        Batch sources = pass.batch().sources();
        int rows = answered(sources).rows();
        if (ofMade.rows() < rows) {
            ofMade = Matrix.zeros(rows, ofMade.columns());
        }
        if (stateGradient.rows() < sources.size()) {
            stateGradient = Matrix.zeros(sources.size(), states.columns());
        }
        memory.giveGradients(ofMade, stateGradient);
        inner.stateGradients(stateGradient, Pass.NONE);
        source.backward(ofMade, inner);
        return Pass.NONE;
    }

    @Override
    public boolean isFinite(Batch batch) {
        return batch.kind() != Sequences.Kind.PAIRS || source.isFinite(batch.sources());
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return batch.kind() == Sequences.Kind.PAIRS
                ? source.nonFinite(batch.sources(), b).map(part -> part + " of the source")
                : Optional.empty();
    }
}

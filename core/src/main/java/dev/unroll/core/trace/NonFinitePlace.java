package dev.unroll.core.trace;

import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Term;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Where in a sequence a number first is not finite: the step and the part. Found step by step, slowly, after a pass has shown
 * that there is one.
 */
public final class NonFinitePlace {

    /** Steps beyond which a network that looks ahead is not traced: all that it computes would have to be kept. */
    private static final int MOST_TRACED = 20_000;

    private final Network network;
    private final Sequences sequences;
    private final int[] which;
    private final NetworkRun run;
    private final Batch batch = new Batch();

    private NonFinitePlace(Network network, Sequences sequences, int which) {
        this.network = network;
        this.sequences = sequences;
        this.which = new int[] {which};
        this.run = new NetworkRun(NetworkWeights.forInference(network), Kernels.fastest(), Team.of(1));
    }

    /** Returns where it is in one of some sequences, as the rest of a sentence: "at step 257 of 320, in layer 0 (rnn_relu)". */
    public static String of(Network network, Sequences sequences, int which) {
        var place = new NonFinitePlace(network, sequences, which);
        return NetworkTrace.mayEndAnywhere(network.spec()) ? place.stepByStep() : place.whole();
    }

    /**
     * Throws if a pass met a number that is not finite, naming the sequence and where in it that is.
     *
     * @param run after a pass over {@code batch}, which is of {@code sequences}
     * @param name what to call a sequence, of its number
     */
    public static void requireNone(
            NetworkRun run, Batch batch, Network network, Sequences sequences, IntFunction<String> name) {
        if (run.isFinite()) {
            return;
        }
        for (int b = 0; b < batch.size(); b++) {
            if (run.nonFinitePart(b).isPresent()) {
                int which = batch.example(b);
                throw NonFiniteException.ofAnswer(name.apply(which), of(network, sequences, which));
            }
        }
    }

    private int steps() {
        return sequences.length(which[0]);
    }

    private String stepByStep() {
        Matrix state = Matrix.zeros(1, network.spec().stateSize());
        for (int t = 0; t < steps(); t++) {
            run.forward(batch.ofChunk(sequences, which, 0, 1, t, 1), t == 0 ? NetworkRun.START : state, state);
            if (!run.isFinite()) {
                return at(t) + "in " + part();
            }
        }
        return whole();
    }

    private String at(int step) {
        return "at step " + (step + 1) + " of " + steps() + ", ";
    }

    private String part() {
        return run.nonFinitePart(0).orElse("the output").replaceFirst("^the input, step \\d+$", "the input");
    }

    private String whole() {
        run.forward(batch.of(sequences, which, 0, 1));
        String part = part();
        if (steps() > MOST_TRACED || sequences instanceof Sequences.Pairs || part.startsWith("the parameter ")) {
            return "in " + part;
        }
        OptionalInt step = step(trace());
        return (step.isPresent() ? at(step.getAsInt()) : "") + "in " + part;
    }

    private NetworkTrace trace() {
        int i = which[0];
        return switch (sequences) {
            case Sequences.Tokens tokens ->
                NetworkTrace.of(network, tokens.tokens(i).toArray());
            case Sequences.Vectors vectors -> NetworkTrace.of(network, vectors.vectors(i));
            case Sequences.Words words -> NetworkTrace.of(network, words(words, i), letters(words, i));
            case Sequences.Pairs _ -> throw new IllegalStateException("pairs are not traced");
        };
    }

    private static int[] words(Sequences.Words words, int i) {
        int[] indices = new int[words.length(i)];
        for (int t = 0; t < indices.length; t++) {
            indices[t] = words.word(i, t);
        }
        return indices;
    }

    private static int[][] letters(Sequences.Words words, int i) {
        int[][] letters = new int[words.length(i)][];
        for (int t = 0; t < letters.length; t++) {
            letters[t] = words.letters().tokens(words.spelling(i, t)).toArray();
        }
        return letters;
    }

    private OptionalInt step(NetworkTrace trace) {
        for (int t = 0; t < trace.input().rows(); t++) {
            if (hasNonFinite(trace.input(), t)) {
                return OptionalInt.of(t);
            }
        }
        for (LayerTrace layer : trace.layers()) {
            for (CellTrace cell : layer.directions()) {
                OptionalInt step = step(cell);
                if (step.isPresent()) {
                    return OptionalInt.of(layer.stepOfInput(step.getAsInt()));
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the first step, in the order of reading, after which a state or the output is not finite. */
    private static OptionalInt step(CellTrace trace) {
        for (int i = 0; i < trace.steps(); i++) {
            int step = trace.stepRead(i);
            for (Term term : trace.cell().terms()) {
                boolean kept =
                        term.operation() instanceof Next || term == trace.cell().output();
                if (kept && hasNonFinite(trace.of(term), step)) {
                    return OptionalInt.of(step);
                }
            }
        }
        return OptionalInt.empty();
    }

    private static boolean hasNonFinite(Matrix matrix, int row) {
        return Rows.hasNonFinite(matrix.data(), matrix.at(row), matrix.columns());
    }
}

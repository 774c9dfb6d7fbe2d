package dev.unroll.core.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TimeReduction;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkWeights;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CtcStreamTest {

    private static final int STEPS = 23;

    private static NetworkWeights weights(Layer.Reading reading) {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(2))
                .then(width -> new Layer(Cells.lstm(width, 5, Bias.PRESENT), reading))
                .then(new TimeReduction(2))
                .then(width -> new Layer(Cells.gru(width, 6, Bias.PRESENT)))
                .then(new Head.Linear(4));
        float[] values =
                Network.initialize(spec, Initialization.PYTORCH, 8).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 4;
        }
        return NetworkWeights.forInference(Network.of(spec, values));
    }

    private static Matrix source(int from, int to) {
        Matrix source = Matrix.zeros(to - from, 2);
        for (int t = from; t < to; t++) {
            for (int j = 0; j < 2; j++) {
                source.set(t - from, j, CounterHash.bits(4, Purpose.SPLIT, t, j, 0, 0) % 1000 / 300f);
            }
        }
        return source;
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 6", "1, 40", "5, 2", "5, 8"})
    void aStreamEndsWithTheBitsOfTheWhole(int beam, int chunk) {
        NetworkWeights weights = weights(Layer.Reading.FORWARD);
        Hypothesis whole = new CtcTargets(weights, -1, Kernels.fastest(), Team.of(1))
                .search(
                        Sequences.ofVectors(List.of(source(0, STEPS))),
                        new int[] {0},
                        Search.GREEDY.withBeam(beam),
                        TokenList.of(),
                        i -> "source " + i)
                .getFirst()
                .getFirst();
        var stream = new CtcStream(weights, -1, new CtcBeam(beam), Kernels.fastest(), Team.of(1));
        Transcript last = stream.add(source(0, Math.min(chunk, STEPS)));
        for (int from = chunk; from < STEPS; from += chunk) {
            last = stream.add(source(from, Math.min(from + chunk, STEPS)));
        }
        assertArrayEquals(whole.tokens().toArray(), last.tokens().toArray());
        assertEquals(whole.logProbability(), last.logProbability());
        assertEquals(STEPS, stream.steps());
    }

    /** Returns which of three tokens are said, the whole or a stream being asked. */
    private static List<Integer> said(int unknown, int beam) {
        NetworkWeights weights = weights(Layer.Reading.FORWARD);
        var stream = new CtcStream(weights, unknown, new CtcBeam(beam), Kernels.fastest(), Team.of(1));
        TokenList followed = stream.add(source(0, STEPS)).tokens();
        TokenList whole = new CtcTargets(weights, unknown, Kernels.fastest(), Team.of(1))
                .search(
                        Sequences.ofVectors(List.of(source(0, STEPS))),
                        new int[] {0},
                        Search.GREEDY.withBeam(beam),
                        TokenList.of(),
                        i -> "source " + i)
                .getFirst()
                .getFirst()
                .tokens();
        assertArrayEquals(whole.toArray(), followed.toArray());
        return Arrays.stream(whole.toArray()).distinct().sorted().boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void theUnknownTokenIsNeverSaid(int beam) {
        for (int token : said(-1, beam)) {
            assertFalse(said(token, beam).contains(token));
        }
    }

    @Test
    void aLayerThatReadsFromTheEndIsRefused() {
        NetworkWeights weights = weights(Layer.Reading.BIDIRECTIONAL);
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> new CtcStream(weights, -1, new CtcBeam(1), Kernels.fastest(), Team.of(1)));
        assertEquals(
                "the network reads its source from both ends, so it says nothing before that has ended; one whose layers read"
                        + " forward only (model.bidirectional false) can follow it",
                error.getMessage());
    }

    @Test
    void nothingComesAfterAChunkThatIsNoMultiple() {
        var stream = new CtcStream(weights(Layer.Reading.FORWARD), -1, new CtcBeam(1), Kernels.fastest(), Team.of(1));
        stream.add(source(0, 3));
        Matrix next = source(3, 5);
        var error = assertThrows(IllegalArgumentException.class, () -> stream.add(next));
        assertEquals(
                "the network joins 2 steps to one, so each chunk but the last must have a multiple of that",
                error.getMessage());
    }
}

package dev.unroll.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPriorTest {

    private static final int WIDE = 1000;
    private static final int SIZE = 6;
    private static final int BEGIN = 1;
    private static final int END = 2;

    /** By token of the target, the network's. */
    private static final int[] TOKENS = {5, 3, 4};

    private static final NetworkWeights WEIGHTS = weights();

    private static NetworkWeights weights() {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.OneHot(SIZE))
                .then(width -> new Layer(Cells.gru(width, 7, Bias.PRESENT)))
                .then(new Head.Linear(SIZE));
        float[] values =
                Network.initialize(spec, Initialization.PYTORCH, 3).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 5;
        }
        return NetworkWeights.forInference(Network.of(spec, values));
    }

    private static NetworkPrior prior() {
        return new NetworkPrior(WEIGHTS, Kernels.fastest(), TOKENS, OptionalInt.of(BEGIN), OptionalInt.of(END));
    }

    /** Returns ln of the probability that a text has these tokens and ends, by a pass over the whole. */
    private static double whole(List<Integer> tokens) {
        List<Integer> read = new ArrayList<>(List.of(BEGIN));
        tokens.forEach(token -> read.add(TOKENS[token]));
        int[] indices = read.stream().mapToInt(Integer::intValue).toArray();
        var run = new NetworkRun(WEIGHTS, Kernels.scalar(), Team.of(1));
        run.forward(new Batch().of(Sequences.ofTokens(new int[][] {indices})));
        CtcScores logs = CtcScores.of(Kernels.scalar(), run, 0);
        double sum = logs.log(tokens.size(), END);
        for (int t = 0; t < tokens.size(); t++) {
            sum += logs.log(t, indices[t + 1]);
        }
        return sum;
    }

    @Test
    void tokenByTokenItIsTheProbabilityOfTheWhole() {
        List<Integer> tokens = List.of(2, 0, 0, 1, 2);
        Prior.State state = prior().start();
        double sum = 0;
        for (int token : tokens) {
            sum += state.logProbability(token);
            state = state.after(token);
        }
        assertEquals(whole(tokens), sum + state.logEnd(), 1e-5);
    }

    @Test
    void aStateStaysAsItIsWhenOthersGoOn() {
        Prior.State state = prior().start().after(1);
        double before = state.logProbability(2);
        Prior.State one = state.after(0);
        double after = one.logProbability(2);
        state.after(1).after(2);
        assertEquals(before, state.logProbability(2));
        assertEquals(after, one.logProbability(2));
    }

    /** The twin: all tokens with the sum of all paths to them, each weighed with the network's word on the whole. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1, 2.5})
    void aWideBeamRanksAllTokensByBothNetworks(double weight) {
        double bonus = 0.25;
        for (int seed = 1; seed < 5; seed++) {
            CtcScores scores = AllPaths.random(5, 4, seed);
            Map<List<Integer>, Double> sums = new AllPaths(scores).sums();
            Map<List<Integer>, Double> ranked = new HashMap<>();
            sums.forEach((tokens, sum) ->
                    ranked.put(tokens, StrictMath.log(sum) + weight * whole(tokens) + bonus * tokens.size()));
            List<Transcript> found =
                    new CtcBeam(WIDE).withPrior(prior(), weight, bonus).of(scores, WIDE);

            assertEquals(ranked.size(), found.size());
            assertEquals(
                    ranked.keySet().stream()
                            .max(Comparator.comparing(ranked::get))
                            .orElseThrow(),
                    tokens(found.getFirst()));
            for (Transcript each : found) {
                assertEquals(ranked.get(tokens(each)), each.score(), 1e-4);
                assertEquals(StrictMath.log(sums.get(tokens(each))), each.logProbability(), 1e-9);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 64})
    void withoutWeightTheAnswersAreThoseWithoutIt(int width) {
        CtcScores scores = AllPaths.random(30, 4, 11);
        List<Transcript> without = new CtcBeam(width).of(scores, width);
        List<Transcript> with = new CtcBeam(width).withPrior(prior(), 0, 0).of(scores, width);

        assertEquals(
                without.stream().map(NetworkPriorTest::tokens).toList(),
                with.stream().map(NetworkPriorTest::tokens).toList());
        assertEquals(
                without.stream().map(Transcript::score).toList(),
                with.stream().map(Transcript::score).toList());
    }

    @Test
    void ofTwoThatSoundAlikeTheOneThatFollowsIsSaid() {
        var prior = new NetworkPrior(WEIGHTS, Kernels.fastest(), TOKENS, OptionalInt.of(BEGIN), OptionalInt.empty());
        Prior.State after = prior.start().after(0);
        int follows = after.logProbability(1) > after.logProbability(2) ? 1 : 2;
        double[] second = {0.001, 0.499, 0.499, 0.001};
        second[follows] -= 0.01;
        CtcScores scores = AllPaths.of(new double[] {0.997, 0.001, 0.001, 0.001}, second);

        assertEquals(
                List.of(0, 3 - follows), tokens(new CtcBeam(8).of(scores, 1).getFirst()));
        assertEquals(
                List.of(0, follows),
                tokens(new CtcBeam(8).withPrior(prior, 0.5, 0).of(scores, 1).getFirst()));
    }

    @Test
    void besideAListOfWordsItRanksThemAlone() {
        var words = new WordList(List.of(new int[] {0, 1}, new int[] {1}), 2);
        CtcScores scores = AllPaths.random(5, 4, 2);
        List<Transcript> ofWords = new CtcBeam(WIDE).withPrior(words, 0, 0).of(scores, WIDE);
        List<Transcript> ofBoth =
                new CtcBeam(WIDE).withPrior(words.and(prior()), 0.7, 0).of(scores, WIDE);

        assertEquals(ofWords.size(), ofBoth.size());
        for (Transcript each : ofBoth) {
            assertEquals(each.logProbability() + 0.7 * whole(tokens(each)), each.score(), 1e-4);
        }
    }

    @Test
    void withoutMarksTheFirstTokenIsFreeAndSoIsTheEnd() {
        var prior = new NetworkPrior(WEIGHTS, Kernels.fastest(), TOKENS, OptionalInt.empty(), OptionalInt.empty());
        assertEquals(-StrictMath.log(SIZE), prior.start().logProbability(0), 1e-6);
        assertEquals(-StrictMath.log(SIZE), prior.start().logProbability(2), 1e-6);
        assertEquals(0, prior.start().after(1).logEnd());
    }

    @Test
    void aTokenThatTheNetworkDoesNotKnowCannotCome() {
        var prior = new NetworkPrior(
                WEIGHTS,
                Kernels.fastest(),
                new int[] {NetworkPrior.UNKNOWN, 3},
                OptionalInt.of(BEGIN),
                OptionalInt.empty());
        Prior.State start = prior.start();
        assertEquals(Double.NEGATIVE_INFINITY, start.logProbability(0));
        assertEquals(
                "the network does not know token 0, so it cannot come",
                assertThrows(IllegalArgumentException.class, () -> start.after(0))
                        .getMessage());
    }

    @Test
    void aTokenThatIsNoneOfTheNetworksIsRefused() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> new NetworkPrior(
                        WEIGHTS, Kernels.fastest(), new int[] {0, 6}, OptionalInt.empty(), OptionalInt.empty()));
        assertEquals("a token of the network must be in -1 .. 5 but is 6", error.getMessage());
    }

    private static List<Integer> tokens(Transcript transcript) {
        return Arrays.stream(transcript.tokens().toArray()).boxed().toList();
    }
}

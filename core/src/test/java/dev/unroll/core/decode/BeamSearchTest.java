package dev.unroll.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Attention.Feed;
import dev.unroll.core.network.Attention.Score;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.SampleNetworks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BeamSearchTest {

    private static final int TOKENS = 7;
    private static final Special SPECIAL = new Special(0, 1, 2);
    private static final int[][] SOURCES = {{1, 2, 3}, {4}, {0, 0, 1, 2, 4}, {3, 1}};
    private static final int[] ALL = {0, 1, 2, 3};
    private static final TokenList FREE = TokenList.of();

    static Stream<NetworkSpec> specs() {
        return SampleNetworks.pairs(2).stream();
    }

    private static Network network(NetworkSpec spec) {
        return Network.initialize(spec, Initialization.PYTORCH, 3);
    }

    private static BeamSearch searching(Network network) {
        return new BeamSearch(NetworkWeights.forInference(network), SPECIAL, Kernels.fastest(), Team.of(1));
    }

    private static List<List<Hypothesis>> search(NetworkSpec spec, Search search) {
        return searching(network(spec)).search(Sequences.ofTokens(SOURCES), ALL, search, FREE, i -> "source " + i);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aSourceWithoutStepsIsNamed(NetworkSpec spec) {
        BeamSearch searching = searching(network(spec));
        Sequences given = Sequences.ofTokens(new int[][] {{1}, {}});
        int[] which = {0, 1};
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> searching.search(given, which, Search.GREEDY, FREE, i -> "source " + i));
        assertEquals("source 1 has no step, so there is nothing to answer", error.getMessage());
    }

    private record Said(List<Integer> tokens, double logProbability) {}

    /** The log probability of a whole target by teacher forcing: another way through the network. */
    private static double logProbability(Network network, int source, int[] tokens) {
        int[] told = new int[tokens.length + 1];
        told[0] = SPECIAL.begin();
        System.arraycopy(tokens, 0, told, 1, tokens.length);
        var run = new NetworkRun(NetworkWeights.forInference(network), Kernels.scalar(), Team.of(1));
        var batch = new Batch()
                .of(Sequences.ofPairs(
                        Sequences.ofTokens(new int[][] {SOURCES[source]}), Sequences.ofTokens(new int[][] {told})));
        run.forward(batch);
        double sum = 0;
        for (int t = 0; t < told.length; t++) {
            Matrix logits = run.output();
            int row = batch.row(t, 0);
            float[] probabilities = new float[TOKENS];
            double all = Kernels.scalar().softmax(logits.data(), logits.at(row), probabilities, 0, TOKENS);
            sum += logits.get(row, t < tokens.length ? tokens[t] : SPECIAL.end()) - all;
        }
        return sum;
    }

    private static void everyTarget(Network network, int source, List<Integer> tokens, int longest, List<Said> found) {
        int[] said = tokens.stream().mapToInt(Integer::intValue).toArray();
        found.add(new Said(tokens, logProbability(network, source, said)));
        if (tokens.size() + 1 < longest) {
            for (int token = SPECIAL.end() + 1; token < TOKENS; token++) {
                List<Integer> longer = new ArrayList<>(tokens);
                longer.add(token);
                everyTarget(network, source, longer, longest, found);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aWideBeamFindsTheBestOfAllTargets(NetworkSpec spec) {
        List<List<Hypothesis>> found = search(spec, new Search(400, 0, 0, 4));
        for (int source : ALL) {
            List<Said> every = new ArrayList<>();
            everyTarget(network(spec), source, List.of(), 4, every);
            every.sort(Comparator.comparingDouble(Said::logProbability).reversed());
            for (int i = 0; i < 5; i++) {
                Hypothesis hypothesis = found.get(source).get(i);
                assertTrue(hypothesis.isEnded());
                assertEquals(every.get(i).tokens(), box(hypothesis.tokens().toArray()));
                assertEquals(every.get(i).logProbability(), hypothesis.logProbability(), 1e-5);
            }
        }
    }

    private static List<Integer> box(int[] tokens) {
        return Arrays.stream(tokens).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void anAnswerIsTheSameAloneAndInABatch(NetworkSpec spec) {
        Search search = new Search(3, 0.6, 0.2, 12);
        List<List<Hypothesis>> together = search(spec, search);
        for (int source : ALL) {
            List<Hypothesis> alone = searching(network(spec))
                    .search(Sequences.ofTokens(SOURCES), new int[] {source}, search, FREE, i -> "")
                    .getFirst();
            assertEquals(alone.size(), together.get(source).size());
            for (int i = 0; i < alone.size(); i++) {
                Hypothesis one = alone.get(i);
                Hypothesis other = together.get(source).get(i);
                assertEquals(box(one.tokens().toArray()), box(other.tokens().toArray()));
                assertEquals(one.logProbability(), other.logProbability());
                assertEquals(one.score(), other.score());
            }
        }
    }

    @Test
    void hypothesesAreRankedByTheScoreThatIsDocumented() {
        NetworkSpec spec = SampleNetworks.attentive(Score.ADDITIVE, Feed.CONTEXT, 2);
        Search search = new Search(4, 0.8, 0.3, 9);
        for (Hypothesis hypothesis : search(spec, search).get(2)) {
            double length = hypothesis.tokens().length() + 1;
            double coverage = 0;
            for (int j = 0; j < SOURCES[2].length; j++) {
                double sum = 0;
                for (Hypothesis.Weights row : hypothesis.attention()) {
                    sum += row.get(j);
                }
                coverage += Math.log(Math.min(1, sum));
            }
            double expected = hypothesis.logProbability() / Math.pow((5 + length) / 6, 0.8) + 0.3 * coverage;
            assertEquals(expected, hypothesis.score(), 1e-9);
            assertEquals(length, hypothesis.attention().size());
        }
    }

    @Test
    void aTargetThatDoesNotEndIsCutAndSaysSo() {
        NetworkSpec spec = SampleNetworks.decoder(2);
        float[] values = network(spec).values();
        int bias = Network.layoutOf(spec).window("fc.bias").offset();
        values[bias + SPECIAL.end()] = -50;
        Hypothesis said = searching(Network.of(spec, values))
                .search(Sequences.ofTokens(SOURCES), ALL, Search.GREEDY.withLongest(6), FREE, i -> "")
                .getFirst()
                .getFirst();
        assertFalse(said.isEnded());
        assertEquals(6, said.tokens().length());
    }

    @Test
    void atMostTwiceTheSourceAndTenMoreTokensAreSaid() {
        NetworkSpec spec = SampleNetworks.decoder(2);
        float[] values = network(spec).values();
        values[Network.layoutOf(spec).window("fc.bias").offset() + SPECIAL.end()] = -50;
        List<List<Hypothesis>> said = searching(Network.of(spec, values))
                .search(Sequences.ofTokens(SOURCES), ALL, Search.GREEDY, FREE, i -> "");
        assertEquals(16, said.get(0).getFirst().tokens().length());
        assertEquals(12, said.get(1).getFirst().tokens().length());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theBeginningThatWasAskedForIsSaid(NetworkSpec spec) {
        TokenList beginning = TokenList.of(5, 3, 6);
        for (List<Hypothesis> hypotheses : searching(network(spec))
                .search(Sequences.ofTokens(SOURCES), ALL, new Search(3, 0, 0, 8), beginning, i -> "")) {
            for (Hypothesis hypothesis : hypotheses) {
                assertEquals(
                        List.of(5, 3, 6), box(hypothesis.tokens().part(0, 3).toArray()));
            }
        }
    }

    @Test
    void aNetworkWithoutPairsIsRefused() {
        NetworkWeights weights = NetworkWeights.forInference(network(SampleNetworks.streaming(1)));
        var error = assertThrows(
                IllegalArgumentException.class, () -> new BeamSearch(weights, SPECIAL, Kernels.scalar(), Team.of(1)));
        assertEquals(
                "the network reads no pairs, so there is no target that it could say; its input is one_hot",
                error.getMessage());
    }

    @Test
    void aBeamOfTenThousandIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> Search.GREEDY.withBeam(10_000));
        assertEquals("a beam must have 1 to 1000 hypotheses but has 10000", error.getMessage());
    }
}

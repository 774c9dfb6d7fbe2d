package dev.unroll.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.decode.Search;
import dev.unroll.core.explain.PairExplanation.Hiding;
import dev.unroll.core.explain.PairExplanation.Output;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transducer;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.task.Transduce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairExplanationTest {

    private static final int SIZE = 6;
    private static final String SOURCE = "abcab";

    /** How a source is read. */
    private enum Reads {
        OPEN,
        OPEN_WITH_END,
        CLOSED
    }

    /** A network that attends, and one that has nothing of the source but its last states. */
    private enum Attends {
        YES,
        NO
    }

    private static TextEncoder encoder(Marks marks, String... tokens) {
        return new TextEncoder(Normalization.UNICODE, Tokenizer.CHARACTERS, marks, Vocabulary.of(List.of(tokens)));
    }

    private static TextEncoder source(Reads reads) {
        return switch (reads) {
            case OPEN -> encoder(Marks.NONE, "<unk>", "a", "b", "c");
            case OPEN_WITH_END -> encoder(Marks.END, "<unk>", "</s>", "a", "b", "c");
            case CLOSED -> encoder(Marks.NONE, "a", "b", "c");
        };
    }

    private static Model model(Reads reads, Attends attends, Search search) {
        TextEncoder source = source(reads);
        TextEncoder target = encoder(Marks.BEGIN_AND_END, "<unk>", "<s>", "</s>", "x", "y", "z");
        int tokens = target.vocabulary().size();
        NetworkSpec reading = NetworkSpec.reading(
                        new InputSpec.Embedding(source.vocabulary().size(), 3))
                .then(width -> new Layer(Cells.gru(width, SIZE, Bias.PRESENT)))
                .then(new Readout.EveryStep());
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Pair(reading, tokens, 4));
        spec = attends == Attends.YES
                ? spec.then(width -> new Attention.Recurrent(
                        new Layer(Cells.gru(width + SIZE, SIZE, Bias.PRESENT)),
                        Attention.Score.ADDITIVE,
                        Attention.Feed.CONTEXT))
                : spec.then(width -> new Layer(Cells.gru(width, SIZE, Bias.PRESENT)));
        spec = spec.then(new Head.Linear(tokens));
        float[] values =
                Network.initialize(spec, Initialization.PYTORCH, 3).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 3;
        }
        return new Model("m", new Transduce(target, new Transduce.Decoder(search)), Network.of(spec, values), source);
    }

    private static Model model(Reads reads, Attends attends) {
        return model(reads, attends, new Search(1, 0, 0, 7));
    }

    static Stream<Model> models() {
        return Stream.of(Reads.values())
                .flatMap(reads -> Stream.of(Attends.values()).map(attends -> model(reads, attends)));
    }

    /** ln p of each token of the answer, of a source of its own in a batch of its own, by the slow kernels. */
    private static List<Double> asked(Model model, int[] source, Transduction answer) {
        List<Integer> said = new ArrayList<>(List.of(1));
        IntStream.of(answer.hypothesis().tokens().toArray()).forEach(said::add);
        if (answer.isEnded()) {
            said.add(2);
        }
        int[] told = said.stream()
                .limit(said.size() - 1L)
                .mapToInt(Integer::intValue)
                .toArray();
        var run = new NetworkRun(NetworkWeights.forInference(model.network()), Kernels.scalar(), Team.of(1));
        Batch batch = new Batch()
                .of(Sequences.ofPairs(
                        Sequences.ofTokens(new int[][] {source}), Sequences.ofTokens(new int[][] {told})));
        run.forward(batch);
        List<Double> asked = new ArrayList<>();
        for (int t = 0; t < told.length; t++) {
            double sum = 0;
            for (int token = 0; token < run.output().columns(); token++) {
                sum += StrictMath.exp(run.output().get(batch.row(t, 0), token));
            }
            asked.add(run.output().get(batch.row(t, 0), said.get(t + 1)) - StrictMath.log(sum));
        }
        return asked;
    }

    private static int[] without(Model model, int token) {
        int[] source = model.text().encode(SOURCE);
        if (!model.text().hasUnknown()) {
            return IntStream.range(0, source.length)
                    .filter(step -> step != token)
                    .map(step -> source[step])
                    .toArray();
        }
        source[token] = 0;
        return source;
    }

    @ParameterizedTest
    @MethodSource("models")
    void theOutputsAreTheTokensOfTheAnswerAndTheirProbabilities(Model model) {
        PairExplanation explained = PairExplanation.of(model, SOURCE);
        Transduction answer = new Transducer(model).answer(SOURCE);
        List<String> said = new ArrayList<>(answer.tokens());
        if (answer.isEnded()) {
            said.add("</s>");
        }
        assertEquals(said, explained.outputs().stream().map(Output::token).toList());
        assertEquals(
                answer.hypothesis().logProbability(),
                explained.outputs().stream().mapToDouble(Output::logProbability).sum(),
                1e-9);
    }

    @ParameterizedTest
    @MethodSource("models")
    void anInfluenceIsHowMuchLessProbableAnOutputIsWithoutTheToken(Model model) {
        PairExplanation explained = PairExplanation.of(model, SOURCE);
        List<Double> whole = asked(model, model.text().encode(SOURCE), explained.answer());
        for (int j = 0; j < explained.read().size(); j++) {
            List<Double> without = asked(model, without(model, j), explained.answer());
            double sum = 0;
            for (int t = 0; t < whole.size(); t++) {
                Output output = explained.outputs().get(t);
                assertEquals(whole.get(t) - without.get(t), output.influence().get(j), 1e-6);
                sum += whole.get(t) - without.get(t);
            }
            assertNotEquals(0, sum);
            assertEquals(sum, explained.influence(j), 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatWasReadHasTheMarksAndANumberInEachRow(Model model) {
        PairExplanation explained = PairExplanation.of(model, SOURCE);
        List<String> read = new ArrayList<>(List.of("a", "b", "c", "a", "b"));
        read.addAll(model.text().marks().tokens());
        assertEquals(read, explained.read());
        for (Output output : explained.outputs()) {
            assertEquals(read.size(), output.influence().size());
            assertEquals(
                    explained.attends() ? read.size() : 0, output.attention().size());
        }
    }

    @Test
    void attentionIsThatOfTheAnswer() {
        Model model = model(Reads.OPEN_WITH_END, Attends.YES);
        PairExplanation explained = PairExplanation.of(model, SOURCE);
        assertTrue(explained.attends());
        for (int t = 0; t < explained.outputs().size(); t++) {
            Output output = explained.outputs().get(t);
            assertEquals(
                    1,
                    output.attention().stream().mapToDouble(Double::doubleValue).sum(),
                    1e-6);
            for (int j = 0; j < explained.read().size(); j++) {
                assertEquals(
                        explained.answer().hypothesis().attention().get(t).get(j),
                        output.attention().get(j));
            }
        }
    }

    @Test
    void theMostAttendedTokenIsTheFirstOfEqualOnes() {
        PairExplanation explained = PairExplanation.of(model(Reads.OPEN, Attends.YES), SOURCE);
        assertEquals(Optional.of(1), explained.mostAttended(new Output("x", 0, List.of(0.2, 0.4, 0.4), List.of())));
    }

    @Test
    void aModelWithoutAttentionHasNoWeights() {
        PairExplanation explained = PairExplanation.of(model(Reads.OPEN, Attends.NO), SOURCE);
        assertFalse(explained.attends());
        assertEquals(
                Optional.empty(), explained.mostAttended(explained.outputs().getFirst()));
    }

    @Test
    void aTokenThatTheVocabularyDoesNotHoldHasNoInfluence() {
        PairExplanation explained = PairExplanation.of(model(Reads.OPEN, Attends.YES), "a?b");
        assertEquals(Hiding.UNKNOWN, explained.hiding());
        assertEquals(List.of("a", "?", "b"), explained.read());
        assertEquals(0, explained.influence(1));
        assertNotEquals(0, explained.influence(0));
    }

    @Test
    void theOnlyTokenOfAClosedVocabularyIsNotHidden() {
        PairExplanation explained = PairExplanation.of(model(Reads.CLOSED, Attends.YES), "a");
        assertEquals(Hiding.NOTHING, explained.hiding());
        assertEquals(List.of(), explained.outputs().getFirst().influence());
        assertEquals(
                Hiding.LEFT_OUT,
                PairExplanation.of(model(Reads.CLOSED, Attends.YES), "ab").hiding());
    }

    @Test
    void theAnswerIsThatOfTheModelsOwnSearchAndAmongTheCandidatesInTheirOrder() {
        for (int longest = 1; longest < 8; longest++) {
            Model model = model(Reads.OPEN, Attends.YES, new Search(1, 0, 0, longest));
            PairExplanation explained = PairExplanation.of(model, SOURCE);
            assertEquals(
                    new Transducer(model).answer(SOURCE).tokens(),
                    explained.answer().tokens());
            List<Transduction> candidates = explained.candidates().best();
            assertEquals(
                    1,
                    candidates.stream().filter(explained.candidates()::isAnswer).count());
            for (int i = 1; i < candidates.size(); i++) {
                assertTrue(candidates.get(i - 1).hypothesis().score()
                        >= candidates.get(i).hypothesis().score());
            }
        }
    }

    @Test
    void theCandidatesOfAWideSearchAreItsOwn() {
        var search = new Search(6, 0, 0, 7);
        Model model = model(Reads.OPEN, Attends.YES, search);
        List<List<String>> found = new Transducer(model)
                .answers(SOURCE, search, "").stream().map(Transduction::tokens).toList();
        PairExplanation explained = PairExplanation.of(model, SOURCE);
        assertEquals(
                found,
                explained.candidates().best().stream().map(Transduction::tokens).toList());
        assertTrue(explained.candidates().isAnswer(explained.candidates().best().getFirst()));
    }

    @Test
    void aSourceWithoutATokenIsRefused() {
        Model model = model(Reads.OPEN, Attends.YES);
        assertEquals(
                "\"\" has no token that the model reads ("
                        + model.text().normalization().toData() + "), so there is nothing to answer",
                assertThrows(IllegalArgumentException.class, () -> PairExplanation.of(model, ""))
                        .getMessage());
    }

    @Test
    void aVeryLongSourceIsRefused() {
        Model model = model(Reads.OPEN, Attends.YES);
        String source = "a".repeat(40_000);
        assertEquals(
                "a source of 40,000 tokens with an answer of 7 is too long to be explained, as each token of the source is"
                        + " hidden in turn; explain a part of it, or ask predict",
                assertThrows(IllegalArgumentException.class, () -> PairExplanation.of(model, source))
                        .getMessage());
    }

    @Test
    void whatIsSaidByCtcIsRefused() {
        TextEncoder source = source(Reads.OPEN);
        TextEncoder target = encoder(Marks.NONE, "x", "y");
        NetworkSpec spec = NetworkSpec.reading(
                        new InputSpec.Embedding(source.vocabulary().size(), 3))
                .then(width -> new Layer(Cells.gru(width, SIZE, Bias.PRESENT)))
                .then(new Readout.EveryStep())
                .then(new Head.Linear(3));
        Network network = Network.initialize(spec, Initialization.PYTORCH, 3);
        var model = new Model("m", new Transduce(target, new Transduce.Ctc(1)), network, source);
        assertEquals(
                "a target is explained token after token, as a decoder says it, but the model says it by ctc; ask predict"
                        + " for it",
                assertThrows(IllegalArgumentException.class, () -> PairExplanation.of(model, SOURCE))
                        .getMessage());
    }
}

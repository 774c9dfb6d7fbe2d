package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.form.Data;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.NextToken;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final List<String> TOKENS =
            List.of(Marks.END_TOKEN, Marks.labelToken("A"), Marks.labelToken("B"), "x", "y", "z");

    private static final Model MODEL = model();

    private static Model model() {
        var text = new TextEncoder(
                Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.LABEL_AND_END, Vocabulary.of(TOKENS));
        var spec = new NetworkSpec(
                new InputSpec.OneHot(TOKENS.size()),
                List.of(new Layer(Cells.gru(TOKENS.size(), 8, Bias.PRESENT))),
                new Readout.EveryStep(),
                new Head.Linear(TOKENS.size()));
        Network network = Network.initialize(spec, Initialization.PYTORCH, 1);
        return new Model("names", new NextToken(text), network, text);
    }

    /** The logits of the tokens; labels have the largest, and must not be chosen all the same. */
    private static final float[] LOGITS = {
        (float) Math.log(0.1), 9, 9, (float) Math.log(0.2), (float) Math.log(0.6), (float) Math.log(0.1)
    };

    private static Map<String, Long> drawn(Sampling sampling) {
        var sampler = new Sampler(sampling, MODEL, Kernels.scalar());
        return LongStream.range(0, 20_000)
                .mapToObj(number -> TOKENS.get(sampler.next(LOGITS, number, 0)))
                .collect(Collectors.groupingBy(token -> token, Collectors.counting()));
    }

    @Test
    void tokensComeAsOftenAsTheyAreProbable() {
        Map<String, Long> counts = drawn(new Sampling(1, 0, 1, 7));
        assertEquals(Set.of(Marks.END_TOKEN, "x", "y", "z"), counts.keySet());
        assertEquals(0.6, counts.getOrDefault("y", 0L) / 20_000.0, 0.015);
        assertEquals(0.2, counts.getOrDefault("x", 0L) / 20_000.0, 0.015);
        assertEquals(0.1, counts.getOrDefault("z", 0L) / 20_000.0, 0.015);
    }

    @Test
    void aLowTemperatureFavorsTheProbableOnes() {
        // 0.6² / (0.6² + 0.2² + 2 · 0.1²)
        assertEquals(0.857, drawn(new Sampling(0.5, 0, 1, 7)).getOrDefault("y", 0L) / 20_000.0, 0.015);
        assertEquals(Set.of("y"), drawn(Sampling.GREEDY).keySet());
    }

    @Test
    void topKAndTopPCutTheTailOff() {
        assertEquals(Set.of("x", "y"), drawn(new Sampling(1, 2, 1, 7)).keySet());
        assertEquals(Set.of("x", "y"), drawn(new Sampling(1, 0, 0.75, 7)).keySet());
        assertEquals(0.75, drawn(new Sampling(1, 2, 1, 7)).getOrDefault("y", 0L) / 20_000.0, 0.015);
    }

    @Test
    void aSeedIsATextAndEachNumberAnother() {
        var session = new LanguageModel(MODEL);
        var prompt = new Prompt(Optional.of("A"), "");
        var sampling = new Sampling(1.5, 0, 1, 3);
        List<List<String>> texts = LongStream.range(0, 30)
                .mapToObj(number -> session.generate(prompt, 10, sampling, number))
                .toList();
        assertEquals(texts.get(4), session.generate(prompt, 10, sampling, 4));
        assertTrue(texts.stream().distinct().count() > 10, texts.toString());
        assertTrue(texts.stream().anyMatch(text -> text.size() < 10), "the end mark ends a text: " + texts);
        assertTrue(texts.stream().flatMap(List::stream).allMatch(token -> token.length() == 1), texts.toString());
    }

    @Test
    void aLabelIsAskedForAndMustBeKnown() {
        var session = new LanguageModel(MODEL);
        var none = assertThrows(IllegalArgumentException.class, () -> session.generate("x", 3));
        assertEquals("the texts of model names begin with a label: name one of A, B", none.getMessage());
        var wrong = assertThrows(
                IllegalArgumentException.class,
                () -> session.generate(new Prompt(Optional.of("C"), ""), 3, Sampling.GREEDY, 0));
        assertEquals("there is no label \"C\"; there are A, B", wrong.getMessage());
    }

    @Test
    void labelAndEndStandAroundATextAndVanishFromIt() {
        TextEncoder text = MODEL.text();
        assertEquals(List.of("A", "B"), text.labels());
        assertEquals(
                List.of(2, 3, 4, 0),
                Arrays.stream(text.encode("B", "xy")).boxed().toList());
        assertEquals("xy", text.decode(text.encode("B", "xy")));
        assertEquals(text, TextEncoder.fromData(new Data("text", text.toData())));
    }

    @Test
    void aSettingOutOfRangeIsNamed() {
        assertEquals(
                "temperature must be at least 0 but is NaN",
                assertThrows(IllegalArgumentException.class, () -> new Sampling(Double.NaN, 0, 1, 0))
                        .getMessage());
        assertEquals(
                "top-p must be above 0 and at most 1 but is 0.0",
                assertThrows(IllegalArgumentException.class, () -> new Sampling(1, 0, 0, 0))
                        .getMessage());
        assertEquals(
                "top-k must be at least 0 but is -1",
                assertThrows(IllegalArgumentException.class, () -> new Sampling(1, -1, 1, 0))
                        .getMessage());
    }
}

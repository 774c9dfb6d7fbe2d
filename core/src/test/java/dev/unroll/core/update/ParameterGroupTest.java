package dev.unroll.core.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.Readout;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterGroupTest {

    private static final ParameterLayout LAYOUT = Network.layoutOf(new NetworkSpec(
            new InputSpec.Embedding(7, 3),
            List.of(
                    new Layer(Cells.elman(3, 5, Bias.PRESENT), Layer.Reading.BIDIRECTIONAL),
                    new Layer(Cells.gru(10, 4, Bias.ABSENT))),
            new Readout.LastStep(),
            new Head.Linear(2)));

    private static List<ParameterGroup> groups(String... texts) {
        return List.of(texts).stream().map(ParameterGroup::parse).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "embedding, embedding.weight",
        "input, rnn.weight_ih_l0 rnn.weight_ih_l0_reverse rnn.weight_ih_l1",
        "recurrent, rnn.weight_hh_l0 rnn.weight_hh_l0_reverse rnn.weight_hh_l1",
        "bias, rnn.bias_ih_l0 rnn.bias_hh_l0 rnn.bias_ih_l0_reverse rnn.bias_hh_l0_reverse fc.bias",
        "head, fc.weight fc.bias",
        "fc.weight, fc.weight",
        "rnn.*_l0, rnn.weight_ih_l0 rnn.weight_hh_l0 rnn.bias_ih_l0 rnn.bias_hh_l0",
        "rnn.weight_?h_l1, rnn.weight_ih_l1 rnn.weight_hh_l1",
        "*.weight, embedding.weight fc.weight",
    })
    void aSelectorMeansTheseParameters(String selector, String names) {
        var group = ParameterGroup.named(selector);
        assertEquals(
                names,
                LAYOUT.windows().stream()
                        .filter(group::selects)
                        .map(ParameterLayout.Window::name)
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bias weight_decay=0.0",
                "embedding rate=0.1",
                "rnn.*_l0 frozen",
                "head rate=2.5 weight_decay=0.01",
                "fc.bias rate=1.0"
            })
    void aTextIsPrintedAsItWasRead(String text) {
        assertEquals(text, ParameterGroup.parse(text).toString());
    }

    @Test
    void spacesOrderAndARateOfZeroMeanWhatTheySay() {
        assertEquals(
                ParameterGroup.head().withRate(0.5).withWeightDecay(0.1),
                ParameterGroup.parse("  head   weight_decay=1e-1 rate=.5 "));
        assertEquals(ParameterGroup.recurrentWeights().frozen(), ParameterGroup.parse("recurrent rate=0"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "bias | the group \"bias\" must say what it is and how it learns, as \"bias weight_decay=0\", \"embedding"
                        + " rate=0.1\" or \"rnn.*_l0 frozen\"",
                "bias weight_dcay=0 | the group \"bias weight_dcay=0\" says \"weight_dcay\"; did you mean weight_decay?; a"
                        + " group has rate=NUMBER, weight_decay=NUMBER or frozen",
                "bias rate=fast | rate of the group \"bias rate=fast\" must be a number but is \"fast\"",
                "bias rate | rate of the group \"bias rate\" must be a number but is \"\"",
                "bias rate=1 rate=2 | the group \"bias rate=1 rate=2\" says rate twice",
                "bias rate=-1 | the rate of the group bias must be at least 0.0 but is -1.0",
                "bias weight_decay=NaN | the weight decay of the group bias must be at least 0.0 but is NaN",
                "bias frozen rate=1 | the group \"bias frozen rate=1\" is frozen, so nothing else can be said of how it"
                        + " learns",
                "bias frozen=yes | the group \"bias frozen=yes\" is frozen, so nothing else can be said of how it learns",
                "bias rate=0 weight_decay=1 | the group bias is frozen, so no weight decay moves it; leave the weight decay"
                        + " out, or give it a rate above 0"
            })
    void aTextThatCannotBeIsRefused(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> ParameterGroup.parse(text))
                        .getMessage());
    }

    private static void assertRefused(String message, String... texts) {
        var error = assertThrows(IllegalArgumentException.class, () -> ParameterGroups.of(LAYOUT, groups(texts)));
        assertEquals(message, error.getMessage());
    }

    @Test
    void aSelectorThatMeansNothingIsRefusedWithAllNames() {
        assertRefused(
                "the group \"biases weight_decay=0.0\" selects no parameter, did you mean \"bias\"?; there are"
                        + " embedding.weight, rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0, rnn.bias_hh_l0,"
                        + " rnn.weight_ih_l0_reverse, rnn.weight_hh_l0_reverse, rnn.bias_ih_l0_reverse,"
                        + " rnn.bias_hh_l0_reverse, rnn.weight_ih_l1, rnn.weight_hh_l1, fc.weight, fc.bias, and the words"
                        + " bias, embedding, head, input, recurrent",
                "biases weight_decay=0");
    }

    @Test
    void aGroupThatHasNothingLeftIsRefused() {
        assertRefused(
                "the group \"head rate=0.5\" selects only fc.weight, fc.bias, which earlier groups have: a parameter is in"
                        + " the first group that selects it; put this one before them or take it out",
                "bias weight_decay=0",
                "fc.* frozen",
                "head rate=0.5");
    }

    @Test
    void nothingToLearnIsRefused() {
        assertRefused("every parameter is frozen, so nothing would be learned", "bias frozen", "* frozen");
    }

    @Test
    void aParameterIsInTheFirstGroupThatSelectsItAndNeighborsAreOneSpan() {
        var groups = ParameterGroups.of(LAYOUT, groups("bias weight_decay=0", "head frozen", "rnn.*_l1 rate=2"));
        int layer = LAYOUT.window("rnn.weight_ih_l1").offset();
        int head = LAYOUT.window("fc.weight").offset();
        int bias = LAYOUT.window("fc.bias").offset();
        assertEquals(
                List.of(new ParameterGroups.Span(layer, head, 2), new ParameterGroups.Span(bias, LAYOUT.size(), 0)),
                List.of(groups.moving()).subList(4, 6));
        assertEquals(List.of(new ParameterGroups.Span(head, bias, 1)), List.of(groups.frozen()));
    }
}

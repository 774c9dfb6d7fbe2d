package dev.unroll.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.network.Head.Linear;
import dev.unroll.core.network.InputSpec.Dense;
import dev.unroll.core.network.InputSpec.Embedding;
import dev.unroll.core.network.InputSpec.OneHot;
import dev.unroll.core.network.InputSpec.Words;
import dev.unroll.core.network.Layer.Merge;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Readout.EveryStep;
import dev.unroll.core.network.Readout.LastStep;
import dev.unroll.core.network.Readout.Mean;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Which parts go together, and what a network of them is. */
class PartsSpecTest {

    static NetworkSpec tagger() {
        NetworkSpec letters = NetworkSpec.reading(new Embedding(30, 4))
                .then(width -> lstm(width, Reading.BIDIRECTIONAL))
                .then(new LastStep());
        return NetworkSpec.reading(new Words(100, 5, letters))
                .then(new Dropout(0.3))
                .then(width -> lstm(width, Reading.FORWARD))
                .then(new Linear(7));
    }

    private static Layer lstm(int width, Reading reading) {
        return new Layer(Cells.lstm(width, 6, Bias.PRESENT), reading);
    }

    private static void assertRefused(String message, Executable made) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
    }

    @Test
    void aPartMustBeGivenWhatItTakes() {
        NetworkSpec vectors = NetworkSpec.reading(new Dense(3));
        assertRefused(
                "layer 0, lstm, reads 4 inputs but is given 3 by the network's input",
                () -> vectors.then(lstm(4, Reading.FORWARD)));
        assertRefused(
                "layer 1, lstm, reads 4 inputs but is given 6 by layer 0", () -> vectors.then(lstm(3, Reading.FORWARD))
                        .then(new Dropout(0.5))
                        .then(lstm(4, Reading.FORWARD)));
        assertRefused(
                "layer 0, lstm, reads 4 inputs but is given 5 by part 0, linear",
                () -> vectors.then(new Linear(5)).then(lstm(4, Reading.FORWARD)));
        assertRefused(
                "layer 0, lstm, reads step by step but is given a row a sequence by part 0, mean",
                () -> vectors.then(new Mean()).then(lstm(3, Reading.FORWARD)));
        assertRefused(
                "part 1, last_step, takes a row a step but is given a row a sequence by part 0, mean",
                () -> vectors.then(new Mean()).then(new LastStep()));
        assertRefused(
                "part 1, every_step, takes a row a step but is given a row a sequence by part 0, mean",
                () -> vectors.then(new Mean()).then(new EveryStep()));
        assertRefused(
                "part 0, linear, takes a row a step or a row a sequence but is given one-hot tokens by the network's"
                        + " input",
                () -> NetworkSpec.reading(new OneHot(3)).then(new Linear(2)));
    }

    @Test
    void aResidualConnectionNeedsWhatCanBeAdded() {
        NetworkSpec vectors = NetworkSpec.reading(new Dense(3)).then(new Dropout(0.5));
        assertRefused(
                "part 1, residual, adds what its parts give to what they are given, so both must be alike, but they give"
                        + " a row a step of 6 numbers and are given a row a step of 3 by the network's input",
                () -> vectors.then(Residual.around(lstm(3, Reading.FORWARD))));
        assertRefused(
                "part 1, residual, adds what its parts give to what they are given, so both must be alike, but they give"
                        + " a row a sequence of 3 numbers and are given a row a step of 3 by the network's input",
                () -> vectors.then(Residual.around(new Mean())));
        assertRefused(
                "layer 0, lstm, reads 6 inputs but is given 5 by part 1.0, linear",
                () -> vectors.then(Residual.around(new Linear(5), lstm(6, Reading.FORWARD))));
    }

    @Test
    void theLastStepOfWhatReadsBackwardIsRightAfterIt() {
        NetworkSpec both = NetworkSpec.reading(new Dense(3)).then(lstm(3, Reading.BIDIRECTIONAL));
        assertTrue(both.then(new LastStep()).chain().gives().width() == 12);
        assertRefused(
                "part 2, last_step, must come right after a recurrent layer, since the last step of one that reads backward"
                        + " is the first of the sequence; move it there, or read out the last_position",
                () -> both.then(new Dropout(0.5)).then(new LastStep()));
    }

    @Test
    void onlyTwoDirectionsAreMerged() {
        assertRefused(
                "only a bidirectional layer has two outputs to merge, but this one reads backward",
                () -> new Layer(Cells.lstm(3, 6, Bias.PRESENT), Reading.BACKWARD, Merge.SUM));
    }

    @Test
    void lettersAreReadByANetworkThatAnswersOnceAndDropsNothing() {
        NetworkSpec letters = NetworkSpec.reading(new Embedding(30, 4)).then(lstm(4, Reading.FORWARD));
        assertRefused(
                "the network that reads the letters of words must answer once a word, but it answers at each letter; give"
                        + " it a readout, such as last_step",
                () -> new Words(100, 5, letters));
        assertRefused(
                "the network that reads the letters of words must have no dropout, since it reads each word of a batch"
                        + " once and not each time; drop of the words' vectors instead",
                () -> new Words(
                        100, 5, letters.then(Residual.around(new Dropout(0.5))).then(new LastStep())));
        assertRefused(
                "the network that reads the letters of words must read tokens, but its input is dense",
                () -> new Words(100, 5, NetworkSpec.reading(new Dense(3)).then(new Mean())));
    }

    @Test
    void oneHotTokensAloneAreNoNetwork() {
        assertRefused(
                "a network that reads one-hot tokens must have a part that makes numbers of them, but it has none",
                () -> Network.layoutOf(NetworkSpec.reading(new OneHot(3))));
    }

    @Test
    void theUsualNetworkIsItsParts() {
        var dropout = new Dropouts(0.1, 0.2, 0.3);
        var usual = new NetworkSpec(
                new Dense(3),
                List.of(lstm(3, Reading.FORWARD), lstm(6, Reading.BIDIRECTIONAL)),
                dropout,
                new LastStep(),
                new Linear(2));
        assertEquals(
                List.of("dropout", "recurrent", "dropout", "recurrent", "last_step", "dropout", "linear"),
                usual.parts().stream().map(Part::kind).toList());
        NetworkSpec parts = NetworkSpec.of(usual.input(), usual.parts());
        assertTrue(parts.isUsual());
        assertEquals(dropout, parts.dropout());
        assertEquals(new LastStep(), parts.readout());
        assertEquals(new Linear(2), parts.head());
        assertEquals(12, parts.featureSize());
        assertEquals(36, parts.stateSize());
        assertFalse(parts.canStream());
        assertFalse(parts.answersEachStep());
    }

    @Test
    void otherPartsAreNotUsual() {
        NetworkSpec one = NetworkSpec.reading(new Dense(6)).then(lstm(6, Reading.FORWARD));
        assertTrue(one.isUsual());
        assertTrue(one.then(new EveryStep()).then(new Dropout(0.5)).isUsual());
        assertFalse(one.then(new Dropout(0.5)).then(new LastStep()).isUsual());
        assertFalse(one.then(new Linear(3)).then(new LastStep()).isUsual());
        assertFalse(one.then(Residual.around(lstm(6, Reading.FORWARD))).isUsual());
        assertFalse(one.then(new Dropout(0.5))
                .then(lstm(6, Reading.FORWARD))
                .then(lstm(6, Reading.FORWARD))
                .isUsual());
        assertFalse(NetworkSpec.reading(new Dense(6)).then(new Mean()).isUsual());
        assertFalse(one.then(new LastStep())
                .then(new Dropout(0.5))
                .then(new Dropout(0.5, Dropout.Mask.VARIATIONAL))
                .isUsual());
    }

    @Test
    void everyDropoutHasASiteOfItsOwn() {
        NetworkSpec spec = NetworkSpec.reading(new Dense(6))
                .then(new Dropout(0.5))
                .then(new Dropout(0.5))
                .then(Residual.around(new Dropout(0.5), lstm(6, Reading.FORWARD), new Dropout(0.5)))
                .then(new Dropout(0.5))
                .then(new Mean())
                .then(new Dropout(0.5));
        var sites = spec.chain().links().stream()
                .flatMap(link -> link.part() instanceof Residual residual
                        ? residual.chain(link.place(), link.given()).links().stream()
                        : Stream.of(link))
                .filter(link -> link.part() instanceof Dropout)
                .map(link -> link.place().dropoutSite())
                .toList();
        assertEquals(6, sites.stream().distinct().count());
        assertEquals(sites.getFirst(), 0);
    }
}

package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.data.LabeledText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterBagNetworkTest {

    /** Texts of two letters, alike or not: what no linear model of the counts can tell. */
    private static List<LabeledText> alikeOrNot() {
        var examples = new ArrayList<LabeledText>();
        for (char a = 'a'; a < 'e'; a++) {
            for (char b = 'a'; b < 'e'; b++) {
                examples.add(new LabeledText("" + a + b, a == b ? "alike" : "other"));
            }
        }
        return examples;
    }

    @Test
    void theHiddenLayerTellsWhatALinearModelCannot() {
        var network = LetterBagNetwork.train(alikeOrNot());
        for (LabeledText example : alikeOrNot()) {
            assertEquals(example.label(), network.predict(example.text()), example.text());
        }
    }

    @Test
    void theOrderOfTheLettersIsNotSeen() {
        var network = LetterBagNetwork.train(
                List.of(new LabeledText("ab", "x"), new LabeledText("ab", "x"), new LabeledText("ba", "y")));
        assertEquals("x", network.predict("ba"));
        assertEquals("x", network.predict("?ab"));
    }
}

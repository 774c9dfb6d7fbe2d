package dev.unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.Split.Fractions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final ReadReport NO_REPORT = new ReadReport(1, 0, 0, 0, 0, 0, List.of());

    /** Returns texts t0, t1, …, of which every third has two labels. */
    private static List<LabeledText> examples(int texts) {
        return IntStream.range(0, texts)
                .boxed()
                .flatMap(i -> (i % 3 == 0 ? List.of("a", "b") : List.of("a"))
                        .stream().map(label -> new LabeledText("t" + i, label)))
                .toList();
    }

    private static TextDataset dataset(List<LabeledText> examples) {
        return new TextDataset("toy", examples, List.of("a", "b"), NO_REPORT);
    }

    private static Set<String> texts(List<LabeledText> examples) {
        return examples.stream().map(LabeledText::text).collect(Collectors.toSet());
    }

    @Test
    void partsShareNoTextAndLoseNoExample() {
        var examples = examples(100);
        var split = Split.random(dataset(examples), new Fractions(0.1, 0.15), 7);
        assertEquals(75, texts(split.train()).size());
        assertEquals(10, texts(split.validation()).size());
        assertEquals(15, texts(split.test()).size());
        var together = new HashSet<>(split.train());
        together.addAll(split.validation());
        together.addAll(split.test());
        assertEquals(new HashSet<>(examples), together);
        assertEquals(
                examples.size(),
                split.train().size() + split.validation().size() + split.test().size());
        assertTrue(Collections.disjoint(texts(split.train()), texts(split.test())));
        assertTrue(Collections.disjoint(texts(split.train()), texts(split.validation())));
        assertTrue(Collections.disjoint(texts(split.validation()), texts(split.test())));
    }

    @Test
    void orderOfTheExamplesMovesNoText() {
        var reversed = new ArrayList<>(examples(50));
        Collections.reverse(reversed);
        var fractions = new Fractions(0.2, 0.2);
        assertEquals(
                texts(Split.random(dataset(examples(50)), fractions, 1).test()),
                texts(Split.random(dataset(reversed), fractions, 1).test()));
    }

    @Test
    void theSeedMovesTexts() {
        var fractions = new Fractions(0, 0.5);
        assertNotEquals(
                Split.random(dataset(examples(50)), fractions, 1), Split.random(dataset(examples(50)), fractions, 2));
    }

    @Test
    void oneSeedIsOneSplitForEver() {
        var split = Split.random(dataset(examples(20)), new Fractions(0, 0.2), 1);
        assertEquals(Set.of("t3", "t9", "t14", "t17"), texts(split.test()));
    }

    @Test
    void partsKeepTheOrderOfTheDataset() {
        var examples = examples(30);
        var split = Split.random(dataset(examples), new Fractions(0, 0.5), 3);
        assertEquals(examples.stream().filter(split.train()::contains).toList(), split.train());
    }

    @Test
    void aShareOfFewTextsIsAtLeastOne() {
        var split = Split.random(dataset(examples(3)), new Fractions(0.01, 0.01), 3);
        assertEquals(1, texts(split.validation()).size());
        assertEquals(1, texts(split.test()).size());
        assertEquals(
                0,
                Split.random(dataset(examples(3)), new Fractions(0, 0), 3)
                        .test()
                        .size());
    }

    @Test
    void classesWithNothingToLearnFromAreNamed() {
        var a = new LabeledText("x", "a");
        var b = new LabeledText("y", "b");
        var c = new LabeledText("z", "c");
        assertEquals(List.of("b", "c"), Split.labelsNeverTrained(new Split<>(List.of(a), List.of(c), List.of(a, b))));
        assertEquals(List.of(), Split.labelsNeverTrained(new Split<>(List.of(a, b, c), List.of(c), List.of(a))));
    }

    @Test
    void tooLittleData() {
        var error =
                assertThrows(DataException.class, () -> Split.random(dataset(examples(2)), new Fractions(0.1, 0.1), 1));
        assertEquals(
                "toy has only 2 distinct inputs: with 1 for test and 1 for validation none is left to train on;"
                        + " bring more data or lower the fractions",
                error.getMessage());
    }

    @Test
    void wrongFractions() {
        assertEquals(
                "fraction for test must be at least 0 and less than 1 but is 1.5",
                assertThrows(IllegalArgumentException.class, () -> new Fractions(0, 1.5))
                        .getMessage());
        assertEquals(
                "fraction for validation must be at least 0 and less than 1 but is NaN",
                assertThrows(IllegalArgumentException.class, () -> new Fractions(Double.NaN, 0))
                        .getMessage());
        assertEquals(
                "validation and test must leave something to train on, but are 0.5 and 0.5 of all texts",
                assertThrows(IllegalArgumentException.class, () -> new Fractions(0.5, 0.5))
                        .getMessage());
    }
}

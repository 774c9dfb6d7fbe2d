package dev.unroll.data.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.data.DataSummary.Lengths;
import dev.unroll.data.ReadReport;
import dev.unroll.data.pair.PairForm.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairFactsTest {

    private static final PairForm FORM = new PairForm(Side.CHARACTERS, Side.SYMBOLS);

    private static PairDataset dataset(List<PairExample> examples, List<PairExample> test) {
        return new PairDataset(
                "pairs", examples, List.of(), test, ReadReport.clean(1, ReadReport.Unit.LINE, examples.size()));
    }

    @Test
    void theFactsAreThoseOfBothSides() {
        PairFacts facts = PairFacts.of(
                dataset(
                        List.of(
                                new PairExample("aa", List.of("X Y", "X"), "a.dict", 1),
                                new PairExample("b", List.of("Y X X"), "a.dict", 3)),
                        List.of(new PairExample("b", List.of("Y"), "b.dict", 1))),
                FORM);
        assertEquals(4, facts.pairs());
        assertEquals(3, facts.sources());
        assertEquals(2, facts.mostTargets());
        assertEquals(1, facts.severalTargets());
        assertEquals(1, facts.shared());
        assertEquals(
                new PairFacts.SideFacts(new Lengths(1, 1, 2, 2), "a.dict:1", 4, 2, Map.of("a", 2L, "b", 2L)),
                facts.source());
        assertEquals(
                new PairFacts.SideFacts(new Lengths(1, 2, 3, 3), "a.dict:3", 7, 2, Map.of("X", 4L, "Y", 3L)),
                facts.target());
    }

    @Test
    void theMostFrequentTokensComeFirst() {
        PairFacts facts = PairFacts.of(dataset(List.of(new PairExample("baacc", List.of("X"))), List.of()), FORM);
        assertEquals(
                List.of("a", "c", "b"), List.copyOf(facts.source().frequent().keySet()));
    }

    @Test
    void aPairOfALengthUnlikeTheOthersIsAnOutlier() {
        var examples = new ArrayList<PairExample>();
        for (char letter = 'a'; letter <= 'z'; letter++) {
            examples.add(new PairExample(letter + "xyz", List.of("A B C D")));
        }
        examples.add(new PairExample("short", List.of("A B C D ".repeat(20).strip()), "pairs.tsv", 27));
        examples.add(new PairExample("not so short", List.of("A B C D"), "pairs.tsv", 28));
        PairFacts facts = PairFacts.of(dataset(examples, List.of()), FORM);
        assertEquals(1, facts.outliers());
        assertEquals(List.of("\"short\" (pairs.tsv:27)"), facts.firstOutliers());
    }
}

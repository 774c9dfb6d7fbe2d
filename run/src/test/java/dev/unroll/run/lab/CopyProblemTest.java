package dev.unroll.run.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.network.Sequences;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyProblemTest {

    private static final CopyProblem PROBLEM = new CopyProblem();

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void tenSymbolsAreReadAndSaidAgainAfterTheDelimiter(int length) {
        Examples examples = PROBLEM.examples(length, 20, 3, 1);
        var read = (Sequences.Tokens) examples.inputs();
        var said = (Labels.OfSteps) examples.labels();
        Set<Integer> symbols = new HashSet<>();
        for (int i = 0; i < examples.count(); i++) {
            assertEquals(length + 20, read.length(i));
            for (int t = 0; t < length + 20; t++) {
                int last = 10 + length - 1;
                int expected = t < 10 ? said.of(i, 10 + length + t) : t == last ? 9 : 8;
                assertEquals(expected, read.token(i, t), "step " + t);
                assertTrue(t > last || said.of(i, t) == 8, "step " + t);
            }
            for (int t = 0; t < 10; t++) {
                symbols.add(read.token(i, t));
            }
        }
        assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7), symbols);
    }

    @Test
    void theBaselineIsThatOfThePaper() {
        assertEquals(10 * StrictMath.log(8) / 120, PROBLEM.baseline(100));
    }
}

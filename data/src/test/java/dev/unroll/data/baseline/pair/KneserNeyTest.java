package dev.unroll.data.baseline.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KneserNeyTest {

    private static final int A = 2;
    private static final int B = 3;
    private static final int C = 4;
    private static final int TOKENS = 5;

    private static final List<int[]> SEQUENCES = List.of(new int[] {A, B}, new int[] {A, B}, new int[] {A, C});

    private static KneserNey model(int order) {
        return KneserNey.train(SEQUENCES, TOKENS, order);
    }

    /** Returns the context after tokens at the beginning of a sequence. */
    private static int context(KneserNey model, int... tokens) {
        int context = model.start();
        for (int token : tokens) {
            context = model.next(context, token);
        }
        return context;
    }

    @Test
    void withoutAContextProbabilitiesAreOfCounts() {
        // Of 9: A 3, B 2, C 1, the end 3. One token occurs once and one twice: D = 1 / 3, lent by four kinds.
        KneserNey model = model(1);
        double lent = 4.0 / 3 / 9;
        assertEquals((3 - 1.0 / 3) / 9 + lent / TOKENS, model.probability(0, A), 1e-6);
        assertEquals((2 - 1.0 / 3) / 9 + lent / TOKENS, model.probability(0, B), 1e-6);
        assertEquals((1 - 1.0 / 3) / 9 + lent / TOKENS, model.probability(0, C), 1e-6);
        assertEquals(lent / TOKENS, model.probability(0, KneserNey.BEGIN), 1e-6);
    }

    @Test
    void aShorterContextCountsWhatStandsBeforeAndNotHowOften() {
        // Pairs: ^A 3, AB 2, AC 1, B$ 2, C$ 1. D = 2 / (2 + 4) = 1 / 3. Alone, A, B and C follow one token, the end
        // two:
        // 5, and D = 3 / (3 + 2) = 3 / 5.
        KneserNey model = model(2);
        double lent = 4 * 0.6 / 5;
        double b = (1 - 0.6) / 5 + lent / TOKENS;
        double c = b;
        double end = (2 - 0.6) / 5 + lent / TOKENS;
        int afterA = context(model, A);
        assertEquals((2 - 1.0 / 3) / 3 + 2.0 / 9 * b, model.probability(afterA, B), 1e-6);
        assertEquals((1 - 1.0 / 3) / 3 + 2.0 / 9 * c, model.probability(afterA, C), 1e-6);
        assertEquals(2.0 / 9 * end, model.probability(afterA, KneserNey.END), 1e-6);
    }

    @Test
    void probabilitiesSumToOneAfterAnyContext() {
        KneserNey model = model(3);
        for (int[] tokens : new int[][] {{}, {A}, {A, B}, {B, C}, {C}, {A, B, C, A}}) {
            int context = context(model, tokens);
            double sum = IntStream.range(0, TOKENS)
                    .mapToDouble(token -> model.probability(context, token))
                    .sum();
            assertEquals(1, sum, 1e-6);
        }
    }

    @Test
    void aContextIsNoLongerThanTheOrderAllows() {
        KneserNey model = model(2);
        assertEquals(context(model, A), context(model, C, A));
    }

    @Test
    void aTokenNeverSeenLeavesNoContext() {
        KneserNey model = KneserNey.train(SEQUENCES, TOKENS + 1, 3);
        assertEquals(0, context(model, A, TOKENS));
    }
}

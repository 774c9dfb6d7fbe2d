package dev.unroll.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokens that training hides. */
class TokenReplacementTest {

    private static final int EXAMPLES = 50;
    private static final int STEPS = 40;
    private static final int HIDDEN = 0;

    /** Every token is at least 1. */
    private final Sequences sequences = Sequences.ofTokens(IntStream.range(0, EXAMPLES)
            .mapToObj(i -> IntStream.range(0, STEPS - i % 7).map(t -> 1 + t).toArray())
            .toArray(int[][]::new));

    /** Returns which steps of which examples are hidden, [example][step], in these batches. */
    private boolean[][] hidden(int[] order, int batchSize, int chunk, double share, long epoch) {
        var hidden = new boolean[EXAMPLES][STEPS];
        var batch = new Batch();
        for (int from = 0; from < EXAMPLES; from += batchSize) {
            for (int step = 0; step < STEPS; step += chunk) {
                int to = Math.min(EXAMPLES, from + batchSize);
                batch.ofChunk(sequences, order, from, to, step, chunk);
                batch.replaceTokens(share, HIDDEN, 1, epoch);
                mark(batch, hidden);
            }
        }
        return hidden;
    }

    private static void mark(Batch batch, boolean[][] hidden) {
        for (int row = 0; row < batch.unrolling().rows(); row++) {
            int step = batch.step(row);
            boolean replaced = batch.tokens()[row] == HIDDEN;
            assertEquals(replaced ? HIDDEN : 1 + step, batch.tokens()[row]);
            hidden[batch.example(batch.unrolling().sequence(row))][step] = replaced;
        }
    }

    private static int[] order(boolean backward) {
        return IntStream.range(0, EXAMPLES)
                .map(i -> backward ? EXAMPLES - 1 - i : i)
                .toArray();
    }

    private static long count(boolean[][] hidden) {
        return Arrays.stream(hidden)
                .mapToLong(
                        steps -> IntStream.range(0, STEPS).filter(t -> steps[t]).count())
                .sum();
    }

    @Test
    void whatIsHiddenDependsOnExampleAndStepAlone() {
        boolean[][] whole = hidden(order(false), EXAMPLES, STEPS, 0.25, 3);
        assertArrayEquals(whole, hidden(order(true), 7, 11, 0.25, 3));
    }

    @Test
    void theShareIsHiddenAndAnewInEachEpoch() {
        boolean[][] first = hidden(order(false), 10, STEPS, 0.25, 1);
        double tokens = IntStream.range(0, EXAMPLES).map(sequences::length).sum();
        assertEquals(0.25, count(first) / tokens, 0.03);
        assertEquals(0, count(hidden(order(false), 10, STEPS, 0, 1)));
        assertFalse(Arrays.deepEquals(first, hidden(order(false), 10, STEPS, 0.25, 2)));
    }
}

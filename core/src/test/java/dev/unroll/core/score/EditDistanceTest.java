package dev.unroll.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EditDistanceTest {

    private static int[] letters(String word) {
        return word.codePoints().toArray();
    }

    private static int distance(String a, String b) {
        return EditDistance.of(letters(a), letters(b));
    }

    private static List<String> tokens(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).toList();
    }

    /** Returns a sequence of 0 to 11 numbers below 3. */
    private static int[] sequence(int which) {
        int length = (int) Long.remainderUnsigned(CounterHash.bits(7, Purpose.SAMPLING, which, 0, 0, 0), 12);
        return IntStream.range(0, length)
                .map(i -> (int) (CounterHash.uniform(7, Purpose.SAMPLING, which, 1, i, 0) * 3))
                .toArray();
    }

    /** By the equation alone. */
    private static int slow(int[] a, int i, int[] b, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int kept = slow(a, i - 1, b, j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1);
        return kept == 0 ? 0 : Math.min(kept, 1 + Math.min(slow(a, i - 1, b, j), slow(a, i, b, j - 1)));
    }

    @Test
    void kittenIsThreeEditsFromSitting() {
        assertEquals(3, distance("kitten", "sitting"));
    }

    @Test
    void whatIsEqualIsNotFar() {
        assertEquals(0, distance("", ""));
        assertEquals(0, distance("abc", "abc"));
    }

    @Test
    void nothingIsAsFarAsTheOtherIsLong() {
        assertEquals(3, distance("", "abc"));
        assertEquals(3, distance("abc", ""));
    }

    @Test
    void aBeginningOrAnEndIsAsFarAsWhatIsMissing() {
        assertEquals(2, distance("abc", "abcab"));
        assertEquals(2, distance("abcab", "cab"));
        assertEquals(1, distance("aa", "aaa"));
    }

    @Test
    void theDistanceIsThatOfTheEquation() {
        for (int i = 0; i < 60; i++) {
            int[] a = Arrays.copyOf(sequence(2 * i), Math.min(6, sequence(2 * i).length));
            int[] b = Arrays.copyOf(sequence(2 * i + 1), Math.min(6, sequence(2 * i + 1).length));
            assertEquals(slow(a, a.length, b, b.length), EditDistance.of(a, b), tokens(a) + " " + tokens(b));
        }
    }

    @Test
    void aBoundChangesNothingBelowIt() {
        for (int i = 0; i < 200; i++) {
            int[] a = sequence(2 * i);
            int[] b = sequence(2 * i + 1);
            for (int bound = 0; bound < 12; bound++) {
                assertEquals(Math.min(bound + 1, EditDistance.of(a, b)), EditDistance.upTo(bound, a, b));
            }
        }
    }

    @Test
    void anAlignmentHasTheFewestErrors() {
        for (int i = 0; i < 500; i++) {
            int[] a = sequence(2 * i);
            int[] b = sequence(2 * i + 1);
            long errors = Alignment.of(tokens(a), tokens(b)).stream()
                    .filter(Edit::isError)
                    .count();
            assertEquals(EditDistance.of(a, b), errors, tokens(a) + " " + tokens(b));
        }
    }

    @Test
    void anAlignmentSpellsBothSequences() {
        for (int i = 0; i < 500; i++) {
            List<String> expected = tokens(sequence(2 * i));
            List<String> answered = tokens(sequence(2 * i + 1));
            List<String> ofExpected = new ArrayList<>();
            List<String> ofAnswered = new ArrayList<>();
            for (Edit edit : Alignment.of(expected, answered)) {
                switch (edit) {
                    case Edit.Match(String token) -> {
                        ofExpected.add(token);
                        ofAnswered.add(token);
                    }
                    case Edit.Substitution(String right, String wrong) -> {
                        ofExpected.add(right);
                        ofAnswered.add(wrong);
                    }
                    case Edit.Deletion(String right) -> ofExpected.add(right);
                    case Edit.Insertion(String wrong) -> ofAnswered.add(wrong);
                }
            }
            assertEquals(expected, ofExpected);
            assertEquals(answered, ofAnswered);
        }
    }

    @Test
    void longSequencesAreAlignedInLittleMemory() {
        // A table of all prefixes would have 400 million entries.
        int[] a = IntStream.range(0, 20_000).map(i -> i % 7).toArray();
        int[] b = IntStream.range(3, 20_000).map(i -> i % 7).toArray();
        List<Edit> edits = Alignment.of(tokens(a), tokens(b));
        assertEquals(3, edits.stream().filter(Edit::isError).count());
    }
}

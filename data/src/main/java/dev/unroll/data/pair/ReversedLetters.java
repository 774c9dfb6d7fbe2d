package dev.unroll.data.pair;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.data.ReadReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * "Write it backwards": strings of small letters and the same reversed, the task that shows in a minute whether an encoder and a
 * decoder work. Made, by a seed; no string is there twice, and so a split shares none.
 */
public final class ReversedLetters {

    /** The longest string to learn from. */
    public static final int LONGEST_TRAINED = 20;

    /** The longest string of the further test. */
    public static final int LONGEST_BEYOND = 25;

    private static final int LETTERS = 26;

    private ReversedLetters() {}

    /** Returns so many strings of 1 to {@value #LONGEST_TRAINED} letters, to be parted for training and test. */
    public static PairDataset load(long seed, int count) {
        return made("reverse", seed, 1, LONGEST_TRAINED, count);
    }

    /** Returns so many strings that are longer than all of {@link #load}, up to {@value #LONGEST_BEYOND} letters. */
    public static PairDataset beyond(long seed, int count) {
        return made("reverse-beyond", seed, LONGEST_TRAINED + 1, LONGEST_BEYOND, count);
    }

    private static PairDataset made(String name, long seed, int shortest, int longest, int count) {
        if (count < 1 || count > 1_000_000) {
            throw new IllegalArgumentException("count of strings must be in 1 to 1,000,000 but is " + count);
        }
        var examples = new ArrayList<PairExample>(count);
        var seen = new HashSet<String>();
        for (int number = 0; examples.size() < count; number++) {
            String letters = letters(seed, number, shortest, longest);
            if (seen.add(letters)) {
                String reversed = new StringBuilder(letters).reverse().toString();
                examples.add(new PairExample(letters, List.of(reversed)));
            }
        }
        return new PairDataset(name, examples, ReadReport.clean(0, ReadReport.Unit.TEXT, count));
    }

    /** Returns a string of a length that each of the lengths is as likely as. */
    private static String letters(long seed, int number, int shortest, int longest) {
        int length = shortest + below(longest - shortest + 1, seed, number, 0, longest);
        var letters = new StringBuilder(length);
        for (int at = 1; at <= length; at++) {
            letters.append((char) ('a' + below(LETTERS, seed, number, at, longest)));
        }
        return letters.toString();
    }

    private static int below(int bound, long seed, int number, int at, int longest) {
        return (int) Long.remainderUnsigned(CounterHash.bits(seed, Purpose.MADE_DATA, number, at, longest, 0), bound);
    }
}

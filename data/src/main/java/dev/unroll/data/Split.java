package dev.unroll.data;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Three parts of a data set that share no text: an example goes where its text goes, whatever its label.
 *
 * <p>The side of a text depends on the seed and the texts alone, not on their order. Each part keeps the data set's
 * order.
 *
 * @param validation empty, if none was asked for
 */
public record Split(List<LabeledText> train, List<LabeledText> validation, List<LabeledText> test) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /** The shares of the distinct texts that are held out; the rest is for training. */
    public record Fractions(double validation, double test) {

        public Fractions {
            requireShare("validation", validation);
            requireShare("test", test);
            if (validation + test >= 1) {
                throw new IllegalArgumentException(
                        "validation and test must leave something to train on, but are %s and %s of all texts"
                                .formatted(validation, test));
            }
        }

        private static void requireShare(String name, double share) {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "fraction for " + name + " must be at least 0 and less than 1 but is " + share);
            }
        }
    }

    /** Returns the data set parted by its texts: the texts in an order that hashes them with the seed, test first. */
    public static Split byText(TextDataset dataset, Fractions fractions, long seed) {
        record Ranked(long rank, String text) {}
        List<String> texts = dataset.examples().stream()
                .map(LabeledText::text)
                .distinct()
                .map(text -> new Ranked(CounterHash.bits(seed, Purpose.SPLIT, hash(text), 0, 0, 0), text))
                .sorted(Comparator.comparingLong(Ranked::rank).thenComparing(Ranked::text))
                .map(Ranked::text)
                .toList();
        int test = count(fractions.test(), texts.size());
        int validation = count(fractions.validation(), texts.size());
        if (test + validation >= texts.size()) {
            throw new DataException(("%s has only %d distinct texts: with %d for test and %d for validation none is"
                            + " left to train on; bring more data or lower the fractions")
                    .formatted(dataset.name(), texts.size(), test, validation));
        }
        Set<String> tested = new HashSet<>(texts.subList(0, test));
        Set<String> validated = new HashSet<>(texts.subList(test, test + validation));
        return parted(dataset.examples(), tested, validated);
    }

    /**
     * Returns the parts of one long text: its beginning to train on, then what is for validation, and its end for the test.
     *
     * @param dataset of one example
     */
    public static Split byPosition(TextDataset dataset, Fractions fractions) {
        if (dataset.examples().size() != 1) {
            throw new IllegalArgumentException("a split by position is of one text, but " + dataset.name() + " has "
                    + dataset.examples().size());
        }
        LabeledText whole = dataset.examples().getFirst();
        int[] characters = whole.text().codePoints().toArray();
        int test = count(fractions.test(), characters.length);
        int validation = count(fractions.validation(), characters.length);
        int train = characters.length - test - validation;
        if (train < 1) {
            throw new DataException(dataset.name() + " has only " + characters.length
                    + " characters, so none is left to train on; bring a longer text or lower the fractions");
        }
        return new Split(
                part(whole, characters, 0, train),
                part(whole, characters, train, train + validation),
                part(whole, characters, train + validation, characters.length));
    }

    private static List<LabeledText> part(LabeledText whole, int[] characters, int from, int to) {
        return from == to
                ? List.of()
                : List.of(new LabeledText(new String(characters, from, to - from), whole.label()));
    }

    /** Returns the classes that have examples held out but none to learn from, sorted. */
    public List<String> labelsNeverTrained() {
        var heldOut = new HashSet<String>();
        validation.forEach(example -> heldOut.add(example.label()));
        test.forEach(example -> heldOut.add(example.label()));
        train.forEach(example -> heldOut.remove(example.label()));
        return heldOut.stream().sorted().toList();
    }

    /** Returns the sizes. */
    @Override
    public String toString() {
        return "%d examples to train on, %d to validate, %d to test"
                .formatted(train.size(), validation.size(), test.size());
    }

    private static Split parted(List<LabeledText> examples, Set<String> tested, Set<String> validated) {
        var train = new ArrayList<LabeledText>();
        var validation = new ArrayList<LabeledText>();
        var test = new ArrayList<LabeledText>();
        for (LabeledText example : examples) {
            if (tested.contains(example.text())) {
                test.add(example);
            } else if (validated.contains(example.text())) {
                validation.add(example);
            } else {
                train.add(example);
            }
        }
        return new Split(train, validation, test);
    }

    /** Returns the nearest count, but at least one text if any share was asked for. */
    private static int count(double fraction, int texts) {
        return fraction == 0 ? 0 : Math.max(1, (int) Math.round(fraction * texts));
    }

    /** Returns the text's 64-bit FNV-1a hash over UTF-16 units (Fowler, Noll and Vo 1991), the same on every JVM. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}

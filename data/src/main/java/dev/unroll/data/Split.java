package dev.unroll.data;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Three parts of a data set. Parts made here share no text or sequence: an example goes where its input goes, whatever
 * its label. A test part that came with the data stays as its makers published it.
 *
 * <p>The side of an input depends on the seed and the inputs alone, not on their order. Each part keeps the data set's
 * order.
 *
 * @param <E> what an example is
 * @param validation empty, if none was asked for
 */
public record Split<E extends Example>(List<E> train, List<E> validation, List<E> test) {

    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /** The shares of the distinct inputs that are held out; the rest is for training. */
    public record Fractions(double validation, double test) {

        public Fractions {
            requireShare("validation", validation);
            requireShare("test", test);
            if (validation + test >= 1) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "validation and test must leave something to train on, but are %s and %s of all texts",
                        validation,
                        test));
            }
        }

        private static void requireShare(String name, double share) {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "fraction for " + name + " must be at least 0 and less than 1 but is " + share);
            }
        }
    }

    /** Returns the data set parted by its inputs: these in an order that hashes them with the seed, test first. */
    public static <E extends Example> Split<E> random(Dataset<E> dataset, Fractions fractions, long seed) {
        return parted(dataset.name(), dataset.all(), fractions, seed);
    }

    /** Returns the data set with its own test part, and a validation part out of what remains unless it has its own. */
    public static <E extends Example> Split<E> published(Dataset<E> dataset, double validation, long seed) {
        if (dataset.test().isEmpty()) {
            throw new DataException(
                    dataset.name() + " has no test part of its own; part it at random (--set split=random)");
        }
        if (!dataset.validation().isEmpty()) {
            return new Split<>(dataset.examples(), dataset.validation(), dataset.test());
        }
        Split<E> rest = parted(dataset.name(), dataset.examples(), new Fractions(validation, 0), seed);
        return new Split<>(rest.train(), rest.validation(), dataset.test());
    }

    private static <E extends Example> Split<E> parted(String name, List<E> examples, Fractions fractions, long seed) {
        record Ranked(long rank, long fingerprint) {}
        long[] fingerprints = examples.stream().mapToLong(Example::fingerprint).toArray();
        List<Long> inputs = Arrays.stream(fingerprints)
                .distinct()
                .mapToObj(input -> new Ranked(CounterHash.bits(seed, Purpose.SPLIT, input, 0, 0, 0), input))
                .sorted(Comparator.comparingLong(Ranked::rank))
                .map(Ranked::fingerprint)
                .toList();
        int test = count(fractions.test(), inputs.size());
        int validation = count(fractions.validation(), inputs.size());
        if (test + validation >= inputs.size()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s has only %s: with %d for test and %d for validation none is"
                            + " left to train on; bring more data or lower the fractions",
                    name,
                    Sentence.counted(inputs.size(), "distinct input"),
                    test,
                    validation));
        }
        Set<Long> tested = new HashSet<>(inputs.subList(0, test));
        Set<Long> validated = new HashSet<>(inputs.subList(test, test + validation));
        return parted(examples, fingerprints, tested, validated);
    }

    /** Returns how many test examples have an input that is trained on as well; 0 but for published test parts. */
    public long testInputsTrainedOn() {
        if (test.isEmpty()) {
            return 0;
        }
        long[] trained = train.stream().mapToLong(Example::fingerprint).sorted().toArray();
        return test.stream()
                .filter(example -> Arrays.binarySearch(trained, example.fingerprint()) >= 0)
                .count();
    }

    /**
     * Returns the parts of one long text: its beginning to train on, then what is for validation, and its end for the test.
     *
     * @param dataset of one example
     */
    public static Split<UnlabeledText> byPosition(Dataset<UnlabeledText> dataset, Fractions fractions) {
        if (dataset.examples().size() != 1) {
            throw new IllegalArgumentException("a split by position is of one text, but " + dataset.name() + " has "
                    + dataset.examples().size());
        }
        UnlabeledText whole = dataset.examples().getFirst();
        int characters = whole.length();
        int test = count(fractions.test(), characters);
        int validation = count(fractions.validation(), characters);
        int train = characters - test - validation;
        if (train < 1) {
            throw new DataException(dataset.name() + " has only " + Sentence.counted(characters, "character")
                    + ", so none is left to train on; bring a longer text or lower the fractions");
        }
        String text = whole.text();
        int validated = text.offsetByCodePoints(0, train);
        int tested = text.offsetByCodePoints(validated, validation);
        return new Split<>(
                part(whole, 0, validated), part(whole, validated, tested), part(whole, tested, text.length()));
    }

    private static List<UnlabeledText> part(UnlabeledText whole, int from, int to) {
        return from == to ? List.of() : List.of(whole.part(from, to));
    }

    /** Returns the classes that have examples held out but none to learn from, sorted. */
    public static List<String> labelsNeverTrained(Split<? extends Labeled> split) {
        var heldOut = new HashSet<String>();
        split.validation.forEach(example -> heldOut.add(example.label()));
        split.test.forEach(example -> heldOut.add(example.label()));
        split.train.forEach(example -> heldOut.remove(example.label()));
        return heldOut.stream().sorted().toList();
    }

    /** Returns the sizes. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s to train on, %,d to validate, %,d to test",
                Sentence.counted(train.size(), "example"),
                validation.size(),
                test.size());
    }

    private static <E extends Example> Split<E> parted(
            List<E> examples, long[] fingerprints, Set<Long> tested, Set<Long> validated) {
        var train = new ArrayList<E>();
        var validation = new ArrayList<E>();
        var test = new ArrayList<E>();
        for (int i = 0; i < fingerprints.length; i++) {
            if (tested.contains(fingerprints[i])) {
                test.add(examples.get(i));
            } else if (validated.contains(fingerprints[i])) {
                validation.add(examples.get(i));
            } else {
                train.add(examples.get(i));
            }
        }
        return new Split<>(train, validation, test);
    }

    /** Returns the nearest count, but at least one input if any share was asked for. */
    private static int count(double fraction, int inputs) {
        return fraction == 0 ? 0 : Math.max(1, (int) Math.round(fraction * inputs));
    }
}

package dev.unroll.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a data set holds, and what in it sets a limit to any model.
 *
 * @param classes how often each class, or tag, occurs, all parts together; none of texts alone
 * @param lengths of the inputs, in characters or steps
 * @param repeated examples of the training part whose input and label came before in it
 * @param repeatedInTest the same of the test part
 * @param shared test examples whose input is in the training part
 * @param contradicted inputs that have more than one label
 * @param firstContradictions some of these, with their labels
 * @param ceiling the highest accuracy that is possible on all targets, when each input gets one answer
 */
public record DataSummary(
        int training,
        int test,
        SortedMap<String, Integer> classes,
        Lengths lengths,
        int repeated,
        int repeatedInTest,
        long shared,
        int contradicted,
        List<String> firstContradictions,
        double ceiling) {

    /** How many contradictions are remembered. */
    public static final int MOST_CONTRADICTIONS = 5;

    public DataSummary {
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        firstContradictions = List.copyOf(firstContradictions);
    }

    /** Order statistics of lengths; the median of an even number of them is the upper of the two in the middle. */
    public record Lengths(int shortest, int median, int percentile95, int longest) {

        /** Returns the statistics of lengths, of which there is at least one. */
        public static Lengths of(int[] lengths) {
            int[] sorted = lengths.clone();
            Arrays.sort(sorted);
            int count = sorted.length;
            int most = (int) Math.ceilDiv(95L * count, 100);
            return new Lengths(sorted[0], sorted[count / 2], sorted[most - 1], sorted[count - 1]);
        }
    }

    /** Returns the summary of a data set. */
    public static DataSummary of(Dataset<?> dataset) {
        List<? extends Example> all = dataset.all();
        var classes = new TreeMap<String, Integer>();
        all.forEach(example -> example.targets().forEach(target -> classes.merge(target, 1, Integer::sum)));
        var targetsOf = new LinkedHashMap<Long, SortedMap<String, Integer>>();
        var exampleOf = new HashMap<Long, Example>();
        for (Example example : all) {
            long input = example.fingerprint();
            targetsOf
                    .computeIfAbsent(input, unseen -> new TreeMap<>())
                    .merge(String.join(" ", example.targets()), 1, Integer::sum);
            exampleOf.putIfAbsent(input, example);
        }
        var contradictions = new ArrayList<String>();
        int contradicted = 0;
        for (Map.Entry<Long, SortedMap<String, Integer>> entry : targetsOf.entrySet()) {
            SortedMap<String, Integer> targets = entry.getValue();
            if (targets.size() > 1) {
                contradicted++;
                if (contradictions.size() < MOST_CONTRADICTIONS) {
                    Example example = Objects.requireNonNull(exampleOf.get(entry.getKey()));
                    contradictions.add(example.excerpt() + ": " + String.join(", ", targets.keySet()));
                }
            }
        }
        return new DataSummary(
                dataset.examples().size(),
                dataset.test().size(),
                classes,
                Lengths.of(all.stream().mapToInt(Example::length).toArray()),
                repeated(dataset.examples()),
                repeated(dataset.test()),
                shared(dataset),
                contradicted,
                contradictions,
                ceiling(all));
    }

    /** Gives each target of equal inputs the answer that most of them have at its place. */
    private static double ceiling(List<? extends Example> all) {
        record Place(long input, int number) {}
        var answers = new HashMap<Place, Map<String, Integer>>();
        for (Example example : all) {
            long input = example.fingerprint();
            List<String> targets = example.targets();
            for (int i = 0; i < targets.size(); i++) {
                answers.computeIfAbsent(new Place(input, i), unseen -> new HashMap<>())
                        .merge(targets.get(i), 1, Integer::sum);
            }
        }
        long best = 0;
        long total = 0;
        for (Map<String, Integer> counts : answers.values()) {
            best += Collections.max(counts.values());
            total += counts.values().stream().mapToInt(Integer::intValue).sum();
        }
        return total == 0 ? 1 : (double) best / total;
    }

    private static int repeated(List<? extends Example> examples) {
        record Pair(long input, List<String> targets) {}
        long distinct = examples.stream()
                .map(example -> new Pair(example.fingerprint(), example.targets()))
                .distinct()
                .count();
        return (int) (examples.size() - distinct);
    }

    private static <E extends Example> long shared(Dataset<E> dataset) {
        return new Split<>(dataset.examples(), List.of(), dataset.test()).testInputsTrainedOn();
    }
}

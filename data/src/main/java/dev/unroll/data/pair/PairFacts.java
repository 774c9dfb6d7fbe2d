package dev.unroll.data.pair;

import dev.unroll.data.DataSummary.Lengths;
import dev.unroll.data.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What pairs are like, all parts together, and what in them looks wrong.
 *
 * @param pairs of a source and one of its right targets
 * @param sources no two of a part are equal
 * @param mostTargets the most right targets that a source has
 * @param severalTargets the sources that have more than one
 * @param shared the sources of the test part that are in the training part too, where the data come parted
 * @param outliers the pairs whose lengths are too different to be of one meaning
 * @param firstOutliers some of these
 */
public record PairFacts(
        long pairs,
        int sources,
        int mostTargets,
        int severalTargets,
        long shared,
        SideFacts source,
        SideFacts target,
        long outliers,
        List<String> firstOutliers) {

    /** How many of the most frequent tokens, and of the outliers, are remembered. */
    public static final int MOST_SHOWN = 20;

    /**
     * A pair is an outlier if its ratio of lengths is so many times that of all, or as small a part of it. Moses, which drops
     * such pairs before training (clean-corpus-n), takes 9 for the ratio itself; sides of different tokens have another one.
     */
    private static final int OUTLIER = 9;

    public PairFacts {
        firstOutliers = List.copyOf(firstOutliers);
    }

    /**
     * What the texts of one side are like.
     *
     * @param lengths in tokens
     * @param longest where the longest text is, or its beginning
     * @param tokens the number of all tokens
     * @param distinct the number of different ones
     * @param frequent the most frequent ones, and how often each occurs; equally frequent ones by their characters
     */
    public record SideFacts(Lengths lengths, String longest, long tokens, int distinct, Map<String, Long> frequent) {}

    /** Returns the facts of pairs whose texts are cut into tokens as the form says. */
    public static PairFacts of(PairDataset dataset, PairForm form) {
        List<PairExample> all = dataset.all();
        SideCount source = new SideCount(form.source());
        SideCount target = new SideCount(form.target());
        for (PairExample example : all) {
            source.add(example, example.text());
            example.rightTargets().forEach(right -> target.add(example, right));
        }
        List<String> outliers = outliers(all, source, target);
        return new PairFacts(
                PairDataset.pairs(all),
                all.size(),
                all.stream()
                        .mapToInt(example -> example.rightTargets().size())
                        .max()
                        .orElse(0),
                (int) all.stream()
                        .filter(example -> example.rightTargets().size() > 1)
                        .count(),
                new Split<>(dataset.examples(), List.of(), dataset.test()).testInputsTrainedOn(),
                source.facts(),
                target.facts(),
                outliers.size(),
                outliers.subList(0, Math.min(MOST_SHOWN, outliers.size())));
    }

    private static List<String> outliers(List<PairExample> all, SideCount source, SideCount target) {
        double usual = source.mean() / target.mean();
        var outliers = new ArrayList<String>();
        for (PairExample example : all) {
            int length = source.side.tokenizer().count(example.text());
            for (String right : example.rightTargets()) {
                double ratio = length / usual / target.side.tokenizer().count(right);
                if (ratio > OUTLIER || ratio < 1.0 / OUTLIER) {
                    outliers.add(example.excerpt() + example.inPlace());
                }
            }
        }
        return outliers;
    }

    /** Counts the tokens of one side. */
    private static final class SideCount {
        private final PairForm.Side side;
        private final Map<String, Long> counts = new HashMap<>();
        private final List<Integer> lengths = new ArrayList<>();
        private String longest = "";
        private int most;
        private long tokens;

        SideCount(PairForm.Side side) {
            this.side = side;
        }

        void add(PairExample example, String text) {
            int[] length = new int[1];
            side.tokenizer().forEach(text, token -> {
                counts.merge(token, 1L, Long::sum);
                length[0]++;
            });
            lengths.add(length[0]);
            tokens += length[0];
            if (length[0] > most) {
                most = length[0];
                longest = example.called(lengths.size());
            }
        }

        double mean() {
            return (double) tokens / lengths.size();
        }

        SideFacts facts() {
            var frequent = new LinkedHashMap<String, Long>();
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_SHOWN)
                    .forEach(entry -> frequent.put(entry.getKey(), entry.getValue()));
            return new SideFacts(
                    Lengths.of(lengths.stream().mapToInt(Integer::intValue).toArray()),
                    longest,
                    tokens,
                    counts.size(),
                    frequent);
        }
    }

    /** Returns the facts by name, as plain data. */
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("pairs", pairs);
        data.put("sources", sources);
        data.put("most_targets", mostTargets);
        data.put("several_targets", severalTargets);
        data.put("test_sources_trained_on", shared);
        data.put("source", toData(source));
        data.put("target", toData(target));
        data.put("length_outliers", outliers);
        data.put("first_length_outliers", firstOutliers);
        return data;
    }

    private static Map<String, Object> toData(SideFacts side) {
        var data = new LinkedHashMap<String, Object>();
        Lengths lengths = side.lengths();
        data.put("shortest", lengths.shortest());
        data.put("median", lengths.median());
        data.put("percentile_95", lengths.percentile95());
        data.put("longest", lengths.longest());
        data.put("longest_place", side.longest());
        data.put("tokens", side.tokens());
        data.put("distinct_tokens", side.distinct());
        data.put("frequent_tokens", side.frequent());
        return data;
    }
}

package dev.unroll.data.baseline.pair;

import dev.unroll.core.score.EditDistance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The target of the nearest source in the training part.
 *
 * <p>Sources are compared by their tokens and the pairs of neighbors among them, ends included, each weighted by how few
 * sources have it: the cosine of tf · idf (Salton and Buckley 1988). Of the {@link #CANDIDATES} with the largest cosine the
 * one with the smallest edit distance answers; of equally near ones that with the larger cosine, else the first.
 */
public final class NearestSource implements PairBaseline {

    /** So many are compared token by token. */
    public static final int CANDIDATES = 32;

    private final Alphabet alphabet;
    private final KeyTable features;
    private final float[] weights;
    private final int[][] sources;
    private final List<List<String>> targets;
    /** By feature: the sources that have it, and its share in each of them. */
    private final int[][] holders;

    private final float[][] shares;

    private NearestSource(
            Alphabet alphabet, KeyTable features, int[][] sources, int[][] holders, List<List<String>> targets) {
        this.alphabet = alphabet;
        this.features = features;
        this.sources = sources;
        this.holders = holders;
        this.targets = targets;
        this.weights = new float[features.size()];
        this.shares = new float[features.size()][];
        weigh();
    }

    /** Returns the model of these pairs. */
    public static NearestSource train(List<TokenPair> pairs) {
        TokenPair.requireSome(pairs);
        var alphabet = new Alphabet();
        var features = new KeyTable();
        int[][] sources = new int[pairs.size()][];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = alphabet.addAll(pairs.get(i).source());
            for (long key : keys(sources[i])) {
                features.add(key);
            }
        }
        int[] counts = new int[features.size()];
        forEachFeature(features, sources, (_, feature) -> counts[feature]++);
        int[][] holders = new int[counts.length][];
        Arrays.setAll(holders, feature -> new int[counts[feature]]);
        Arrays.fill(counts, 0);
        forEachFeature(features, sources, (source, feature) -> holders[feature][counts[feature]++] = source);
        return new NearestSource(
                alphabet,
                features,
                sources,
                holders,
                pairs.stream().map(pair -> pair.targets().getFirst()).toList());
    }

    private interface Visitor {
        void visit(int source, int feature);
    }

    /** Visits every feature of every source, as often as the source has it; the sources in their order. */
    private static void forEachFeature(KeyTable features, int[][] sources, Visitor visitor) {
        for (int source = 0; source < sources.length; source++) {
            for (long key : keys(sources[source])) {
                visitor.visit(source, features.find(key));
            }
        }
    }

    /** Returns the features of a source: its tokens, and its pairs of neighbors; 0 stands before and after it. */
    private static long[] keys(int[] source) {
        long[] keys = new long[2 * source.length + 1];
        for (int i = 0; i <= source.length; i++) {
            long before = i == 0 ? 0 : source[i - 1];
            long after = i == source.length ? 0 : source[i];
            keys[i] = before << 32 | after;
            if (i < source.length) {
                keys[source.length + 1 + i] = -after;
            }
        }
        return keys;
    }

    /** A source that has a feature several times stands there as often, so that its frequency counts. */
    private void weigh() {
        double[] squares = new double[sources.length];
        for (int feature = 0; feature < weights.length; feature++) {
            int[] having = holders[feature];
            int distinct = 0;
            for (int i = 0; i < having.length; i++) {
                distinct += i == 0 || having[i] != having[i - 1] ? 1 : 0;
            }
            weights[feature] = (float) StrictMath.log((1.0 + sources.length) / distinct);
            for (int i = 0, end; i < having.length; i = end) {
                end = endOfRun(having, i);
                double weight = (double) weights[feature] * (end - i);
                squares[having[i]] += weight * weight;
            }
        }
        for (int feature = 0; feature < weights.length; feature++) {
            shares[feature] = new float[holders[feature].length];
            for (int i = 0; i < shares[feature].length; i++) {
                shares[feature][i] = (float) (weights[feature] / StrictMath.sqrt(squares[holders[feature][i]]));
            }
        }
    }

    private static int endOfRun(int[] values, int from) {
        int end = from + 1;
        while (end < values.length && values[end] == values[from]) {
            end++;
        }
        return end;
    }

    @Override
    public String name() {
        return "nearest source";
    }

    @Override
    public String key() {
        return "nearest_source";
    }

    @Override
    public List<String> answer(List<String> source) {
        int[] asked = alphabet.findAll(source);
        float[] cosines = cosines(asked);
        int best = KeyTable.NONE;
        int fewest = Integer.MAX_VALUE - 1;
        for (int candidate : nearest(cosines)) {
            int edits = EditDistance.upTo(fewest, asked, sources[candidate]);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return targets.get(best);
    }

    /** Returns the cosine of every source with the one asked for, but for the length of the latter, [sources]. */
    private float[] cosines(int[] asked) {
        float[] cosines = new float[sources.length];
        for (long key : keys(asked)) {
            int feature = features.find(key);
            if (feature == KeyTable.NONE) {
                continue;
            }
            int[] having = holders[feature];
            float[] share = shares[feature];
            float weight = weights[feature];
            for (int i = 0; i < having.length; i++) {
                cosines[having[i]] += weight * share[i];
            }
        }
        return cosines;
    }

    /** Returns the sources with the largest cosines, the largest first; of equal ones the first. */
    private static List<Integer> nearest(float[] cosines) {
        var nearest = new ArrayList<Integer>(CANDIDATES + 1);
        for (int source = 0; source < cosines.length; source++) {
            if (nearest.size() == CANDIDATES && cosines[source] <= cosines[nearest.getLast()]) {
                continue;
            }
            int place = nearest.size();
            while (place > 0 && cosines[source] > cosines[nearest.get(place - 1)]) {
                place--;
            }
            nearest.add(place, source);
            if (nearest.size() > CANDIDATES) {
                nearest.removeLast();
            }
        }
        return nearest;
    }
}

package dev.unroll.core.piece;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds merges: again and again the two neighbors that occur most often in all words become one. Of pairs that occur equally
 * often, the one whose left piece comes first in the order of code points is taken, then the one whose right piece does; so
 * the same words give the same merges, in whatever order they come.
 *
 * <p>Counts are kept, not made anew: a merge touches the words that hold its pair, and no others. Source: Sennrich, Haddow
 * and Birch 2016.
 */
public final class MergeLearner {

    /** What occurs once is no rule. */
    private static final long FEWEST = 2;

    /** The most symbols of a word that is learned from: one that is longer is no word, and each merge would read all of it. */
    static final int LONGEST = 1000;

    private static final Comparator<Pair> ORDER = Comparator.comparingLong(Pair::count)
            .reversed()
            .thenComparing(Pair::left, MergeLearner::compareCodePoints)
            .thenComparing(Pair::right, MergeLearner::compareCodePoints);

    private final List<String> symbols = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<int[]> words = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final Map<Long, Held> pairs = new HashMap<>();
    /** The pairs that are merges, and their places among these. */
    private final Map<Long, Integer> ranks = new HashMap<>();

    private final PriorityQueue<Pair> best = new PriorityQueue<>(ORDER);

    /** How often two symbols are neighbors, and in which words they are or were. */
    private static final class Held {
        private long count;
        private int[] words = new int[4];
        private int size;

        void add(int word) {
            if (size > 0 && words[size - 1] == word) {
                return;
            }
            if (size == words.length) {
                words = Arrays.copyOf(words, 2 * size);
            }
            words[size++] = word;
        }
    }

    /** Two neighbors, and how often they occurred when this was written down. */
    private record Pair(long key, String left, String right, long count) {}

    private MergeLearner(Map<List<String>, Long> words) {
        words.forEach((word, count) -> {
            if (word.size() <= LONGEST) {
                this.words.add(word.stream().mapToInt(this::number).toArray());
                counts.add(count);
            }
        });
    }

    /**
     * Returns the merges of words, fewer than asked for if no two neighbors are left that occur twice.
     *
     * @param words the symbols of each word, and how often it occurs; one of more than {@value #LONGEST} symbols is passed over
     * @param most at least 0
     */
    public static Merges learn(Map<List<String>, Long> words, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("the number of merges must be at least 0 but is " + most);
        }
        return new Merges(new MergeLearner(words).merges(most));
    }

    private List<Merge> merges(int most) {
        for (int word = 0; word < words.size(); word++) {
            count(word, 1);
            index(word);
        }
        pairs.keySet().forEach(this::consider);
        var merges = new ArrayList<Merge>();
        while (merges.size() < most && !best.isEmpty()) {
            Pair pair = best.remove();
            Held held = pairs.get(pair.key());
            if (held == null || held.count < FEWEST) {
                continue;
            }
            if (held.count == pair.count()) {
                ranks.put(pair.key(), merges.size());
                merges.add(new Merge(pair.left(), pair.right()));
                merge(pair.key());
            } else if (held.count < pair.count()) {
                consider(pair.key());
            }
        }
        return merges;
    }

    private int number(String symbol) {
        Integer known = numbers.putIfAbsent(symbol, symbols.size());
        if (known != null) {
            return known;
        }
        symbols.add(symbol);
        return symbols.size() - 1;
    }

    private static long key(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }

    private void consider(long key) {
        Held held = pairs.get(key);
        if (held != null && held.count >= FEWEST) {
            best.add(new Pair(key, symbols.get((int) (key >> Integer.SIZE)), symbols.get((int) key), held.count));
        }
    }

    /** Adds the pairs of a word to the counts, or takes them away with −1. */
    private void count(int word, int sign) {
        int[] symbolsOfWord = words.get(word);
        long times = sign * counts.get(word);
        for (int i = 0; i + 1 < symbolsOfWord.length; i++) {
            pairs.computeIfAbsent(key(symbolsOfWord[i], symbolsOfWord[i + 1]), unseen -> new Held()).count += times;
        }
    }

    private void index(int word) {
        int[] symbolsOfWord = words.get(word);
        for (int i = 0; i + 1 < symbolsOfWord.length; i++) {
            pairs.computeIfAbsent(key(symbolsOfWord[i], symbolsOfWord[i + 1]), unseen -> new Held())
                    .add(word);
        }
    }

    /**
     * Joins a pair wherever it stands. A piece may be made in two ways, abc of a and bc, and of ab and c: where it then
     * stands beside what it was joined to before, it is joined at once, as it will be in a text.
     */
    private void merge(long key) {
        var waiting = new TreeMap<Integer, Long>();
        waiting.put(ranks.getOrDefault(key, 0), key);
        while (!waiting.isEmpty()) {
            for (long grown : join(waiting.pollFirstEntry().getValue())) {
                Integer rank = ranks.get(grown);
                if (rank == null) {
                    consider(grown);
                } else {
                    waiting.put(rank, grown);
                }
            }
        }
    }

    /** Joins a pair wherever it stands, and returns the pairs that occur more often by it. */
    private Set<Long> join(long key) {
        int left = (int) (key >> Integer.SIZE);
        int right = (int) key;
        int made = number(symbols.get(left) + symbols.get(right));
        Set<Long> grown = new LinkedHashSet<>();
        Held held = pairs.getOrDefault(key, new Held());
        for (int i = 0; i < held.size; i++) {
            int word = held.words[i];
            int[] joined = joined(words.get(word), left, right, made);
            if (joined.length < words.get(word).length) {
                count(word, -1);
                words.set(word, joined);
                count(word, 1);
                noteNeighbors(word, made, grown);
            }
        }
        pairs.remove(key);
        return grown;
    }

    private void noteNeighbors(int word, int made, Set<Long> grown) {
        int[] symbolsOfWord = words.get(word);
        for (int i = 0; i + 1 < symbolsOfWord.length; i++) {
            if (symbolsOfWord[i] == made || symbolsOfWord[i + 1] == made) {
                long key = key(symbolsOfWord[i], symbolsOfWord[i + 1]);
                pairs.computeIfAbsent(key, unseen -> new Held()).add(word);
                grown.add(key);
            }
        }
    }

    private static int[] joined(int[] word, int left, int right, int made) {
        int[] joined = new int[word.length];
        int size = 0;
        for (int i = 0; i < word.length; i++) {
            boolean here = word[i] == left && i + 1 < word.length && word[i + 1] == right;
            joined[size++] = here ? made : word[i];
            i += here ? 1 : 0;
        }
        return Arrays.copyOf(joined, size);
    }

    /** Compares by code points; UTF-16 has those beyond 65,535 before some below. */
    private static int compareCodePoints(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }
}

package dev.unroll.core.piece;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The merges that make pieces out of the symbols of a word, the first before the second. Of one word: as long as two
 * neighbors are a merge, those of the first such merge become one piece, the leftmost if it is there several times.
 *
 * <p>Source: Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with Subword Units", ACL 2016.
 */
public final class Merges {

    /** The most merges: what has more is no list of merges. */
    private static final int MOST = 1 << 21;

    /** A symbol that takes part in no merge. */
    private static final int FOREIGN = -1;

    private final List<Merge> merges;
    /** The symbols that take part, and their numbers. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private final List<String> symbols = new ArrayList<>();
    /** The place among the merges of two symbols, by their numbers. */
    private final Map<Long, Integer> ranks;
    /** The number of what each merge makes. */
    private final int[] made;

    /**
     * Makes the merges of a list, the first first.
     *
     * @throws IllegalArgumentException if one stands there twice, or if they are more than two million
     */
    public Merges(List<Merge> merges) {
        if (merges.size() > MOST) {
            throw new IllegalArgumentException("there must be at most " + MOST + " merges but are " + merges.size());
        }
        this.merges = List.copyOf(merges);
        this.ranks = HashMap.newHashMap(merges.size());
        this.made = new int[merges.size()];
        for (int rank = 0; rank < made.length; rank++) {
            Merge merge = this.merges.get(rank);
            Integer earlier = ranks.putIfAbsent(pair(number(merge.left()), number(merge.right())), rank);
            if (earlier != null) {
                throw new IllegalArgumentException("merge \"" + merge + "\" stands there twice: at " + earlier
                        + " and at " + rank + "; keep one of them");
            }
            made[rank] = number(merge.joined());
        }
    }

    private int number(String symbol) {
        Integer known = numbers.putIfAbsent(symbol, symbols.size());
        if (known != null) {
            return known;
        }
        symbols.add(symbol);
        return symbols.size() - 1;
    }

    private static long pair(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }

    /** Returns the merges, the first first. */
    public List<Merge> list() {
        return merges;
    }

    /** Returns the pieces of a word, in order; together they are its symbols. Takes n log n of n symbols. */
    public List<String> pieces(List<String> word) {
        return word.size() < 2 ? List.copyOf(word) : new Joining(word).pieces();
    }

    /** One word whose symbols are joined: a chain of those that are left. */
    private final class Joining {
        private final List<String> word;
        private final int[] numberAt;
        private final int[] before;
        private final int[] after;
        /** Pairs that were seen, rank above place: some are gone when their turn comes. */
        private final PriorityQueue<Long> waiting = new PriorityQueue<>();

        Joining(List<String> word) {
            this.word = word;
            int size = word.size();
            this.numberAt = new int[size];
            this.before = new int[size];
            this.after = new int[size];
            for (int i = 0; i < size; i++) {
                numberAt[i] = numbers.getOrDefault(word.get(i), FOREIGN);
                before[i] = i - 1;
                after[i] = i + 1;
            }
        }

        List<String> pieces() {
            for (int i = 0; i + 1 < word.size(); i++) {
                wait(i);
            }
            while (!waiting.isEmpty()) {
                long first = waiting.remove();
                int rank = (int) (first >> Integer.SIZE);
                int at = (int) first;
                if (rank(at) == rank) {
                    join(at, rank);
                }
            }
            var pieces = new ArrayList<String>();
            for (int i = 0; i < word.size(); i = after[i]) {
                pieces.add(numberAt[i] == FOREIGN ? word.get(i) : symbols.get(numberAt[i]));
            }
            return pieces;
        }

        /** Returns the rank of the pair that begins at a place; −1 if there is none. */
        private int rank(int at) {
            int next = after[at];
            if (next >= word.size() || numberAt[at] == FOREIGN || numberAt[next] == FOREIGN) {
                return -1;
            }
            return ranks.getOrDefault(pair(numberAt[at], numberAt[next]), -1);
        }

        private void wait(int at) {
            int rank = rank(at);
            if (rank >= 0) {
                waiting.add((long) rank << Integer.SIZE | at);
            }
        }

        private void join(int at, int rank) {
            int gone = after[at];
            numberAt[at] = made[rank];
            numberAt[gone] = FOREIGN;
            after[at] = after[gone];
            if (after[at] < word.size()) {
                before[after[at]] = at;
            }
            wait(at);
            if (before[at] >= 0) {
                wait(before[at]);
            }
        }
    }

    /** Returns the merges of this data form: two pieces each, with a blank between them. */
    public static Merges parse(List<String> texts) {
        return new Merges(texts.stream().map(Merge::parse).toList());
    }

    /** Returns the plain data form, which {@link #parse} reads. */
    public List<String> toData() {
        return merges.stream().map(Merge::toString).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Merges that && merges.equals(that.merges);
    }

    @Override
    public int hashCode() {
        return merges.hashCode();
    }

    @Override
    public String toString() {
        return merges.size() + " merges";
    }
}

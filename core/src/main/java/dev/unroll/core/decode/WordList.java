package dev.unroll.core.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A prior that allows words of a list alone, with a separator between two of them; all are alike. */
public final class WordList implements Prior {

    private final int separator;
    private final Node root = new Node();

    /**
     * Takes words.
     *
     * @param words the tokens of each
     * @param separator the token between words
     * @throws IllegalArgumentException if a word is empty or has the separator in it
     */
    public WordList(List<int[]> words, int separator) {
        this.separator = separator;
        for (int i = 0; i < words.size(); i++) {
            add(words.get(i), i);
        }
    }

    private void add(int[] word, int i) {
        if (word.length == 0) {
            throw new IllegalArgumentException("word " + i + " of the list must have a token but has none");
        }
        Node node = root;
        for (int token : word) {
            if (token == separator) {
                throw new IllegalArgumentException("word " + i + " of the list has the token " + separator
                        + ", which parts words; leave it out, or cut the word there");
            }
            node = node.children.computeIfAbsent(token, _ -> new Node());
        }
        node.isWord = true;
    }

    @Override
    public State start() {
        return root;
    }

    /** The beginning of a word, or none. */
    private final class Node implements State {

        private final Map<Integer, Node> children = new HashMap<>();
        private boolean isWord;

        @Override
        public double logProbability(int token) {
            boolean fits = token == separator ? isWord : children.containsKey(token);
            return fits ? 0 : Double.NEGATIVE_INFINITY;
        }

        @Override
        public State after(int token) {
            if (token == separator) {
                return root;
            }
            Node next = children.get(token);
            if (next == null) {
                throw new IllegalArgumentException("no word of the list goes on with token " + token);
            }
            return next;
        }

        /** Zero after a word, and where none has begun. */
        @Override
        public double logEnd() {
            return isWord || this == root ? 0 : Double.NEGATIVE_INFINITY;
        }
    }
}

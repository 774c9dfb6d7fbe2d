package dev.unroll.core.network;

import java.util.Arrays;

/**
 * Tokens in their order, in the fewest bytes that hold each of them: one byte where there are at most 256 kinds. Parts of a
 * list share its memory.
 */
public final class TokenList {

    private final Store store;
    private final int from;
    private final int length;

    private TokenList(Store store, int from, int length) {
        this.store = store;
        this.from = from;
        this.length = length;
    }

    /** Returns these tokens; the array is used as it is. */
    public static TokenList of(int... tokens) {
        return new TokenList(new Ints(tokens), 0, tokens.length);
    }

    /** Returns the number of tokens. */
    public int length() {
        return length;
    }

    /** Returns the token at place {@code t}, from 0. */
    public int get(int t) {
        if (t < 0 || t >= length) {
            throw new IndexOutOfBoundsException("place " + t + " of " + length + " tokens");
        }
        return store.get(from + t);
    }

    /** Returns the tokens from one place to before another one; nothing is copied. */
    public TokenList part(int from, int to) {
        if (from < 0 || from > to || to > length) {
            throw new IndexOutOfBoundsException("places " + from + " to " + to + " of " + length + " tokens");
        }
        return new TokenList(store, this.from + from, to - from);
    }

    /** Returns the tokens as an array of their own. */
    public int[] toArray() {
        int[] tokens = new int[length];
        Arrays.setAll(tokens, this::get);
        return tokens;
    }

    /** Takes the tokens of one list, one by one. */
    public static final class Builder {
        private Store store;
        private int length;

        /**
         * Starts without tokens.
         *
         * @param kinds each token is less than this
         * @param expected about how many there will be; if it is exact, nothing is copied
         */
        public Builder(int kinds, int expected) {
            this.store = Store.of(kinds, expected);
        }

        /** Adds a token behind all others. */
        public void add(int token) {
            if (length == store.room()) {
                store = store.resized(grown(length));
            }
            store.set(length++, token);
        }

        private static int grown(int length) {
            return Math.clamp(length * 3L / 2, 16, Integer.MAX_VALUE - 8);
        }

        /** Returns what was added; the builder is then of no more use. */
        public TokenList build() {
            return new TokenList(length == store.room() ? store : store.resized(length), 0, length);
        }
    }

    /** Makes many short lists, which share large arrays. */
    public static final class Packer {

        /** Large enough that an array's own bytes do not count, small enough that the last one's are no loss. */
        private static final int ROOM = 1 << 16;

        private final int kinds;
        private Store store;
        private int used;

        /**
         * Starts without lists.
         *
         * @param kinds each token is less than this
         */
        public Packer(int kinds) {
            this.kinds = kinds;
            this.store = Store.of(kinds, 0);
        }

        /** Returns a list of these tokens; the array is not kept. */
        public TokenList pack(int[] tokens) {
            if (store.room() - used < tokens.length) {
                store = Store.of(kinds, Math.max(ROOM, tokens.length));
                used = 0;
            }
            for (int t = 0; t < tokens.length; t++) {
                store.set(used + t, tokens[t]);
            }
            used += tokens.length;
            return new TokenList(store, used - tokens.length, tokens.length);
        }
    }

    /** An array of one width. */
    private sealed interface Store {

        int room();

        int get(int at);

        void set(int at, int token);

        Store resized(int room);

        /** Returns the narrowest array for tokens less than {@code kinds}. */
        static Store of(int kinds, int room) {
            if (kinds <= 1 << Byte.SIZE) {
                return new Bytes(new byte[room]);
            }
            return kinds <= 1 << Character.SIZE ? new Chars(new char[room]) : new Ints(new int[room]);
        }

        /** Throws unless a token is its own in an array of this width. */
        static void requireFits(int token, int widest) {
            if (token < 0 || token > widest) {
                throw new IllegalArgumentException("a token here must be in 0 .. " + widest + " but is " + token);
            }
        }
    }

    private static final class Bytes implements Store {
        private static final int MASK = (1 << Byte.SIZE) - 1;

        private final byte[] tokens;

        private Bytes(byte[] tokens) {
            this.tokens = tokens;
        }

        @Override
        public int room() {
            return tokens.length;
        }

        @Override
        public int get(int at) {
            return tokens[at] & MASK;
        }

        @Override
        public void set(int at, int token) {
            Store.requireFits(token, MASK);
            tokens[at] = (byte) token;
        }

        @Override
        public Store resized(int room) {
            return new Bytes(Arrays.copyOf(tokens, room));
        }
    }

    private static final class Chars implements Store {
        private final char[] tokens;

        private Chars(char[] tokens) {
            this.tokens = tokens;
        }

        @Override
        public int room() {
            return tokens.length;
        }

        @Override
        public int get(int at) {
            return tokens[at];
        }

        @Override
        public void set(int at, int token) {
            Store.requireFits(token, Character.MAX_VALUE);
            tokens[at] = (char) token;
        }

        @Override
        public Store resized(int room) {
            return new Chars(Arrays.copyOf(tokens, room));
        }
    }

    private static final class Ints implements Store {
        private final int[] tokens;

        private Ints(int[] tokens) {
            this.tokens = tokens;
        }

        @Override
        public int room() {
            return tokens.length;
        }

        @Override
        public int get(int at) {
            return tokens[at];
        }

        @Override
        public void set(int at, int token) {
            tokens[at] = token;
        }

        @Override
        public Store resized(int room) {
            return new Ints(Arrays.copyOf(tokens, room));
        }
    }
}

package dev.unroll.data.baseline.pair;

/**
 * One or two letters with the symbols that they are said as, none to two, in one number: 16 bits each, 0 for what is not
 * there. At most one side has two.
 */
final class Graphone {

    /** Numbers of an alphabet fit in 16 bits. */
    static final int MOST_TOKENS = (1 << 16) - 1;

    private Graphone() {}

    static long of(int[] letters, int letter, int letterCount, int[] symbols, int symbol, int symbolCount) {
        long first = letters[letter];
        long second = letterCount > 1 ? letters[letter + 1] : 0;
        long said = symbolCount > 0 ? symbols[symbol] : 0;
        long then = symbolCount > 1 ? symbols[symbol + 1] : 0;
        return first << 48 | second << 32 | said << 16 | then;
    }

    /** Returns the letters alone: graphones with the same are chosen among. */
    static int letters(long graphone) {
        return (int) (graphone >>> 32);
    }

    static int letters(int first, int second) {
        return first << 16 | second;
    }

    /** Returns the first symbol, or 0. */
    static int firstSymbol(long graphone) {
        return (int) (graphone >>> 16) & MOST_TOKENS;
    }

    /** Returns the second symbol, or 0. */
    static int secondSymbol(long graphone) {
        return (int) graphone & MOST_TOKENS;
    }
}

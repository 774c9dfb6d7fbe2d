package dev.unroll.data.baseline.pair;

import java.util.Arrays;
import java.util.List;

/**
 * Cuts words and what is said into {@link Graphone}s that explain all of them best, by expectation and maximization over
 * all ways to cut each word.
 *
 * <p>A way's weight is the product of its graphones' probabilities, each to the power of the more tokens that it has on a
 * side: else long graphones would win too often (of CMUdict's words, 27.3 % instead of 26.8 % would be said wrong).
 * Sources: Jiampojamarn, Kondrak and Sherif 2007 (many to many); Novak, Minematsu and Hirose 2012 (the power).
 */
final class GraphoneAligner {

    /** Letters and symbols that a graphone may have. */
    private static final int[][] SHAPES = {{1, 0}, {1, 1}, {1, 2}, {2, 1}};
    /** Of CMUdict, four give the same error rate, and sixteen none that is better. */
    private static final int ROUNDS = 8;
    /** The weight of a way is larger by this for each letter, so that that of a long word does not vanish. */
    private static final double SCALE = 1000;

    private final KeyTable graphones = new KeyTable();
    private double[] probabilities = {};
    private double[] counts = {};
    private double[][] forward = new double[0][];
    private double[][] backward = new double[0][];

    /** A word and what is said, in numbers of their alphabets. */
    static final class Word {
        private final int[] letters;
        private final int[] symbols;

        Word(int[] letters, int[] symbols) {
            this.letters = letters;
            this.symbols = symbols;
        }

        int[] letters() {
            return letters;
        }

        int[] symbols() {
            return symbols;
        }
    }

    /** Learns the probabilities of graphones. */
    void train(List<Word> words) {
        for (Word word : words) {
            fit(word);
            addGraphones(word);
        }
        probabilities = new double[graphones.size()];
        Arrays.fill(probabilities, 1.0 / graphones.size());
        for (int round = 0; round < ROUNDS; round++) {
            counts = new double[graphones.size()];
            words.forEach(this::count);
            double total = Arrays.stream(counts).sum();
            for (int i = 0; total > 0 && i < counts.length; i++) {
                probabilities[i] = counts[i] / total;
            }
        }
    }

    private void fit(Word word) {
        int rows = word.letters.length + 1;
        int columns = word.symbols.length + 1;
        if (forward.length < rows || forward[0].length < columns) {
            int most = forward.length == 0 ? 0 : forward[0].length;
            forward = new double[Math.max(rows, forward.length)][Math.max(columns, most)];
            backward = new double[forward.length][forward[0].length];
        }
    }

    /** Adds every graphone that some way to cut this word has. */
    private void addGraphones(Word word) {
        int n = word.letters.length;
        int m = word.symbols.length;
        for (int i = 0; i < n; i++) {
            for (int j = Math.max(0, m - 2 * (n - i)); j <= Math.min(m, 2 * i); j++) {
                for (int[] shape : SHAPES) {
                    int rest = n - i - shape[0];
                    if (rest >= 0 && j + shape[1] <= m && m - j - shape[1] <= 2 * rest) {
                        graphones.add(key(word, i, j, shape));
                    }
                }
            }
        }
    }

    private static long key(Word word, int i, int j, int[] shape) {
        return Graphone.of(word.letters, i, shape[0], word.symbols, j, shape[1]);
    }

    /** Returns the weight of a graphone, 0 if it does not fit into the word or occurs in none. */
    private double weight(Word word, int i, int j, int[] shape) {
        if (i + shape[0] > word.letters.length || j + shape[1] > word.symbols.length) {
            return 0;
        }
        int graphone = graphones.find(key(word, i, j, shape));
        if (graphone == KeyTable.NONE) {
            return 0;
        }
        double weight = probabilities[graphone] * SCALE;
        boolean isLong = shape[0] > 1 || shape[1] > 1;
        return isLong ? weight * probabilities[graphone] * (shape[0] > 1 ? SCALE : 1) : weight;
    }

    /** Adds how often each graphone is expected in a word; of a word that cannot be cut, none. */
    private void count(Word word) {
        int n = word.letters.length;
        int m = word.symbols.length;
        passBackward(word);
        double total = backward[0][0];
        if (!(total > 0)) {
            return;
        }
        for (int i = 0; i <= n; i++) {
            Arrays.fill(forward[i], 0, m + 1, 0);
        }
        forward[0][0] = 1 / total;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= m; j++) {
                for (int[] shape : forward[i][j] > 0 ? SHAPES : new int[0][]) {
                    double weight = weight(word, i, j, shape);
                    if (weight > 0) {
                        forward[i + shape[0]][j + shape[1]] += forward[i][j] * weight;
                        counts[graphones.find(key(word, i, j, shape))] +=
                                forward[i][j] * weight * backward[i + shape[0]][j + shape[1]];
                    }
                }
            }
        }
    }

    private void passBackward(Word word) {
        int n = word.letters.length;
        int m = word.symbols.length;
        Arrays.fill(backward[n], 0, m + 1, 0);
        backward[n][m] = 1;
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m; j >= 0; j--) {
                double sum = 0;
                for (int[] shape : SHAPES) {
                    double weight = weight(word, i, j, shape);
                    sum += weight > 0 ? weight * backward[i + shape[0]][j + shape[1]] : 0;
                }
                backward[i][j] = sum;
            }
        }
    }

    /** Returns the most probable way to cut a word, a graphone each; none if it cannot be cut. */
    long[] best(Word word) {
        int n = word.letters.length;
        int m = word.symbols.length;
        int[][] choices = new int[n][m + 1];
        Arrays.fill(backward[n], 0, m + 1, 0);
        backward[n][m] = 1;
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m; j >= 0; j--) {
                backward[i][j] = 0;
                for (int s = 0; s < SHAPES.length; s++) {
                    double weight = weight(word, i, j, SHAPES[s]);
                    double whole = weight > 0 ? weight * backward[i + SHAPES[s][0]][j + SHAPES[s][1]] : 0;
                    if (whole > backward[i][j]) {
                        backward[i][j] = whole;
                        choices[i][j] = s;
                    }
                }
            }
        }
        return backward[0][0] > 0 ? path(word, choices) : new long[0];
    }

    private static long[] path(Word word, int[][] choices) {
        long[] path = new long[word.letters.length];
        int length = 0;
        for (int i = 0, j = 0; i < word.letters.length; ) {
            int[] shape = SHAPES[choices[i][j]];
            path[length++] = key(word, i, j, shape);
            i += shape[0];
            j += shape[1];
        }
        return Arrays.copyOf(path, length);
    }
}

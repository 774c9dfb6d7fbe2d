package dev.unroll.data.baseline.pair;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a word is said: the most probable row of {@link Graphone}s that spells it.
 *
 * <pre>
 *   argmax  Π p(gₖ | gₖ₋₅ … gₖ₋₁)      over rows of graphones whose letters are the word
 * </pre>
 *
 * <p>Words of the training part are cut into graphones by {@link GraphoneAligner}; p is of {@link KneserNey}. Of the ways
 * that lead to a letter the {@link #BEAM} most probable go on. A letter that training never saw says nothing. Source: Bisani
 * and Ney, "Joint-sequence models for grapheme-to-phoneme conversion", 2008.
 */
public final class JointNgrams implements PairBaseline {

    /** Graphones that are looked at, the guessed one among them. */
    public static final int ORDER = 6;

    /** Of CMUdict, ten times as many leave the error rate as it is. */
    public static final int BEAM = 40;

    private final Alphabet letters;
    private final Alphabet symbols;
    private final long[] graphones;
    private final Map<Integer, List<Integer>> byLetters;
    private final KneserNey model;
    private final int leftOut;

    /** A way to say the beginning of a word, up to a letter. */
    private record Way(double logarithm, int context, int graphone, Optional<Way> before) {

        private Way then(double factor, int next, int token) {
            return new Way(logarithm + StrictMath.log(factor), next, token, Optional.of(this));
        }
    }

    private JointNgrams(Alphabet letters, Alphabet symbols, KeyTable numbers, List<int[]> rows, int leftOut) {
        this.letters = letters;
        this.symbols = symbols;
        this.leftOut = leftOut;
        this.graphones = new long[numbers.size()];
        this.byLetters = new HashMap<>();
        for (int i = 0; i < graphones.length; i++) {
            graphones[i] = numbers.key(i);
            byLetters
                    .computeIfAbsent(Graphone.letters(graphones[i]), _ -> new ArrayList<>())
                    .add(token(i));
        }
        this.model = KneserNey.train(rows, token(graphones.length), ORDER);
    }

    /** Returns the model of these pairs of letters and symbols; each target is one more way to say the word. */
    public static JointNgrams train(List<TokenPair> pairs) {
        TokenPair.requireSome(pairs);
        var letters = new Alphabet();
        var symbols = new Alphabet();
        var words = new ArrayList<GraphoneAligner.Word>();
        for (TokenPair pair : pairs) {
            for (List<String> target : pair.targets()) {
                words.add(new GraphoneAligner.Word(letters.addAll(pair.source()), symbols.addAll(target)));
            }
        }
        if (Math.max(letters.size(), symbols.size()) > Graphone.MOST_TOKENS) {
            throw new IllegalArgumentException("letters and symbols must be fewer than " + Graphone.MOST_TOKENS
                    + " but are " + (letters.size() - 1) + " and " + (symbols.size() - 1)
                    + "; take letters for tokens and not words");
        }
        var aligner = new GraphoneAligner();
        aligner.train(words);
        var numbers = new KeyTable();
        var rows = new ArrayList<int[]>(words.size());
        int leftOut = 0;
        for (GraphoneAligner.Word word : words) {
            long[] row = aligner.best(word);
            if (row.length == 0) {
                leftOut++;
                continue;
            }
            int[] tokens = new int[row.length];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = token(numbers.add(row[i]));
            }
            rows.add(tokens);
        }
        return new JointNgrams(letters, symbols, numbers, rows, leftOut);
    }

    /** Returns the token of a graphone; two more begin and end a word. */
    private static int token(int graphone) {
        return graphone + 2;
    }

    /** Returns how many targets it could not learn from: more than two symbols a letter, or nothing at all. */
    public int leftOut() {
        return leftOut;
    }

    @Override
    public String name() {
        return "joint " + ORDER + "-grams of letters and symbols";
    }

    @Override
    public String key() {
        return "joint_ngrams";
    }

    @Override
    public List<String> answer(List<String> source) {
        int[] word = letters.findAll(source);
        List<Map<Integer, Way>> ways = new ArrayList<>();
        for (int i = 0; i <= word.length; i++) {
            ways.add(new LinkedHashMap<>());
        }
        keep(ways.getFirst(), new Way(0, model.start(), -1, Optional.empty()));
        for (int i = 0; i < word.length; i++) {
            for (Way way : best(ways.get(i), BEAM)) {
                extend(way, Graphone.letters(word[i], 0), ways.get(i + 1));
                if (i + 2 <= word.length) {
                    extend(way, Graphone.letters(word[i], word[i + 1]), ways.get(i + 2));
                }
                if (!byLetters.containsKey(Graphone.letters(word[i], 0))) {
                    // As improbable as any graphone whatever.
                    keep(ways.get(i + 1), way.then(1.0 / token(graphones.length), way.context, -1));
                }
            }
        }
        Map<Integer, Way> ended = new LinkedHashMap<>();
        for (Way way : best(ways.getLast(), BEAM)) {
            keep(ended, way.then(model.probability(way.context, KneserNey.END), 0, -1));
        }
        return spelled(best(ended, 1).getFirst());
    }

    private void extend(Way way, int spelling, Map<Integer, Way> to) {
        for (int token : byLetters.getOrDefault(spelling, List.of())) {
            double probability = model.probability(way.context, token);
            keep(to, way.then(probability, model.next(way.context, token), token));
        }
    }

    /** Of two ways with the same context the more probable is kept: what follows is the same. */
    private static void keep(Map<Integer, Way> ways, Way way) {
        ways.merge(way.context, way, (old, other) -> other.logarithm > old.logarithm ? other : old);
    }

    private static List<Way> best(Map<Integer, Way> ways, int most) {
        return ways.values().stream()
                .sorted(Comparator.comparingDouble(Way::logarithm).reversed())
                .limit(most)
                .toList();
    }

    private List<String> spelled(Way end) {
        var said = new ArrayDeque<String>();
        Optional<Way> at = Optional.of(end);
        while (at.isPresent()) {
            if (at.get().graphone >= 0) {
                long graphone = graphones[at.get().graphone - token(0)];
                for (int symbol : new int[] {Graphone.secondSymbol(graphone), Graphone.firstSymbol(graphone)}) {
                    if (symbol != Alphabet.NONE) {
                        said.addFirst(symbols.token(symbol));
                    }
                }
            }
            at = at.get().before;
        }
        return List.copyOf(said);
    }
}

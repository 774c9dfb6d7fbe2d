package dev.unroll.core.pass;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.cells.LearnedStarts;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Head.Linear;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.InputSpec.Words;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Merge;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Residual;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TimeReduction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Networks of parts beyond the usual ones, and what they can read. */
public final class SampleNetworks {

    static final int TOKENS = 7;
    static final int LETTERS = 5;

    private SampleNetworks() {}

    private static Layer lstm(int width, int hidden, Reading reading, Merge merge) {
        return new Layer(Cells.lstm(width, hidden, Bias.PRESENT), reading, merge);
    }

    private static Layer gru(int width, int hidden, Reading reading) {
        return new Layer(Cells.gru(width, hidden, Bias.PRESENT), reading);
    }

    /** Returns a network that reads words of letters, and tags each. */
    public static NetworkSpec words(int scale) {
        NetworkSpec letters = NetworkSpec.reading(new InputSpec.Embedding(LETTERS, 3 * scale))
                .then(width -> lstm(width, 2 * scale, Reading.BIDIRECTIONAL, Merge.CONCATENATION))
                .then(new Readout.LastStep());
        return NetworkSpec.reading(new Words(TOKENS, 3 * scale, letters))
                .then(width -> gru(width, 3 * scale, Reading.BIDIRECTIONAL))
                .then(new Linear(4));
    }

    /** Returns a network that reads words of one-hot letters, and answers once. */
    public static NetworkSpec wordsOfOneHotLetters(int scale) {
        NetworkSpec letters = NetworkSpec.reading(new InputSpec.OneHot(LETTERS))
                .then(width -> gru(width, 3 * scale, Reading.FORWARD))
                .then(new Readout.Mean())
                .then(Residual.around(new Linear(3 * scale)));
        return NetworkSpec.reading(new Words(TOKENS, 2 * scale, letters))
                .then(width -> lstm(width, 3 * scale, Reading.BACKWARD, Merge.CONCATENATION))
                .then(new Readout.LastStep())
                .then(new Linear(2));
    }

    /** Returns a network whose directions are merged, last read at every step. */
    public static NetworkSpec merged(Merge merge, int scale) {
        return NetworkSpec.reading(new InputSpec.Embedding(TOKENS, 3 * scale))
                .then(width -> lstm(width, 3 * scale, Reading.BIDIRECTIONAL, merge))
                .then(width -> new Layer(Cells.gru(width, 2 * scale, Bias.PRESENT), Reading.BIDIRECTIONAL, merge));
    }

    /** Returns a network with layers inside and outside of connections, and linear layers between. */
    public static NetworkSpec residual(int scale) {
        int width = 3 * scale;
        return NetworkSpec.reading(new InputSpec.Embedding(TOKENS, width))
                .then(Residual.around(gru(width, width, Reading.FORWARD)))
                .then(Residual.around(
                        lstm(width, 2 * scale, Reading.BIDIRECTIONAL, Merge.CONCATENATION),
                        Residual.around(new Linear(4 * scale)),
                        new Linear(width)))
                .then(new Readout.LastPosition())
                .then(Residual.around(new Linear(width)))
                .then(new Linear(3));
    }

    /** Returns a network without a recurrent layer. */
    public static NetworkSpec bag(int scale) {
        return NetworkSpec.reading(new InputSpec.Embedding(TOKENS, 3 * scale))
                .then(new Linear(4 * scale))
                .then(new Readout.Max())
                .then(new Linear(2));
    }

    /** Returns a network whose layers have fewer and fewer steps: of 7, 4 and 2. */
    public static NetworkSpec reducing(int scale) {
        return NetworkSpec.reading(new InputSpec.Embedding(TOKENS, 2 * scale))
                .then(width -> gru(width, 3 * scale, Reading.BIDIRECTIONAL))
                .then(new TimeReduction(2))
                .then(width -> lstm(width, 2 * scale, Reading.BIDIRECTIONAL, Merge.SUM))
                .then(Residual.around(gru(2 * scale, 2 * scale, Reading.FORWARD)))
                .then(new TimeReduction(3))
                .then(new Linear(4));
    }

    /** Returns a network that reduces the time of what it reads, before any layer, and answers once. */
    public static NetworkSpec reducingFirst(int scale) {
        return NetworkSpec.reading(new InputSpec.Embedding(TOKENS, 2 * scale))
                .then(new TimeReduction(4))
                .then(width -> gru(width, 3 * scale, Reading.FORWARD))
                .then(new Readout.LastStep())
                .then(new Linear(3));
    }

    /** Returns a network that reads out by attention: of words, and of the letters of each. */
    public static NetworkSpec attention(int scale) {
        NetworkSpec letters =
                NetworkSpec.reading(new InputSpec.Embedding(LETTERS, 3 * scale)).then(new Readout.Pooling(2 * scale));
        return NetworkSpec.reading(new Words(TOKENS, 3 * scale, letters))
                .then(width -> gru(width, 3 * scale, Reading.BIDIRECTIONAL))
                .then(new Readout.Pooling(5 * scale))
                .then(new Linear(2));
    }

    /** Returns a network whose attention reads what two directions were merged to. */
    public static NetworkSpec attentionOfMerged(int scale) {
        return NetworkSpec.reading(new InputSpec.OneHot(TOKENS))
                .then(width -> lstm(width, 3 * scale, Reading.BIDIRECTIONAL, Merge.SUM))
                .then(new Readout.Pooling(4 * scale));
    }

    /** Returns a network that can be run a step at a time. */
    public static NetworkSpec streaming(int scale) {
        int width = 3 * scale;
        return NetworkSpec.reading(new InputSpec.OneHot(TOKENS))
                .then(given -> gru(given, width, Reading.FORWARD))
                .then(Residual.around(lstm(width, width, Reading.FORWARD, Merge.CONCATENATION)))
                .then(new Linear(width))
                .then(new Readout.LastStep())
                .then(new Linear(4));
    }

    /** Returns a cell both of whose states start as something else than 0; a vector is one's start and is read, too. */
    public static Cell started(int width, int hidden) {
        return Cell.parse("started: x[" + width + "], h[" + hidden + "] = h_0, c[" + hidden + "] = s;"
                + " h_0 = -1 … 1, s = 0.5 … 1\n"
                + "z = W_z [x; h] + b_z\n"
                + "c' = σ(z + s) ⊙ c + s ⊙ tanh(W_c x)\n"
                + "h' = tanh(c')\n"
                + "y = h'");
    }

    /** Returns a network whose states have starts that it learns, in both directions and inside a connection. */
    public static NetworkSpec started(int scale) {
        return NetworkSpec.reading(new InputSpec.Embedding(TOKENS, 2 * scale))
                .then(width -> new Layer(started(width, 3 * scale), Reading.BIDIRECTIONAL))
                .then(Residual.around(new Layer(LearnedStarts.of(Cells.lstm(6 * scale, 6 * scale, Bias.PRESENT)))))
                .then(new Linear(4));
    }

    private static NetworkSpec pair(int scale, Reading reading) {
        NetworkSpec source = NetworkSpec.reading(new InputSpec.Embedding(LETTERS, 2 * scale))
                .then(width -> gru(width, 2 * scale, Reading.FORWARD))
                .then(width -> lstm(width, 3 * scale, reading, Merge.CONCATENATION));
        return NetworkSpec.reading(new InputSpec.Pair(source, TOKENS, 2 * scale));
    }

    /** Returns a decoder that starts from the last states of its source and attends to nothing. */
    public static NetworkSpec decoder(int scale) {
        return pair(scale, Reading.FORWARD)
                .then(width -> lstm(width, 3 * scale, Reading.FORWARD, Merge.CONCATENATION))
                .then(Residual.around(gru(3 * scale, 3 * scale, Reading.FORWARD)))
                .then(new Linear(TOKENS));
    }

    /** Returns a decoder whose first layer attends at each step. */
    public static NetworkSpec attentive(Attention.Score score, Attention.Feed feed, int scale) {
        Reading reading = score == Attention.Score.DOT ? Reading.FORWARD : Reading.BIDIRECTIONAL;
        int memory = reading == Reading.FORWARD ? 3 * scale : 6 * scale;
        int fed = feed == Attention.Feed.CONTEXT ? memory : 3 * scale;
        return pair(scale, reading)
                .then(width -> new Attention.Recurrent(
                        lstm(width + fed, 3 * scale, Reading.FORWARD, Merge.CONCATENATION), score, feed))
                .then(width -> gru(width, 2 * scale, Reading.FORWARD))
                .then(new Linear(TOKENS));
    }

    /** Returns a decoder that attends after its layers. */
    public static NetworkSpec combined(Attention.Score score, int scale) {
        return pair(scale, score == Attention.Score.DOT ? Reading.BACKWARD : Reading.BIDIRECTIONAL)
                .then(width -> gru(width, 3 * scale, Reading.FORWARD))
                .then(new Attention.Combined(score))
                .then(new Linear(TOKENS));
    }

    /** Returns a decoder that attends to a source of which every second step was joined. */
    public static NetworkSpec attentiveToReduced(int scale) {
        NetworkSpec source = NetworkSpec.reading(new InputSpec.Embedding(LETTERS, 2 * scale))
                .then(width -> gru(width, 2 * scale, Reading.FORWARD))
                .then(new TimeReduction(2))
                .then(width -> lstm(width, 3 * scale, Reading.BIDIRECTIONAL, Merge.CONCATENATION));
        return NetworkSpec.reading(new InputSpec.Pair(source, TOKENS, 2 * scale))
                .then(width -> gru(width, 3 * scale, Reading.FORWARD))
                .then(new Attention.Combined(Attention.Score.GENERAL))
                .then(new Linear(TOKENS));
    }

    /** Returns networks that read pairs. */
    public static List<NetworkSpec> pairs(int scale) {
        Stream<NetworkSpec> attentive = Stream.of(Attention.Feed.values())
                .flatMap(feed -> Stream.of(Attention.Score.values()).map(score -> attentive(score, feed, scale)));
        Stream<NetworkSpec> combined = Stream.of(Attention.Score.values()).map(score -> combined(score, scale));
        return Stream.of(Stream.of(decoder(scale), attentiveToReduced(scale)), attentive, combined)
                .flatMap(specs -> specs)
                .toList();
    }

    /** Returns all of these but those that read pairs. */
    public static List<NetworkSpec> all(int scale) {
        return Stream.concat(
                        Stream.of(
                                words(scale),
                                wordsOfOneHotLetters(scale),
                                residual(scale),
                                bag(scale),
                                attention(scale),
                                attentionOfMerged(scale),
                                streaming(scale),
                                started(scale),
                                reducing(scale),
                                reducing(scale).then(new Readout.Mean()),
                                reducingFirst(scale)),
                        Stream.of(Merge.values())
                                .map(merge -> merged(merge, scale))
                                .flatMap(spec -> Stream.of(
                                        spec,
                                        spec.then(new Readout.LastStep()).then(new Linear(2)),
                                        spec.then(new Readout.Mean()))))
                .toList();
    }

    /** What networks read: tokens, or words whose letters often come again. */
    static final class Texts {

        final int[][] tokens;
        final int[][][] letters;

        Texts(int... lengths) {
            this.tokens = new int[lengths.length][];
            this.letters = new int[lengths.length][][];
            var dice = new Dice(6);
            for (int i = 0; i < lengths.length; i++) {
                tokens[i] = new int[lengths[i]];
                letters[i] = new int[lengths[i]][];
                for (int t = 0; t < lengths[i]; t++) {
                    tokens[i][t] = dice.below(TOKENS);
                    letters[i][t] = new int[1 + dice.below(3)];
                    for (int k = 0; k < letters[i][t].length; k++) {
                        letters[i][t][k] = dice.below(LETTERS);
                    }
                }
            }
        }

        Sequences of(NetworkSpec spec) {
            return switch (spec.input()) {
                case Words _ -> Sequences.ofWords(tokens, letters);
                case InputSpec.Pair _ -> Sequences.ofPairs(Sequences.ofTokens(sources()), Sequences.ofTokens(tokens));
                case InputSpec.Dense _, InputSpec.OneHot _, InputSpec.Embedding _ -> Sequences.ofTokens(tokens);
            };
        }

        /** The source of a pair is the letters one after another. */
        private int[][] sources() {
            int[][] sources = new int[letters.length][];
            Arrays.setAll(
                    sources,
                    i -> Arrays.stream(letters[i]).flatMapToInt(Arrays::stream).toArray());
            return sources;
        }
    }
}

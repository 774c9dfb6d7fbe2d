package dev.unroll.run.task.nexttoken;

import dev.unroll.core.network.Sequences;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.data.baseline.NgramLanguageModel;
import dev.unroll.data.baseline.NgramLanguageModel.Text;
import dev.unroll.run.task.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The simple guesses that stand beside those of a next-token model. */
final class NextTokenBaselines {

    /** How many tokens the counts look at, the guessed one among them. */
    private static final int ORDER = 6;

    /** Above this, counts of all tokens after each token would take longer than the training. */
    private static final int MOST_TOKENS = 4096;

    private NextTokenBaselines() {}

    static List<Scores> score(int tokens, Examples train, Examples test) {
        List<Scores> scores = new ArrayList<>();
        if (tokens <= MOST_TOKENS) {
            scores.add(ngrams(tokens, train, test));
        }
        scores.add(followers("bigram", "most frequent after the last token", tokens, train, test));
        scores.add(majorityToken(tokens, train, test));
        return scores;
    }

    private static Scores ngrams(int tokens, Examples train, Examples test) {
        NgramLanguageModel model = NgramLanguageModel.train(texts(train), tokens, ORDER);
        var confusion = new ConfusionMatrix(Math.max(2, tokens));
        double bits = 0;
        for (Text text : texts(test)) {
            for (int at = 1; at < text.length(); at++) {
                double[] probabilities = model.probabilities(text, at);
                int best = 0;
                for (int token = 1; token < tokens; token++) {
                    best = probabilities[token] > probabilities[best] ? token : best;
                }
                int next = text.token(at);
                confusion.add(next, best);
                bits -= StrictMath.log(probabilities[next]) / StrictMath.log(2);
            }
        }
        return Scores.ofLabels(
                "ngram",
                "counts of 1 to " + ORDER + " tokens" + limit(model, train),
                confusion,
                NextTokenProblem.bits(bits / Math.max(1, confusion.total())));
    }

    /** Returns how much was counted of texts that have too much to count; empty if all was. */
    private static String limit(NgramLanguageModel model, Examples train) {
        long all = texts(train).stream().mapToLong(Text::length).sum();
        return model.read() == all ? "" : String.format(Locale.ROOT, ", of the first %,d", model.read());
    }

    /** Returns the texts whose followers are to be guessed, each a token longer than its inputs. */
    private static List<Text> texts(Examples examples) {
        List<Text> texts = new ArrayList<>();
        if (examples.inputs() instanceof Sequences.Tokens tokens && examples.labels() instanceof Labels.OfSteps next) {
            for (int i = 0; i < examples.count(); i++) {
                texts.add(new Followed(tokens, next, i));
            }
        }
        return texts;
    }

    /** The tokens of a sequence and, last, what follows it. */
    private record Followed(Sequences.Tokens tokens, Labels.OfSteps next, int sequence) implements Text {

        @Override
        public int length() {
            return tokens.length(sequence) + 1;
        }

        @Override
        public int token(int at) {
            int last = tokens.length(sequence);
            return at < last ? tokens.token(sequence, at) : next.of(sequence, last - 1);
        }
    }

    private static Scores followers(String key, String name, int tokens, Examples train, Examples test) {
        var counts = new ConfusionMatrix(Math.max(2, tokens));
        forEachPair(train, counts::add);
        int[] best = new int[tokens];
        for (int token = 0; token < tokens; token++) {
            for (int next = 1; next < tokens; next++) {
                best[token] = counts.count(token, next) > counts.count(token, best[token]) ? next : best[token];
            }
        }
        var confusion = new ConfusionMatrix(Math.max(2, tokens));
        forEachPair(test, (token, next) -> confusion.add(next, best[token]));
        return Scores.ofLabels(key, name, confusion);
    }

    private static Scores majorityToken(int tokens, Examples train, Examples test) {
        long[] counts = new long[tokens];
        forEachPair(train, (token, next) -> counts[next]++);
        int most = 0;
        for (int token = 1; token < tokens; token++) {
            most = counts[token] > counts[most] ? token : most;
        }
        int answer = most;
        var confusion = new ConfusionMatrix(Math.max(2, tokens));
        forEachPair(test, (token, next) -> confusion.add(next, answer));
        return Scores.ofLabels("majority", "most frequent token", confusion);
    }

    private interface Pair {
        void accept(int token, int next);
    }

    private static void forEachPair(Examples examples, Pair action) {
        if (examples.inputs() instanceof Sequences.Tokens tokens && examples.labels() instanceof Labels.OfSteps next) {
            for (int i = 0; i < examples.count(); i++) {
                for (int t = 0; t < tokens.length(i); t++) {
                    action.accept(tokens.token(i, t), next.of(i, t));
                }
            }
        }
    }
}

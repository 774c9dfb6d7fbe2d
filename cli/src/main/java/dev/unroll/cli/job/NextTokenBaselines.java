package dev.unroll.cli.job;

import dev.unroll.core.network.Sequences;
import dev.unroll.core.train.ConfusionMatrix;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import java.util.List;

/** The simple guesses that stand beside those of a next-token model. */
final class NextTokenBaselines {

    private NextTokenBaselines() {}

    static List<Scores> score(int tokens, Examples train, Examples test) {
        return List.of(
                followers("bigram", "most frequent after the last token", tokens, train, test),
                majorityToken(tokens, train, test));
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
        return new Scores(key, name, confusion);
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
        return new Scores("majority", "most frequent token", confusion);
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

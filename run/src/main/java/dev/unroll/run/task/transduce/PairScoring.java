package dev.unroll.run.task.transduce;

import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.score.MtevalTokens;
import dev.unroll.core.score.SequenceScores;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far answers are from the right targets, in the tokens that people count: sentences by BLEU and by words, what is read
 * letter by letter or symbol by symbol by these.
 */
final class PairScoring {

    private final Tokenizer tokenizer;
    private final boolean isOfSentences;
    private final SequenceScores scores = new SequenceScores();
    private final SequenceScores sentences = new SequenceScores();

    PairScoring(TextEncoder target) {
        this.tokenizer = target.tokenizer();
        this.isOfSentences = isOfSentences(target);
    }

    /** Returns whether targets are sentences of words, and no strings of letters or symbols. */
    static boolean isOfSentences(TextEncoder target) {
        return target.tokenizer() != Tokenizer.CHARACTERS && target.tokenizer() != Tokenizer.SYMBOLS;
    }

    /** Returns the tokens that are counted: of pieces, the words that they make. */
    List<String> tokens(String text) {
        return isOfSentences ? Tokenizer.WORDS.tokens(text) : tokenizer.tokens(text);
    }

    /** Counts an answer beside the right targets. */
    void add(String answer, List<String> targets) {
        scores.add(tokens(answer), targets.stream().map(this::tokens).toList());
        if (isOfSentences) {
            sentences.add(
                    MtevalTokens.of(answer),
                    targets.stream().map(MtevalTokens::of).toList());
        }
    }

    SequenceScores scores() {
        return scores;
    }

    /** Returns the scores, the most telling first. */
    Scores scores(String key, String name) {
        SequenceScores.Counts counts = scores.overall();
        List<Score> all = new ArrayList<>();
        if (isOfSentences) {
            all.add(new Score("bleu", "BLEU", sentences.bleu(), Score.Form.NUMBER));
        }
        all.add(Score.share("error_rate", errorTitle(), counts.errorRate()));
        all.add(Score.share("exact_match", "exact match", counts.exactMatch()));
        all.add(Score.share("token_accuracy", "token accuracy", counts.tokenAccuracy()));
        return new Scores(key, name, all, Optional.empty());
    }

    /** Returns what the error rate is called. */
    String errorTitle() {
        return unit() + " errors";
    }

    /** Returns what one of the tokens that are counted is called. */
    String unit() {
        if (isOfSentences) {
            return "word";
        }
        return tokenizer == Tokenizer.SYMBOLS ? "symbol" : "letter";
    }
}

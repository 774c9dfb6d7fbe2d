package dev.unroll.run.task.transduce;

import dev.unroll.core.input.BytePairs;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.pair.PairForm;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.text.TokenizerFile;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.TargetTable;
import dev.unroll.run.task.TextEncoding;
import dev.unroll.run.task.TextEncoding.Case;
import dev.unroll.run.task.TextEncoding.Letters;
import java.nio.file.Path;
import java.util.List;

/** How a configuration reads the two sides of pairs. */
final class PairSides {

    /** As {@code data.tokenizer}: pieces are learned. */
    private static final String LEARNED = "learned";

    private PairSides() {}

    static Normalization targetNormalization(TargetTable target) {
        return TextEncoding.normalization(
                target.targetAscii() ? Letters.ASCII : Letters.ALL, target.targetLowercase() ? Case.LOWER : Case.KEPT);
    }

    /** Returns how both sides are read; of pieces that are to be learned, words are counted. */
    static PairForm form(DataTable data, TargetTable target) {
        return new PairForm(
                new Side(TextEncoding.normalization(data), TextEncoding.tokenizer(data.tokens())), target(target));
    }

    /** Returns how targets are read; of pieces that are to be learned, words are counted. */
    static Side target(TargetTable target) {
        return new Side(targetNormalization(target), TextEncoding.tokenizer(target.targetTokens()));
    }

    /** Returns what cuts sources into tokens, learned of those of the training part if it is learned. */
    static Tokenizer source(DataTable data, List<String> training) {
        return data.tokens() == DataTable.Tokens.PIECES
                ? pieces(data.tokenizer(), data.pieces(), training)
                : TextEncoding.tokenizer(data.tokens());
    }

    /** Returns what cuts targets into tokens. */
    static Tokenizer target(TargetTable target, List<String> training) {
        return target.targetTokens() == DataTable.Tokens.PIECES
                ? pieces(target.targetTokenizer(), target.targetPieces(), training)
                : TextEncoding.tokenizer(target.targetTokens());
    }

    private static Tokenizer pieces(String whose, int merges, List<String> training) {
        return whose.equals(LEARNED) ? BytePairs.learn(training.stream(), merges) : TokenizerFile.read(Path.of(whose));
    }
}

package dev.unroll.run.job;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.pair.PairDataset;
import dev.unroll.data.pair.PairExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What to do with pairs, if no recipe is named. */
final class PairSuggestion {

    /** Texts of more words are sentences. */
    private static final int FEW_WORDS = 2;

    /** Symbols between blanks are few: phonemes, say; words of a language are many. */
    private static final int MOST_SYMBOLS = 150;

    private static final int LOOKED_AT = 5000;
    private static final int FEW_PAIRS = 5000;
    private static final int FEWEST_PIECES = 200;
    private static final int MOST_PIECES = 8000;

    private PairSuggestion() {}

    static Suggestion of(PairDataset pairs) {
        List<PairExample> some =
                pairs.examples().subList(0, Math.min(LOOKED_AT, pairs.examples().size()));
        boolean isSymbols =
                areSymbols(some.stream().map(PairExample::rightTargets).toList());
        boolean isSentences = most(some, pair -> Tokenizer.SYMBOLS.count(pair.text()) > FEW_WORDS);
        String found = pairs.name() + ": " + Sentence.counted(pairs.examples().size(), "source") + " with "
                + Sentence.counted(PairDataset.pairs(pairs.examples()), "target") + ", the first "
                + first(pairs.examples().getFirst());
        if (isSentences && !isSymbols) {
            return sentences(pairs, found);
        }
        List<String> settings = new ArrayList<>(Suggestion.parts(pairs));
        settings.add("lowercase=false");
        settings.add("target_tokens=" + (isSymbols ? "symbols" : "characters"));
        settings.add("hidden_size=" + (pairs.examples().size() < FEW_PAIRS ? 128 : 256));
        settings.add("epochs=" + Suggestion.epochs(pairs.examples().size(), 1_800_000, 60));
        return new Suggestion(
                found, isSymbols ? "letters into symbols" : "letters into letters", "pronounce", settings);
    }

    private static String first(PairExample pair) {
        return Sentence.quoted(pair.text()) + " → "
                + Sentence.quoted(pair.rightTargets().getFirst());
    }

    private static Suggestion sentences(PairDataset pairs, String found) {
        int pieces = Math.clamp(pairs.examples().size() / 10L, FEWEST_PIECES, MOST_PIECES);
        List<String> settings = new ArrayList<>(Suggestion.parts(pairs));
        settings.add("most_words=0");
        settings.add("pieces=" + pieces);
        settings.add("target_pieces=" + pieces);
        settings.add("epochs=" + Suggestion.epochs(pairs.examples().size(), 900_000, 40));
        return new Suggestion(found, "pieces of words into pieces of words", "translate", settings);
    }

    /** Returns whether the right targets of sources are symbols with blanks between them, few of them different: phonemes, say. */
    static boolean areSymbols(List<List<String>> targets) {
        return targets.stream().allMatch(right -> right.stream().allMatch(PairSuggestion::isParted))
                && most(targets, right -> Tokenizer.SYMBOLS.count(right.getFirst()) > 1)
                && symbols(targets).size() <= MOST_SYMBOLS;
    }

    private static boolean isParted(String target) {
        return !target.isBlank() && Tokenizer.SYMBOLS.tokens(target).stream().allMatch(symbol -> symbol.length() <= 4);
    }

    private static Set<String> symbols(List<List<String>> targets) {
        return targets.stream()
                .flatMap(right -> Tokenizer.SYMBOLS.tokens(right.getFirst()).stream())
                .collect(Collectors.toSet());
    }

    private static <T> boolean most(List<T> all, Predicate<T> is) {
        return 2 * all.stream().filter(is).count() > all.size();
    }
}

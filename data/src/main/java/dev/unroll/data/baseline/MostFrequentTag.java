package dev.unroll.data.baseline;

import dev.unroll.data.TaggedSentence;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers for each word the tag that it had most often in training, whatever stands beside it.
 *
 * <p>A word never seen is answered as itself in lower case, if that was seen. Else it is answered as rare words that end
 * like it and look like it: with a capital first, with a digit, or neither. The longest ending that was seen decides, of at
 * most {@value #LONGEST_ENDING} letters and down to none; each rare word has one vote in it. Source of the endings of rare
 * words: Brants, "TnT: a statistical part-of-speech tagger", 2000, section 2.3.
 */
public final class MostFrequentTag implements Tagger {

    /** More letters were no more accurate on the validation part of the English Web Treebank (8: 89.24 %, as with 5). */
    private static final int LONGEST_ENDING = 5;

    /** How often a rare word occurs at most: Brants's number. From 2 to 20 it differs by a tenth of a point. */
    private static final int RARE = 10;

    private final Map<String, String> ofWord;
    private final Map<Ending, String> ofEnding;
    private final String ofAny;

    private MostFrequentTag(Map<String, String> ofWord, Map<Ending, String> ofEnding, String ofAny) {
        this.ofWord = ofWord;
        this.ofEnding = ofEnding;
        this.ofAny = ofAny;
    }

    private enum Shape {
        CAPITAL,
        DIGIT,
        OTHER;

        static Shape of(String word) {
            if (Character.isUpperCase(word.codePointAt(0))) {
                return CAPITAL;
            }
            return word.codePoints().anyMatch(Character::isDigit) ? DIGIT : OTHER;
        }
    }

    /** What a word never seen shares with others. */
    private record Ending(Shape shape, String letters) {

        /** Returns the ending of a word in its last letters, lower-cased; all of them, if it has no more. */
        static Ending of(String word, int letters) {
            String lower = word.toLowerCase(Locale.ROOT);
            int length = lower.codePointCount(0, lower.length());
            int start = lower.offsetByCodePoints(0, Math.max(0, length - letters));
            return new Ending(Shape.of(word), lower.substring(start));
        }
    }

    /** Returns the baseline of these sentences; of tags as frequent, the first by name. */
    public static MostFrequentTag train(List<TaggedSentence> sentences) {
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("sentences to train a baseline on must be at least 1 but are 0");
        }
        var words = new HashMap<String, Tally>();
        var any = new Tally();
        for (TaggedSentence sentence : sentences) {
            for (int t = 0; t < sentence.words().size(); t++) {
                String tag = sentence.tags().get(t);
                words.computeIfAbsent(sentence.words().get(t), unseen -> new Tally())
                        .add(tag);
                any.add(tag);
            }
        }
        var endings = new HashMap<Ending, Tally>();
        words.forEach((word, tally) -> {
            if (tally.total() <= RARE) {
                addEndings(word, tally.best(), endings);
            }
        });
        return new MostFrequentTag(best(words), best(endings), any.best());
    }

    private static void addEndings(String word, String tag, Map<Ending, Tally> endings) {
        Ending whole = Ending.of(word, LONGEST_ENDING);
        for (int letters = LONGEST_ENDING; letters >= 0; letters--) {
            Ending ending = Ending.of(word, letters);
            // A word of fewer letters has one vote in its whole self, not several.
            if (letters == LONGEST_ENDING || !ending.equals(whole)) {
                endings.computeIfAbsent(ending, unseen -> new Tally()).add(tag);
            }
        }
    }

    private static <K> Map<K, String> best(Map<K, Tally> tallies) {
        return tallies.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .best()));
    }

    @Override
    public String name() {
        return "most frequent tag of the word";
    }

    @Override
    public String key() {
        return "most_frequent_tag";
    }

    @Override
    public List<String> tag(List<String> words) {
        return words.stream().map(this::tag).toList();
    }

    private String tag(String word) {
        String known = ofWord.get(word);
        if (known == null) {
            known = ofWord.get(word.toLowerCase(Locale.ROOT));
        }
        for (int letters = LONGEST_ENDING; known == null && letters >= 0; letters--) {
            known = ofEnding.get(Ending.of(word, letters));
        }
        return known == null ? ofAny : known;
    }
}

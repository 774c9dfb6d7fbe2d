package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.TaggedSentence;
import dev.unroll.data.tagged.TaggedFiles;
import dev.unroll.data.tagged.TaggedSentences;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class MostFrequentTagTest {

    /** Returns the baseline of words with their tags: {@code run/VERB}. */
    private static MostFrequentTag train(String... sentences) {
        return MostFrequentTag.train(
                Arrays.stream(sentences).map(MostFrequentTagTest::sentence).toList());
    }

    private static TaggedSentence sentence(String text) {
        List<String> pairs = List.of(text.split(" ", -1));
        return new TaggedSentence(
                pairs.stream().map(pair -> pair.substring(0, pair.indexOf('/'))).toList(),
                pairs.stream()
                        .map(pair -> pair.substring(pair.indexOf('/') + 1))
                        .toList());
    }

    @Test
    void aWordHasTheTagItHadMostOften() {
        var tagger = train("run/VERB a/DET run/NOUN", "run/VERB");
        assertEquals(List.of("DET", "VERB"), tagger.tag(List.of("a", "run")));
        assertEquals(List.of(), tagger.tag(List.of()));
    }

    @Test
    void ofTagsAsFrequentTheFirstByName() {
        assertEquals(List.of("NOUN"), train("run/VERB run/NOUN").tag(List.of("run")));
    }

    @Test
    void caseTellsWordsApartButForThoseNeverSeen() {
        var tagger = train("will/AUX Will/PROPN they/PRON");
        assertEquals(List.of("PROPN", "AUX", "PRON"), tagger.tag(List.of("Will", "will", "They")));
    }

    @Test
    void aWordNeverSeenEndsAsOthersDo() {
        var tagger = train("walking/VERB talking/VERB ring/NOUN", "nation/NOUN quickly/ADV x/X x/X x/X");
        assertEquals(List.of("VERB", "ADV", "NOUN"), tagger.tag(List.of("baking", "slowly", "station")));
    }

    @Test
    void theLongestEndingDecides() {
        // -ing is of verbs three to one, -thing of the noun alone.
        var tagger = train("nothing/NOUN sing/VERB ring/VERB king/VERB");
        assertEquals(List.of("NOUN", "VERB"), tagger.tag(List.of("something", "bring")));
    }

    @Test
    void wordsThatAreFrequentTellNothingOfOthers() {
        var tagger = train("is/AUX ".repeat(11) + "iris/NOUN");
        assertEquals(List.of("NOUN"), tagger.tag(List.of("this")));
    }

    @Test
    void capitalsAndDigitsTellWhereNoEndingDoes() {
        var tagger = train("Rome/PROPN 1999/NUM cat/NOUN dog/NOUN ,/PUNCT");
        assertEquals(List.of("PROPN", "NUM", "NOUN"), tagger.tag(List.of("Zürich", "20:00", "wörk")));
    }

    @Test
    void whatIsLikeNothingHasTheMostFrequentTag() {
        assertEquals(List.of("NOUN"), train("cat/NOUN").tag(List.of("7")));
    }

    @Test
    void lettersAreCodePoints() {
        // The two emoji share their last UTF-16 unit: U+1F600 and U+1FA00.
        var tagger = train("\uD83D\uDE00/X a/Y b/Y");
        assertEquals(List.of("Y"), tagger.tag(List.of("\uD83E\uDE00")));
    }

    @Test
    void noSentence() {
        assertEquals(
                "sentences to train a baseline on must be at least 1 but are 0",
                assertThrows(IllegalArgumentException.class, () -> MostFrequentTag.train(List.of()))
                        .getMessage());
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void knowsSevenEighthsOfTheEnglishWebTreebank() {
        TaggedSentences treebank = TaggedFiles.read(Path.of(System.getenv("UNROLL_DATA"), "ud-english-ewt"));
        var tagger = MostFrequentTag.train(treebank.examples());
        assertEquals(0.8924, accuracy(tagger, treebank.validation()), 0.00005);
        assertEquals(0.8953, accuracy(tagger, treebank.test()), 0.00005);
    }

    private static double accuracy(Tagger tagger, List<TaggedSentence> sentences) {
        long right = 0;
        for (TaggedSentence sentence : sentences) {
            List<String> tags = tagger.tag(sentence.words());
            for (int t = 0; t < tags.size(); t++) {
                right += tags.get(t).equals(sentence.tags().get(t)) ? 1 : 0;
            }
        }
        return (double) right / TaggedSentences.words(sentences);
    }
}

package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.score.SpanScores;
import dev.unroll.data.TaggedSentence;
import dev.unroll.data.tagged.TaggedFiles;
import dev.unroll.data.tagged.TaggedSentences;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class MentionDictionaryTest {

    /** Returns the dictionary of sentences whose words have tags: {@code Ada/B-PER}. */
    private static MentionDictionary train(String... sentences) {
        return MentionDictionary.train(
                Arrays.stream(sentences).map(MentionDictionaryTest::sentence).toList());
    }

    private static TaggedSentence sentence(String text) {
        List<String> pairs = List.of(text.split(" ", -1));
        return new TaggedSentence(
                pairs.stream().map(pair -> pair.substring(0, pair.indexOf('/'))).toList(),
                pairs.stream()
                        .map(pair -> pair.substring(pair.indexOf('/') + 1))
                        .toList());
    }

    private static String tag(MentionDictionary dictionary, String words) {
        return String.join(" ", dictionary.tag(List.of(words.split(" ", -1))));
    }

    @Test
    void whatWasMarkedIsMarkedAgain() {
        var dictionary = train("in/O New/B-LOC York/I-LOC", "Ada/B-PER wrote/O");
        assertEquals("B-PER O B-LOC I-LOC O", tag(dictionary, "Ada saw New York there"));
        assertEquals("O O", tag(dictionary, "New Ada's"));
    }

    @Test
    void theLongestMentionWins() {
        var dictionary = train("York/B-LOC", "New/B-LOC York/I-LOC", "New/B-ORG York/I-ORG Times/I-ORG");
        assertEquals("B-ORG I-ORG I-ORG B-LOC", tag(dictionary, "New York Times York"));
        assertEquals("B-LOC I-LOC O", tag(dictionary, "New York Giants"));
    }

    @Test
    void mentionsGoFromLeftToRight() {
        var dictionary = train("a/B-X b/I-X", "b/B-Y c/I-Y d/I-Y");
        assertEquals("B-X I-X O O", tag(dictionary, "a b c d"));
    }

    @Test
    void theTypeMostOftenGivenAndOfEqualsTheFirstByName() {
        var dictionary = train("Paris/B-PER", "Paris/B-LOC", "Paris/B-LOC", "Dover/B-PER", "Dover/B-LOC");
        assertEquals("B-LOC B-LOC", tag(dictionary, "Paris Dover"));
    }

    @Test
    void whatStoodOutsideMoreOftenIsNoMention() {
        var dictionary = train("may/B-DATE", "may/O may/O", "june/B-DATE june/O");
        assertEquals("O B-DATE", tag(dictionary, "may june"));
    }

    @Test
    void whatStoodInsideAnotherMentionStoodNotOutside() {
        var dictionary = train("York/B-LOC", "New/B-LOC York/I-LOC", "New/B-LOC York/I-LOC");
        assertEquals("B-LOC", tag(dictionary, "York"));
    }

    @Test
    void caseMattersForCapitalsOnly() {
        var dictionary = train("Heart/B-ORGAN", "US/B-LOC tells/O us/O us/O");
        assertEquals("B-ORGAN B-ORGAN O B-LOC O", tag(dictionary, "heart Heart HEART US us"));
    }

    @Test
    void otherSchemesAndTagsWithoutATypeAreUnderstood() {
        assertEquals("B-LOC I-LOC B-PER", tag(train("New/B-LOC York/E-LOC Ada/S-PER"), "New York Ada"));
        assertEquals("B I O", tag(train("New/B York/I is/O"), "New York is"));
    }

    @Test
    void withoutMentionsAllIsOutside() {
        assertEquals("O O", tag(train("a/O"), "a b"));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void findsHalfOfTheAnatomicalEntities() {
        TaggedSentences corpus = TaggedFiles.read(Path.of(System.getenv("UNROLL_DATA"), "anem"));
        var dictionary = MentionDictionary.train(corpus.examples());
        SpanScores scores = SpanScores.of(
                corpus.test().stream().map(TaggedSentence::tags).toList(),
                corpus.test().stream()
                        .map(sentence -> dictionary.tag(sentence.words()))
                        .toList());
        assertEquals(new SpanScores.Counts(1256, 958, 583), scores.overall());
        assertEquals(0.5266, scores.overall().f1(), 0.00005);
        assertEquals(11, scores.byType().size());
    }
}

package dev.unroll.data.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.input.BytePairs;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.Texts;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.Split;
import dev.unroll.data.catalogue.Catalogue;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.pair.PairFormat.Pronunciations;
import dev.unroll.data.pair.PairFormat.Pronunciations.Stress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
class RealPairsTest {

    private static final PairForm LETTERS = new PairForm(Side.CHARACTERS, Side.SYMBOLS);

    private static final PairForm WORDS = new PairForm(
            new Side(Normalization.UNICODE, Tokenizer.WORDS), new Side(Normalization.UNICODE, Tokenizer.WORDS));

    private static Path find(String name) {
        return DataHome.of(System.getenv())
                .find(Catalogue.load().find(name).orElseThrow())
                .orElseThrow();
    }

    @Test
    void thePronouncingDictionaryHasItsWords() {
        PairDataset data = PairFiles.read(find("cmudict"), LETTERS);
        assertEquals(126_052, data.examples().size());
        assertEquals(0, data.report().unreadable());
        assertEquals(135_166, PairDataset.pairs(data.examples()) + data.report().duplicates());
        PairFacts facts = PairFacts.of(data, LETTERS);
        assertEquals(69, facts.target().distinct());
    }

    @Test
    void withoutStressItHasThirtyNinePhonemes() {
        PairDataset data = PairFiles.read(find("cmudict"), LETTERS, new Pronunciations(Stress.DROPPED));
        assertEquals(39, PairFacts.of(data, LETTERS).target().distinct());
    }

    @Test
    void theSentencesOfTatoebaAreReadOutOfTheirZip() {
        PairDataset data = PairFiles.read(find("eng-fra"), WORDS);
        assertEquals(98_659, data.examples().size());
        assertEquals(142_787, PairDataset.pairs(data.examples()) + data.report().duplicates());
        Split<PairExample> split = Split.random(data, new Split.Fractions(0.05, 0.05), 1);
        assertEquals(
                List.of(88_793, 4933, 4933),
                List.of(
                        split.train().size(),
                        split.validation().size(),
                        split.test().size()));
    }

    @Test
    void piecesOfTatoebaJoinToEachSentence() {
        List<String> texts = PairFiles.read(find("eng-fra"), WORDS).examples().stream()
                .flatMap(example -> example.rightTargets().stream())
                .toList();
        BytePairs pieces = BytePairs.learn(texts.stream(), 2000);
        assertEquals(2000, pieces.merges().list().size());
        assertEquals(
                List.of(),
                texts.stream()
                        .filter(text -> !pieces.join(pieces.tokens(text))
                                .equals(Texts.strip(text.replaceAll("[\\s\\h]+", " "))))
                        .toList());
    }
}

package dev.unroll.data.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.data.pair.PairFormat.Pronunciations;
import dev.unroll.data.pair.PairFormat.Pronunciations.Stress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PronunciationsTest {

    private static final PairForm FORM = new PairForm(PairForm.Side.CHARACTERS, PairForm.Side.SYMBOLS);

    private static final String LINES = """
            ;;; a dictionary
            a AH0
            a(2) EY1
            aalborg AO1 L B AO0 R G # place, danish
            'em  AH0 M
            #hash-mark HH AE1 SH
            (paren P ER0 EH1 N
            alone
            """;

    @TempDir
    private Path folder = Path.of("");

    private PairDataset read(String name, Stress stress) throws IOException {
        return PairFiles.read(Files.writeString(folder.resolve(name), LINES), FORM, new Pronunciations(stress));
    }

    @Test
    void furtherPronunciationsAreOfTheWord() throws IOException {
        PairDataset data = PairFiles.read(Files.writeString(folder.resolve("my.dict"), LINES), FORM);
        assertEquals(
                List.of(
                        new PairExample("a", List.of("AH0", "EY1")),
                        new PairExample("aalborg", List.of("AO1 L B AO0 R G")),
                        new PairExample("'em", List.of("AH0 M")),
                        new PairExample("#hash-mark", List.of("HH AE1 SH")),
                        new PairExample("(paren", List.of("P ER0 EH1 N"))),
                data.examples());
    }

    @Test
    void stressIsDroppedIfAskedFor() throws IOException {
        assertEquals(
                List.of("AH", "EY"),
                read("x", Stress.DROPPED).examples().getFirst().rightTargets());
        assertEquals(
                List.of("P ER EH N"),
                read("x", Stress.DROPPED).examples().getLast().rightTargets());
    }

    @Test
    void aWordWithoutPhonemesIsUnreadable() throws IOException {
        assertEquals("""
                Read 7 lines of 1 file; dropped 1 unreadable line.
                  x:8: must be a word, a blank and phonemes but is "alone\"""", read("x", Stress.KEPT).report().toString());
    }

    @Test
    void theDictionaryOfTheCmuIsKnownByItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("cmudict-0.7b"), LINES);
        assertEquals(5, PairFiles.read(file, FORM).examples().size());
    }
}

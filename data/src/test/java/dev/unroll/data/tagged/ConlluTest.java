package dev.unroll.data.tagged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import dev.unroll.data.tagged.TaggedFormat.Conllu;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConlluTest {

    private final Path folder;

    ConlluTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private TaggedSentences read(String text) throws IOException {
        return TaggedFiles.read(Corpus.write(folder, "c.conllu", text));
    }

    private TaggedSentences read(String text, ConlluColumn column) throws IOException {
        return TaggedFiles.read(Corpus.write(folder, "c.conllu", text), new Conllu(column));
    }

    @Test
    void aSentenceIsItsWordsAndTheirUniversalTags() throws IOException {
        TaggedSentences sentences = read("# newdoc\n" + Corpus.conllu("Dogs/NOUN/NNS/nsubj", "bark/VERB/VBP/root")
                + "# text = Yes\n" + Corpus.conllu("Yes/INTJ/UH/root"));
        assertEquals(List.of("Dogs/NOUN bark/VERB", "Yes/INTJ"), Corpus.shown(sentences.examples()));
        assertEquals(List.of("INTJ", "NOUN", "VERB"), sentences.tags());
        assertEquals(
                "c.conllu: 2 sentences of 3 words to train on, 0 to validate, 0 to test, 3 tags."
                        + " Read 2 sentences of 1 file; dropped none.",
                sentences.toString());
    }

    @Test
    void otherColumnsAreTagsByOption() throws IOException {
        String text = Corpus.conllu("Dogs/NOUN/NNS/nsubj", "bark/VERB/VBP/root");
        assertEquals(
                List.of("Dogs/NNS bark/VBP"),
                Corpus.shown(read(text, ConlluColumn.named("xpos")).examples()));
        assertEquals(
                List.of("Dogs/nsubj bark/root"),
                Corpus.shown(read(text, ConlluColumn.named("deprel")).examples()));
    }

    @Test
    void aColumnOfNoTagsIsRefused() {
        assertEquals(
                "the column of tags must be one of upos, xpos, deprel but is \"lemma\";"
                        + " the others of CoNLL-U hold no small set of tags",
                assertThrows(IllegalArgumentException.class, () -> ConlluColumn.named("lemma"))
                        .getMessage());
    }

    @Test
    void tokensOfSeveralWordsAndEmptyNodesAreNoWords() throws IOException {
        TaggedSentences sentences = read("""
                1-2	don't	_	_	_	_	_	_	_	_
                1	do	do	AUX	VBP	_	3	aux	_	_
                2	n't	not	PART	RB	_	3	advmod	_	_
                2.1	ever	ever	ADV	RB	_	_	_	_	_
                3	#	#	SYM	NN	_	0	root	_	_
                """);
        assertEquals(List.of("do/AUX n't/PART #/SYM"), Corpus.shown(sentences.examples()));
    }

    @Test
    void wordsStayExactlyAsTheyStand() throws IOException {
        TaggedSentences sentences = read(Corpus.conllu("e\u0301 t\u00E9/X/X/x", "_/PUNCT/X/x", "\u00A0/X/X/x"));
        assertEquals(
                List.of("e\u0301 t\u00E9", "_", "\u00A0"),
                sentences.examples().getFirst().words());
    }

    @Test
    void aBrokenLineCostsItsSentence() throws IOException {
        String good = Corpus.conllu("a/X/X/x", "b/Y/Y/y");
        TaggedSentences sentences = read(good
                + "1\ta\tX\n\n"
                + Corpus.conllu("a/X/X/x", "/Y/Y/y", "c/_/Y/y")
                + Corpus.conllu("a/_/X/x")
                + Corpus.conllu("a/X/X/x").strip()
                + "\n"
                + Corpus.conllu("b/X/X/x")
                + "one\ta\ta\tX\tX\t_\t0\tx\t_\t_\n\n"
                + good);
        assertEquals(List.of("a/X b/Y", "a/X b/Y"), Corpus.shown(sentences.examples()));
        assertEquals("""
                Read 7 sentences of 1 file; dropped 5 unreadable sentences.
                  c.conllu:4: must have 10 columns separated by tabs, as CoNLL-U has, but has 3
                  c.conllu:7: column 2, the word, is empty
                  c.conllu:10: column 4, upos, has no tag but "_"
                  c.conllu:13: the next word must be number 2 but is number 1; is a line missing?
                  c.conllu:15: column 1 must be a number, as 8, 8-9 or 8.1, but is "one\"""", sentences.report().toString());
    }

    @Test
    void aLineThatIsNotUtf8CostsItsSentence() throws IOException {
        Path file = folder.resolve("c.conllu");
        String text = Corpus.conllu("a/X/X/x")
                + Corpus.conllu("a/X/X/x", "B\u00E9la/Y/Y/y", "c/X/X/x")
                + Corpus.conllu("d/X/X/x");
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        TaggedSentences sentences = TaggedFiles.read(file);
        assertEquals(List.of("a/X", "d/X"), Corpus.shown(sentences.examples()));
        assertEquals("""
                Read 3 sentences of 1 file; dropped 1 unreadable sentence.
                  c.conllu:4: not UTF-8
                  if it is in another encoding, name it: --set encoding=windows-1252, for instance""", sentences.report().toString());
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAreNoText() throws IOException {
        String text = Corpus.conllu("a/X/X/x", "b/Y/Y/y") + Corpus.conllu("c/X/X/x");
        assertEquals(
                List.of("a/X b/Y", "c/X"),
                Corpus.shown(read("\uFEFF" + text.replace("\n", "\r\n")).examples()));
    }

    @Test
    void aFileThatEndsWithoutABlankLineEndsItsSentence() throws IOException {
        assertEquals(
                List.of("a/X"),
                Corpus.shown(read(Corpus.conllu("a/X/X/x").strip()).examples()));
    }

    @Test
    void dataWithoutASentenceAreRefused() {
        var error = assertThrows(DataException.class, () -> read("Dogs bark.\n"));
        assertEquals(
                folder.resolve("c.conllu")
                        + " has no sentence that can be read; expected are lines of 10 columns separated by tabs"
                        + " (CoNLL-U), with a blank line after each sentence. Read 1 sentence of 1 file; dropped 1"
                        + " unreadable sentence.\n  c.conllu:1: must have 10 columns separated by tabs, as CoNLL-U has,"
                        + " but has 1",
                error.getMessage());
    }
}

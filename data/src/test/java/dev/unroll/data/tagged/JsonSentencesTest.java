package dev.unroll.data.tagged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.tagged.TaggedFormat.JsonSentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonSentencesTest {

    private final Path folder;

    JsonSentencesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anObjectIsASentence() throws IOException {
        Path file = Corpus.write(folder, "s.jsonl", """
                {"id": 1, "tokens": ["Ada", "wrote \\"x\\""], "tags": ["B-PER", "O"]}

                {"tags": [3, "0"], "tokens": ["a", " "]}
                """);
        assertEquals(
                List.of("Ada/B-PER wrote \"x\"/O", "a/3  /0"),
                Corpus.shown(TaggedFiles.read(file).examples()));
    }

    @Test
    void keysAreChosenByName() throws IOException {
        Path file = Corpus.write(folder, "s.list", "{\"words\": [\"a\"], \"ner_tags\": [\"O\"], \"tags\": [1]}");
        assertEquals(
                List.of("a/O"),
                Corpus.shown(TaggedFiles.read(file, new JsonSentences("words", "ner_tags"))
                        .examples()));
        assertEquals(
                "keys of words and tags must differ but are both \"a\"; name another",
                assertThrows(IllegalArgumentException.class, () -> new JsonSentences("a", "a"))
                        .getMessage());
    }

    @Test
    void brokenLinesAreNamed() throws IOException {
        Path file = Corpus.write(folder, "s.jsonl", """
                {"tokens": ["a"], "tags": ["O"]}
                {"tokens": ["a", "b"], "tags": ["O"]}
                {"tokens": ["a"]}
                {"tokens": "a", "tags": ["O"]}
                {"tokens": [], "tags": []}
                {"tokens": ["a", ""], "tags": ["O", "O"]}
                {"tokens": ["a", 7], "tags": ["O", "O"]}
                {"tokens": ["a"], "tags": [1.5]}
                {"tokens": ["a"], "tags": [null]}
                {"tokens": ["a"], "tags": [""]}
                ["a", "O"]
                {"tokens": ["a"], "ta
                """);
        assertEquals("""
                Read 12 sentences of 1 file; dropped 11 unreadable sentences.
                  s.jsonl:2: must have a tag for each word but has 2 words and 1 tag
                  s.jsonl:3: has no list under "tags"
                  s.jsonl:4: has no list under "tokens"
                  s.jsonl:5: has no word under "tokens"
                  s.jsonl:6: word 2 must be a text but is ""
                  s.jsonl:7: word 2 must be a text but is 7
                  s.jsonl:8: tag 1 must be a text or a whole number but is 1.5
                  s.jsonl:9: tag 1 must be a text or a whole number but is null
                  s.jsonl:10: tag 1 must be a text or a whole number but is ""
                  s.jsonl:11: must be a JSON object
                  s.jsonl:12: no JSON: unterminated string near column 22""", TaggedFiles.read(file).report().toString());
    }
}

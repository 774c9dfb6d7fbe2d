package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerJsonTest {

    /** As the tokenizers' library writes it, nulls and all. */
    private static final String BYTES = """
            {"version": "1.0", "truncation": null, "padding": null,
             "added_tokens": [{"id": 7, "content": "<|endoftext|>", "special": true}],
             "normalizer": null,
             "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
             "post_processor": {"type": "ByteLevel", "add_prefix_space": true},
             "decoder": {"type": "ByteLevel", "add_prefix_space": true},
             "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null,
              "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false, "ignore_merges": false,
              "vocab": {"l": 0, "o": 1, "w": 2, "Ġ": 3, "lo": 4, "Ġlo": 5, "Ġlow": 6},
              "merges": ["l o", "Ġ lo", ["Ġlo", "w"]]}}""";

    private static final String METASPACE = """
            {"added_tokens": [],
             "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
             "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
             "model": {"type": "BPE", "vocab": {"l": 0, "o": 1, "▁": 2, "lo": 3, "▁lo": 4},
              "merges": ["l o", "▁ lo"]}}""";

    private static final String BLANKS = """
            {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}]},
             "decoder": {"type": "BPEDecoder", "suffix": "</w>"},
             "model": {"type": "BPE", "end_of_word_suffix": "</w>",
              "vocab": {"l": 0, "o": 1, "o</w>": 2, "lo</w>": 3}, "merges": ["l o</w>"]}}""";

    private static BytePairs read(String json) throws IOException {
        return BytePairs.readTokenizerJson(new StringReader(json), "tokenizer.json");
    }

    private static String problem(String json) {
        return assertThrows(IllegalArgumentException.class, () -> read(json)).getMessage();
    }

    @Test
    void piecesOfBytesAreRead() throws IOException {
        BytePairs pairs = read(BYTES);
        assertEquals(List.of("lo", "w", "Ġlow", "Ġlo", "lo", "Ġ", "Ã", "©"), pairs.tokens("low low lolo é"));
        assertEquals("low low lolo é", pairs.join(pairs.tokens("low low lolo é")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lo", "<|endoftext|>"})
    void whatAnUnknownPieceIsCalledChangesNothing(String unknown) throws IOException {
        assertEquals(read(BYTES), read(BYTES.replace("\"unk_token\": null", "\"unk_token\": \"" + unknown + "\"")));
    }

    @Test
    void piecesOfMetaspaceAreRead() throws IOException {
        BytePairs pairs = read(METASPACE);
        assertEquals(List.of("▁lo", "▁lo", "lo"), pairs.tokens("lo lolo"));
        assertEquals("lo lolo", pairs.join(pairs.tokens("lo lolo")));
    }

    @Test
    void piecesWithAMarkAtTheEndOfWordsAreRead() throws IOException {
        BytePairs pairs = read(BLANKS);
        assertEquals(List.of("lo</w>", "l", "o", "lo</w>"), pairs.tokens("lo lolo"));
        assertEquals("lo lolo", pairs.join(pairs.tokens("lo lolo")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"type\": \"BPE\" | \"type\": \"Unigram\" | tokenizer.json.model.type must be BPE, the only model that is"
                        + " read here, but is \"Unigram\"",
                "\"dropout\": null | \"dropout\": 0.1 | tokenizer.json.model.dropout must be null, for texts are cut in one"
                        + " way only, but is 0.1",
                "\"byte_fallback\": false | \"byte_fallback\": true | tokenizer.json.model.byte_fallback must be false, for"
                        + " nothing else is read here, but is true",
                "\"ignore_merges\": false | \"ignore_merges\": 1 | tokenizer.json.model.ignore_merges must be true or false"
                        + " but is 1",
                "\"continuing_subword_prefix\": null | \"continuing_subword_prefix\": \"##\" |"
                        + " tokenizer.json.model.continuing_subword_prefix must be null, for nothing else is read here,"
                        + " but is \"##\"",
                "\"end_of_word_suffix\": null | \"end_of_word_suffix\": \"</w>\" | tokenizer.json.model.end_of_word_suffix"
                        + " must be null with this pre_tokenizer but is \"</w>\"",
                "\"normalizer\": null | \"normalizer\": {\"type\": \"Lowercase\"} | tokenizer.json.normalizer.type must be"
                        + " NFC, for texts are normalized before they are cut, but is \"Lowercase\"",
                "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, | {\"type\": \"Digits\", | "
                        + "tokenizer.json.pre_tokenizer.type must be one of ByteLevel, Metaspace, Whitespace,"
                        + " WhitespaceSplit but is \"Digits\"",
                "\"use_regex\": true | \"use_regex\": false | tokenizer.json.pre_tokenizer.use_regex must be true, for"
                        + " nothing else is read here, but is false",
                "\"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"trim_offsets\": true,"
                        + " \"use_regex\": true} | \"pre_tokenizer\": null | tokenizer.json lacks the key \"pre_tokenizer\", without which a whole"
                        + " text is one word",
                "\"decoder\": {\"type\": \"ByteLevel\" | \"decoder\": {\"type\": \"WordPiece\" | tokenizer.json.decoder.type"
                        + " must be ByteLevel, which undoes the pre_tokenizer, but is \"WordPiece\"",
                "\"truncation\": null | \"truncation\": {\"max_length\": 1} | tokenizer.json.truncation must be null, for all"
                        + " tokens of a text are read and no others, but is {max_length=1.0}",
                "\"padding\": null | \"padding\": {\"pad_id\": 1} | tokenizer.json.padding must be null, for all tokens of"
                        + " a text are read and no others, but is {pad_id=1.0}",
                "\"version\": \"1.0\" | \"version\": \"9.9\" | tokenizer.json.version must be \"1.0\", the only form that"
                        + " is read here, but is \"9.9\"",
                "\"padding\": null | \"foo\": 1 | tokenizer.json has the key \"foo\", which is not read; the keys are"
                        + " [added_tokens, decoder, model, normalizer, padding, post_processor, pre_tokenizer, truncation,"
                        + " version]",
                "\"fuse_unk\": false | \"foo\": 1 | tokenizer.json.model has the key \"foo\", which is not read; the keys"
                        + " are [byte_fallback, continuing_subword_prefix, dropout, end_of_word_suffix, fuse_unk,"
                        + " ignore_merges, merges, type, unk_token, vocab]",
                "\"use_regex\": true | \"use_regex\": true, \"foo\": 1 | tokenizer.json.pre_tokenizer has the key \"foo\","
                        + " which is not read; the keys are [add_prefix_space, trim_offsets, type, use_regex]",
                "\"special\": true | \"special\": false | tokenizer.json.added_tokens[0].special must be true, for tokens"
                        + " that are cut before all others are not read",
            })
    void whatIsNotReadIsNamed(String written, String instead, String message) {
        assertEquals(message, problem(BYTES.replace(written, instead)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"lo\": 4, | \"lx\": 4, | tokenizer.json.model.merges[0] joins \"l\" and \"o\", but model.vocab lacks"
                        + " \"lo\"",
                "\"lo\": 4, | \"lo\": 5, | tokenizer.json.model.vocab.Ġlo is 5, which is the number of \"lo\" too",
                "\"lo\": 4, | \"lo\": 14, | tokenizer.json.model.vocab must have the numbers 0 to 7, as many as it has"
                        + " pieces, but lacks 4",
                "\"lo\": 4, | \"lo\": \"4\", | tokenizer.json.model.vocab.lo must be a number but is \"4\"",
                "\"lo\": 4, | \"lo\": -4, | tokenizer.json.model.vocab.lo must be at least 0 but is -4",
                "\"lo\": 4, | \"lo\": 4.5, | tokenizer.json.model.vocab.lo must be a whole number but is 4.5",
                "\"unk_token\": null | \"unk_token\": \"<xx>\" | tokenizer.json.model.unk_token must be a piece of the"
                        + " vocabulary but is \"<xx>\"",
                "\"l o\", | \"l o\", \"l o\", | tokenizer.json.model.merges: merge \"l o\" stands there twice: at 0 and at"
                        + " 1; keep one of them",
                "\"l o\", | \"lo\", | tokenizer.json.model.merges[0]: a merge must be two pieces with a blank between them"
                        + " but is \"lo\"",
                "[\"Ġlo\", \"w\"] | [\"Ġlo\"] | tokenizer.json.model.merges[2] must be two pieces but is [Ġlo]",
                "[\"Ġlo\", \"w\"] | 7 | tokenizer.json.model.merges[2] must be two pieces but is 7",
                "\"merges\": | \"murges\": | tokenizer.json.model lacks the key \"merges\"",
                "\"id\": 7 | \"id\": 6 | tokenizer.json.added_tokens[0].id is 6, which is the number of \"Ġlow\" too",
            })
    void aFileThatLiesIsRefused(String written, String instead, String message) {
        assertEquals(message, problem(BYTES.replace(written, instead)));
    }

    @Test
    void wordsOfBlanksNeedAMarkOfTheirEnd() {
        assertEquals(
                "tokenizer.json.model lacks the key \"end_of_word_suffix\", without which pieces cannot be joined to words"
                        + " of blanks again",
                problem(BLANKS.replace("\"end_of_word_suffix\": \"</w>\",", "")));
    }

    @Test
    void mergesThatMakeAMarkAreRefused() {
        String json = METASPACE
                .replace("\"▁lo\": 4", "\"▁lo\": 4, \"<\": 5, \"s\": 6, \">\": 7, \"<s\": 8, \"<s>\": 9")
                .replace("\"l o\",", "\"l o\", \"< s\", \"<s >\",");
        assertEquals(
                "tokenizer.json: merge \"<s >\" makes the piece <s>, which is a mark and no part of a text; remove it",
                problem(json));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        var refused = assertThrows(IOException.class, () -> read("{\"model\": {\"vocab\": {\"a\": 0, \"a\": 1}}}"));
        assertEquals("$.model.vocab.a stands there twice", refused.getMessage());
    }
}

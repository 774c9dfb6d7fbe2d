package dev.unroll.data.tagged;

import dev.unroll.data.file.Names;
import dev.unroll.data.file.Part;
import java.nio.file.Path;
import java.util.Optional;

/** How tagged sentences are written in a file. */
public sealed interface TaggedFormat {

    /**
     * CoNLL-U, the format of Universal Dependencies: ten columns separated by tabs, a blank line after each sentence, lines
     * of comments that begin with {@code #}. Words are the lines with a whole number for an id; tokens of several words
     * ({@code 8-9}) and empty nodes ({@code 8.1}) are passed over. Source: universaldependencies.org/format.html.
     */
    record Conllu(ConlluColumn tag) implements TaggedFormat {

        /** Universal parts of speech. */
        public static final Conllu UNIVERSAL = new Conllu(ConlluColumn.UPOS);

        @Override
        public String description() {
            return "lines of 10 columns separated by tabs (CoNLL-U), with a blank line after each sentence";
        }
    }

    /**
     * Columns, as of the CoNLL shared tasks of 2000 to 2003: a word a line, a blank line between sentences. The first line
     * says what separates: tabs if it has one, else spaces; and how many columns all lines have. There are no comments;
     * lines {@code -DOCSTART-} are dropped.
     *
     * @param word the column of the word, from 1; negative counts from the last, which is −1
     * @param tag the column of the tag, counted likewise
     */
    record Columns(int word, int tag) implements TaggedFormat {

        /** The word in the first column, its tag in the last. */
        public static final Columns FIRST_AND_LAST = new Columns(1, -1);

        public Columns {
            if (word == 0 || tag == 0) {
                throw new IllegalArgumentException(
                        "columns must be counted from 1, or from -1 backwards, but word and tag are in columns " + word
                                + " and " + tag);
            }
            if (word == tag) {
                throw new IllegalArgumentException(
                        "columns of words and tags must differ but are both " + word + "; name another");
            }
        }

        @Override
        public String description() {
            return "lines of a word and its tag, in columns separated by tabs or spaces, with a blank line between"
                    + " sentences";
        }
    }

    /**
     * JSON lines: an object a sentence, with a list of words and a list of tags of like length. A tag is a text, or a whole
     * number, which stands for its decimal digits.
     *
     * @param words the key of the words
     * @param tags the key of the tags
     */
    record JsonSentences(String words, String tags) implements TaggedFormat {

        /** The keys {@code tokens} and {@code tags}. */
        public static final JsonSentences TOKENS_AND_TAGS = new JsonSentences("tokens", "tags");

        public JsonSentences {
            if (words.equals(tags)) {
                throw new IllegalArgumentException(
                        "keys of words and tags must differ but are both \"" + words + "\"; name another");
            }
        }

        @Override
        public String description() {
            return "JSON objects, one a line, with lists of like length under \"" + words + "\" and \"" + tags + "\"";
        }
    }

    /** Returns what a file of this format holds, as an error says it. */
    String description();

    /**
     * Returns the format that a file's name stands for, with the usual columns or keys, {@code .gz} at its end or not:
     * CoNLL-U for {@code .conllu}; JSON lines for {@code .jsonl}, {@code .ndjson} and {@code .json}; columns for {@code .conll},
     * {@code .bio}, {@code .iob}, {@code .iob2}, {@code .tsv} and {@code .txt}, and where the part stands in place of an
     * extension, as in {@code eng.testa}.
     */
    static Optional<TaggedFormat> of(Path file) {
        String extension = Names.extension(file);
        return switch (extension) {
            case "conllu" -> Optional.of(Conllu.UNIVERSAL);
            case "jsonl", "ndjson", "json" -> Optional.of(JsonSentences.TOKENS_AND_TAGS);
            case "conll", "bio", "iob", "iob2", "tsv", "txt" -> Optional.of(Columns.FIRST_AND_LAST);
            default -> Part.named(extension).isEmpty() ? Optional.empty() : Optional.of(Columns.FIRST_AND_LAST);
        };
    }
}

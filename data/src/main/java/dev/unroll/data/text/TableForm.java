package dev.unroll.data.text;

import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.TableFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a table is written.
 *
 * @param separator what parts the fields; empty: a tab in a file named {@code *.tsv} or {@code *.tab}, and in others what
 *     parts the first row so that it has the columns, or the most
 * @param quotes what a quote is
 * @param header what the first row is
 */
public record TableForm(Columns columns, Optional<Separator> separator, Quotes quotes, Header header) {

    /** A table with a header that names the columns {@code text} and {@code label}; all else is found. */
    public static final TableForm USUAL = new TableForm(new Columns("text", "label"));

    /** A table with a header; all else is found. */
    public TableForm(Columns columns) {
        this(columns, Optional.empty(), Quotes.FOUND, Header.NAMES);
    }

    /** The names of the two columns; of a table without a header, their numbers from 1. */
    public record Columns(String text, String label) {

        public Columns {
            if (text.equals(label)) {
                throw new IllegalArgumentException(
                        "columns of texts and labels must differ but are both \"" + text + "\"");
            }
        }
    }

    /** What parts the fields of a row. */
    public enum Separator {
        COMMA(','),
        SEMICOLON(';'),
        TAB('\t'),
        PIPE('|');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        /** Returns the separator that a character is, if it is one. */
        static Optional<Separator> of(char character) {
            return Stream.of(values())
                    .filter(separator -> separator.character == character)
                    .findFirst();
        }

        char character() {
            return character;
        }
    }

    /** What a quote at the start of a field is. */
    public enum Quotes {
        /** The start of a field that may hold separators and line ends (RFC 4180); in a table of tabs a character. */
        FOUND,
        /** The start of a field that may hold separators and line ends; one within is doubled (RFC 4180). */
        DOUBLE,
        /** A character like others: each line is a row. */
        NONE;

        /** Returns whether quotes around a field are no part of it. */
        boolean enclose(Separator separator) {
            return this == DOUBLE || (this == FOUND && separator != Separator.TAB);
        }
    }

    /** What the first row of a table is. */
    public enum Header {
        /** The names of the columns. */
        NAMES,
        /** An example: columns have numbers, from 1. */
        NONE
    }

    /** Returns this form with these columns. */
    public TableForm with(Columns columns) {
        return new TableForm(columns, separator, quotes, header);
    }

    /** Returns this form with this separator. */
    public TableForm with(Separator separator) {
        return new TableForm(columns, Optional.of(separator), quotes, header);
    }

    /**
     * Returns the separators that a file may have: the one that is named, here or in the file, if one is; any will do where none
     * is needed.
     */
    public List<Separator> candidates(Path file, Encoding encoding) {
        if (TableFiles.isParquet(file)) {
            return List.of(Separator.COMMA);
        }
        return separator
                .or(() -> SeparatorMark.of(file, encoding))
                .map(List::of)
                .orElseGet(() ->
                        Names.hasEnding(file, ".tsv", ".tab") ? List.of(Separator.TAB) : List.of(Separator.values()));
    }
}

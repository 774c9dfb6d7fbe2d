package dev.unroll.data.text;

import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.file.Encoding;

/**
 * How files of texts are read.
 *
 * @param normalization the form that texts get
 * @param tokenizer a text of which it leaves no token is no example
 * @param table how tables are written; of JSON lines, the names of the fields
 */
public record TextForm(Normalization normalization, Tokenizer tokenizer, Encoding encoding, TableForm table) {

    /** Returns the form of files in UTF-8, tables with the columns {@code text} and {@code label}. */
    public static TextForm of(Normalization normalization) {
        return new TextForm(normalization, Tokenizer.CHARACTERS, Encoding.FOUND, TableForm.USUAL);
    }

    /** Returns this form with another one of tables. */
    public TextForm with(TableForm table) {
        return new TextForm(normalization, tokenizer, encoding, table);
    }
}

package dev.unroll.data.pair;

import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.Texts;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.file.Encoding;

/** How files of pairs are read, whatever their format. */
public record PairForm(Side source, Side target, Encoding encoding) {

    /** Two sides of characters, in UTF-8. */
    public static final PairForm CHARACTERS = new PairForm(Side.CHARACTERS, Side.CHARACTERS, Encoding.FOUND);

    /** Files in UTF-8. */
    public PairForm(Side source, Side target) {
        this(source, target, Encoding.FOUND);
    }

    /**
     * How the texts of one side are read.
     *
     * @param normalization the form that texts get
     * @param tokenizer a text of which it leaves no token is none, and its tokens are counted; where pieces are yet to be
     *     learned, that of words
     */
    public record Side(Normalization normalization, Tokenizer tokenizer) {

        /** Characters as they are. */
        public static final Side CHARACTERS = new Side(Normalization.UNICODE, Tokenizer.CHARACTERS);

        /** Symbols between blanks, phonemes for one, as they are. */
        public static final Side SYMBOLS = new Side(Normalization.UNICODE, Tokenizer.SYMBOLS);

        /** Returns a text as an example holds it: normalized, without blanks at its ends. */
        public String text(String raw) {
            return Texts.strip(normalization.apply(Texts.read(raw)));
        }
    }
}

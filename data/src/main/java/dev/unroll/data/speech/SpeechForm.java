package dev.unroll.data.speech;

import dev.unroll.data.file.Encoding;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.sound.SoundForm;
import java.util.Optional;

/**
 * How files that name sounds and their transcripts are read.
 *
 * @param sound what is made of a sound; the names that it has are not asked for
 * @param target how transcripts are read
 * @param encoding of the table or the JSON lines
 * @param fields where the two stand; empty: under one of the usual names, see {@link Fields}
 */
public record SpeechForm(SoundForm sound, Side target, Encoding encoding, Optional<Fields> fields) {

    /** Files in UTF-8 with usual names. */
    public SpeechForm(SoundForm sound, Side target) {
        this(sound, target, Encoding.FOUND, Optional.empty());
    }

    /** Returns this form with fields of these names. */
    public SpeechForm with(Fields fields) {
        return new SpeechForm(sound, target, encoding, Optional.of(fields));
    }

    /** How files are written. */
    public enum Format {
        /** A table, its first row a header unless columns are numbered. */
        TABLE,
        /** A JSON object a line. */
        JSON_LINES
    }
}

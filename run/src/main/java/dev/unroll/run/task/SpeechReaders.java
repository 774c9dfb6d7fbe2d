package dev.unroll.run.task;

import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.speech.DigitStrings;
import dev.unroll.data.speech.SpeechDataset;
import dev.unroll.data.speech.SpeechFiles;
import dev.unroll.data.speech.SpeechForm;
import dev.unroll.run.config.DataTable.Format;

/** Reads sounds with their transcripts, as a configuration says. */
public final class SpeechReaders {

    /** What strings of digits are made of: the same wherever they are made. */
    private static final long SEED = 1;

    private static final int TRAINING = 6000;
    private static final int TEST = 1000;

    private SpeechReaders() {}

    /** Returns whether a source has sounds with transcripts. */
    public static boolean isOne(DataSource source) {
        return isOfDigits(source) || source.format() == Format.SPEECH;
    }

    private static boolean isOfDigits(DataSource source) {
        return source.source().equals(DataSource.DIGIT_STRINGS);
    }

    /** Returns the sounds of a source, their transcripts read by this form. */
    public static SpeechDataset read(DataSource source, Side target) {
        var form = SoundSettings.form(source.table());
        return isOfDigits(source)
                ? DigitStrings.load(source.digits(), form, SEED, TRAINING, TEST)
                : SpeechFiles.read(source.path(), new SpeechForm(form, target));
    }
}

package dev.unroll.run.task;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.ValueDataset;
import dev.unroll.data.VectorData;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.pair.PairForm;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.sound.SoundFiles;
import dev.unroll.data.speech.DigitStrings;
import dev.unroll.data.speech.Fields;
import dev.unroll.data.speech.SpeechDataset;
import dev.unroll.data.speech.SpeechFiles;
import dev.unroll.data.speech.SpeechForm;
import dev.unroll.data.vectors.CellTable;
import dev.unroll.data.vectors.IdxFile;
import dev.unroll.data.vectors.IdxFolder;
import dev.unroll.data.vectors.LongTable;
import dev.unroll.data.vectors.NumpyFiles;
import dev.unroll.data.vectors.RowFiles;
import dev.unroll.data.vectors.SequenceCollector;
import dev.unroll.data.vectors.SequenceForm;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import dev.unroll.data.vectors.StepLines;
import dev.unroll.data.vectors.TsArchive;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The layouts of files with sequences of numbers. Whoever adds a layout adds a line. */
public final class SequenceReaders {

    private static final List<Layout> LAYOUTS = List.of(
            new Layout(Format.TS, Numerals.POINT, (path, form) -> TsArchive.isOne(path), TsArchive::read),
            new Layout(Format.NPY, Numerals.POINT, (path, form) -> NumpyFiles.isOne(path), NumpyFiles::read),
            new Layout(Format.JSON_STEPS, Numerals.POINT, StepLines::isOne, StepLines::read),
            new Layout(Format.LONG_TABLE, Numerals.OWN, LongTable::isOne, LongTable::read),
            new Layout(Format.CELL_TABLE, Numerals.OWN, CellTable::isOne, CellTable::read),
            new Layout(Format.ROW_FILES, Numerals.OWN, (path, form) -> RowFiles.isOne(path), RowFiles::read));

    /** What strings of digits are made of: the same wherever they are made. */
    private static final long SEED = 1;

    private static final int DIGIT_STRINGS = 6000;
    private static final int SCORED_DIGIT_STRINGS = 1000;

    private SequenceReaders() {}

    /** How numbers are written. */
    private enum Numerals {
        /** The layout says it: with a decimal point. */
        POINT,
        /** As the user says. */
        OWN
    }

    private interface Reading {
        void read(Path path, SequenceForm form, SequenceCollector into);
    }

    /**
     * One layout.
     *
     * @param format what a configuration calls it
     * @param recognizes whether a file or folder seems to have it
     */
    private record Layout(
            Format format, Numerals numerals, BiPredicate<Path, SequenceForm> recognizes, Reading reading) {

        private SequenceForm form(SequenceForm asked) {
            return numerals == Numerals.OWN
                    ? asked
                    : new SequenceForm(asked.files(), DecimalMark.POINT, asked.columns(), asked.wanted());
        }

        private SequenceCollector read(Path path, SequenceForm asked) {
            var into = new SequenceCollector(form(asked));
            reading.read(path, form(asked), into);
            return into;
        }
    }

    /** Returns the format that a source asks for or is recognized to have; empty if it has no sequences of numbers. */
    static Optional<Format> find(DataSource source) {
        if (isIdx(source)) {
            return Optional.of(Format.IDX);
        }
        return layout(source.path(), source.format(), source.sequenceForm(Wanted.NOTHING))
                .map(Layout::format)
                .or(() -> isSound(source) ? Optional.of(Format.WAV) : Optional.empty());
    }

    private static boolean isSound(DataSource source) {
        return source.format() == Format.WAV || (source.format() == Format.AUTO && SoundFiles.isOne(source.path()));
    }

    private static boolean isIdx(DataSource source) {
        return source.format() == Format.IDX
                || (source.format() == Format.AUTO
                        && Files.isDirectory(source.path())
                        && IdxFolder.isOne(source.path()));
    }

    private static Optional<Layout> layout(Path path, Format format, SequenceForm form) {
        return LAYOUTS.stream()
                .filter(layout -> format == Format.AUTO ? layout.recognizes.test(path, form) : layout.format == format)
                .findFirst();
    }

    /** Returns sequences with their classes. */
    static VectorDataset labeled(DataSource source) {
        if (isIdx(source)) {
            return IdxFolder.read(source.path());
        }
        if (isSound(source)) {
            return SoundFiles.read(source.path(), SoundSettings.form(source.table()));
        }
        return read(source, Wanted.LABEL).labeled(name(source), source.path().toString());
    }

    /** Returns sequences with their values. */
    static ValueDataset valued(DataSource source) {
        if (isIdx(source) || isSound(source)) {
            throw new DataException(source.source() + " has classes and no values, so training.task must be classify");
        }
        return read(source, Wanted.VALUES).valued(name(source), source.path().toString());
    }

    private static String name(DataSource source) {
        return Names.of(source.path());
    }

    private static SequenceCollector read(DataSource source, Wanted wanted) {
        SequenceForm form = source.sequenceForm(wanted);
        return layout(source.path(), source.format(), form)
                .orElseThrow(() -> new ConfigException("data.format "
                        + source.format().name().toLowerCase(Locale.ROOT) + " is no layout of sequences of vectors"))
                .read(source.path(), form);
    }

    /** Returns sequences with their classes, or with their values if they have no classes. */
    static VectorData<?> any(DataSource source) {
        try {
            return labeled(source);
        } catch (DataException noClasses) {
            try {
                return valued(source);
            } catch (DataException noValues) {
                throw names(source).containsAll(source.table().valueColumns()) ? noValues : noClasses;
            }
        }
    }

    /** Returns the names of a table's columns, or of the fields of the first line of JSON. */
    private static List<String> names(DataSource source) {
        return StepLines.isOne(source.path(), source.sequenceForm(Wanted.NOTHING))
                ? StepLines.fields(source.path(), source.sequenceForm(Wanted.NOTHING))
                : source.columnNames();
    }

    /**
     * Returns the sequences of a file whatever belongs to them, each [T, F]; empty if the file has no layout of sequences.
     *
     * @param like how a model's training read its data
     */
    public static List<Matrix> ofFile(Path file, DataSource like) {
        if (IdxFile.isOne(file)) {
            return IdxFile.readSequences(file).sequences();
        }
        SequenceForm form = like.sequenceForm(Wanted.NOTHING);
        return layout(file, Format.AUTO, form)
                .map(layout -> layout.read(file, form).sequences(file.toString()))
                .orElse(List.of());
    }

    /** Returns whether a source has sounds with transcripts. */
    public static boolean hasSpeech(DataSource source) {
        return isOfDigits(source) || source.format() == Format.SPEECH;
    }

    /** Returns whether a source that is not said to be anything names sounds with transcripts. */
    static boolean namesSpeech(DataSource source) {
        return !source.isEmbedded()
                && source.format() == Format.AUTO
                && !PairReaders.namesSides(source.table())
                && SpeechFiles.isOne(source.path(), speechForm(source, PairForm.CHARACTERS.target()));
    }

    private static boolean isOfDigits(DataSource source) {
        return source.source().equals(DataSource.DIGIT_STRINGS);
    }

    /** Returns the sounds of a source, their transcripts read by this form. */
    public static SpeechDataset speech(DataSource source, Side target) {
        return isOfDigits(source)
                ? DigitStrings.load(
                        source.digits(), SoundSettings.form(source.table()), SEED, DIGIT_STRINGS, SCORED_DIGIT_STRINGS)
                : SpeechFiles.read(source.path(), speechForm(source, target));
    }

    private static SpeechForm speechForm(DataSource source, Side target) {
        return new SpeechForm(SoundSettings.form(source.table()), target, source.encoding(), fields(source.table()));
    }

    /** Returns where paths and transcripts stand, if somebody says so. */
    private static Optional<Fields> fields(DataTable table) {
        boolean isSource = !table.sourceColumn().equals("auto");
        if (isSource != !table.targetColumn().equals("auto")) {
            throw new ConfigException("of sounds with transcripts, data.source_column and data.target_column must be"
                    + " named both, or neither");
        }
        return isSource ? Optional.of(new Fields(table.sourceColumn(), table.targetColumn())) : Optional.empty();
    }
}

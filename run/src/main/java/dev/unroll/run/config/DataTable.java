package dev.unroll.run.config;

import dev.unroll.core.form.Key;
import dev.unroll.core.form.Only;
import dev.unroll.core.input.Missing;
import dev.unroll.data.file.Encoding;
import java.util.List;

/** Where examples come from, and how they become tokens. */
public record DataTable(
        @Key(
                value = "words",
                help = "\"words\" (of many languages) or \"hello\", which are embedded; a name of unroll data list;"
                        + " else a folder or file")
        String source,

        @Key(value = "auto", help = "how to read the source; auto goes by its name, text is one long text")
        Format format,

        @Key(value = "text", help = "column of the text")
        @Only(
                with = "format",
                being = {"auto", "csv", "tsv", "json_lines"})
        String textColumn,

        @Key(value = "label", help = "column of the class")
        @Only(
                with = "format",
                being = {"auto", "csv", "tsv", "json_lines", "long_table", "cell_table", "json_steps"})
        String labelColumn,

        @Key(value = "value", help = "columns or fields of the values to learn; one or more, commas between them")
        @Only(
                with = "format",
                being = {"auto", "long_table", "cell_table", "json_steps"})
        List<String> valueColumns,

        @Key(value = "step", help = "column of the number of a step")
        @Only(
                with = "format",
                being = {"auto", "long_table"})
        String stepColumn,

        @Key(value = "steps", help = "columns in whose cells a sequence stands, one a feature; of JSON one field")
        @Only(
                with = "format",
                being = {"auto", "cell_table", "json_steps"})
        List<String> stepsColumns,

        @Key(
                value = "auto",
                help = "column, or field, of the source of a pair; auto: source, else the first of a table")
        @Only(
                with = "format",
                being = {"auto", "pairs", "json_pairs", "speech"})
        String sourceColumn,

        @Key(
                value = "auto",
                help = "column, or field, of the target of a pair; auto: target, else the second of a table")
        @Only(
                with = "format",
                being = {"auto", "pairs", "json_pairs", "speech"})
        String targetColumn,

        @Key(
                value = "",
                help =
                        "endings of parallel files, the source's first: en,fr; none: by the alphabet, or the file that is named")
        @Only(
                with = "format",
                being = {"auto", "parallel"})
        List<String> endings,

        @Key(value = "drop", help = "what becomes of the digits of stress in a pronouncing dictionary")
        @Only(
                with = "format",
                being = {"auto", "pronunciations"})
        Stress stress,

        @Key(
                value = "0",
                min = 0,
                max = 1_000_000,
                help = "longer sources and targets of pairs, in words, are left out; 0: none")
        @Only(
                with = "format",
                being = {"auto", "pairs", "json_pairs", "parallel", "pronunciations"})
        int mostWords,

        @Key(value = "auto", help = "what parts the fields of a table; auto finds it")
        @Only(
                with = "format",
                being = {"auto", "csv", "tsv", "series", "long_table", "cell_table", "row_files", "pairs"})
        Separator separator,

        @Key(
                value = "auto",
                help =
                        "what a quote is: double encloses a field, none is a character like others; auto: in tables of tabs"
                                + " none")
        @Only(
                with = "format",
                being = {"auto", "csv", "tsv", "series", "long_table", "cell_table", "row_files", "pairs"})
        Quotes quotes,

        @Key(value = "true", help = "whether a table's first row names its columns; if not, they are 1, 2, ...")
        @Only(
                with = "format",
                being = {"auto", "csv", "tsv", "series", "long_table", "cell_table", "row_files", "pairs"})
        boolean header,

        @Key(value = "auto", help = "encoding of files: auto is UTF-8, or UTF-16 by its byte order mark; else a name")
        String encoding,

        @Key(value = "point", help = "what parts whole numbers from fractions where numbers are text")
        Decimal decimal,

        @Key(
                value = "auto",
                help =
                        "what a row of a table of series is: wide, a time; long, a time of one of the series; rows, a series")
        @Only(
                with = "format",
                being = {"auto", "series"})
        Layout layout,

        @Key(
                value = "auto",
                help = "column of the times of series, or those of dates and clocks: Date,Time; auto finds it")
        @Only(
                with = "format",
                being = {"auto", "series"})
        String timeColumn,

        @Key(
                value = "auto",
                help =
                        "column that tells which series or sequence a row is of; auto: unique_id, if it is beside ds, and of"
                                + " sequences id")
        @Only(
                with = "format",
                being = {"auto", "series", "long_table"})
        String idColumn,

        @Key(value = "", help = "columns of the values that are forecast; none: all of numbers that are nothing else")
        @Only(
                with = "format",
                being = {"auto", "series"})
        List<String> targetColumns,

        @Key(value = "", help = "columns of numbers that help, known up to the present")
        @Only(
                with = "format",
                being = {"auto", "series"})
        List<String> pastColumns,

        @Key(value = "", help = "columns of numbers that help, known ahead: rows behind the last value may have them")
        @Only(
                with = "format",
                being = {"auto", "series"})
        List<String> knownColumns,

        @Key(
                value = "",
                help = "what the calendar says of each time, as cycles: \"hour\", \"weekday\", \"day\", \"week\","
                        + " \"month\", \"year\"")
        @Only(
                with = "format",
                being = {"auto", "series"})
        List<String> calendar,

        @Key(
                value = "auto",
                help =
                        "how far apart times are, as 15min, 1h, 1d, 1w, 1mo, 1y; auto: the most common distance; step: rows as"
                                + " they follow each other")
        @Only(
                with = "format",
                being = {"auto", "series"})
        String frequency,

        @Key(value = "auto", help = "whether 1/2/2020 is the first of February or the second of January; auto finds it")
        @Only(
                with = "format",
                being = {"auto", "series"})
        DateOrder dateOrder,

        @Key(
                value = "none",
                help = "the zone whose clocks the times are of, as Europe/Berlin; none: clocks are never set")
        @Only(
                with = "format",
                being = {"auto", "series"})
        String timeZone,

        @Key(
                value = "error",
                help =
                        "what becomes of gaps and missing numbers: interpolate is a straight line, last the one before, mask"
                                + " leaves them open, in sequences as 0 with a sign beside it")
        Missing missing,

        @Key(
                value = "auto",
                help =
                        "the file of the values that follow, where a row is a series; auto: test in its name in the place of"
                                + " train, if it is there; none")
        @Only(
                with = "format",
                being = {"auto", "series"})
        String testSource,

        @Key(value = "false", help = "reduce letters to a-z A-Z and . , ; ' (NFD, marks dropped)")
        boolean ascii,

        @Key(value = "false", help = "make all letters small")
        boolean lowercase,

        @Key(value = "characters", help = "what a step of the sequence is")
        Tokens tokens,

        @Key(value = "8000", min = 0, max = 1_000_000, help = "pieces of words that are learned, each of two others")
        @Only(with = "tokens", being = "pieces")
        int pieces,

        @Key(value = "learned", help = "whose pieces: learned, or those of a file tokenizer.json of Hugging Face")
        @Only(with = "tokens", being = "pieces")
        String tokenizer,

        @Key(value = "0", min = 0, max = 1e9, help = "most tokens of a text that are read; 0: all")
        int longest,

        @Key(value = "start", help = "which end of a longer text is read")
        Keep keep,

        @Key(value = "none", help = "what else a next-token model reads: the end, or also the label before it")
        Marks marks,

        @Key(value = "unit", help = "what becomes of the numbers of vectors: unit is 0..1, features is each by itself")
        Scale scale,

        @Key(value = "mfcc", help = "what is made of a sound; its parameters are explained in docs/sound.md")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        Features features,

        @Key(value = "25", above = 0, max = 10000, help = "length of a sound's frame")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        double frameMillis,

        @Key(value = "10", above = 0, max = 10000, help = "time from one frame to the next")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        double hopMillis,

        @Key(value = "0", min = 0, max = 65536, help = "numbers of a frame's transform; 0: the next power of two")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        int fft,

        @Key(value = "40", min = 1, max = 512, help = "mel filters")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        int mels,

        @Key(value = "0", min = 0, max = 500000, help = "where the filters begin")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        double lowestHertz,

        @Key(value = "0", min = 0, max = 500000, help = "where the filters end; 0: half the rate")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        double highestHertz,

        @Key(value = "13", min = 1, max = 512, help = "coefficients of mfcc, at most mels")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        int coefficients,

        @Key(value = "2", min = 0, max = 2, help = "1: also how fast each number changes; 2: also how fast that does")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        int deltas,

        @Key(value = "standard", help = "what becomes of each number's mean and deviation over a sound")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        Level level,

        @Key(value = "0", min = 0, max = 1000000, help = "samples a second of all sounds; 0: those of the first")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        int rate,

        @Key(value = "refuse", help = "what becomes of a sound of another rate")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        OtherRates otherRates,

        @Key(
                value = "auto",
                help = "regular expression of a sound's name with a group (?<label>...); auto: its folder is its class")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        String filePattern,

        @Key(value = "auto", help = "group=value,... of file_pattern that is the test part; auto: a folder test")
        @Only(
                with = "format",
                being = {"wav", "speech"})
        String heldOut,

        @Key(
                value = "random",
                help = "how the test part is made; official: as the data come; time: of series, the latest")
        SplitKind split,

        @Key(value = "0.15", min = 0, below = 1, help = "part of the texts kept for the final score")
        @Only(with = "split", being = "random")
        double testFraction,

        @Key(
                value = "rest",
                help =
                        "how much of a series is learned from: rest, all before the other parts; or, from its start, steps (8640),"
                                + " a share (70%), a time (12mo; s, min, h, d, w, mo, y)")
        @Only(with = "split", being = "time")
        String trainSpan,

        @Key(value = "10%", help = "how much of a series, after that, is scored after each epoch; 0: nothing")
        @Only(with = "split", being = "time")
        String validationSpan,

        @Key(
                value = "10%",
                help = "how much of a series, after that, is kept for the final score; official: as the data come")
        @Only(with = "split", being = "time")
        String testSpan,

        @Key(value = "1", min = 1, max = 1_000_000, help = "steps between the beginnings of what is learned from")
        @Only(with = "split", being = "time")
        int trainStride,

        @Key(value = "1", min = 1, max = 1_000_000, help = "steps between the forecasts that are scored")
        @Only(with = "split", being = "time")
        int testStride,

        @Key(
                value = "0",
                min = 0,
                max = 1_000_000,
                help = "steps of a season, for scores and baselines; 0: by the frequency")
        @Only(with = "split", being = "time")
        int season,

        @Key(value = "0.0", min = 0, below = 1, help = "part of the texts scored after each epoch")
        @Only(
                with = "split",
                being = {"random", "official"})
        double validationFraction,

        @Key(value = "1", min = 1, max = 1e9, help = "rarer tokens count as unknown")
        int minCount,

        @Key(value = "100000", min = 2, max = 1e7, help = "the most frequent tokens that are kept")
        int maxVocabulary,

        @Key(value = "stop", help = "what to do if the data look like something else than what is asked of them")
        Doubts doubts) {

    /** What to do about data that look like something else. */
    public enum Doubts {
        /** Say so, and stop before the training. */
        STOP,
        IGNORE
    }

    public DataTable {
        // Throws if there is no such encoding.
        Encoding.of(encoding);
    }

    /** Returns whether a part is scored after each epoch. */
    public boolean isValidated() {
        return split == SplitKind.TIME ? !validationSpan.equals("0") : validationFraction > 0;
    }

    /** How a source is laid out. */
    public enum Format {
        AUTO,
        FOLDER,
        CSV,
        TSV,
        LINES,
        JSON_LINES,
        /** Folders train and test with a folder a class and a file an example, or a .tar.gz of them. */
        FILES,
        /** A folder with the four files of MNIST. */
        IDX,
        /** A set of the UCR and UEA archives of time series. */
        TS,
        /** Arrays of NumPy. */
        NPY,
        /** JSON lines with the steps of a sequence each. */
        JSON_STEPS,
        /** A table with a step a row. */
        LONG_TABLE,
        /** A table with a sequence a cell. */
        CELL_TABLE,
        /** A folder a class with a table a sequence. */
        ROW_FILES,
        /** One long text. */
        TEXT,
        /** Universal Dependencies: a word a line in ten columns, its tag the fourth. */
        CONLLU,
        /** A .wav file an example, in a folder of its class or with the class in its name; a folder or a .zip of it. */
        WAV,
        /** A word a line, first column, its tag in the last; a blank line between sentences. */
        COLUMNS,
        /** A table of numbers over time. */
        SERIES,
        /** A table with a source and its target a row. */
        PAIRS,
        /** Two files whose lines belong to each other. */
        PARALLEL,
        /** JSON lines with a source and its target, or several right ones. */
        JSON_PAIRS,
        /** A pronouncing dictionary: a word and its phonemes a line. */
        PRONUNCIATIONS,
        /** A table or JSON lines of paths to .wav files and what is said in them. */
        SPEECH
    }

    /** What a row of a table of series is. */
    public enum Layout {
        AUTO,
        WIDE,
        LONG,
        ROWS
    }

    /** Which number of a date like 1/2/2020 is the day. */
    public enum DateOrder {
        AUTO,
        DAY_FIRST,
        MONTH_FIRST
    }

    /** What parts the fields of a row. */
    public enum Separator {
        AUTO,
        COMMA,
        SEMICOLON,
        TAB,
        PIPE
    }

    /** What a quote at the start of a field is. */
    public enum Quotes {
        AUTO,
        DOUBLE,
        NONE
    }

    /** What parts whole numbers from fractions. */
    public enum Decimal {
        POINT,
        COMMA
    }

    /** What a next-token model reads of a text beside its tokens. */
    public enum Marks {
        NONE,
        END,
        LABEL
    }

    /** Which end of a text is read, if it is too long. */
    public enum Keep {
        START,
        END
    }

    /** What is made of a sound. */
    public enum Features {
        MFCC,
        LOG_MEL
    }

    /** What becomes of each number of a sound's frames. */
    public enum Level {
        NONE,
        /** Less its mean over the sound. */
        MEAN,
        /** Less its mean, divided by its deviation. */
        STANDARD
    }

    /** What becomes of a sound of another rate. */
    public enum OtherRates {
        REFUSE,
        RESAMPLE
    }

    /** What becomes of the numbers of vectors. */
    public enum Scale {
        /** As they are. */
        NONE,
        /** Divided by the largest number that their type has. */
        UNIT,
        /** Less the mean of the training part, divided by its deviation: one of each for all features. */
        STANDARD,
        /** As standard, each feature by its own mean and deviation. */
        FEATURES
    }

    /** Where the test part comes from. */
    public enum SplitKind {
        RANDOM,
        OFFICIAL,
        /** Of series, the latest. */
        TIME
    }

    /** What one time step reads. */
    public enum Tokens {
        CHARACTERS,
        WORDS,
        /** Words of texts out of web pages: line breaks {@code <br />} removed. */
        HTML_WORDS,
        /** What stands between blanks, phonemes for instance. */
        SYMBOLS,
        /** Pieces of words, learned from the training part by byte-pair encoding, or those of a tokenizer's file. */
        PIECES
    }

    /** What becomes of the digit of stress behind a vowel of a pronouncing dictionary. */
    public enum Stress {
        KEEP,
        DROP
    }
}

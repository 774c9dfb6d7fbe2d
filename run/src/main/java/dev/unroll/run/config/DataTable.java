package dev.unroll.run.config;

import dev.unroll.core.form.Key;
import dev.unroll.core.form.Only;
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
                being = {"auto", "csv", "tsv", "json_lines"})
        String labelColumn,

        @Key(value = "auto", help = "what parts the fields of a table; auto finds it")
        @Only(
                with = "format",
                being = {"auto", "csv", "tsv", "series"})
        Separator separator,

        @Key(
                value = "auto",
                help =
                        "what a quote is: double encloses a field, none is a character like others; auto: in tables of tabs"
                                + " none")
        @Only(
                with = "format",
                being = {"auto", "csv", "tsv", "series"})
        Quotes quotes,

        @Key(value = "true", help = "whether a table's first row names its columns; if not, they are 1, 2, ...")
        @Only(
                with = "format",
                being = {"auto", "csv", "tsv", "series"})
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

        @Key(value = "auto", help = "column of the times of series; auto finds it")
        @Only(
                with = "format",
                being = {"auto", "series"})
        String timeColumn,

        @Key(value = "auto", help = "column that tells which series a row is of; auto: unique_id, if it is beside ds")
        @Only(
                with = "format",
                being = {"auto", "series"})
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
                        "what becomes of gaps and missing values of series: interpolate is a straight line, last the value"
                                + " before, mask leaves them open")
        @Only(
                with = "format",
                being = {"auto", "series"})
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

        @Key(value = "0", min = 0, max = 1e9, help = "most tokens of a text that are read; 0: all")
        int longest,

        @Key(value = "start", help = "which end of a longer text is read")
        Keep keep,

        @Key(value = "none", help = "what else a next-token model reads: the end, or also the label before it")
        Marks marks,

        @Key(value = "unit", help = "what becomes of the numbers of vectors: unit is 0..1")
        Scale scale,

        @Key(value = "random", help = "how the test part is made; official: as the data come; time: of series, the latest")
        SplitKind split,

        @Key(value = "0.15", min = 0, below = 1, help = "part of the texts kept for the final score")
        @Only(with = "split", being = "random")
        double testFraction,

        @Key(
                value = "rest",
                help = "how much of a series is learned from: rest, all before the other parts; or, from its start, steps (8640),"
                        + " a share (70%), a time (12mo; s, min, h, d, w, mo, y)")
        @Only(with = "split", being = "time")
        String trainSpan,

        @Key(value = "10%", help = "how much of a series, after that, is scored after each epoch; 0: nothing")
        @Only(with = "split", being = "time")
        String validationSpan,

        @Key(value = "10%", help = "how much of a series, after that, is kept for the final score; official: as the data come")
        @Only(with = "split", being = "time")
        String testSpan,

        @Key(value = "1", min = 1, max = 1_000_000, help = "steps between the beginnings of what is learned from")
        @Only(with = "split", being = "time")
        int trainStride,

        @Key(value = "1", min = 1, max = 1_000_000, help = "steps between the forecasts that are scored")
        @Only(with = "split", being = "time")
        int testStride,

        @Key(value = "0", min = 0, max = 1_000_000, help = "steps of a season, for scores and baselines; 0: by the frequency")
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
        /** One long text. */
        TEXT,
        /** Universal Dependencies: a word a line in ten columns, its tag the fourth. */
        CONLLU,
        /** A word a line, first column, its tag in the last; a blank line between sentences. */
        COLUMNS,
        /** A table of numbers over time. */
        SERIES
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

    /** What becomes of values that are missing in series. */
    public enum Missing {
        ERROR,
        INTERPOLATE,
        LAST,
        MASK
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

    /** What becomes of the numbers of vectors. */
    public enum Scale {
        /** As they are. */
        NONE,
        /** Divided by the largest number that their type has. */
        UNIT,
        /** Less the mean of the training part, divided by its deviation. */
        STANDARD
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
        HTML_WORDS
    }
}

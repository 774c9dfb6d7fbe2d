package dev.unroll.data.pair;

import dev.unroll.data.file.Names;
import dev.unroll.data.text.TableForm;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Quotes;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How pairs are written. */
public sealed interface PairFormat {

    /**
     * A table: a pair a row, each side in a column of its own.
     *
     * @param columns the names of the two columns, the source first; of a table without a header, their numbers from 1; empty:
     *     those named {@code source} and {@code target}, else the first two
     * @param separator empty: a tab if the first row has one, else what parts it so that it has the columns, or the most
     * @param header empty: the first row is a header if it names the columns
     */
    record Table(
            Optional<TableForm.Columns> columns, Optional<Separator> separator, Quotes quotes, Optional<Header> header)
            implements PairFormat {

        /** A table of which all is found. */
        public static final Table FOUND = new Table(Optional.empty(), Optional.empty(), Quotes.FOUND, Optional.empty());

        /** Returns this table with columns of these names or numbers. */
        public Table with(TableForm.Columns columns) {
            return new Table(Optional.of(columns), separator, quotes, header);
        }

        @Override
        public String description() {
            return "rows of two columns or more, the source in one and its target in another";
        }
    }

    /**
     * Two files, whose lines of the same number are a pair: {@code train.en} and {@code train.fr}.
     *
     * @param endings empty: the file that is named is the source; of a folder, the ending that comes first by the alphabet
     */
    record Parallel(Optional<Endings> endings) implements PairFormat {

        /** Two files of which nothing is named. */
        public static final Parallel FOUND = new Parallel(Optional.empty());

        /** Two files with these endings. */
        public Parallel(String source, String target) {
            this(Optional.of(new Endings(source, target)));
        }

        @Override
        public String description() {
            return "two files with the same name but for its ending, whose lines of the same number are a pair";
        }
    }

    /** The endings of the names of two parallel files, without a dot, in whatever case. */
    record Endings(String source, String target) {

        public Endings {
            source = source.toLowerCase(Locale.ROOT);
            target = target.toLowerCase(Locale.ROOT);
            if (source.equals(target)) {
                throw new IllegalArgumentException(
                        "endings of source and target must differ but are both \"" + source + "\"; name another");
            }
        }
    }

    /**
     * JSON lines: an object a pair. The target is a text, or a list of several right ones.
     *
     * @param source the key of the source
     * @param target the key of the target
     */
    record Objects(String source, String target) implements PairFormat {

        /** The keys {@code source} and {@code target}. */
        public static final Objects SOURCE_AND_TARGET = new Objects("source", "target");

        public Objects {
            if (source.equals(target)) {
                throw new IllegalArgumentException(
                        "keys of source and target must differ but are both \"" + source + "\"; name another");
            }
        }

        @Override
        public String description() {
            return "JSON objects, one a line, with a text under \"" + source
                    + "\" and a text, or a list of texts, under \"" + target + "\"";
        }
    }

    /**
     * The layout of the CMU Pronouncing Dictionary: a word and its phonemes a line, a further pronunciation as {@code word(2)},
     * comments in lines that begin with {@code ;;;} and behind a {@code #} that a blank stands before.
     */
    record Pronunciations(Stress stress) implements PairFormat {

        /** What becomes of the digit of stress behind a vowel: {@code AH0}. */
        public enum Stress {
            KEPT,
            DROPPED
        }

        @Override
        public String description() {
            return "lines of a word, a blank, and its phonemes with blanks between them";
        }
    }

    /** Returns what a file of this format holds, as an error says it. */
    String description();

    /**
     * Returns the format that a file's name stands for, {@code .gz} at its end or not: a table for {@code .tsv}, {@code .tab},
     * {@code .csv}, {@code .txt} and {@code .parquet}; JSON lines for {@code .jsonl}, {@code .ndjson} and {@code .json};
     * pronunciations with their stress for {@code .dict} and where the name begins with {@code cmudict}; none for others, which may
     * be parallel files.
     */
    static Optional<PairFormat> of(Path file) {
        return switch (Names.extension(file)) {
            case "tsv", "tab", "csv", "txt", "parquet", "pq" -> Optional.of(Table.FOUND);
            case "jsonl", "ndjson", "json" -> Optional.of(Objects.SOURCE_AND_TARGET);
            case "dict" -> Optional.of(new Pronunciations(Pronunciations.Stress.KEPT));
            default ->
                Names.of(file).toLowerCase(Locale.ROOT).matches("cmudict[-._]?[0-9.a-d]*")
                        ? Optional.of(new Pronunciations(Pronunciations.Stress.KEPT))
                        : Optional.empty();
        };
    }
}

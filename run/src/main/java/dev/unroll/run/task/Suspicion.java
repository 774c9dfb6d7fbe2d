package dev.unroll.run.task;

import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.LabeledDataset;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextExample;
import dev.unroll.data.file.Names;
import dev.unroll.data.pair.PairFormat;
import dev.unroll.data.text.PlainText;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.Doubts;
import dev.unroll.run.config.DataTable.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What data look like, where that is something else than what they are taken for: parts taken for classes, numbers for prose,
 * values for classes, a table for one long text. A training would take its time and end with a score that means nothing.
 */
public final class Suspicion {

    private static final String GO_ON = ". If that is meant, go on with --set doubts=ignore";

    /** The part of the texts or words that must look wrong: a header or a stray line changes nothing. */
    private static final double NEARLY_ALL = 0.9;

    /** So many texts are looked at, and so many characters of each. */
    private static final int MOST_TEXTS = 1000;

    private static final int MOST_CHARACTERS = 10_000;

    /** Fewer texts than these may well be single letters. */
    private static final int FEW_TEXTS = 20;

    /** So many classes may have any numbers for names: marks from 0.5 to 5, say. */
    private static final int FEW_CLASSES = 20;

    /** Fewer lines than these may have the same number of words by chance. */
    private static final int FEW_ROWS = 50;

    /** Tags and classes are few: at most this part of the lines has one of its own. */
    private static final double FEW_VALUES = 0.1;

    /** Rows that tabs part are not alike by chance, and neither are those whose last word is a tag. */
    private static final int FEW_ROWS_OF_TABS = 4;

    private static final int FEW_ROWS_OF_TAGS = 10;

    private static final double FEW_TAGS = 0.5;

    private static final Pattern TAG = Pattern.compile("\\p{Lu}[\\p{Lu}\\d$]*|[BIESLU]-\\S+");

    /** A row of CoNLL-U: ten columns between tabs, the first of which is the number of a word, of several, or of none. */
    private static final Pattern CONLLU = Pattern.compile("\\d+([-.]\\d+)?(\t[^\t]*){9}");

    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    private static final Pattern TAB = Pattern.compile("\t");

    private static final int SHOWN = 3;

    private static final Pattern PART =
            Pattern.compile("train|training|test|testing|valid|validation|val|dev|development|eval|evaluation");

    /** Where the words of a name part: {@code X_TRAIN}, {@code x-train}, {@code xTrain}. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[\\s,;|\"'()\\[\\]{}]+");

    /** A number, a date, a time, or a value that is missing; not what begins with 0, since bits and codes are words. */
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?((0|[1-9]\\d*)(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?%?|\\d+([-/:.]\\d+)+|NaN|nan|NA|\\?");

    /** What has a reader of its own, which {@code data.format} may pass over. */
    private static final Map<String, String> TABLES =
            Map.of("csv", "a table", "tsv", "a table", "tab", "a table", "jsonl", "JSON lines", "ndjson", "JSON lines");

    /** What is no text either, and has no reader for texts. */
    private static final Map<String, String> OTHERS = Map.of(
            "json", "JSON",
            "conllu", "tagged sentences",
            "conll", "tagged sentences",
            "bio", "tagged sentences",
            "iob", "tagged sentences");

    private Suspicion() {}

    /**
     * Throws if data look like something else than what they are taken for, unless {@code data.doubts} says to ignore that.
     *
     * @throws DataException that says what they look like, and how to go on
     */
    public static void check(DataSource source, Dataset<?> dataset) {
        if (source.table().doubts() == Doubts.STOP) {
            of(source, dataset).ifPresent(found -> {
                throw new DataException(dataset.name() + " " + found + GO_ON);
            });
        }
    }

    /** Returns what is suspicious, as the end of a sentence that begins with the name of the data. */
    public static Optional<String> of(DataSource source, Dataset<?> dataset) {
        DataTable data = source.table();
        List<String> labels = dataset instanceof LabeledDataset<?> labeled ? labeled.labels() : List.of();
        List<String> texts = dataset.all().stream()
                .filter(TextExample.class::isInstance)
                .map(example -> ((TextExample) example).text())
                .limit(MOST_TEXTS)
                .map(text -> text.substring(0, Math.min(MOST_CHARACTERS, text.length())))
                .toList();
        long lines = dataset.all().size() + dataset.report().duplicates();
        Stream<Supplier<Optional<String>>> all = Stream.of(
                () -> unreadable(dataset.report()),
                () -> noTable(source),
                () -> parts(labels),
                () -> values(labels),
                () -> dataset instanceof PlainText ? readOtherwise(data) : Optional.empty(),
                () -> numbers(texts, !labels.isEmpty()),
                () -> dataset instanceof PlainText ? conllu(texts) : Optional.empty(),
                () -> dataset instanceof PlainText ? columns(texts) : Optional.empty(),
                () -> lines < FEW_TEXTS ? Optional.empty() : letters(texts));
        return all.map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    /** Finds data of which less can be read than not: pictures, archives, programs, or another encoding. */
    private static Optional<String> unreadable(ReadReport report) {
        long readable = report.lines() - report.blank() - report.unreadable();
        return report.unreadable() <= readable
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "has %s that cannot be read and %,d that can, the first in %s, so it looks like something else"
                                + " than texts; name its encoding, if that is another: --set encoding=windows-1252, for"
                                + " instance, or bring a file of text",
                        report.counted(report.unreadable()),
                        readable,
                        report.firstUnreadable().getFirst()));
    }

    /** Finds what is said of the rows of a table where none is read. */
    private static Optional<String> noTable(DataSource source) {
        return noTable(source, source.table());
    }

    /**
     * Finds what is said of the rows of a table where none is read.
     *
     * @param data what is said
     */
    static Optional<String> noTable(DataSource source, DataTable data) {
        List<String> said = new ArrayList<>();
        if (!data.header()) {
            said.add("header");
        }
        if (data.separator() != DataTable.Separator.AUTO) {
            said.add("separator");
        }
        if (data.quotes() != DataTable.Quotes.AUTO) {
            said.add("quotes");
        }
        return said.isEmpty() || source.isEmbedded() || isReadAsTable(source, data)
                ? oneFile(source, data)
                : Optional.of("is no table by its name or its first row, so " + String.join(", ", said)
                        + " would be passed over; say --set format=csv if it is one");
    }

    /** Finds endings of parallel files where one file is read that has both sides. */
    private static Optional<String> oneFile(DataSource source, DataTable data) {
        boolean isOne = !data.endings().isEmpty()
                && data.format() == DataTable.Format.AUTO
                && !source.isEmbedded()
                && Files.isRegularFile(source.path())
                && PairFormat.of(source.path()).isPresent();
        return isOne
                ? Optional.of("is one file of pairs by its name, so endings would be passed over; leave it out, or name"
                        + " a folder of parallel files")
                : Optional.empty();
    }

    private static boolean isReadAsTable(DataSource source, DataTable data) {
        return switch (data.format()) {
            case SERIES, LONG_TABLE, CELL_TABLE, ROW_FILES -> true;
            default -> Readers.isTable(source);
        };
    }

    /** Finds two classes whose names differ in nothing but the name of a part. */
    private static Optional<String> parts(List<String> labels) {
        Map<String, String> byRest = new HashMap<>();
        for (String label : labels) {
            List<String> words = BETWEEN_WORDS
                    .splitAsStream(label)
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (words.stream().anyMatch(word -> PART.matcher(word).matches())) {
                String rest = words.stream()
                        .map(word -> PART.matcher(word).matches() ? "PART" : word)
                        .collect(Collectors.joining(" "));
                String other = byRest.putIfAbsent(rest, label);
                if (other != null) {
                    return Optional.of("has the classes " + other + " and " + label
                            + ", which look like parts of one data set and not like two kinds of texts; a class needs"
                            + " a file, a folder or a value of its own, and parts are folders train and test with a"
                            + " folder a class");
                }
            }
        }
        return Optional.empty();
    }

    /** Finds classes that are numbers, so many or so uneven that they are not the numbers of classes. */
    private static Optional<String> values(List<String> labels) {
        long numbers =
                labels.stream().filter(label -> NUMBER.matcher(label).matches()).count();
        if (labels.size() <= FEW_CLASSES || numbers < NEARLY_ALL * labels.size() || areCounted(labels)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "has %,d classes that are numbers (%s), which look like values and not like classes; each would be"
                        + " learned by itself, as if none were near another. Name the column of the classes by"
                        + " --set label_column=NAME, or put the values into a few classes",
                labels.size(),
                shown(labels)));
    }

    /** Returns whether classes are numbered from 0 or 1 on, without a gap. */
    private static boolean areCounted(List<String> labels) {
        int size = labels.size();
        return Stream.of(0, 1).anyMatch(first -> labels.stream()
                .allMatch(label -> label.matches("0|[1-9]\\d{0,8}")
                        && Integer.parseInt(label) >= first
                        && Integer.parseInt(label) < first + size));
    }

    /** Finds texts that were read out of a file of something else. */
    private static Optional<String> readOtherwise(DataTable data) {
        String ending = Names.extension(Path.of(data.source()));
        boolean isPassedOver = data.format() == Format.TEXT || data.format() == Format.LINES;
        String kind = isPassedOver && TABLES.containsKey(ending) ? TABLES.get(ending) : OTHERS.get(ending);
        return Optional.ofNullable(kind)
                .map(found -> "looks like " + found + " by its name, but is read "
                        + (data.format() == Format.TEXT ? "as one long text" : "as texts, a line each")
                        + ", so that its marks are learned like words. data.format says how to read it, and"
                        + " unroll train FILE chooses what can be learned of it");
    }

    private static Optional<String> conllu(List<String> texts) {
        List<String> rows = lines(texts).filter(line -> !line.startsWith("#")).toList();
        long alike = rows.stream().filter(row -> CONLLU.matcher(row).matches()).count();
        return rows.isEmpty() || alike < NEARLY_ALL * rows.size()
                ? Optional.empty()
                : Optional.of(
                        "has lines of ten columns between tabs, as CoNLL-U has, and looks like sentences whose words"
                                + " have tags and not like a text. To learn the tags say --set format=conllu --set task=tag");
    }

    private static Stream<String> lines(List<String> texts) {
        return texts.stream()
                .flatMap(String::lines)
                .filter(line -> !Texts.isBlank(line))
                .limit(MOST_TEXTS);
    }

    /** Finds lines that have the same number of columns each, the last of which has few values of its own: tags or classes. */
    private static Optional<String> columns(List<String> texts) {
        List<List<String>> rows = lines(texts)
                .map(line -> List.of((line.indexOf('\t') < 0 ? BLANKS : TAB).split(line)))
                .toList();
        if (rows.isEmpty() || rows.getFirst().size() < 2) {
            return Optional.empty();
        }
        int width = rows.getFirst().size();
        long alike = rows.stream().filter(row -> row.size() == width).count();
        Set<String> first = rows.stream().map(List::getFirst).collect(Collectors.toSet());
        Set<String> last = rows.stream().map(List::getLast).collect(Collectors.toSet());
        boolean haveTabs = lines(texts).findFirst().orElse("").indexOf('\t') >= 0;
        boolean areTags = last.stream().allMatch(word -> TAG.matcher(word).matches())
                && !first.stream().allMatch(word -> TAG.matcher(word).matches());
        int few = haveTabs ? FEW_ROWS_OF_TABS : areTags ? FEW_ROWS_OF_TAGS : FEW_ROWS;
        double fewValues = haveTabs || areTags ? FEW_TAGS : FEW_VALUES;
        boolean areOfTheirOwn = 2 * last.stream().filter(first::contains).count() < last.size();
        return rows.size() < few
                        || alike < NEARLY_ALL * rows.size()
                        || last.size() > fewValues * rows.size()
                        || !areOfTheirOwn
                ? Optional.empty()
                : Optional.of("has lines of " + width + " columns ("
                        + TextExample.excerpt(String.join(" ", rows.getFirst()))
                        + "), which look like words with their tags or like a table and not like a text. To learn the"
                        + " tags say --set task=tag; a table needs a first row that names its columns");
    }

    private static Optional<String> numbers(List<String> texts, boolean haveClasses) {
        long words = words(texts).count();
        long numbers =
                words(texts).filter(word -> NUMBER.matcher(word).matches()).count();
        if (words == 0 || numbers < NEARLY_ALL * words) {
            return Optional.empty();
        }
        return Optional.of("has numbers in place of texts (" + shown(texts)
                + "); read as a text, a number is a row of digits without a size. "
                + (haveClasses
                        ? "Cells with a sequence of numbers each are read by --set format=cell_table --set"
                                + " 'steps_columns=[\"NAME\"]'"
                        : "To forecast how they go on, say --set format=series, and --set header=false if no"
                                + " row names them")
                + "; name the column of the texts, if there is one, by --set text_column=NAME");
    }

    private static Stream<String> words(List<String> texts) {
        return texts.stream().flatMap(BETWEEN_NUMBERS::splitAsStream).filter(word -> !word.isEmpty());
    }

    private static Optional<String> letters(List<String> texts) {
        long letters = texts.stream().filter(Suspicion::isLetter).count();
        return texts.isEmpty() || letters < NEARLY_ALL * texts.size()
                ? Optional.empty()
                : Optional.of(
                        "has texts of one character (" + shown(texts)
                                + "), of which there is no sequence to learn; name the column of the texts by --set text_column=NAME");
    }

    /** Returns whether a text is one letter or digit; an ideograph is a word. */
    private static boolean isLetter(String text) {
        return text.codePointCount(0, text.length()) == 1 && !Character.isIdeographic(text.codePointAt(0));
    }

    private static String shown(List<String> texts) {
        String some = texts.stream().limit(SHOWN).map(TextExample::excerpt).collect(Collectors.joining(", "));
        return texts.size() > SHOWN ? some + ", …" : some;
    }
}

package dev.unroll.run.task;

import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.task.Transduce;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.pair.PairDataset;
import dev.unroll.data.pair.PairExample;
import dev.unroll.data.pair.PairFiles;
import dev.unroll.data.pair.PairForm;
import dev.unroll.data.pair.PairFormat;
import dev.unroll.data.pair.ReversedLetters;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads pairs of a source and its targets, as a configuration says. */
public final class PairReaders {

    /** What is made of strings to be reversed: the same wherever it is made. */
    private static final long SEED = 1;

    /** What columns of texts with classes are called. */
    private static final Set<String> NAMES = Set.of("text", "label");

    private static final int REVERSED = 30_000;
    private static final int REVERSED_LONGER = 2_000;

    private PairReaders() {}

    /** Returns whether a source has pairs, as far as it says so. */
    public static boolean isOne(DataSource source) {
        if (source.isEmbedded()) {
            return source.source().startsWith(DataSource.REVERSE);
        }
        return switch (source.format()) {
            case PAIRS, PARALLEL, JSON_PAIRS, PRONUNCIATIONS -> true;
            case AUTO ->
                source.isListedFor(Transduce.NAME)
                        || namesSides(source.table())
                        || PairFiles.isOne(source.path(), source.encoding());
            default -> false;
        };
    }

    /** Returns whether somebody says where the two sides stand. */
    static boolean namesSides(DataTable table) {
        return !table.endings().isEmpty()
                || !table.sourceColumn().equals("auto")
                || !table.targetColumn().equals("auto");
    }

    /**
     * Returns whether a source of which nobody says anything is a table of two columns without names, a tab between them, of which
     * the right ones are hardly ever the same: texts with their targets, and no classes.
     */
    static boolean isOfTwoColumns(DataSource source) {
        if (source.isEmbedded()
                || source.format() != DataTable.Format.AUTO
                || !Names.hasEnding(source.path(), ".tsv", ".tab")) {
            return false;
        }
        DataTable table = source.table();
        try {
            List<String> first = PairFiles.firstRow(source.path(), source.encoding());
            boolean isNamed = !NAMES.containsAll(List.of(table.textColumn(), table.labelColumn())) || namesTexts(first);
            return first.size() == 2
                    && !isNamed
                    && areTargets(readAll(source, PairForm.CHARACTERS).examples());
        } catch (DataException e) {
            return false;
        }
    }

    /** Returns whether one of the fields of a first row is the name of a column of texts or classes. */
    private static boolean namesTexts(List<String> first) {
        return first.stream().anyMatch(field -> NAMES.contains(field.toLowerCase(Locale.ROOT)));
    }

    private static boolean areTargets(List<PairExample> pairs) {
        long different = pairs.stream()
                .map(pair -> pair.rightTargets().getFirst())
                .distinct()
                .count();
        return 2 * different > pairs.size();
    }

    /** Returns what to add to an error of data that are read as something else, if they may be pairs; else nothing. */
    static String hint(DataSource source) {
        if (source.isEmbedded() || source.format() != DataTable.Format.AUTO) {
            return "";
        }
        boolean isFolder = Files.isDirectory(source.path());
        PairForm form = new PairForm(PairForm.CHARACTERS.source(), PairForm.CHARACTERS.target(), source.encoding());
        try {
            PairDataset pairs = isFolder
                    ? PairFiles.read(source.path(), form, PairFormat.Parallel.FOUND)
                    : PairFiles.read(source.path(), form, source::asAsked);
            boolean isNamed = !isFolder && namesTexts(PairFiles.firstRow(source.path(), source.encoding()));
            if (isNamed || !areTargets(pairs.examples())) {
                return "";
            }
        } catch (DataException e) {
            return "";
        }
        return "\nIf they are pairs of a source and its target, say --set format=" + (isFolder ? "parallel" : "pairs");
    }

    /** Returns the pairs of a source, its texts read by this form. */
    public static PairDataset read(DataSource source, PairForm form) {
        PairDataset all = readAll(source, form);
        int most = source.table().mostWords();
        if (most == 0) {
            return all;
        }
        List<PairExample> kept = shorter(all.examples(), most);
        if (kept.isEmpty()) {
            throw new DataException(source.source() + " has no pair to learn from whose sides have at most " + most
                    + " words each; raise data.most_words, or set it to 0");
        }
        return new PairDataset(
                all.name(), kept, shorter(all.validation(), most), shorter(all.test(), most), all.report());
    }

    private static List<PairExample> shorter(List<PairExample> pairs, int most) {
        return pairs.stream().flatMap(pair -> shorter(pair, most).stream()).toList();
    }

    /** Returns a pair with those of its targets that are short enough; nothing if its source is not, or none of them is. */
    private static Optional<PairExample> shorter(PairExample pair, int most) {
        if (isLonger(pair.text(), most)) {
            return Optional.empty();
        }
        List<String> targets = pair.rightTargets().stream()
                .filter(target -> !isLonger(target, most))
                .toList();
        return targets.isEmpty() ? Optional.empty() : Optional.of(pair.withTargets(targets));
    }

    private static boolean isLonger(String text, int most) {
        return Tokenizer.SYMBOLS.count(text) > most;
    }

    private static PairDataset readAll(DataSource source, PairForm form) {
        if (source.source().equals(DataSource.REVERSE)) {
            return ReversedLetters.load(SEED, REVERSED);
        }
        if (source.source().equals(DataSource.REVERSE_LONGER)) {
            return ReversedLetters.beyond(SEED, REVERSED_LONGER);
        }
        if (source.isEmbedded()) {
            throw new ConfigException("the embedded data " + source.source() + " have no pairs; --data names others");
        }
        PairForm read = new PairForm(form.source(), form.target(), source.encoding());
        Path path = source.path();
        return source.pairFormat()
                .map(format -> PairFiles.read(path, read, format))
                .orElseGet(() -> PairFiles.read(path, read, source::asAsked));
    }
}

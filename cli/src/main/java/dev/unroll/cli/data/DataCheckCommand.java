package dev.unroll.cli.data;

import dev.unroll.cli.progress.Waiting;
import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.ReadingOptions;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.tensorfile.FileHash;
import dev.unroll.data.DataSummary;
import dev.unroll.data.Dataset;
import dev.unroll.data.VectorData;
import dev.unroll.data.VectorSummary;
import dev.unroll.data.catalogue.Catalogue;
import dev.unroll.data.catalogue.CatalogueEntry;
import dev.unroll.data.catalogue.CatalogueEntry.RemoteFile;
import dev.unroll.data.pair.PairDataset;
import dev.unroll.data.pair.PairFacts;
import dev.unroll.data.pair.PairForm;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.Suspicion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code unroll data check}: what is in data, and what sets a limit to any model of them. */
@Command(
        name = "check",
        description = "Say what data hold: sizes, classes, lengths, bad rows, duplicates, contradictions.",
        footer = {
            "",
            "Of series: frequency, first and last time, gaps, missing values, duplicates.",
            "Exit code 3 if a row could not be read, if series have gaps that data.missing",
            "has no rule for, or if a file has not the SHA-256 of the catalogue.",
            "",
            "For example:",
            "  unroll data check names",
            "  unroll data check reviews.csv --text-column review --label-column sentiment",
            "  unroll data check power.csv --set separator=semicolon --set decimal=comma"
        })
public final class DataCheckCommand implements Callable<Integer> {

    /** Of more columns than these, the first are named. */
    private static final int MOST_COLUMNS = 50;

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "FILE|NAME", description = "As of unroll train --data, or a name of unroll data list.")
    private String source = "";

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    DataCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private SeriesCheck series(DataSource data) throws IOException {
        try (var _ = Waiting.forData(source, terminal, options)) {
            return new SeriesCheck(Readers.inspectedSeries(data), data.table());
        }
    }

    private Dataset<?> dataset(DataSource data) {
        try (var _ = Waiting.forData(source, terminal, options)) {
            return Readers.any(data);
        }
    }

    @Override
    public Integer call() throws IOException {
        String checksums = checksums();
        DataSource data = reading.named(source, terminal.dataHome());
        if (Readers.hasSeries(data)) {
            return series(data)
                    .print(terminal, checksums, options.json() ? SeriesCheck.Output.JSON : SeriesCheck.Output.TEXT);
        }
        Dataset<?> dataset = dataset(data);
        var summary = DataSummary.of(dataset);
        if (options.json()) {
            Map<String, Object> json = json(dataset, summary, checksums);
            json.put("columns", data.columnNames());
            pairs(dataset).ifPresent(check -> json.put("pairs", check.data()));
            Suspicion.of(data, dataset).ifPresent(doubt -> json.put("doubt", doubt));
            Json.print(terminal, json);
        } else {
            terminal.out().println(dataset.name() + ": " + dataset.report());
            if (!data.columnNames().isEmpty()) {
                terminal.out().println(columns(data.columnNames()));
            }
            print(dataset, summary, checksums);
            Suspicion.of(data, dataset).ifPresent(doubt -> {
                terminal.out().println();
                terminal.out().println(terminal.layout().sentence("doubtful: " + dataset.name() + " " + doubt));
            });
        }
        boolean bad = dataset.report().unreadable() > 0;
        return (bad ? ExitCode.DATA : ExitCode.DONE).status();
    }

    /** Returns a line with the names of columns: the first ones, if they are very many. */
    static String columns(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MOST_COLUMNS, names.size())));
        int more = names.size() - MOST_COLUMNS;
        return "columns: " + Printed.inLine(first)
                + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
    }

    private static Optional<PairCheck> pairs(Dataset<?> dataset) {
        return dataset instanceof PairDataset pairs
                ? Optional.of(new PairCheck(PairFacts.of(pairs, PairForm.CHARACTERS)))
                : Optional.empty();
    }

    /** Compares the files of a data set of the catalogue; says nothing of other data. */
    private String checksums() throws IOException {
        Optional<CatalogueEntry> entry = Files.exists(Path.of(source))
                ? Optional.empty()
                : Catalogue.load().find(source);
        if (entry.isEmpty()) {
            return "";
        }
        int same = 0;
        for (RemoteFile file : entry.get().files()) {
            Path path = terminal.dataHome().folderOf(entry.get()).resolve(file.name());
            if (Files.exists(path)) {
                String found = FileHash.sha256(path);
                if (!found.equals(file.sha256())) {
                    throw new UserError(
                            ExitCode.DATA,
                            path + " must have the SHA-256 " + file.sha256() + " but has " + found
                                    + "; remove it and fetch it again");
                }
                same++;
            }
        }
        int files = entry.get().files().size();
        return same + " of " + Sentence.counted(files, "file is", "files are")
                + " there, with the SHA-256 of the catalogue";
    }

    private void print(Dataset<?> dataset, DataSummary summary, String checksums) {
        PrintWriter out = terminal.out();
        if (!checksums.isEmpty()) {
            out.println(checksums);
        }
        out.println();
        row("examples", number(summary.training() + summary.test()) + parts(summary));
        DataSummary.Lengths lengths = summary.lengths();
        row(
                "lengths",
                String.format(
                        Locale.ROOT,
                        "%,d to %,d %s, median %,d, 95 %% at most %,d",
                        lengths.shortest(),
                        lengths.longest(),
                        dataset.lengthUnit(),
                        lengths.median(),
                        lengths.percentile95()));
        if (dataset instanceof VectorData<?> vectors) {
            print(VectorSummary.of(vectors));
        }
        pairs(dataset).ifPresent(check -> check.rows().forEach(row -> row(row.name(), row.text())));
        row("repeated", repeated(dataset, summary));
        if (summary.test() > 0) {
            row(
                    "shared",
                    Sentence.counted(summary.shared(), "test example has", "test examples have")
                            + " an input of the training part");
        }
        dataset.facts().forEach((name, value) -> row(name.replace('_', ' '), fact(value)));
        if (summary.classes().isEmpty()) {
            return;
        }
        row(
                "contradictory",
                Sentence.counted(summary.contradicted(), "input has", "inputs have") + " more than one label");
        summary.firstContradictions().forEach(contradiction -> row("", Printed.inLine(contradiction)));
        row(
                "ceiling",
                String.format(
                        Locale.ROOT, "%.2f %% accuracy is the most that any model can reach", 100 * summary.ceiling()));
        int total =
                summary.classes().values().stream().mapToInt(Integer::intValue).sum();
        boolean oneEach = total <= summary.training() + summary.test();
        out.println();
        int width = Math.max(
                5,
                Printed.widest(
                        summary.classes().keySet().stream().map(Printed::inLine).toList()));
        List<String> lines = new ArrayList<>(List.of(String.format(
                Locale.ROOT,
                "%-" + width + "s  %8s  %7s",
                oneEach ? "class" : "tag",
                oneEach ? "examples" : dataset.lengthUnit(),
                "share")));
        summary.classes()
                .forEach((label, count) -> lines.add(String.format(
                        Locale.ROOT,
                        "%s  %,8d  %5.1f %%",
                        Printed.padded(Printed.inLine(label), width),
                        count,
                        100.0 * count / total)));
        terminal.layout().table(lines, width).forEach(out::println);
    }

    /** Returns a number, or how often each of several things is there: {@code 8000 (3,000)}. */
    private static String fact(Object value) {
        return value instanceof Map<?, ?> counts
                ? counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + number(((Number) entry.getValue()).longValue()) + ")")
                        .collect(Collectors.joining(", "))
                : value.toString();
    }

    private void print(VectorSummary vectors) {
        row("features", number(vectors.features()));
        row(
                "missing",
                String.format(
                        Locale.ROOT,
                        "%,d of %s, in %s",
                        vectors.missing(),
                        Sentence.counted(vectors.numbers(), "number"),
                        Sentence.counted(vectors.lacking(), "sequence")));
        row(
                "constant",
                vectors.constant().isEmpty()
                        ? "no feature"
                        : "features "
                                + String.join(
                                        ", ",
                                        vectors.constant().stream()
                                                .map(feature -> Integer.toString(feature + 1))
                                                .toList()));
    }

    private void row(String name, String value) {
        terminal.out().println(terminal.layout().row(String.format(Locale.ROOT, "%-13s  ", name), value));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String parts(DataSummary summary) {
        return summary.test() == 0
                ? ""
                : ": " + number(summary.training()) + " to learn from, " + number(summary.test()) + " to be scored on";
    }

    private static String repeated(Dataset<?> dataset, DataSummary summary) {
        if (summary.test() == 0) {
            return Sentence.counted(dataset.report().duplicates() + summary.repeated(), "example");
        }
        return Sentence.counted(summary.repeated(), "example") + " of the training part, "
                + number(summary.repeatedInTest()) + " of the test part";
    }

    private Map<String, Object> json(Dataset<?> dataset, DataSummary summary, String checksums) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", dataset.name());
        if (!checksums.isEmpty()) {
            json.put("checksums", checksums);
        }
        json.put("training", summary.training());
        json.put("test", summary.test());
        json.put("classes", summary.classes());
        json.put("shortest", summary.lengths().shortest());
        json.put("median_length", summary.lengths().median());
        json.put("longest", summary.lengths().longest());
        if (dataset instanceof VectorData<?> vectors) {
            VectorSummary numbers = VectorSummary.of(vectors);
            json.put("features", numbers.features());
            json.put("missing_numbers", numbers.missing());
            json.put("constant_features", numbers.constant());
        }
        json.put("repeated_and_dropped", dataset.report().duplicates());
        json.put("repeated_in_training", summary.repeated());
        json.put("repeated_in_test", summary.repeatedInTest());
        json.put("test_inputs_trained_on", summary.shared());
        json.put("contradicted_inputs", summary.contradicted());
        json.put("accuracy_ceiling", summary.ceiling());
        json.putAll(dataset.facts());
        json.put("unreadable", dataset.report().unreadable());
        json.put(
                "first_unreadable",
                dataset.report().firstUnreadable().stream()
                        .map(Object::toString)
                        .toList());
        json.put(
                "notes", dataset.report().notes().stream().map(Object::toString).toList());
        json.put("passed_over", dataset.report().passedOver());
        return json;
    }
}

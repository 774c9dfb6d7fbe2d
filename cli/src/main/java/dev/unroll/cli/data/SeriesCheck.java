package dev.unroll.cli.data;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Missing;
import dev.unroll.data.DataSummary.Lengths;
import dev.unroll.data.ReadReport;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.table.SeriesFindings;
import dev.unroll.data.series.table.SeriesTable;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.task.Printed;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what a table of series holds. */
final class SeriesCheck {

    private final SeriesDataset dataset;
    private final SeriesFindings findings;
    private final Missing rule;
    private final Held held;
    private final int[] lengths;

    /**
     * Makes the check of what was read.
     *
     * @param data which says what becomes of what is missing, and how much is held out
     */
    SeriesCheck(SeriesTable.Inspected inspected, DataTable data) throws IOException {
        this.rule = data.missing();
        this.held = Held.of(inspected.dataset(), data);
        this.dataset = inspected.dataset();
        this.findings = inspected.findings();
        this.lengths =
                dataset.series().stream().mapToInt(Series::length).sorted().toArray();
    }

    /** What is printed: for people or for programs. */
    enum Output {
        TEXT,
        JSON
    }

    /** Prints it; returns the exit code. */
    int print(Terminal terminal, String checksums, Output output) {
        if (output == Output.JSON) {
            Json.print(terminal, json(checksums));
        } else {
            printText(terminal, checksums);
        }
        boolean bad = dataset.report().unreadable() > 0
                || (rule == Missing.ERROR && !findings.counts().areEven());
        return (bad ? ExitCode.DATA : ExitCode.DONE).status();
    }

    private void printText(Terminal terminal, String checksums) {
        PrintWriter out = terminal.out();
        out.println(dataset.name() + ": " + dataset.report());
        out.println(DataCheckCommand.columns(findings.columns()));
        if (!checksums.isEmpty()) {
            out.println(checksums);
        }
        out.println();
        facts().forEach((name, value) ->
                out.println(terminal.layout().row(String.format(Locale.ROOT, "%-13s  ", name), Printed.inLine(value))));
        held.leaks().forEach(leak -> out.println(terminal.layout().sentence("  leak: " + leak)));
        findings.faults().forEach(place -> out.println("  " + Printed.inLine(place.toString())));
        if (!findings.hint().isEmpty()) {
            out.println(findings.hint() + ".");
        }
    }

    private Map<String, String> facts() {
        SeriesFindings.Counts counts = findings.counts();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("layout", layout());
        facts.put("series", number(lengths.length) + names());
        facts.put("frequency", dataset.frequency().toString());
        facts.put("times", first() + " to " + last());
        facts.put(
                "lengths",
                number(lengths[0]) + " to " + number(lengths[lengths.length - 1]) + " steps, median "
                        + number(median()));
        if (dataset.hasTest()) {
            facts.put("test part", "the last " + Sentence.counted(testLength(), "step") + " or more of each series");
        }
        facts.put(
                "gaps",
                counts.gaps() == 0
                        ? "none"
                        : counted(counts.gaps(), "gap") + " of " + counted(counts.gapSteps(), "time"));
        facts.put("missing", counts.missing() == 0 ? "none" : counted(counts.missing(), "value"));
        facts.put("duplicates", duplicates(counts));
        facts.put(
                "unsorted",
                counts.unsorted() == 0 ? "none" : counted(counts.unsorted(), "row") + " before the one above");
        facts.putAll(held.facts());
        facts.put("constant", findings.constant().isEmpty() ? "none" : String.join(", ", findings.constant()));
        return facts;
    }

    private String layout() {
        String time =
                switch (findings.time().size()) {
                    case 0 -> "without times";
                    case 1 -> "times in column " + findings.time().getFirst();
                    default -> "times in columns " + String.join(" and ", findings.time());
                };
        return switch (findings.layout()) {
            case WIDE -> "wide: a series a column, " + time;
            case LONG -> "long: a column tells the series, " + time;
            case ROWS -> "rows: a series a row";
        };
    }

    private String names() {
        int shown = 8;
        List<String> names =
                dataset.series().stream().limit(shown).map(Series::id).toList();
        return ": " + String.join(", ", names) + (lengths.length > shown ? ", …" : "");
    }

    private static String duplicates(SeriesFindings.Counts counts) {
        if (counts.duplicates() == 0) {
            return "none";
        }
        return counted(counts.duplicates(), "row")
                + (counts.contradictions() == 0
                        ? ""
                        : ", " + counted(counts.contradictions(), "time") + " with different values");
    }

    private Series longest() {
        return dataset.series().stream()
                .max(Comparator.comparingInt(Series::length))
                .orElseThrow();
    }

    private String first() {
        return longest().time().text(0);
    }

    private String last() {
        return longest().time().text(longest().length() - 1L);
    }

    private int median() {
        return Lengths.of(lengths).median();
    }

    private int testLength() {
        return dataset.series().stream().mapToInt(Series::testLength).min().orElse(0);
    }

    private static String counted(long count, String unit) {
        return number(count) + " " + unit + (count == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private Map<String, Object> json(String checksums) {
        SeriesFindings.Counts counts = findings.counts();
        ReadReport report = dataset.report();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", dataset.name());
        if (!checksums.isEmpty()) {
            json.put("checksums", checksums);
        }
        json.put("layout", findings.layout().name().toLowerCase(Locale.ROOT));
        json.put("columns", findings.columns());
        json.put("time_column", String.join(",", findings.time()));
        json.put("series", lengths.length);
        json.put("frequency", dataset.frequency().written());
        json.put("first_time", first());
        json.put("last_time", last());
        json.put("shortest", lengths[0]);
        json.put("median_length", median());
        json.put("longest", lengths[lengths.length - 1]);
        json.put("test_length", testLength());
        json.put("gaps", counts.gaps());
        json.put("times_in_gaps", counts.gapSteps());
        json.put("missing_values", counts.missing());
        json.put("duplicates", counts.duplicates());
        json.put("contradictions", counts.contradictions());
        json.put("unsorted", counts.unsorted());
        json.put("constant", findings.constant());
        json.putAll(held.json());
        json.put("faults", findings.faults().stream().map(Object::toString).toList());
        json.put("unreadable", report.unreadable());
        json.put(
                "first_unreadable",
                report.firstUnreadable().stream().map(Object::toString).toList());
        json.put("notes", report.notes().stream().map(Object::toString).toList());
        return json;
    }
}

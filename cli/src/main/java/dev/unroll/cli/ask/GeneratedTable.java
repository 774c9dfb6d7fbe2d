package dev.unroll.cli.ask;

import dev.unroll.run.task.LabelDetails;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.nexttoken.FreshTexts.Tally;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Generated texts by label, and how many of them a judge recognizes: for people and for machines. */
final class GeneratedTable {

    private final List<GeneratedClass> classes;
    private final Optional<Judge> judge;
    private final int width;

    GeneratedTable(List<GeneratedClass> classes, Optional<Judge> judge) {
        this.classes = List.copyOf(classes);
        this.judge = judge;
        this.width = Printed.widest(
                classes.stream().map(each -> LabelDetails.shown(each.label())).toList());
    }

    /** Prints the texts, a line a label, and where it was counted, how new and how recognizable they are. */
    void print(PrintWriter out) {
        for (GeneratedClass each : classes) {
            out.printf(Locale.ROOT, "%s  %s%n", padded(LabelDetails.shown(each.label())), each.line());
        }
        if (judge.isPresent()) {
            out.printf(Locale.ROOT, "%nIn brackets: what the judge takes for another label.%n");
        }
        if (judge.isPresent() || isTallied()) {
            out.println();
            printCounts(out);
        }
        judge.ifPresent(asked -> printBaselines(out, asked));
    }

    private String padded(String name) {
        return Printed.padded(name, width);
    }

    private boolean isTallied() {
        return classes.stream().allMatch(each -> each.drawn().tally().isPresent());
    }

    private void printCounts(PrintWriter out) {
        String tally = isTallied() ? String.format(Locale.ROOT, "  %6s  %6s  %8s", "drawn", "known", "repeated") : "";
        out.printf(Locale.ROOT, "%s  %6s%s%s%n", padded(""), "texts", tally, judge.isPresent() ? "  recognized" : "");
        for (GeneratedClass each : classes) {
            printRow(out, LabelDetails.shown(each.label()), List.of(each));
        }
        if (classes.size() > 1) {
            printRow(out, "all", classes);
        }
    }

    private void printRow(PrintWriter out, String name, List<GeneratedClass> summed) {
        var row = new StringBuilder(
                String.format(Locale.ROOT, "%s  %6d", padded(name), sum(summed, GeneratedClass::size)));
        if (isTallied()) {
            row.append(String.format(Locale.ROOT, "  %6d", sumOfTallies(summed, Tally::draws)));
            row.append(String.format(Locale.ROOT, "  %6d", sumOfTallies(summed, Tally::known)));
            row.append(String.format(Locale.ROOT, "  %8d", sumOfTallies(summed, Tally::repeated)));
        }
        if (judge.isPresent()) {
            row.append(String.format(Locale.ROOT, "  %8.1f %%", 100 * recognized(summed)));
        }
        out.println(row);
    }

    private static int sumOfTallies(List<GeneratedClass> summed, ToIntFunction<Tally> number) {
        return sum(summed, each -> each.drawn().tally().map(number::applyAsInt).orElse(0));
    }

    private static int sum(List<GeneratedClass> summed, ToIntFunction<GeneratedClass> number) {
        return summed.stream().mapToInt(number).sum();
    }

    private static double recognized(List<GeneratedClass> summed) {
        long right = summed.stream().mapToLong(GeneratedClass::recognized).sum();
        return (double) right / Math.max(1, sum(summed, GeneratedClass::size));
    }

    private static void printBaselines(PrintWriter out, Judge judge) {
        out.printf(
                Locale.ROOT, "%nA judge that always gives one label would recognize %.1f %%.%n", 100 * judge.blind());
        judge.onRealTexts()
                .ifPresent(recall -> out.printf(
                        Locale.ROOT,
                        "Of real texts held out from its training this one recognizes %.1f %%, a mean over the labels.%n",
                        100 * recall));
    }

    /** Returns all of it, as plain data. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("classes", classes.stream().map(GeneratedClass::data).toList());
        judge.ifPresent(asked -> {
            data.put("recognized", recognized(classes));
            data.put("recognized_by_one_label", asked.blind());
            asked.onRealTexts().ifPresent(recall -> data.put("recognized_of_real_texts", recall));
        });
        return data;
    }
}

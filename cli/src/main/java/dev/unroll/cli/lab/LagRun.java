package dev.unroll.cli.lab;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Interruption;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.PageOut;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.core.kernel.Compute;
import dev.unroll.run.lab.LagCell;
import dev.unroll.run.lab.LagLab;
import dev.unroll.run.lab.LagLabPage;
import dev.unroll.run.lab.LagResult;
import dev.unroll.run.lab.LagTrial;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An experiment that finds the longest lag which a cell learns, from its options to its table and page. */
final class LagRun {

    private final Terminal terminal;
    private final CommonOptions options;
    private final ThreadsOption threads;

    LagRun(Terminal terminal, CommonOptions options, ThreadsOption threads) {
        this.terminal = terminal;
        this.options = options;
        this.threads = threads;
    }

    /** Tries the cells in their order. After Ctrl-C what has been done by then is shown. */
    ExitCode run(LagLab lab, LagOptions asked) throws IOException {
        PageOut page = PageOut.of(asked.out(), "lab-" + lab.problem().name() + ".html");
        List<LagResult> results = new ArrayList<>();
        ExitCode exitCode;
        try (Compute compute = Compute.of(threads.count());
                var interruption = new Interruption(this::acknowledge);
                var progress = new LagProgress(terminal, options, lab, interruption)) {
            for (LagCell cell : asked.cells()) {
                if (!interruption.getAsBoolean()) {
                    results.add(lab.run(cell, compute, progress));
                }
            }
            exitCode = interruption.exitCode();
        }
        new LagLabPage(lab, results).write(page.file());
        if (options.json()) {
            Json.print(terminal, data(lab, results, page));
        } else {
            print(lab, results, page);
        }
        return exitCode;
    }

    private void acknowledge() {
        terminal.err().printf(Locale.ROOT, "%nfinishing this step; Ctrl-C now ends at once%n");
        terminal.err().flush();
    }

    private void print(LagLab lab, List<LagResult> results, PageOut page) {
        PrintWriter out = terminal.out();
        out.println(terminal.layout().sentence(LagLabPage.criterion(lab) + "."));
        out.println();
        int width = results.stream()
                .mapToInt(result -> result.cell().name().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        String form = "%-" + width + "s  %7s  %6s  %9s  %9s";
        lines.add(String.format(Locale.ROOT, form, "cell", "longest", "steps", "error", "ms a step"));
        results.forEach(result -> result.told()
                .ifPresent(trial -> lines.add(String.format(
                        Locale.ROOT,
                        form,
                        result.cell().name(),
                        LagLabPage.longest(result),
                        String.format(Locale.ROOT, "%,d", trial.steps()),
                        LagLabPage.number(trial.error()),
                        LagLabPage.number(1000 * trial.secondsPerStep())))));
        terminal.layout().table(lines, width).forEach(out::println);
        out.println();
        results.forEach(result -> LagLabPage.leftOut(result)
                .ifPresent(sentence -> out.println(terminal.layout().sentence(sentence))));
        out.printf(Locale.ROOT, "The curves, and the papers' figures, are in %s%n", page);
    }

    private static Map<String, Object> data(LagLab lab, List<LagResult> results, PageOut page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("problem", lab.problem().name());
        data.put("hidden", lab.hiddenSize());
        data.put("steps", lab.steps());
        data.put("batch", lab.batchSize());
        data.put("learning_rate", lab.learningRate());
        data.put("clip", lab.clip());
        data.put("seed", lab.seed());
        data.put("page", page.file().toString());
        Map<String, Object> cells = new LinkedHashMap<>();
        for (LagResult result : results) {
            Map<String, Object> cell = new LinkedHashMap<>();
            result.longest().ifPresent(trial -> cell.put("longest", trial.length()));
            cell.put(
                    "trials",
                    result.trials().stream().map(each -> data(lab, each)).toList());
            cell.put("untried", result.untried());
            cells.put(result.cell().name(), cell);
        }
        data.put("cells", cells);
        return data;
    }

    private static Map<String, Object> data(LagLab lab, LagTrial trial) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("length", trial.length());
        data.put("end", trial.end().toString());
        data.put("steps", trial.steps());
        data.put("error", finite(trial.error()));
        data.put("bound", lab.problem().bound(trial.length()));
        data.put("baseline", trial.baseline());
        data.put("seconds_per_step", trial.secondsPerStep());
        data.put(
                "errors",
                trial.checks().stream()
                        .map(check -> List.of(check.step(), finite(check.error())))
                        .toList());
        return data;
    }

    /** JSON has no infinity: an error that is no number any more is a word. */
    private static Object finite(double value) {
        return Double.isFinite(value) ? (Object) value : "overflow";
    }
}

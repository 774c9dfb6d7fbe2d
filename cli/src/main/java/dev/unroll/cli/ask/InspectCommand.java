package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.NotedScores;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.task.LabelTask;
import dev.unroll.core.task.Regress;
import dev.unroll.core.task.Transduce;
import dev.unroll.run.job.SavedModel;
import dev.unroll.run.page.NetworkWords;
import dev.unroll.run.task.LabelDetails;
import dev.unroll.run.task.Printed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll inspect}: what a model is. */
@Command(
        name = "inspect",
        description = "Show what a model is: equations, weights and shapes, labels, scores.",
        footer = {"", "For example:", "  unroll inspect runs/hello-1", "  unroll inspect runs/hello-1 --latex"})
public final class InspectCommand implements Callable<Integer> {

    private static final int TEXT_WIDTH = 100;

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "MODEL", description = "Folder of the model.")
    private Path folder = Path.of("");

    @Option(names = "--latex", description = "Print the equations as LaTeX, and nothing else.")
    private boolean latex;

    @Option(
            names = "--program",
            description = "Print what the engine makes of the equations, forward and backward, and nothing else.")
    private boolean program;

    public InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = SavedModel.load(folder);
        if (options.json()) {
            Json.print(terminal, data(model));
        } else if (latex) {
            printLatex(model);
        } else if (program) {
            printPrograms(model);
        } else {
            print(model);
        }
        return ExitCode.DONE.status();
    }

    private static String task(Model model) {
        return model.task().name();
    }

    private Map<String, Object> data(Model model) {
        NetworkSpec spec = model.network().spec();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", folder.toString());
        data.put("name", model.name());
        data.put("task", task(model));
        data.put("input", NetworkWords.kind(spec.input()));
        data.put("readout", NetworkWords.kind(spec.readout()));
        data.put("layers", InspectedLayer.data(spec));
        data.put("parameters", model.network().layout().size());
        List<Map<String, Object>> weights = new ArrayList<>();
        for (Window window : model.network().layout().windows()) {
            Map<String, Object> weight = new LinkedHashMap<>();
            weight.put("name", window.name());
            weight.put("role", WeightRole.of(window));
            weight.put("shape", window.shape());
            weights.add(weight);
        }
        data.put("weights", weights);
        data.putAll(model.task().toData());
        if (model.input() instanceof TextEncoder text) {
            data.put("vocabulary", text.vocabulary().tokens());
        } else {
            data.put(model.input().kind(), model.input().toData());
        }
        data.put("training", model.training());
        return data;
    }

    private void printLatex(Model model) {
        for (InspectedLayer inspected : InspectedLayer.of(model.network().spec())) {
            inspected.layer().ifPresent(layer -> {
                terminal.out().println("% " + inspected.title());
                terminal.out().println(layer.cell().latex());
            });
        }
    }

    private void printPrograms(Model model) {
        for (InspectedLayer inspected : InspectedLayer.of(model.network().spec())) {
            inspected.layer().ifPresent(layer -> {
                terminal.out().println("# " + inspected.title());
                terminal.out().println(CellProgram.compile(layer.cell(), Purpose.TRAINING));
            });
        }
    }

    private void print(Model model) {
        PrintWriter out = terminal.out();
        NetworkSpec spec = model.network().spec();
        row("model", Printed.inLine(model.name()) + ", in " + folder);
        row("task", task(model));
        row("reads", model.input().description() + "; " + NetworkWords.text(spec.input()));
        row("answers", NetworkWords.text(spec.readout()) + "; " + NetworkWords.text(spec.head()));
        for (InspectedLayer layer : InspectedLayer.of(spec)) {
            out.println();
            out.println(terminal.layout().sentence(layer.title()));
            layer.equations().forEach(line -> out.println(terminal.layout().row("  ", line)));
        }
        out.println();
        out.printf(
                Locale.ROOT, "%s%n", Sentence.counted(model.network().layout().size(), "parameter"));
        List<Window> windows = model.network().layout().windows();
        int width = Printed.widest(
                windows.stream().map(window -> Printed.inLine(window.name())).toList());
        for (Window window : windows) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %-13s  %s%n",
                    Printed.padded(Printed.inLine(window.name()), width),
                    WeightRole.of(window),
                    window.shape());
        }
        out.println();
        if (model.task() instanceof LabelTask labeling) {
            list(Sentence.counted(labeling.labels().size(), "label"), labeling.labels());
        }
        if (model.task() instanceof Regress regress) {
            list(
                    Sentence.counted(regress.outputs(), "value"),
                    regress.values().stream().map(Regress.Value::name).toList());
        }
        if (model.task() instanceof Forecast forecast) {
            terminal.out()
                    .println(forecast.says(model.input()) + ", out of "
                            + model.input().description());
        }
        if (model.input() instanceof TextEncoder text) {
            list(
                    Sentence.counted(text.vocabulary().size(), "token"),
                    text.vocabulary().tokens());
        }
        if (model.task() instanceof Transduce transduce) {
            List<String> said = transduce.target().vocabulary().tokens();
            list(Sentence.counted(said.size(), "target token"), said);
        }
        scores(model);
    }

    private void row(String name, String value) {
        terminal.out().println(terminal.layout().row(String.format(Locale.ROOT, "%-8s ", name), value));
    }

    private void list(String title, List<String> entries) {
        String joined = entries.stream().map(LabelDetails::shown).collect(Collectors.joining(" "));
        int width = terminal.layout().columns().orElse(TEXT_WIDTH + title.length() + 2) - title.length() - 2;
        terminal.out().println(title + ": " + Printed.cut(joined, Math.max(1, width)));
    }

    private void scores(Model model) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("scores", "held-out");
        parts.put("scores_on_validation_texts", "validation");
        parts.put("scores_on_training_texts", "training");
        parts.forEach((key, part) -> {
            NotedScores noted = NotedScores.of(model, key);
            if (!noted.rows().isEmpty()) {
                terminal.out().println();
                terminal.out().println("scores on " + part + " " + scored(model));
                int width = Printed.widest(noted.rows().stream()
                        .map(row -> Printed.inLine(row.name()))
                        .toList());
                List<String> lines = noted.rows().stream()
                        .map(row -> "  " + score(noted, row, width))
                        .toList();
                terminal.layout().table(lines, 2 + width).forEach(terminal.out()::println);
            }
        });
    }

    /** Returns what was scored, many of it: of series their windows, else what is read. */
    private static String scored(Model model) {
        return model.task() instanceof Forecast ? "windows" : model.input().unit() + "s";
    }

    private static String score(NotedScores noted, NotedScores.Row row, int width) {
        return Printed.padded(Printed.inLine(row.name()), width)
                + noted.columns().stream()
                        .filter(row.values()::containsKey)
                        .map(column ->
                                String.format(Locale.ROOT, "  %s %7s", NotedScores.title(column), row.shown(column, 1)))
                        .collect(Collectors.joining());
    }
}

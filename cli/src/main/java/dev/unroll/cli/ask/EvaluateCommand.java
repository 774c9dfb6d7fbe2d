package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.ScoreTable;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Task;
import dev.unroll.core.train.Examples;
import dev.unroll.data.Dataset;
import dev.unroll.data.Labeled;
import dev.unroll.run.config.DataTable.Format;
import dev.unroll.run.job.DataSource;
import dev.unroll.run.job.ExampleEncoder;
import dev.unroll.run.job.Scores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll evaluate}: a model's scores on data of one's own. */
@Command(
        name = "evaluate",
        description = "Score a model on data with known answers.",
        footer = {
            "",
            "For example:",
            "  unroll evaluate runs/quickstart --data words",
            "  unroll evaluate runs/mine-1 --data reviews.csv --text-column review",
            "  unroll evaluate runs/mnist-rows-1 --data mnist --part test"
        })
public final class EvaluateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Parameters(paramLabel = "MODEL", description = "Folder of the model.")
    private Path folder = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "PATH",
            required = true,
            description =
                    "As of unroll train: a folder or file, or a name of unroll data list; lines for a next-token model.")
    private String data = "";

    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            description = "Column of the texts in a table (default: that of the training).")
    private @Nullable String textColumn;

    @Option(
            names = "--label-column",
            paramLabel = "NAME",
            description = "Column of the classes in a table (default: that of the training).")
    private @Nullable String labelColumn;

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "auto",
            description = "Of data that come in two parts: test, train, or all (default: test if there is one).")
    private Part part = Part.auto;

    /** The examples of a data set that are scored. The names are what a user types. */
    enum Part {
        auto,
        test,
        train,
        all;

        List<? extends Labeled> of(Dataset<?> dataset) {
            return switch (this) {
                case auto -> dataset.test().isEmpty() ? dataset.examples() : dataset.test();
                case test -> dataset.test();
                case train -> dataset.examples();
                case all -> dataset.all();
            };
        }
    }

    public EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(folder);
        var source = new DataSource(
                data,
                Format.AUTO,
                textColumn == null ? trainedOn(model, "text_column", "text") : textColumn,
                labelColumn == null ? trainedOn(model, "label_column", "label") : labelColumn,
                terminal.dataHome());
        Dataset<?> dataset = read(model, source);
        List<? extends Labeled> scored = part.of(dataset);
        if (scored.isEmpty()) {
            throw new UserError(ExitCode.DATA, data + " has no test part of its own; leave --part out");
        }
        requireKnownLabels(model, scored);
        if (!options.quiet() || dataset.report().unreadable() > 0) {
            terminal.err().println(dataset.name() + ": " + dataset.report());
        }
        Examples examples = ExampleEncoder.of(model).encode(scored);
        if (examples.count() == 0) {
            throw new UserError(
                    ExitCode.DATA, data + " has no text of two tokens or more, so there is nothing to score");
        }
        try (Team team = Team.of(threads.count())) {
            long start = System.nanoTime();
            Scores scores = Scores.of(model, examples, team);
            double seconds = (System.nanoTime() - start) * 1e-9;
            List<Scores> all = new ArrayList<>(List.of(scores));
            all.addAll(Scores.majority(model, scored));
            print(model, scored.size(), all, seconds);
        }
        return ExitCode.DONE.status();
    }

    /** Returns what the configuration of the training says of its data; of a model made otherwise, what is customary. */
    private static String trainedOn(Model model, String key, String customary) {
        return model.training().get("config") instanceof Map<?, ?> config
                        && config.get("data") instanceof Map<?, ?> table
                        && table.get(key) instanceof String value
                ? value
                : customary;
    }

    /** Returns the examples as the model's own were read, with labels if it knows such. */
    static Dataset<?> read(Model model, DataSource source) {
        Normalization normalization =
                model.input() instanceof TextEncoder text ? text.normalization() : Normalization.UNICODE;
        boolean labeled = model.task() == Task.CLASSIFY || model.text().marks() == Marks.LABEL_AND_END;
        return labeled ? source.labeled(normalization) : source.unlabeled(normalization);
    }

    private void requireKnownLabels(Model model, List<? extends Labeled> examples) {
        if (model.task() != Task.CLASSIFY) {
            return;
        }
        List<String> unknown = examples.stream()
                .map(Labeled::label)
                .distinct()
                .filter(label -> !model.labels().contains(label))
                .toList();
        if (!unknown.isEmpty()) {
            throw new UserError(
                    ExitCode.DATA,
                    data + " has labels that the model does not know: " + String.join(", ", unknown) + "; it knows "
                            + String.join(", ", model.labels()));
        }
    }

    private void print(Model model, int examples, List<Scores> all, double seconds) {
        Scores scores = all.getFirst();
        var table = new ScoreTable(model, scores.confusion());
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", folder.toString());
            result.put("data", data);
            result.put("seconds", seconds);
            result.put("examples", examples);
            result.put("answers", scores.confusion().total());
            result.put("scores", Scores.data(all));
            result.put("classes", table.classes());
            result.put("confusion", table.counts());
            Json.print(terminal, result);
            return;
        }
        PrintWriter out = terminal.out();
        table.printClasses(out);
        out.println();
        table.printConfusions(out);
        out.println();
        String what = model.input() instanceof TextEncoder ? "texts" : "sequences";
        out.printf(Locale.ROOT, "On %,d %s of %s:%n%n", examples, what, data);
        ScoreTable.printModels(out, all);
    }
}

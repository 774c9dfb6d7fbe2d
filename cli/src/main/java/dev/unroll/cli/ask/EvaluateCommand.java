package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.ReadingOptions;
import dev.unroll.cli.terminal.ScoreTable;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Example;
import dev.unroll.run.TooLargeException;
import dev.unroll.run.job.TaskTypes;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Details;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Scores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
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

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

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

        <E extends Example> List<E> of(Dataset<E> dataset) {
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
        DataSource source = reading.like(model, data, terminal.dataHome());
        evaluate(model, TaskTypes.of(model).problem(model), source);
        return ExitCode.DONE.status();
    }

    private <E extends Example> void evaluate(Model model, Problem<E> problem, DataSource source) {
        Dataset<E> dataset = TooLargeException.fitted(
                "the data " + data, "bring fewer examples or shorter ones", () -> problem.read(source));
        List<E> scored = part.of(dataset);
        if (scored.isEmpty()) {
            throw new UserError(ExitCode.DATA, data + " has no test part of its own; leave --part out");
        }
        if (!options.quiet() || dataset.report().unreadable() > 0) {
            terminal.err().println(dataset.name() + ": " + dataset.report());
        }
        requireScorable(problem, scored);
        try (Team team = Team.of(threads.count())) {
            long start = System.nanoTime();
            Scores scores = problem.score(model.network(), scored, team);
            double seconds = (System.nanoTime() - start) * 1e-9;
            List<Scores> all = new ArrayList<>(List.of(scores));
            all.addAll(problem.reference(scored));
            print(problem, scored.size(), all, seconds);
        }
    }

    private <E extends Example> void requireScorable(Problem<E> problem, List<E> scored) {
        try {
            if (problem.scoring(scored).count() == 0) {
                throw new DataException("there is no text of two tokens or more, so there is nothing to score");
            }
        } catch (DataException e) {
            throw new DataException(data + ": " + e.getMessage(), e);
        }
    }

    private void print(Problem<?> problem, int examples, List<Scores> all, double seconds) {
        Details details = problem.details(all.getFirst());
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", folder.toString());
            result.put("data", data);
            result.put("seconds", seconds);
            result.put("examples", examples);
            all.getFirst().confusion().ifPresent(confusion -> result.put("answers", confusion.total()));
            result.put("scores", Scores.data(all));
            result.putAll(details.data());
            Json.print(terminal, result);
            return;
        }
        PrintWriter out = terminal.out();
        ScoreTable.printDetails(out, details);
        out.printf(Locale.ROOT, "On %,d %s of %s:%n%n", examples, problem.unit(examples), data);
        ScoreTable.printModels(out, all);
    }
}

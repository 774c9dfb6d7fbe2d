package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.ReadingOptions;
import dev.unroll.cli.terminal.ScoreTable;
import dev.unroll.cli.terminal.Shell;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.cli.train.TrainRun;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Example;
import dev.unroll.run.TooLargeException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.job.TaskTypes;
import dev.unroll.run.job.TrainedOn;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Details;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TrainingData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
            "Without --data, or with --part on the data of the training, the scores are of",
            "the very texts that the training held out, and the same as those it printed.",
            "",
            "For example:",
            "  unroll evaluate runs/quickstart",
            "  unroll evaluate runs/quickstart --data words --part train",
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
            description = "As of unroll train: a folder or file, or a name of unroll data list; lines for a next-token"
                    + " model (default: the data of the training).")
    private @Nullable String data;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "auto",
            description = "test, validation or train: as the training parted its data, or as other data come; or all"
                    + " (default: of the training's data without --data what it held out, else the test part if the"
                    + " data come with one, else all).")
    private EvaluatedPart part = EvaluatedPart.auto;

    public EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(folder);
        Optional<TrainedOn> training = TrainedOn.of(model, folder);
        if (data == null) {
            reading.requireNone();
            TrainedOn known = training.orElseThrow(() -> new UserError(
                    ExitCode.USAGE, folder + " does not say what it was trained on, so --data must say what to score"));
            DataTable table = known.config().data();
            TrainingData<?> parts = ofTraining(known)
                    .orElseThrow(() -> new UserError(
                            ExitCode.DATA,
                            table.source() + " is not what " + folder + " was trained on any more, so what was held out"
                                    + " cannot be told; --data " + Shell.quote(table.source()) + " scores all of it"));
            evaluate(model, parts);
            return ExitCode.DONE.status();
        }
        DataSource source = reading.like(model, data, terminal.dataHome());
        if (part.isOfSplit() && training.isPresent()) {
            Optional<TrainingData<?>> parts = parts(training.get(), source);
            if (parts.isPresent()) {
                evaluate(model, parts.get());
                return ExitCode.DONE.status();
            }
        }
        Dataset<?> scored = evaluate(model, TaskTypes.of(model).problem(model, source), source);
        if (part == EvaluatedPart.auto
                && training.isPresent()
                && training.get().hasSize(scored.all().size())) {
            parts(training.get(), source).ifPresent(this::warnOfTrained);
        }
        return ExitCode.DONE.status();
    }

    /** Returns the data of the training in its parts; empty if they are others now. */
    private Optional<TrainingData<?>> ofTraining(TrainedOn training) throws IOException {
        DataTable table = training.config().data();
        try {
            return training.read(new DataSource(table, terminal.dataHome()));
        } catch (DataException e) {
            throw TrainRun.askingForPlace(table.source(), e);
        }
    }

    /** Returns data, laid out as those of the training, in its parts; empty if they are others. */
    private static Optional<TrainingData<?>> parts(TrainedOn training, DataSource source) throws IOException {
        try {
            return training.read(source);
        } catch (DataException e) {
            return Optional.empty();
        }
    }

    /** Says how much of what is scored was trained on, and how to score the rest alone. */
    private void warnOfTrained(TrainingData<?> data) {
        boolean official = data.split().test().equals(data.dataset().test());
        if (!official && data.scoredPart() != TrainingData.Part.TRAINING && !options.quiet()) {
            terminal.tell("note: most of this was trained on; --part " + EvaluatedPart.of(data.scoredPart())
                    + " scores what the training held out");
        }
    }

    /** Scores a part that the training made. */
    private <E extends Example> void evaluate(Model model, TrainingData<E> training) {
        List<E> scored = part.of(training);
        if (scored.isEmpty()) {
            throw new UserError(
                    ExitCode.DATA,
                    "the training of " + folder + " held out nothing as " + part + " (" + training.split()
                            + "); choose another --part");
        }
        EvaluatedPart which = part == EvaluatedPart.auto ? EvaluatedPart.of(training.scoredPart()) : part;
        String name = data == null ? training.dataset().name() : data;
        String where = which == EvaluatedPart.all ? name : name + ", the " + which + " part of the training";
        evaluate(model, training.problem(), training.dataset(), new Scored<>(scored, name, which, where));
    }

    /** Scores other data; returns them. */
    private <E extends Example> Dataset<E> evaluate(Model model, Problem<E> problem, DataSource source) {
        Dataset<E> dataset = TooLargeException.fittedData(source.source(), () -> problem.read(source));
        List<E> scored = part.of(dataset);
        if (scored.isEmpty()) {
            throw new UserError(
                    ExitCode.DATA,
                    source.source() + " is not what " + folder + " was trained on, and has no part " + part
                            + " of its own; leave --part out");
        }
        EvaluatedPart which = part == EvaluatedPart.auto ? EvaluatedPart.usual(dataset) : part;
        evaluate(model, problem, dataset, new Scored<>(scored, source.source(), which, source.source()));
        return dataset;
    }

    /**
     * What is scored.
     *
     * @param data what a user calls them
     * @param where the data, and if that says more the part, in words
     */
    private record Scored<E extends Example>(List<E> examples, String data, EvaluatedPart part, String where) {}

    private <E extends Example> void evaluate(Model model, Problem<E> problem, Dataset<E> dataset, Scored<E> scored) {
        if (!options.quiet() || dataset.report().unreadable() > 0) {
            terminal.tell(dataset.name() + ": " + dataset.report());
        }
        requireScorable(problem, scored);
        try (Team team = Team.of(threads.count())) {
            long start = System.nanoTime();
            Scores scores = problem.score(model.network(), scored.examples(), team);
            double seconds = (System.nanoTime() - start) * 1e-9;
            List<Scores> all = new ArrayList<>(List.of(scores));
            all.addAll(problem.reference(scored.examples()));
            print(problem, scored, all, seconds);
        }
    }

    private <E extends Example> void requireScorable(Problem<E> problem, Scored<E> scored) {
        try {
            if (problem.scoring(scored.examples()).count() == 0) {
                throw new DataException("there is no text of two tokens or more, so there is nothing to score");
            }
        } catch (DataException e) {
            throw new DataException(scored.data() + ": " + e.getMessage(), e);
        }
    }

    private <E extends Example> void print(Problem<E> problem, Scored<E> scored, List<Scores> all, double seconds) {
        int examples = problem.size(scored.examples());
        Details details = problem.details(all.getFirst());
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", folder.toString());
            result.put("data", scored.data());
            if (data == null) {
                result.put("part", scored.part().toString());
            }
            result.put("seconds", seconds);
            result.put("examples", examples);
            all.getFirst().confusion().ifPresent(confusion -> result.put("answers", confusion.total()));
            result.put("scores", Scores.data(all));
            result.putAll(details.data());
            Json.print(terminal, result);
            return;
        }
        PrintWriter out = terminal.out();
        ScoreTable.printDetails(terminal, details);
        out.println(terminal.layout()
                .sentence(String.format(
                        Locale.ROOT, "On %,d %s of %s:", examples, problem.unit(examples), scored.where())));
        out.println();
        ScoreTable.printModels(terminal, all);
    }
}

package dev.unroll.cli.ask;

import dev.unroll.cli.progress.Waiting;
import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.ReadingOptions;
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
import dev.unroll.run.task.AskOption;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

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
            "  unroll evaluate runs/mnist-rows-1 --data mnist --part test",
            "  unroll evaluate runs/speech-1 --language-model runs/letters-1 --weight 0.3"
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

    @Mixin
    private WeightsOption weights = new WeightsOption();

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "auto",
            description = "test, validation or train: as the training parted its data, or as other data come; or all"
                    + " (default: of the training's data without --data what it held out, else the test part if the"
                    + " data come with one, else all).")
    private EvaluatedPart part = EvaluatedPart.auto;

    @Spec
    private CommandSpec command = CommandSpec.create();

    public EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = weights.load(folder);
        ParseResult parsed = command.commandLine().getParseResult();
        AskOption.requireMeaning(
                AskOption.given(parsed::hasMatchedOption), TaskTypes.of(model), model, folder.toString());
        Asked asked = new Asked(model, targets.asked());
        Optional<TrainedOn> training = TrainedOn.of(model, folder);
        if (data == null) {
            reading.requireNone();
            evaluate(asked, partOf(ofTraining(training)));
        } else {
            evaluate(asked, training, reading.like(model, data, terminal.dataHome()));
        }
        return ExitCode.DONE.status();
    }

    /** A model, and how its targets are looked for if it says any. */
    private record Asked(Model model, Asking.Targets targets) {}

    /** Scores the named data: a part of them if they are the training's, and else what they are. */
    private void evaluate(Asked asked, Optional<TrainedOn> training, DataSource source) throws IOException {
        if (part.isOfSplit() && training.isPresent()) {
            Optional<TrainingData<?>> parts = parts(training.get(), source);
            if (parts.isPresent()) {
                evaluate(asked, partOf(parts.get()));
                return;
            }
        }
        Scored<?> scored = allOf(TaskTypes.of(asked.model()).problem(asked.model(), source), source);
        evaluate(asked, scored);
        if (part == EvaluatedPart.auto
                && training.isPresent()
                && training.get().hasSize(scored.dataset().all().size())) {
            parts(training.get(), source).ifPresent(this::warnOfTrained);
        }
    }

    private <E extends Example> void evaluate(Asked asked, Scored<E> scored) {
        Dataset<E> dataset = scored.dataset();
        if (!options.quiet() || dataset.report().unreadable() > 0) {
            terminal.tell(dataset.name() + ": " + dataset.report());
        }
        scored.requireAnswers();
        try (Team team = Team.of(threads.count())) {
            Evaluation<E> evaluation = Evaluation.of(scored, asked.model().network(), asked.targets(), team);
            if (options.json()) {
                Optional<EvaluatedPart> told = data == null ? Optional.of(scored.part()) : Optional.empty();
                Map<String, Object> all = evaluation.data(folder, told);
                all.putAll(targets.data());
                if (weights.form().isCompact()) {
                    all.put("weights", weights.form().toString());
                }
                Json.print(terminal, all);
            } else {
                evaluation.print(terminal);
            }
        }
    }

    /** Returns the data of the training in its parts. */
    private TrainingData<?> ofTraining(Optional<TrainedOn> training) throws IOException {
        TrainedOn known = training.orElseThrow(() -> new UserError(
                ExitCode.USAGE, folder + " does not say what it was trained on, so --data must say what to score"));
        DataTable table = known.config().data();
        try (var _ = Waiting.forData(table.source(), terminal, options)) {
            return known.read(new DataSource(table, terminal.dataHome()))
                    .orElseThrow(() -> new UserError(
                            ExitCode.DATA,
                            table.source() + " is not what " + folder + " was trained on any more, so what was held out"
                                    + " cannot be told; --data " + Shell.quote(table.source()) + " scores all of it"));
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

    /** Returns what is to be scored of the training's data. */
    private <E extends Example> Scored<E> partOf(TrainingData<E> training) {
        List<E> examples = part.of(training);
        if (examples.isEmpty()) {
            throw new UserError(
                    ExitCode.DATA,
                    "the training of " + folder + " held out nothing as " + part + " (" + training.split()
                            + "); choose another --part");
        }
        EvaluatedPart which = part == EvaluatedPart.auto ? EvaluatedPart.of(training.scoredPart()) : part;
        String name = data == null ? training.dataset().name() : data;
        String where = which == EvaluatedPart.all ? name : name + ", the " + which + " part of the training";
        return new Scored<>(training.problem(), training.dataset(), examples, name, which, where);
    }

    /** Returns what is to be scored of other data. */
    private <E extends Example> Scored<E> allOf(Problem<E> problem, DataSource source) {
        Dataset<E> dataset;
        try (var _ = Waiting.forData(source.source(), terminal, options)) {
            dataset = TooLargeException.fittedData(source.source(), () -> problem.read(source));
        }
        List<E> examples = part.of(dataset);
        if (examples.isEmpty()) {
            throw new UserError(
                    ExitCode.DATA,
                    source.source() + " is not what " + folder + " was trained on, and has no part " + part
                            + " of its own; leave --part out");
        }
        EvaluatedPart which = part == EvaluatedPart.auto ? EvaluatedPart.usual(dataset) : part;
        return new Scored<>(problem, dataset, examples, source.source(), which, source.source());
    }

    /** Says how much of what is scored was trained on, and how to score the rest alone. */
    private void warnOfTrained(TrainingData<?> data) {
        boolean official = data.split().test().equals(data.dataset().test());
        if (!official && data.scoredPart() != TrainingData.Part.TRAINING && !options.quiet()) {
            terminal.tell("note: most of this was trained on; --part " + EvaluatedPart.of(data.scoredPart())
                    + " scores what the training held out");
        }
    }
}

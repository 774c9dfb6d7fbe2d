package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.JoinedText;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.PageOut;
import dev.unroll.cli.terminal.ReadingOptions;
import dev.unroll.cli.terminal.Shell;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.cli.train.TrainRun;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Forecast;
import dev.unroll.data.Example;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.run.TooLargeException;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunReceipt;
import dev.unroll.run.job.SavedModel;
import dev.unroll.run.job.TaskTypes;
import dev.unroll.run.job.TrainJob;
import dev.unroll.run.task.AskOption;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.Question.Explained;
import dev.unroll.run.task.TrainingData;
import dev.unroll.run.task.forecast.Continuation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code unroll explain}: a page that shows a network unfolded for one input. */
@Command(
        name = "explain",
        description = "Show why a model answers an input as it does, as a page for the browser.",
        footer = {
            "",
            "The page shows the network unfolded over the input, hidden states and gates as",
            "heat maps, the guess after each step, how far back the gradient of the loss",
            "reaches, and the influence of each input on the answer.",
            "",
            "Of a forecast, the page shows by how much it would change if a past step, or a",
            "column, were hidden; of values, which steps and features moved each of them.",
            "",
            "The input is a text; of a model of vectors, numbers or a file, as for predict.",
            "Or it is an example whose label is known: the one with that number in the",
            "report of the training if MODEL is the folder of the training, or of --data.",
            "Of a model that forecasts it is, by default, what comes after the last value",
            "of --series, of the data of the training or of --data.",
            "",
            "For example:",
            "  unroll explain runs/quickstart schmetterling --out why.html",
            "  unroll explain runs/mnist-rows-1 --example 17",
            "  unroll explain runs/sales-1 --series Bern --ahead 7"
        })
public final class ExplainCommand implements Callable<Integer> {

    private static final String PAGE = "explain.html";

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Folder of the model.")
    private Path folder = Path.of("");

    @Parameters(index = "1", arity = "0..1", paramLabel = "INPUT", description = "What to answer to.")
    private @Nullable String input;

    @Option(
            names = "--example",
            paramLabel = "N",
            description = "Which example, from 0: of --data, of the training's scored part, or of INPUT, a file.")
    private @Nullable Integer example;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Where the example is, as of unroll evaluate: its test part if it has one.")
    private @Nullable String data;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--word",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which word of the sentence, from 1, of a model that tags (default: 1).")
    private int word = 1;

    @Option(names = "--split", description = "The sentence is words with blanks between them.")
    private boolean split;

    @Option(
            names = "--class",
            paramLabel = "LABEL",
            preprocessor = JoinedText.class,
            description = "The label that the text has, if texts have one.")
    private @Nullable String textLabel;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            preprocessor = JoinedText.class,
            description = "Explain this answer (default: the most probable label, the first value).")
    private @Nullable String label;

    @Option(
            names = "--series",
            paramLabel = "NAME",
            preprocessor = JoinedText.class,
            description = "Which series, of a model that forecasts.")
    private @Nullable String series;

    @Option(
            names = "--ahead",
            paramLabel = "N",
            description =
                    "Explain the value N steps ahead, from 1, of a model that forecasts (default: the mean of all).")
    private @Nullable Integer ahead;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the page; only another page of Unroll's is replaced there (default:"
                    + " explain.html; if that is there, explain-2.html and so on).")
    private @Nullable Path out;

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = SavedModel.load(folder);
        requireMeaning(model);
        PageOut page = PageOut.of(Optional.ofNullable(out), PAGE);
        Question question = question(model);
        Explained explained;
        try {
            explained = TooLargeException.fitted(
                    "all that the network computes of this input",
                    "explain a shorter one",
                    () -> question.explain(model, which()));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        explained.page().write(page.file());
        if (options.json()) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("model", folder.toString());
            data.putAll(explained.data(page.file().toString()));
            Json.print(terminal, data);
        } else {
            explained.lines().forEach(terminal.out()::println);
            terminal.out().printf(Locale.ROOT, "%nThe page is %s%n", page);
        }
        return ExitCode.DONE.status();
    }

    private Question.Which which() {
        return new Question.Which(
                Optional.ofNullable(label), ahead == null ? OptionalInt.empty() : OptionalInt.of(ahead));
    }

    /** Throws if an option was given that would be ignored. */
    private void requireMeaning(Model model) {
        ParseResult parsed = command.commandLine().getParseResult();
        Set<AskOption> given = AskOption.given(parsed::hasMatchedOption);
        if (input == null) {
            // What is chosen by --example is in the data with its label, and cut into words.
            given.remove(AskOption.EXAMPLE);
            given.stream().filter(AskOption::isOfTyped).findFirst().ifPresent(option -> {
                throw new UserError(
                        ExitCode.USAGE, option.option() + " says something of INPUT, but none is given; leave it out");
            });
        }
        AskOption.requireMeaning(given, TaskTypes.of(model), model, folder.toString());
    }

    private Question question(Model model) throws IOException {
        if (data == null) {
            reading.requireNone();
        }
        if (series != null && (input != null || example != null)) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--series says which series of the data goes on, so it goes neither with INPUT nor with --example;"
                            + " leave it out");
        }
        if (input != null) {
            return ofTyped(model, input);
        }
        if (example == null) {
            if (model.task() instanceof Forecast) {
                return ofSeries(model);
            }
            throw new UserError(ExitCode.USAGE, "explain needs INPUT, or --example N of the data");
        }
        if (data != null) {
            DataSource source = reading.like(model, data, terminal.dataHome());
            return ofData(TaskTypes.of(model).problem(model, source), source, example);
        }
        var run = new RunFolder(folder);
        if (!Files.exists(run.receipt())) {
            throw new UserError(
                    ExitCode.USAGE,
                    folder + " is a model alone, so --data must say where its examples are; the folder of a training"
                            + " knows that");
        }
        RunReceipt receipt = RunReceipt.read(run);
        TrainJob job = TrainRun.again(TrainRun.config(run, List.of()), receipt, terminal.dataHome());
        job.requireSameData(receipt);
        return ofScored(job.data(), example);
    }

    private Question ofTyped(Model model, String typed) {
        if (data != null) {
            throw new UserError(ExitCode.USAGE, "INPUT and --data exclude each other: either says what to explain");
        }
        try {
            return TaskTypes.of(model)
                    .question(
                            model,
                            new Question.Typed(
                                    typed,
                                    Optional.ofNullable(textLabel),
                                    example == null ? 0 : example,
                                    word,
                                    given()));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Returns the question why a series of the data goes on after its last value as it is said to. */
    private Question ofSeries(Model model) {
        DataSource source = data == null
                ? new DataSource(DataSource.trained(model), terminal.dataHome())
                : reading.like(model, data, terminal.dataHome());
        SeriesDataset dataset = Continuation.read(model, source);
        List<Series> chosen = Continuation.chosen(dataset, series == null ? List.of() : List.of(series))
                .series();
        if (chosen.size() > 1) {
            throw new UserError(
                    ExitCode.USAGE,
                    "explain shows one series, but there are " + chosen.size() + "; name one: --series "
                            + Shell.quote(chosen.getFirst().id()));
        }
        return Continuation.question(model, dataset, chosen.getFirst());
    }

    private <E extends Example> Question ofData(Problem<E> problem, DataSource source, int number) {
        return chosen(problem, EvaluatedPart.auto.of(problem.read(source)), number, source.source());
    }

    private <E extends Example> Question ofScored(TrainingData<E> data, int number) {
        return chosen(data.problem(), data.scored(), number, folder.toString());
    }

    private <E extends Example> Question chosen(Problem<E> problem, List<E> examples, int number, String where) {
        try {
            return problem.question(Question.chosen(examples, number, where), number, word);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private Asking.Words given() {
        return split ? Asking.Words.SPLIT : Asking.Words.IN_TEXT;
    }
}

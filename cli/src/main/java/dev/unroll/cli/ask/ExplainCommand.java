package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.JoinedText;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.PageOut;
import dev.unroll.cli.terminal.ReadingOptions;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.cli.train.TrainRun;
import dev.unroll.core.explain.Explanation;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.data.Example;
import dev.unroll.run.TooLargeException;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunReceipt;
import dev.unroll.run.job.TaskTypes;
import dev.unroll.run.job.TrainJob;
import dev.unroll.run.page.ExplainPage;
import dev.unroll.run.task.AskOption;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.LabelDetails;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.TrainingData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
            "The input is a text; of a model of vectors, numbers or a file, as for predict.",
            "Or it is an example whose label is known: the one with that number in the",
            "report of the training if MODEL is the folder of the training, or of --data.",
            "",
            "For example:",
            "  unroll explain runs/quickstart schmetterling --out why.html",
            "  unroll explain runs/mnist-rows-1 --example 17"
        })
public final class ExplainCommand implements Callable<Integer> {

    private static final String PAGE = "explain.html";

    private static final int READ_WIDTH = 8;

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
            description = "Explain this answer (default: the most probable).")
    private @Nullable String label;

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
        Model model = Model.load(folder);
        requireMeaning(model);
        PageOut page = PageOut.of(Optional.ofNullable(out), PAGE);
        Question question = question(model);
        Explanation explanation;
        try {
            explanation = TooLargeException.fitted(
                    "all that the network computes of this input",
                    "explain a shorter one",
                    () -> question.explain(model, Optional.ofNullable(label)));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        new ExplainPage(model, question.name(), question.known(), explanation).write(page.file());
        if (options.json()) {
            Json.print(terminal, data(question, explanation, page));
        } else {
            print(question, explanation, page);
        }
        return ExitCode.DONE.status();
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
        if (input != null) {
            if (data != null) {
                throw new UserError(ExitCode.USAGE, "INPUT and --data exclude each other: either says what to explain");
            }
            try {
                var typed = new Question.Typed(
                        input, Optional.ofNullable(textLabel), example == null ? 0 : example, word, given());
                return TaskTypes.of(model).question(model, typed);
            } catch (IllegalArgumentException e) {
                throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
            }
        }
        if (example == null) {
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

    private void print(Question question, Explanation explanation, PageOut page) {
        Prediction answer = explanation.answer();
        String known = question.known()
                .map(actual -> "  (is " + LabelDetails.shown(actual) + ")")
                .orElse("");
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s  %s %.3f%s%n",
                        Printed.inLine(question.name()),
                        LabelDetails.shown(answer.label()),
                        answer.probability(),
                        known);
        List<Double> influence = explanation.integrated().bySteps();
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%n%4s  %s  %9s  %s%n",
                        "step",
                        Printed.padded("read", READ_WIDTH),
                        "influence",
                        "guess");
        for (int t = 0; t < influence.size(); t++) {
            Prediction after = explanation.guesses().get(t);
            String guess =
                    String.format(Locale.ROOT, "%s %.3f", LabelDetails.shown(after.label()), after.probability());
            String read = Printed.padded(LabelDetails.shown(explanation.tokens().get(t)), READ_WIDTH);
            terminal.out().printf(Locale.ROOT, "%4d  %s  %+9.4f  %s%n", t + 1, read, influence.get(t), guess);
        }
        if (explanation.spacing() > 1) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%nThe input is long, so it was asked for a guess after each %,d steps and after the last;"
                                    + " the steps between have the guess before them.%n",
                            explanation.spacing());
        }
        terminal.out().printf(Locale.ROOT, "%nThe page is %s%n", page);
    }

    private Map<String, Object> data(Question question, Explanation explanation, PageOut page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", folder.toString());
        data.put("text", question.name());
        question.known().ifPresent(actual -> data.put("label", actual));
        data.put("page", page.file().toString());
        data.put("answer", explanation.answer().label());
        data.put("probability", explanation.answer().probability());
        var integrated = explanation.integrated();
        data.put("log_probability_of_zeros", integrated.before());
        data.put("log_probability", integrated.after());
        data.put("integrated_gradients_sum", integrated.sum());
        data.put("integrated_gradients_points", integrated.points());
        if (explanation.spacing() > 1) {
            data.put("steps_between_guesses", explanation.spacing());
        }
        List<Double> influence = integrated.bySteps();
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int t = 0; t < explanation.tokens().size(); t++) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("read", explanation.tokens().get(t));
            step.put("guess", explanation.guesses().get(t).label());
            step.put("guess_probability", explanation.guesses().get(t).probability());
            step.put("answer_probability", explanation.course().get(t));
            step.put("integrated_gradients", influence.get(t));
            step.put("gradient_times_input", explanation.gradientTimesInput().get(t));
            steps.add(step);
        }
        data.put("steps", steps);
        return data;
    }
}

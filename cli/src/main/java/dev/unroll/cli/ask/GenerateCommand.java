package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.JoinedText;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Shell;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.cli.train.TrainRun;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.model.LanguageModel;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.model.Sampling;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.NextToken;
import dev.unroll.data.TextExample;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunReceipt;
import dev.unroll.run.job.SavedModel;
import dev.unroll.run.job.TrainJob;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.SoundSettings;
import dev.unroll.run.task.nexttoken.FreshTexts;
import dev.unroll.run.task.nexttoken.FreshTexts.Drawn;
import dev.unroll.run.task.nexttoken.FreshTexts.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unroll generate}: what follows a prompt, token by token. */
@Command(
        name = "generate",
        description = "Print what a next-token model puts after a prompt.",
        footer = {
            "",
            "For example:",
            "  unroll generate runs/hello-1 --prompt h --length 4",
            "  unroll generate runs/names-generate-1 --class Italian --temperature 0.8",
            "",
            "Of a model whose texts begin with their label, ten new texts for each label,",
            "and the part of them that another model gives back to that label:",
            "  unroll generate runs/names-generate-1 --each-class --count 10 --new \\",
            "    --temperature 0.8 --judge runs/names-1"
        })
public final class GenerateCommand implements Callable<Integer> {

    private static final int LONGEST = 1_000_000;

    private final Terminal terminal;
    private int length = 100;

    @Mixin
    private WeightsOption weights = new WeightsOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "MODEL", description = "Folder of the model.")
    private Path folder = Path.of("");

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            preprocessor = JoinedText.class,
            description = "What comes before.")
    private String prompt = "";

    @Option(
            names = "--class",
            paramLabel = "LABEL",
            preprocessor = JoinedText.class,
            description = "The label that the text shall have, if texts have one.")
    private @Nullable String label;

    @Option(names = "--each-class", description = "Print texts of each label, one label after the other.")
    private boolean eachClass;

    @Option(
            names = "--new",
            description = "Print only whole texts that the data of the training do not have, each once; MODEL must be"
                    + " the folder of the training.")
    private boolean fresh;

    @Option(names = "--data", paramLabel = "PATH", description = "Where these data are now, if they have moved.")
    private @Nullable String data;

    @Option(
            names = "--judge",
            paramLabel = "MODEL",
            description = "Say how many texts this model, which classifies, gives back to their label.")
    private @Nullable Path judgeFolder;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "0: always the most probable token (the default); 1: as probable as the model says.")
    private double temperature;

    @Option(names = "--top-k", paramLabel = "K", description = "Choose among the K most probable tokens alone.")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Choose among the most probable tokens that together have this probability.")
    private double topP = 1;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the choice (default: 0).")
    private long seed;

    private int count = 1;

    /** What was said of texts that are no texts; the others are printed. */
    private final List<String> problems = new ArrayList<>();

    public GenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Option(names = "--length", paramLabel = "N", description = "How many tokens to print at most (default: 100).")
    void length(int length) {
        this.length = inRange("--length", length);
    }

    @Option(names = "--count", paramLabel = "N", description = "How many texts to print, a line each (default: 1).")
    void count(int count) {
        this.count = inRange("--count", count);
    }

    private int inRange(String option, int value) {
        if (value < 1 || value > LONGEST) {
            throw new ParameterException(
                    command.commandLine(), option + " must be from 1 to " + LONGEST + " but is " + value);
        }
        return value;
    }

    /** Returns what a model is asked of that generates nothing. */
    private static String asked(Model model) {
        if (SoundSettings.stepSeconds(model).isPresent()) {
            return "FILE.wav";
        }
        return model.input() instanceof VectorEncoder ? "FILE" : "TEXT";
    }

    @Override
    public Integer call() throws IOException {
        Model model = weights.load(folder);
        if (!(model.task() instanceof NextToken)) {
            throw new UserError(
                    ExitCode.USAGE,
                    folder + " is made to " + model.task().name() + ", so it generates no texts; ask it with: "
                            + terminal.command() + " predict " + Shell.quote(folder.toString()) + " " + asked(model));
        }
        check();
        if (eachClass || judgeFolder != null) {
            printClasses(model);
        } else {
            printTexts(model);
        }
        return (problems.isEmpty() ? ExitCode.DONE : ExitCode.DATA).status();
    }

    private void check() {
        if (prompt.isEmpty() && label == null && !eachClass) {
            throw usage("generate needs --prompt TEXT, what comes before; or --class LABEL or --each-class, if the"
                    + " model's texts have labels");
        }
        if (label != null && eachClass) {
            throw usage("--class and --each-class exclude each other");
        }
        if (judgeFolder != null && label == null && !eachClass) {
            throw usage("--judge needs --each-class or --class LABEL: it says whether texts are given back to their"
                    + " label");
        }
        if (data != null && !fresh) {
            throw usage("--data says where the data of the training are, for --new");
        }
        if (temperature == 0 && (count > 1 || fresh)) {
            throw usage((fresh ? "--new" : "--count above 1")
                    + " needs a --temperature above 0: else all texts are the same");
        }
    }

    private static UserError usage(String sentence) {
        return new UserError(ExitCode.USAGE, sentence);
    }

    private void printTexts(Model model) throws IOException {
        var tokenizer = model.text().tokenizer();
        if (fresh) {
            Drawn drawn = fresh(source(model), prompt(Optional.ofNullable(label)));
            print(drawn.texts(), List.of());
        } else {
            List<List<String>> texts = generate(model, prompt(Optional.ofNullable(label)));
            print(texts.stream().map(tokenizer::join).toList(), texts.isEmpty() ? List.of() : texts.getFirst());
        }
    }

    private void print(List<String> texts, List<String> tokens) {
        if (!options.json()) {
            texts.forEach(terminal.out()::println);
            return;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", folder.toString());
        result.put("prompt", prompt);
        if (label != null) {
            result.put("class", label);
        }
        if (!tokens.isEmpty()) {
            result.put("text", texts.getFirst());
            result.put("tokens", tokens);
        }
        result.put("texts", texts);
        putProblems(result);
        Json.print(terminal, result);
    }

    private void putProblems(Map<String, Object> result) {
        if (!problems.isEmpty()) {
            result.put("errors", problems);
        }
    }

    private void refuse(String problem) {
        problems.add(problem);
        terminal.complain(problem);
    }

    private void printClasses(Model model) throws IOException {
        List<String> labels = label == null ? model.text().labels() : List.of(label);
        if (labels.isEmpty()) {
            throw usage("--each-class needs a model whose texts begin with their label (data.marks is label), but those"
                    + " of " + folder + " do not");
        }
        Optional<Judge> judge =
                judgeFolder == null ? Optional.empty() : Optional.of(new Judge(SavedModel.load(judgeFolder), labels));
        Optional<FreshTexts> source = fresh ? Optional.of(source(model)) : Optional.empty();
        var table = new GeneratedTable(
                labels.stream()
                        .map(each -> {
                            Prompt start = prompt(Optional.of(each));
                            Drawn drawn =
                                    source.map(found -> fresh(found, start)).orElseGet(() -> any(model, start));
                            return GeneratedClass.of(
                                    each,
                                    judge.map(asked -> judged(drawn, asked)).orElse(drawn),
                                    judge);
                        })
                        .toList(),
                judge);
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", folder.toString());
            if (judgeFolder != null) {
                result.put("judge", judgeFolder.toString());
            }
            result.put("temperature", temperature);
            result.put("seed", seed);
            result.putAll(table.data());
            putProblems(result);
            Json.print(terminal, result);
        } else {
            table.print(terminal.out());
        }
    }

    private Drawn any(Model model, Prompt start) {
        var tokenizer = model.text().tokenizer();
        List<String> texts = generate(model, start).stream()
                .map(tokens -> start.text() + tokenizer.join(tokens))
                .toList();
        return new Drawn(texts, Optional.empty());
    }

    /** Returns the texts that a judge can answer, and says what is wrong with the others. */
    private Drawn judged(Drawn drawn, Judge judge) {
        List<String> texts = new ArrayList<>();
        for (String text : drawn.texts()) {
            try {
                judge.answer(text);
                texts.add(text);
            } catch (IllegalArgumentException | NonFiniteException e) {
                refuse("--judge: " + e.getMessage());
            }
        }
        return new Drawn(texts, drawn.tally());
    }

    /** Draws new texts, and says so if they are too few. */
    private Drawn fresh(FreshTexts source, Prompt start) {
        Drawn drawn;
        try {
            drawn = source.draw(start, count);
        } catch (NonFiniteException e) {
            refuse(String.valueOf(e.getMessage()));
            return new Drawn(List.of(), Optional.of(new Tally(0, 0, 0)));
        }
        int found = drawn.texts().size();
        if (found < count) {
            terminal.err()
                    .println("warning: found " + found + " of " + count + " new texts"
                            + start.label().map(of -> " of " + of).orElse("") + "; raise --temperature");
        }
        return drawn;
    }

    private Prompt prompt(Optional<String> of) {
        return new Prompt(of, prompt);
    }

    /** Returns the texts that the data of the training do not have: those data, and no others that lie there now. */
    private FreshTexts source(Model model) throws IOException {
        var run = new RunFolder(folder);
        if (!Files.exists(run.receipt())) {
            throw usage(
                    "--new needs the folder of a training, which knows its data, but " + folder + " is a model alone");
        }
        RunReceipt receipt = RunReceipt.read(run);
        List<String> moved = data == null ? List.of() : List.of(DataSource.assignment(data));
        TrainJob job = TrainRun.again(TrainRun.config(run, moved), receipt, terminal.dataHome());
        job.requireSameData(receipt);
        List<TextExample> texts = job.data().dataset().all().stream()
                .filter(TextExample.class::isInstance)
                .map(TextExample.class::cast)
                .toList();
        if (texts.size() < 2) {
            throw usage("--new needs a model of many texts, but " + folder + " was trained on one long text");
        }
        return new FreshTexts(model, sampling(), length, texts);
    }

    private Sampling sampling() {
        try {
            return new Sampling(temperature, topK, topP, seed);
        } catch (IllegalArgumentException e) {
            throw usage("--" + e.getMessage());
        }
    }

    private List<List<String>> generate(Model model, Prompt start) {
        Sampling sampling = sampling();
        try {
            var session = new LanguageModel(model);
            List<List<String>> texts = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                try {
                    texts.add(session.generate(start, length, sampling, number));
                } catch (NonFiniteException e) {
                    refuse((count == 1 ? "" : "text " + (number + 1) + " of " + count + ": ") + e.getMessage());
                }
            }
            return texts;
        } catch (IllegalArgumentException e) {
            throw usage((label == null ? "--prompt: " : "--class: ") + e.getMessage());
        }
    }
}

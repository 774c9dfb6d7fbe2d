package dev.unroll.cli.ask;

import dev.unroll.cli.progress.Waiting;
import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Problems;
import dev.unroll.run.ConfigException;
import dev.unroll.run.job.TaskTypes;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.AskOption;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.Printed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code unroll predict}: what a model says of texts, from the command line or line by line from stdin. */
@Command(
        name = "predict",
        description = "Say what a model answers to texts, or to each line of stdin (UTF-8) if no text is given.",
        footer = {
            "",
            "From stdin, each line gives one line as soon as it is read: the text and the",
            "answers, tabs between them. A line that has no answer gives an empty line, a",
            "message on stderr, and exit code 3 at the end; so has a text of the command",
            "line whose answer is no finite number.",
            "",
            "A model of vectors is asked of numbers, step after step with commas between",
            "them, or of JSON, [[0.1, 9], [0.2, 8]] or {\"steps\": …}, typed or from stdin,",
            "which - stands for too; or of a file of any layout that it could be trained",
            "on, of which each sequence gives an answer; or of a sound, FILE.wav.",
            "",
            "A model of ctc may be told what is probable before it hears: which words there",
            "are, and by a model of letters, which follow each other. Tokens are then chosen",
            "by  ln p(tokens | input) + W ln p(tokens by the language model) + B per token.",
            "",
            "For example:",
            "  unroll predict runs/quickstart schmetterling ciência",
            "  unroll predict runs/quickstart --json < words.txt"
        })
public final class PredictCommand implements Callable<Integer> {

    /** Lines of fewer characters are answered at once. */
    private static final int LONG = 500;

    private final Terminal terminal;
    private int top = 3;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Folder of the model.")
    private Path folder = Path.of("");

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = "What to answer to.")
    private List<String> texts = new ArrayList<>();

    public PredictCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Option(
            names = "--top",
            paramLabel = "N",
            description =
                    "How many answers to show of each text (default: 3 labels, or one sequence); for models that classify,"
                            + " or say another sequence.")
    void top(int top) {
        if (top < 1) {
            throw new ParameterException(command.commandLine(), "--top must be at least 1 but is " + top);
        }
        this.top = top;
    }

    @Option(
            names = "--split",
            description = "The texts are words with blanks between them, punctuation among them; for models that tag.")
    private boolean split;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "What each answer begins with; for models that say another sequence.")
    private String prompt = "";

    @Mixin
    private WeightsOption weights = new WeightsOption();

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(
            names = "--stream",
            description =
                    "Hear FILE.wav half a second at a time, and print what is said so far each time that changes; for models"
                            + " of ctc whose layers read forward only.")
    private boolean stream;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = Encoding.AUTO,
            description = "Encoding of stdin, as windows-1252 (default: UTF-8, or as its byte order mark says).")
    private String encoding = Encoding.AUTO;

    @Override
    public Integer call() throws IOException {
        Model model = weights.load(folder);
        ParseResult parsed = command.commandLine().getParseResult();
        AskOption.requireMeaning(
                AskOption.given(parsed::hasMatchedOption), TaskTypes.of(model), model, folder.toString());
        if (stream) {
            return followed(model, parsed).status();
        }
        Answers answers = TaskTypes.of(model).answers(model, isStdin(model) ? List.of() : texts, asking(parsed));
        return (texts.isEmpty() || isStdin(model) ? streamed(answers) : given(answers, answers.each(texts))).status();
    }

    private ExitCode followed(Model model, ParseResult parsed) throws IOException {
        if (parsed.hasMatchedOption("--top") || !prompt.isEmpty() || targets.hasWords()) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--stream prints the one best answer so far; leave --top, --prompt and --words out");
        }
        return new FollowedSound(terminal, model)
                .follow(texts, targets.asked(), options.json() ? FollowedSound.Form.JSON : FollowedSound.Form.TEXT);
    }

    private Asking asking(ParseResult parsed) throws IOException {
        return new Asking(
                top,
                parsed.hasMatchedOption("--top") ? OptionalInt.of(top) : OptionalInt.empty(),
                split ? Asking.Words.SPLIT : Asking.Words.IN_TEXT,
                prompt,
                targets.asked());
    }

    /** Returns whether lines are to come from stdin by the customary name; of a model of texts a hyphen is a text. */
    private boolean isStdin(Model model) {
        return texts.equals(List.of("-")) && model.input() instanceof VectorEncoder;
    }

    private ExitCode given(Answers answers, List<String> inputs) {
        List<Map<String, Object>> data = new ArrayList<>();
        int width = Printed.widest(inputs.stream().map(Printed::inLine).toList());
        ExitCode exitCode = ExitCode.DONE;
        for (int i = 0; i < inputs.size(); i++) {
            try {
                if (options.json()) {
                    data.add(answers.data(inputs.get(i)));
                } else {
                    terminal.out().print(shown(answers, inputs.get(i), width));
                }
            } catch (NonFiniteException | DataException e) {
                exitCode = ExitCode.DATA;
                refuse(place(i, inputs.size()) + e.getMessage(), data);
            } catch (IllegalArgumentException e) {
                exitCode = exitCode == ExitCode.DONE ? ExitCode.USAGE : exitCode;
                refuse(place(i, inputs.size()) + e.getMessage(), data);
            }
        }
        printAsJson(data);
        return exitCode;
    }

    private String shown(Answers answers, String input, int width) {
        try (var _ = Waiting.forAnswer(input, terminal, options)) {
            return answers.show(input, width);
        }
    }

    /** Returns the line of an answer; only what is said of a long one is worth a thread that waits. */
    private String line(Answers answers, String input) {
        if (input.length() < LONG) {
            return answers.line(input);
        }
        try (var _ = Waiting.forAnswer(input, terminal, options)) {
            return answers.line(input);
        }
    }

    private static String place(int number, int inputs) {
        return inputs == 1 ? "" : "input " + (number + 1) + " of " + inputs + ": ";
    }

    /** Says why an input has no answer, in the place of its answer too. */
    private void refuse(String problem, List<Map<String, Object>> data) {
        terminal.out().flush();
        terminal.complain(problem);
        data.add(Map.of("error", problem));
    }

    private ExitCode streamed(Answers answers) {
        List<Map<String, Object>> data = new ArrayList<>();
        ExitCode exitCode;
        try {
            exitCode = streamed(answers, LineStream.open(terminal.in(), encoding()), data);
        } catch (IOException e) {
            exitCode = ExitCode.DATA;
            refuse("stdin cannot be read: " + Problems.of(e), data);
        }
        printAsJson(data);
        return exitCode;
    }

    private ExitCode streamed(Answers answers, LineStream lines, List<Map<String, Object>> data) throws IOException {
        PrintWriter out = terminal.out();
        ExitCode exitCode = ExitCode.DONE;
        // Once nobody takes the answers, there is no use in more of them.
        for (var line = lines.next(); line.isPresent() && !out.checkError(); line = lines.next()) {
            try {
                String text = line.get().text();
                if (options.json()) {
                    data.add(answers.data(text));
                } else {
                    out.println(line(answers, text));
                }
            } catch (IllegalArgumentException | NonFiniteException e) {
                exitCode = ExitCode.DATA;
                refuse("line " + line.get().number() + " of stdin: " + e.getMessage(), data);
                if (!options.json()) {
                    out.println();
                }
            }
            out.flush();
        }
        return exitCode;
    }

    private Encoding encoding() {
        try {
            return Encoding.of(encoding);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--" + e.getMessage());
        }
    }

    private void printAsJson(List<Map<String, Object>> predictions) {
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", folder.toString());
            result.put("predictions", predictions);
            Json.print(terminal, result);
        }
    }
}

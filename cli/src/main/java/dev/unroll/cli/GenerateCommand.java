package dev.unroll.cli;

import dev.unroll.core.model.Model;
import dev.unroll.core.model.ModelSession;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.model.Sampling;
import dev.unroll.core.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
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
            "  unroll generate runs/names-generate-1 --class Italian --temperature 0.8"
        })
final class GenerateCommand implements Callable<Integer> {

    private static final int LONGEST = 1_000_000;

    private final Terminal terminal;
    private int length = 100;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "MODEL", description = "Folder of the model.")
    private Path folder = Path.of("");

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What comes before.")
    private String prompt = "";

    @Option(
            names = "--class",
            paramLabel = "LABEL",
            description = "The label that the text shall have, if texts have one.")
    private @Nullable String label;

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

    GenerateCommand(Terminal terminal) {
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

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(folder);
        if (model.task() != Task.NEXT_TOKEN) {
            throw new UserError(
                    ExitCode.USAGE,
                    folder + " classifies texts, so it generates none; ask it with: " + terminal.command() + " predict "
                            + Shell.quote(folder.toString()) + " TEXT");
        }
        if (prompt.isEmpty() && label == null) {
            throw new UserError(
                    ExitCode.USAGE,
                    "generate needs --prompt TEXT, what comes before; or --class LABEL, if the model's texts have one");
        }
        List<List<String>> texts = generate(model);
        var tokenizer = model.text().tokenizer();
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", folder.toString());
            result.put("prompt", prompt);
            if (label != null) {
                result.put("class", label);
            }
            result.put("text", tokenizer.join(texts.getFirst()));
            result.put("tokens", texts.getFirst());
            result.put("texts", texts.stream().map(tokenizer::join).toList());
            Json.print(terminal, result);
        } else {
            texts.forEach(tokens -> terminal.out().println(tokenizer.join(tokens)));
        }
        return ExitCode.DONE.status();
    }

    private List<List<String>> generate(Model model) {
        Sampling sampling;
        try {
            sampling = new Sampling(temperature, topK, topP, seed);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "--" + e.getMessage());
        }
        if (temperature == 0 && count > 1) {
            throw new UserError(
                    ExitCode.USAGE, "--count above 1 needs a --temperature above 0: else all texts are the same");
        }
        try {
            var session = new ModelSession(model);
            var start = new Prompt(Optional.ofNullable(label), prompt);
            return LongStream.range(0, count)
                    .mapToObj(number -> session.generate(start, length, sampling, number))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, (label == null ? "--prompt: " : "--class: ") + e.getMessage());
        }
    }
}

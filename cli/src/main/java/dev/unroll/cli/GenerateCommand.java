package dev.unroll.cli;

import dev.unroll.core.model.Model;
import dev.unroll.core.model.ModelSession;
import dev.unroll.core.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        description = "Print what a next-token model puts after a prompt, always the most probable token.")
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

    @Option(names = "--prompt", paramLabel = "TEXT", required = true, description = "What comes before.")
    private String prompt = "";

    GenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Option(names = "--length", paramLabel = "N", description = "How many tokens to print (default: 100).")
    void length(int length) {
        if (length < 1 || length > LONGEST) {
            throw new ParameterException(
                    command.commandLine(), "--length must be from 1 to " + LONGEST + " but is " + length);
        }
        this.length = length;
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
        List<String> tokens = generate(model);
        String text = model.text().tokenizer().join(tokens);
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", folder.toString());
            result.put("prompt", prompt);
            result.put("text", text);
            result.put("tokens", tokens);
            Json.print(terminal, result);
        } else {
            terminal.out().println(text);
        }
        return ExitCode.DONE.status();
    }

    private List<String> generate(Model model) {
        try {
            return new ModelSession(model).generate(prompt, length);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "--prompt: " + e.getMessage());
        }
    }
}

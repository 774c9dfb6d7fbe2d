package dev.unroll.cli;

import dev.unroll.cli.config.ConfigPrinter;
import dev.unroll.cli.config.Recipes;
import dev.unroll.cli.config.TrainConfig;
import dev.unroll.cli.job.TrainResult;
import dev.unroll.core.model.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll train}: a recipe or a configuration, to a model in a folder. */
@Command(
        name = "train",
        description = "Train a recipe or a configuration of your own, and save the model.",
        footer = {
            "",
            "Recipes: quickstart, names, names-by-hand, hello. --print-config shows one with all its keys:",
            "  unroll train names --print-config > mine.toml"
        })
final class TrainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "RECIPE|CONFIG.toml", description = "A recipe's name, or a TOML file.")
    private String recipe = "";

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "Folder with one .txt file a class, or a CSV or TSV file; the same as --set data.source=PATH.")
    private @Nullable String data;

    @Option(names = "--set", paramLabel = "key=value", description = "Change a key of the configuration.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the model (default: runs/RECIPE-SEED). A model there is replaced.")
    private @Nullable String out;

    @Option(names = "--print-config", description = "Print the configuration, with every key explained, and stop.")
    private boolean printConfig;

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<String> assignments = new ArrayList<>(set);
        if (data != null) {
            assignments.add("data.source=" + data);
        }
        options.seed().ifPresent(seed -> assignments.add("training.seed=" + seed));
        TrainConfig config = Recipes.read(recipe, assignments);
        if (printConfig) {
            terminal.out().print(ConfigPrinter.print(config));
            return ExitCode.DONE.status();
        }
        String name = modelName(recipe);
        String folder = out == null ? "runs/" + name + "-" + config.training().seed() : out;
        TrainResult result = new TrainRun(terminal, options).run(config, name, folder);
        if (options.json()) {
            Json.print(terminal, new TrainReport(result).data(config.training().seed()));
        } else if (!result.stopped()) {
            print(result);
        }
        return (result.stopped() ? ExitCode.INTERRUPTED : ExitCode.DONE).status();
    }

    /** Returns the recipe's name, or the file's without its folder and ending. */
    private static String modelName(String recipe) {
        Path file = Path.of(recipe).getFileName();
        return (file == null ? recipe : file.toString()).replaceFirst("\\.toml$", "");
    }

    private void print(TrainResult result) {
        PrintWriter out = terminal.out();
        var report = new TrainReport(result);
        report.printDetails(out);
        out.println();
        report.printScores(out);
        out.println();
        out.printf(
                Locale.ROOT,
                "Trained in %.1f s; the last epoch's loss is %.4f. The model is in %s, and the report is its %s%n%n",
                result.seconds(),
                result.losses().getLast(),
                result.folder(),
                TrainingPage.FILE);
        out.println("Try next:");
        out.println();
        String model = Shell.quote(result.folder().toString());
        String text = result.data().scored().getFirst().text();
        if (result.model().task() == Task.CLASSIFY) {
            out.println("  " + terminal.command() + " predict " + model + " " + Shell.quote(text));
        } else {
            var tokenizer = result.model().text().tokenizer();
            List<String> tokens = tokenizer.tokens(text);
            String start = tokenizer.join(tokens.subList(0, Math.clamp(tokens.size() - 1L, 1, 20)));
            out.println("  " + terminal.command() + " predict " + model + " " + Shell.quote(start));
            out.println("  " + terminal.command() + " generate " + model + " --prompt " + Shell.quote(tokens.getFirst())
                    + " --length " + Math.max(1, tokens.size() - 1));
        }
        out.println("  " + terminal.command() + " inspect " + model);
    }
}

package dev.unroll.cli.train;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.run.config.ConfigPrinter;
import dev.unroll.run.config.Recipes;
import dev.unroll.run.config.TrainConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            "Recipes: quickstart, names, names-by-hand, names-generate, hello, shakespeare,",
            "sentiment-first, sentiment, mnist-rows, mnist-rows-best, part-of-speech,",
            "entities. --print-config shows one with all its keys. For example:",
            "  unroll train hello",
            "  unroll train names --set epochs=5 --out runs/short",
            "  unroll train quickstart --print-config > mine.toml",
            "  unroll train mine.toml --data reviews.csv",
            "  unroll train part-of-speech --data pets.conll --set split=random"
        })
public final class TrainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of everything random, in place of the configuration's.")
    private @Nullable Long seed;

    @Parameters(paramLabel = "RECIPE|CONFIG.toml", description = "A recipe's name, or a TOML file.")
    private String recipe = "";

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "Folder with one .txt file a class; CSV, TSV or JSON lines; folders train and test of files, or a"
                            + " tar.gz of them; a folder of MNIST's files; for tagging a word a line with its tag, CoNLL-U"
                            + " or JSON lines, or a folder of such files; a name of unroll data list. Same as --set"
                            + " source=PATH.")
    private @Nullable String data;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Change a key of the configuration; may be given more than once.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run (default: runs/RECIPE-SEED). A finished run there is replaced.")
    private @Nullable String out;

    @Option(names = "--replace", description = "Replace also a run that is not finished.")
    private boolean replace;

    @Option(names = "--print-config", description = "Print the configuration, with every key explained, and stop.")
    private boolean printConfig;

    public TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<String> assignments = new ArrayList<>(set);
        if (data != null) {
            assignments.add("data.source=" + data);
        }
        if (seed != null) {
            assignments.add("training.seed=" + seed);
        }
        TrainConfig config = Recipes.read(recipe, assignments);
        if (printConfig) {
            terminal.out().print(ConfigPrinter.print(config));
            return ExitCode.DONE.status();
        }
        String name = modelName(recipe);
        String folder = out == null ? "runs/" + name + "-" + config.training().seed() : out;
        var unfinished = replace ? TrainRun.Unfinished.REPLACE : TrainRun.Unfinished.KEEP;
        TrainRun.End end = new TrainRun(terminal, options, threads).run(config, name, folder, unfinished);
        new TrainSummary(terminal, options)
                .print(end.result(), config.training().seed());
        return end.exitCode().status();
    }

    /** Returns the recipe's name, or the file's without its folder and ending. */
    private static String modelName(String recipe) {
        Path file = Path.of(recipe).getFileName();
        return (file == null ? recipe : file.toString()).replaceFirst("\\.toml$", "");
    }
}

package dev.unroll.cli.train;

import dev.unroll.cli.progress.Waiting;
import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.run.config.ConfigPrinter;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.job.Settings;
import dev.unroll.run.task.DataSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unroll train}: a recipe, a configuration or data, to a model in a folder. */
@Command(
        name = "train",
        description =
                "Train a recipe, a configuration of your own, or what suits data of your own, and save the model.",
        footer = {
            "",
            "With --data, a recipe learns other data. --print-config shows every key.",
            "For example:",
            "  unroll train hello",
            "  unroll train names --set epochs=5 --out runs/short",
            "  unroll train reviews.csv --set text_column=review --set label_column=stars",
            "  unroll train reviews.csv --print-config > mine.toml",
            "  unroll train mine.toml --data more.csv",
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

    @Parameters(
            arity = "0..1",
            paramLabel = "RECIPE|CONFIG.toml|DATA",
            description =
                    "A recipe's name, a TOML file, or data: then what to learn, and how, is chosen by what they are.")
    private @Nullable String recipe;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = {
                "Texts: a folder with one .txt file a class; CSV, TSV or JSON lines; folders train and test of files, or"
                        + " a tar.gz of them.",
                "Tags: a word a line with its tag, CoNLL-U or JSON lines, or a folder of such files.",
                "Series: a CSV or TSV file of numbers over time.",
                "Sequences: .ts, .npy, JSON lines, CSV, a folder a class.",
                "Pictures: a folder of MNIST's files.",
                "Sounds: .wav files, a folder a class.",
                "Or a name of unroll data list. Same as --set source=PATH."
            })
    private @Nullable String data;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Change a key of the configuration; may be given more than once.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run (default: runs/NAME-SEED). A finished run there is replaced.")
    private @Nullable String out;

    @Option(names = "--replace", description = "Replace also a run that is not finished.")
    private boolean replace;

    @Option(names = "--print-config", description = "Print the configuration, with every key explained, and stop.")
    private boolean printConfig;

    public TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Spec
    void describe(CommandSpec command) {
        RecipeList.addTo(command, terminal.layout());
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        TrainConfig config = settings.config();
        if (printConfig) {
            settings.reasons().forEach(reason -> terminal.out().println("# " + reason));
            terminal.out().print(ConfigPrinter.print(config));
            return ExitCode.DONE.status();
        }
        String folder = out == null
                ? "runs/" + settings.name() + "-" + config.training().seed()
                : out;
        List<String> sets = new DataSource(config.data(), terminal.dataHome()).sets();
        if (!sets.isEmpty() && recipe != null) {
            return new SetTrainings(terminal, options, threads)
                    .run(name -> settingsOf(config.data().source() + "/" + name), sets, folder)
                    .status();
        }
        var unfinished = replace ? TrainRun.Unfinished.REPLACE : TrainRun.Unfinished.KEEP;
        TrainRun.End end = new TrainRun(terminal, options, threads).run(settings, folder, unfinished);
        new TrainSummary(terminal, options)
                .print(end.result(), config.training().seed());
        return end.exitCode().status();
    }

    private Settings settings() throws IOException {
        List<String> assignments = new ArrayList<>(set);
        if (recipe != null && data != null) {
            assignments.add(DataSource.assignment(data));
        }
        return settings(assignments);
    }

    /** Returns the settings of a recipe on other data. */
    private Settings settingsOf(String source) throws IOException {
        List<String> assignments = new ArrayList<>(set);
        assignments.add("data.source=" + source);
        return settings(assignments);
    }

    private Settings settings(List<String> assignments) throws IOException {
        if (seed != null) {
            assignments.add("training.seed=" + seed);
        }
        String word = recipe == null ? data : recipe;
        if (word == null) {
            throw new UserError(
                    ExitCode.USAGE,
                    "train needs a recipe, a configuration or data; " + terminal.command()
                            + " train --help lists the recipes");
        }
        try (var _ = Waiting.forData(data == null ? word : data, terminal, options)) {
            return Settings.of(word, assignments, terminal.dataHome());
        }
    }
}

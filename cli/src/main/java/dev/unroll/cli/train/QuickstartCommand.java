package dev.unroll.cli.train;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Shell;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Prediction;
import dev.unroll.data.LabeledText;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.job.Settings;
import dev.unroll.run.job.TrainResult;
import dev.unroll.run.job.TrainingPage;
import dev.unroll.run.task.Printed;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code unroll quickstart}: which language is this word? From nothing to a model that says so. */
@Command(
        name = "quickstart",
        description = "Train on the embedded words (which language is this?) and show what comes of it.",
        footer = {
            "",
            "For example:",
            "  unroll quickstart",
            "  unroll quickstart --set cell=gru --set epochs=5 --out runs/short"
        })
public final class QuickstartCommand implements Callable<Integer> {

    private static final String RECIPE = "quickstart";
    private static final int SHOWN = 10;
    private static final int BAR = 20;

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

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Change a key of the configuration; may be given more than once.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/quickstart",
            description = "Folder of the model (default: runs/quickstart). A model there is replaced.")
    private String out = "";

    public QuickstartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A held-out word, and what the model says of it. */
    private record Shown(LabeledText word, Prediction answer) {
        boolean isRight() {
            return word.label().equals(answer.label());
        }
    }

    @Override
    public Integer call() throws IOException {
        List<String> assignments = new ArrayList<>(set);
        if (seed != null) {
            assignments.add("training.seed=" + seed);
        }
        Settings settings = Settings.of(RECIPE, assignments, terminal.dataHome());
        TrainConfig config = settings.config();
        if (!options.quiet()) {
            terminal.tell("Which language is this word? A network learns to tell, letter by letter.");
        }
        TrainRun.End end = new TrainRun(terminal, options, threads).run(settings, out, TrainRun.Unfinished.REPLACE);
        TrainResult result = end.result();
        if (options.json()) {
            Json.print(terminal, data(result, config.training().seed()));
        } else if (!result.stopped()) {
            print(result, config.training().seed());
        }
        return end.exitCode().status();
    }

    /** Returns answers to held-out words of different languages, chosen by the seed and not by the answers. */
    private static List<Shown> samples(TrainResult result, long seed) {
        List<LabeledText> scored =
                result.data().scored().stream().map(LabeledText.class::cast).toList();
        var classifier = new Classifier(result.model());
        Set<String> languages = new HashSet<>();
        List<Shown> samples = new ArrayList<>();
        for (int i : CounterHash.permutation(scored.size(), seed, Purpose.SAMPLING, 0)) {
            if (samples.size() < SHOWN && languages.add(scored.get(i).label())) {
                String text = scored.get(i).text();
                samples.add(new Shown(scored.get(i), classifier.predict(text).getFirst()));
            }
        }
        return samples;
    }

    private void print(TrainResult result, long seed) {
        PrintWriter out = terminal.out();
        if (!options.quiet()) {
            terminal.err().println();
        }
        new TrainReport(result).printScores(terminal);
        out.println();
        List<Shown> samples = samples(result, seed);
        long right = samples.stream().filter(Shown::isRight).count();
        out.println(
                "Held-out words of " + samples.size() + " languages, drawn at random, " + right + " answered rightly:");
        out.println();
        int words = width(samples.stream().map(shown -> shown.word().text()).toList());
        int answers =
                width(samples.stream().map(shown -> shown.answer().label()).toList());
        for (Shown shown : samples) {
            double probability = shown.answer().probability();
            String bar = "█".repeat((int) Math.round(probability * BAR));
            String truth = shown.isRight() ? "" : "it is " + shown.word().label();
            String line = String.format(
                    Locale.ROOT,
                    "  %s %s  %s  %3.0f %%  %-" + BAR + "s  %s",
                    shown.isRight() ? "✓" : "✗",
                    Printed.padded(shown.word().text(), words),
                    Printed.padded(shown.answer().label(), answers),
                    100 * probability,
                    bar,
                    truth);
            out.println(line.stripTrailing());
        }
        out.println();
        printNext(result);
    }

    private void printNext(TrainResult result) {
        PrintWriter out = terminal.out();
        String unroll = terminal.command();
        String model = Shell.quote(result.folder().toString());
        out.printf(
                Locale.ROOT,
                "Trained in %.0f s.%nmodel   %s%nreport  %s%n%n",
                result.seconds(),
                result.folder(),
                result.folder().resolve(TrainingPage.FILE));
        out.println("Try next:");
        out.println();
        Map<String, String> next = new LinkedHashMap<>();
        next.put("Which languages are these?", "predict " + model + " schmetterling ciência żółw");
        next.put("The equations, the weights and their shapes:", "inspect " + model);
        next.put("The smallest language model, h e l l o:", "train hello");
        next.put("This recipe as a file, to change it:", "train quickstart --print-config > mine.toml");
        next.put("And to train it:", "train mine.toml --set cell=gru --set hidden_size=64");
        // No comments behind the commands: zsh takes a pasted # for an argument.
        next.forEach((what, command) -> out.printf(Locale.ROOT, "  %s%n    %s %s%n", what, unroll, command));
    }

    private static int width(List<String> texts) {
        return Printed.widest(texts);
    }

    private static Map<String, Object> data(TrainResult result, long seed) {
        Map<String, Object> data = new TrainReport(result).data(seed);
        List<Map<String, Object>> predictions = new ArrayList<>();
        for (Shown shown : result.stopped() ? List.<Shown>of() : samples(result, seed)) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("text", shown.word().text());
            entry.put("label", shown.word().label());
            entry.put("predicted", shown.answer().label());
            entry.put("probability", shown.answer().probability());
            predictions.add(entry);
        }
        data.put("predictions", predictions);
        return data;
    }
}

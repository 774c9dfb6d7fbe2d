package dev.unroll.cli.train;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Shell;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.core.input.Marks;
import dev.unroll.core.model.Task;
import dev.unroll.data.LabeledText;
import dev.unroll.run.job.TrainResult;
import dev.unroll.run.job.TrainingData;
import dev.unroll.run.page.TrainingPage;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What stdout says at the end of a training. */
final class TrainSummary {

    /** The most characters of a text that is shown as an example of what to ask. */
    private static final int LONGEST_SHOWN = 60;

    private final Terminal terminal;
    private final CommonOptions options;

    TrainSummary(Terminal terminal, CommonOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    void print(TrainResult result, long seed) {
        if (options.json()) {
            Json.print(terminal, new TrainReport(result).data(seed));
        } else if (!result.stopped()) {
            print(result);
        }
    }

    /** Returns a text that fits a command line: of a long one the first words. */
    private static String beginning(String text) {
        String line = firstLine(text);
        int end = line.length() <= LONGEST_SHOWN ? -1 : line.lastIndexOf(' ', LONGEST_SHOWN);
        return end > 0 ? line.substring(0, end) : line;
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse(text);
    }

    private void print(TrainResult result) {
        PrintWriter out = terminal.out();
        var report = new TrainReport(result);
        boolean manyTexts = result.data().shape() == TrainingData.Shape.MANY_TEXTS;
        if (manyTexts) {
            report.printDetails(out);
            out.println();
        }
        report.printScores(out);
        out.println();
        report.printLengths(out);
        out.printf(
                Locale.ROOT,
                "Trained in %.1f s; the last epoch's loss is %.4f.%nmodel   %s%nreport  %s%n%n",
                result.seconds(),
                result.losses().getLast(),
                result.folder(),
                result.folder().resolve(TrainingPage.FILE));
        out.println("Try next:");
        out.println();
        String model = Shell.quote(result.folder().toString());
        String text = result.data().scored().getFirst() instanceof LabeledText example ? example.text() : "";
        if (result.model().task() == Task.CLASSIFY) {
            String asked = text.isEmpty() ? "FILE" : Shell.quote(beginning(text));
            out.println("  " + terminal.command() + " predict " + model + " " + asked);
            out.println("  " + terminal.command() + " explain " + model + " " + asked);
        } else if (result.model().text().marks() == Marks.LABEL_AND_END) {
            String label = result.model().text().labels().getFirst();
            out.println("  " + terminal.command() + " generate " + model + " --class " + Shell.quote(label)
                    + " --count 10 --temperature 0.8");
        } else {
            var tokenizer = result.model().text().tokenizer();
            List<String> tokens = tokenizer.tokens(manyTexts ? text : firstLine(text));
            String start = tokenizer.join(tokens.subList(0, Math.clamp(tokens.size() - 1L, 1, 20)));
            out.println("  " + terminal.command() + " predict " + model + " " + Shell.quote(start));
            out.println("  " + terminal.command() + " generate " + model
                    + (manyTexts
                            ? " --prompt " + Shell.quote(tokens.getFirst()) + " --length "
                                    + Math.max(1, tokens.size() - 1)
                            : " --prompt " + Shell.quote(start) + " --length 500 --temperature 0.8"));
        }
        out.println("  " + terminal.command() + " inspect " + model);
    }
}

package dev.unroll.cli.train;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Shell;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.run.job.TrainResult;
import dev.unroll.run.job.TrainingPage;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What stdout says at the end of a training. */
final class TrainSummary {

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

    private void print(TrainResult result) {
        PrintWriter out = terminal.out();
        var report = new TrainReport(result);
        report.printDetails(terminal);
        report.printScores(terminal);
        out.println();
        report.printLengths(terminal);
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
        for (List<String> command : result.data().next(result.model())) {
            out.println("  " + terminal.command() + " "
                    + command.stream()
                            .map(word -> word.equals("MODEL") ? model : word(word))
                            .collect(Collectors.joining(" ")));
        }
        out.println("  " + terminal.command() + " inspect " + model);
    }

    /** Options and commands are words of our own; whatever else a task names is quoted. */
    private static String word(String word) {
        return word.matches("-{0,2}[a-z]+|[0-9.]+|FILE") ? word : Shell.quote(word);
    }
}

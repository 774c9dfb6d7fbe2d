package dev.unroll.cli.train;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.run.job.Settings;
import dev.unroll.run.job.TrainResult;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A training for each of the sets of an archive, by one recipe, and a table of what they came to. */
final class SetTrainings {

    private static final int WIDTH = 12;

    private final Terminal terminal;
    private final CommonOptions options;
    private final ThreadsOption threads;

    SetTrainings(Terminal terminal, CommonOptions options, ThreadsOption threads) {
        this.terminal = terminal;
        this.options = options;
        this.threads = threads;
    }

    /** Says how a set is trained. */
    interface Choosing {
        Settings of(String set) throws IOException;
    }

    /** Trains on each set, in a folder each below {@code folder}; what was there before is replaced. */
    ExitCode run(Choosing choosing, List<String> sets, String folder) throws IOException {
        Map<String, List<Scores>> scores = new LinkedHashMap<>();
        for (String set : sets) {
            terminal.tell(set + ":");
            TrainRun.End end = new TrainRun(terminal, options, threads)
                    .run(choosing.of(set), folder + "/" + set, TrainRun.Unfinished.REPLACE);
            TrainResult result = end.result();
            if (result.stopped()) {
                return end.exitCode();
            }
            scores.put(set, result.scores());
        }
        if (options.json()) {
            Map<String, Object> data = new LinkedHashMap<>();
            scores.forEach((set, all) -> data.put(set, Scores.data(all)));
            Json.print(terminal, data);
        } else {
            table(scores).forEach(terminal.out()::println);
        }
        return ExitCode.DONE;
    }

    /** Returns a row a model and a column a set, each with the first of its scores. */
    private static List<String> table(Map<String, List<Scores>> scores) {
        Map<String, String> models = new LinkedHashMap<>();
        scores.values().forEach(all -> all.forEach(each -> models.putIfAbsent(each.key(), each.name())));
        int name = models.values().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        var header = new StringBuilder(String.format(
                Locale.ROOT,
                "%-" + name + "s",
                scores.values().iterator().next().getFirst().scores().getFirst().title()));
        scores.keySet().forEach(set -> header.append(String.format(Locale.ROOT, "  %" + width(set) + "s", set)));
        lines.add(header.toString());
        models.forEach((key, title) -> {
            var line = new StringBuilder(String.format(Locale.ROOT, "%-" + name + "s", title));
            scores.forEach((set, all) -> line.append("  ").append(cell(all, key, width(set))));
            lines.add(line.toString());
        });
        return lines;
    }

    private static int width(String set) {
        return Math.max(WIDTH, set.length());
    }

    private static String cell(List<Scores> all, String key, int width) {
        Optional<Score> score = all.stream()
                .filter(each -> each.key().equals(key))
                .map(each -> each.scores().getFirst())
                .findFirst();
        return score.map(found -> found.shown(width)).orElse(" ".repeat(width));
    }
}

package dev.unroll.cli;

import dev.unroll.cli.config.ConfigReader;
import dev.unroll.cli.config.TrainConfig;
import dev.unroll.cli.job.TrainJob;
import dev.unroll.cli.page.RunCurves;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomlj.Toml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code unroll report}: the page of a training, written again. */
@Command(name = "report", description = "Write the report of a training again, as a page for the browser.")
final class ReportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "RUN", description = "Folder of the training.")
    private Path folder = Path.of("");

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(folder);
        Path toml = folder.resolve("config.toml");
        TrainConfig config = Files.exists(toml)
                ? ConfigReader.read(toml.toString(), Files.readString(toml), List.of())
                : ConfigReader.read("the configuration in " + folder, toml(model), List.of());
        Path log = folder.resolve("log.jsonl");
        RunCurves curves = Files.exists(log) ? RunCurves.read(log) : RunCurves.ofLosses(losses(model));
        TrainJob job = TrainJob.prepare(config, model.name(), folder);
        try (Team team = Team.of(options.threads())) {
            Path page = TrainingPage.write(model, job.data(), curves, folder, team);
            if (options.json()) {
                Json.print(terminal, Map.<String, Object>of("run", folder.toString(), "page", page.toString()));
            } else {
                terminal.out().println("The report is " + page);
            }
        }
        return ExitCode.DONE.status();
    }

    /** Returns the configuration that a model keeps of its training; empty tables of a model that keeps none. */
    private static String toml(Model model) {
        var text = new StringBuilder();
        if (model.training().get("config") instanceof Map<?, ?> tables) {
            tables.forEach((table, keys) -> {
                text.append('[').append(table).append("]\n");
                if (keys instanceof Map<?, ?> values) {
                    values.forEach((key, value) ->
                            text.append(key).append(" = ").append(toml(value)).append('\n'));
                }
            });
        }
        return text.toString();
    }

    /** JSON does not tell whole numbers from others; TOML does. */
    private static String toml(Object value) {
        return switch (value) {
            case String text -> '"' + Toml.tomlEscape(text).toString() + '"';
            case Double number when number == StrictMath.rint(number) -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    private static List<Double> losses(Model model) {
        return model.training().get("progress") instanceof Map<?, ?> progress
                        && progress.get("losses") instanceof List<?> losses
                ? losses.stream()
                        .filter(Number.class::isInstance)
                        .map(loss -> ((Number) loss).doubleValue())
                        .toList()
                : List.of();
    }
}

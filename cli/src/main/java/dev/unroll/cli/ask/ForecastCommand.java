package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.JoinedText;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.ReadingOptions;
import dev.unroll.cli.terminal.Shell;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.cli.train.TrainRun;
import dev.unroll.core.form.Nearest;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.model.ForecastStream;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Forecast;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.Problems;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.run.page.PagePlace;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.forecast.Continuation;
import dev.unroll.run.task.forecast.TypedSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll forecast}: how series go on. */
@Command(
        name = "forecast",
        description = "Print how series go on: those of the training, or others that come in the same columns.",
        footer = {
            "",
            "With --stream, each line of stdin is the next value of a series, and gives a",
            "line as soon as it is read: the values to come, tabs between them; an empty",
            "one until there are enough of them.",
            "",
            "For example:",
            "  unroll forecast runs/passengers-1",
            "  unroll forecast runs/passengers-1 --data newer.csv --csv",
            "  unroll forecast runs/m4-hourly-1 --series H7 --plot H7.svg",
            "  tail -f values.txt | unroll forecast runs/passengers-1 --stream"
        })
public final class ForecastCommand implements Callable<Integer> {

    /** How many series a sentence names. */
    private static final int MOST_NAMED = 8;

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "MODEL", description = "Folder of the model.")
    private Path folder = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Series to go on with, in the columns of the training (default: those of the training).")
    private @Nullable String data;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--series",
            paramLabel = "NAME",
            preprocessor = JoinedText.class,
            description =
                    "Only this series; may be given more than once. With --stream, by which name the model may know"
                            + " its scale.")
    private List<String> series = new ArrayList<>();

    @Option(names = "--csv", description = "Print comma-separated values: series, time, forecast, quantiles.")
    private boolean csv;

    @Option(
            names = "--plot",
            paramLabel = "FILE.svg",
            description = "Draw the latest values and those to come, of one series.")
    private @Nullable Path plot;

    @Mixin
    private WeightsOption weights = new WeightsOption();

    @Option(names = "--stream", description = "Read the values of a series from stdin.")
    private boolean stream;

    public ForecastCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = weights.load(folder);
        if (!(model.task() instanceof Forecast)) {
            throw usage(folder + " is made to " + model.task().name() + ", so it forecasts nothing; ask it with: "
                    + terminal.command() + " predict " + Shell.quote(folder.toString()));
        }
        if (stream) {
            return streamed(model).status();
        }
        if (plot != null && !plot.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
            throw usage("--plot draws a picture in SVG, so the name of the file must end with .svg but is " + plot);
        }
        SeriesDataset dataset = read(model);
        List<Continuation> forecasts = Continuation.of(model, Continuation.chosen(dataset, series));
        if (plot != null) {
            draw(forecasts, plot);
        }
        print(forecasts, dataset);
        return ExitCode.DONE.status();
    }

    private static UserError usage(String sentence) {
        return new UserError(ExitCode.USAGE, sentence);
    }

    private SeriesDataset read(Model model) {
        if (data != null) {
            return Continuation.read(model, reading.like(model, data, terminal.dataHome()));
        }
        reading.requireNone();
        var trained = new DataSource(DataSource.trained(model), terminal.dataHome());
        try {
            return Continuation.read(model, trained);
        } catch (DataException e) {
            throw TrainRun.askingForPlace(trained.source(), e);
        }
    }

    private void draw(List<Continuation> forecasts, Path file) throws IOException {
        if (forecasts.size() > 1) {
            throw usage("--plot draws one series, but there are " + forecasts.size() + "; name one: --series "
                    + Shell.quote(forecasts.getFirst().series().id()));
        }
        forecasts.getFirst().chart().write(PagePlace.replaceablePicture(file));
        if (!options.quiet()) {
            terminal.tell("drew " + file);
        }
    }

    private void print(List<Continuation> forecasts, SeriesDataset dataset) {
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", folder.toString());
            result.put("data", dataset.name());
            result.put("forecasts", forecasts.stream().map(Continuation::data).toList());
            Json.print(terminal, result);
        } else if (csv) {
            terminal.out().print(Continuation.csv(forecasts));
        } else {
            terminal.layout().block(Continuation.table(forecasts)).forEach(terminal.out()::println);
        }
    }

    private ExitCode streamed(Model model) throws IOException {
        if (data != null || plot != null || csv) {
            throw usage(
                    "--stream reads values from stdin and prints a line for each; leave --data, --plot and --csv out");
        }
        if (series.size() > 1) {
            throw usage("--stream reads the values of one series, so --series may be given but once");
        }
        DecimalMark mark = reading.markOfLines(model);
        var values = new ForecastStream(model, series.isEmpty() ? "stdin" : series.getFirst());
        noteUnknown((SeriesEncoder) model.input());
        PrintWriter out = terminal.out();
        ExitCode exitCode = ExitCode.DONE;
        try {
            LineStream lines = LineStream.open(terminal.in(), Encoding.FOUND);
            // Once nobody takes the answers, there is no use in more of them.
            for (var line = lines.next(); line.isPresent() && !out.checkError(); line = lines.next()) {
                try {
                    print(answer(values, line.get().text(), mark));
                } catch (IllegalArgumentException | NonFiniteException e) {
                    exitCode = ExitCode.DATA;
                    terminal.complain("line " + line.get().number() + " of stdin: " + e.getMessage());
                    out.println();
                }
                out.flush();
            }
        } catch (IOException e) {
            exitCode = ExitCode.DATA;
            terminal.complain("stdin cannot be read: " + Problems.of(e));
        }
        return exitCode;
    }

    /** Says so if the model learned series on scales of their own, but none of the name that is asked for. */
    private void noteUnknown(SeriesEncoder encoder) {
        Set<String> known = encoder.series().keySet();
        if (!options.quiet() && !encoder.keepsUnits()) {
            series.stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> terminal.tell("the model learned no series "
                            + Sentence.quoted(name)
                            + Nearest.to(name, List.copyOf(known))
                                    .map(near -> " (did you mean " + near + "?)")
                                    .orElse("")
                            + ", so its values are scaled by themselves; it learned " + named(known)));
        }
    }

    private static String named(Set<String> known) {
        String names = known.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return known.isEmpty() ? "none" : known.size() > MOST_NAMED ? names + ", …" : names;
    }

    /** Takes a value; returns the values to come, none until there are enough. */
    private static Optional<SeriesForecast> answer(ForecastStream values, String line, DecimalMark mark) {
        values.add(TypedSeries.number(line.strip(), mark));
        return values.isReady() ? Optional.of(values.forecast()) : Optional.empty();
    }

    private void print(Optional<SeriesForecast> forecast) {
        if (options.json()) {
            Json.printLine(terminal, forecast.map(TypedSeries::data).orElse(Map.of()));
        } else {
            terminal.out().println(forecast.map(TypedSeries::line).orElse(""));
        }
    }
}

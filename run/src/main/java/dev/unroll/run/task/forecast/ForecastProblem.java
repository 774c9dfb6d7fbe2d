package dev.unroll.run.task.forecast;

import dev.unroll.core.input.Missing;
import dev.unroll.core.input.Scale;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.input.Transform;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.QuantileLoss;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Split;
import dev.unroll.data.baseline.Drift;
import dev.unroll.data.baseline.LastValue;
import dev.unroll.data.baseline.LinearForecast;
import dev.unroll.data.baseline.SeasonalRepeat;
import dev.unroll.data.baseline.SeriesBaseline;
import dev.unroll.data.series.Calendar;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.SeriesWindow;
import dev.unroll.data.series.SeriesWindows;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TrainingData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The values to come of series. */
final class ForecastProblem implements Problem<SeriesWindow> {

    /** The most of a window's features that the linear baseline is given: a square of so many is solved. */
    private static final int LONGEST_LINEAR = 720;

    /** The squares of larger values come near the end of what a double holds. */
    private static final double LARGEST = 1e100;

    private final SeriesEncoder encoder;
    private final Forecast task;
    private final int season;

    /** Whether errors are in units of the data: of a single series, and where no series has a scale of its values. */
    private final boolean inUnits;

    private ForecastProblem(SeriesEncoder encoder, Forecast task, int season) {
        this.encoder = encoder;
        this.task = task;
        this.season = season;
        this.inUnits = encoder.series().size() == 1 || encoder.transform() != Transform.NONE || encoder.keepsUnits();
    }

    /** Reads the series of a configuration; they are scaled by what the training part alone says. */
    static TrainingData<SeriesWindow> learn(TrainConfig config, DataSource source) {
        ModelTable model = config.model();
        SeriesDataset dataset = read(source, task(config).reach(ahead(model)));
        var split = new TimeSplit(config.data());
        Map<String, Scale> scales = new LinkedHashMap<>();
        for (Series series : dataset.series()) {
            requireSquares(series);
            int end = split.ends(series, dataset.frequency()).train();
            scales.put(series.id(), scale(config, series, end));
        }
        try {
            var encoder = new SeriesEncoder(
                    model.lookback(),
                    model.segment(),
                    dataset.known().isEmpty() ? 0 : ahead(model),
                    model.transform(),
                    model.windowScaling(),
                    model.repeatSeason() ? season(config.data(), dataset) : 0,
                    columns(config.data(), dataset, split, dataset.past(), Series::past),
                    columns(config.data(), dataset, split, dataset.known(), Series::known),
                    scales,
                    config.data().missing() == Missing.MASK ? Missing.MASK : Missing.ERROR);
            var problem = new ForecastProblem(encoder, task(config), season(config.data(), dataset));
            Split<SeriesWindow> windows = split.split(dataset, model.lookback(), model.segment(), model.horizon());
            return new TrainingData<>(
                    new SeriesWindows(dataset, all(windows)), dataset.frequency() + " apart", windows, problem);
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.name() + ": " + e.getMessage(), e);
        }
    }

    /** Returns how far ahead columns are read at once: as far as is answered at once, in whole segments. */
    private static int ahead(ModelTable model) {
        return model.strategy() == ModelTable.Strategy.RECURSIVE
                ? model.segment()
                : Math.ceilDiv(model.horizon(), model.segment()) * model.segment();
    }

    /** Returns the series of a source, with what the calendar says of each step where it is asked. */
    static SeriesDataset read(DataSource source, int ahead) {
        SeriesDataset dataset = Readers.series(source);
        List<String> cycles = source.table().calendar();
        try {
            return cycles.isEmpty() ? dataset : dataset.with(Calendar.of(cycles), ahead);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("data.calendar: " + e.getMessage());
        }
    }

    private static List<SeriesWindow> all(Split<SeriesWindow> split) {
        List<SeriesWindow> all = new ArrayList<>(split.train());
        all.addAll(split.validation());
        all.addAll(split.test());
        return all;
    }

    private static int season(DataTable data, SeriesDataset dataset) {
        return data.season() > 0 ? data.season() : dataset.frequency().season();
    }

    /** Returns the scale of numbers of the training part; messages call them {@code what}. */
    private static Scale scale(DataTable data, String what, Supplier<DoubleStream> values) {
        if (data.scale() == DataTable.Scale.NONE) {
            return Scale.NONE;
        }
        if (values.get().allMatch(Double::isNaN)) {
            throw new DataException(what + " has no value in the training part, which it is scaled by; leave it out, or"
                    + " make data.train_span longer");
        }
        return Scale.of(values);
    }

    /** Throws if the squares of a series, which are scored, would be beyond what a number holds. */
    private static void requireSquares(Series series) {
        for (int t = 0; t < series.length(); t++) {
            if (Math.abs(series.target(t)) > LARGEST) {
                throw new DataException("series " + series.id() + " has the value " + series.target(t) + " at "
                        + series.time().text(t) + ", but at most " + LARGEST
                        + " can be learned; if it is right, give all in a unit in which they are smaller");
            }
        }
    }

    /** Returns the scale of the target of a series, up to the end of its training part. */
    private static Scale scale(TrainConfig config, Series series, int end) {
        Transform transform = config.model().transform();
        try {
            return scale(config.data(), "series " + series.id(), () -> IntStream.range(0, end)
                    .mapToDouble(t -> transform.of(series.target(t))));
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    "series " + series.id() + ": " + e.getMessage()
                            + (transform == Transform.NONE ? "" : "; --set transform=none learns values as they are"),
                    e);
        }
    }

    /** A column of a series, at a step. */
    private interface ColumnOf {
        double at(Series series, int column, int step);
    }

    /** Returns the scales of columns beside the target: those of the training parts of all series together. */
    private static Map<String, Scale> columns(
            DataTable data, SeriesDataset dataset, TimeSplit split, List<String> names, ColumnOf column) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            int number = c;
            scales.put(names.get(c), scale(data, "column " + names.get(c), () -> dataset.series().stream()
                    .flatMapToDouble(series -> IntStream.range(
                                    0, split.ends(series, dataset.frequency()).train())
                            .mapToDouble(t -> column.at(series, number, t)))));
        }
        return scales;
    }

    private static Forecast task(TrainConfig config) {
        ModelTable model = config.model();
        Loss loss = config.training().loss();
        boolean recursive = model.strategy() == ModelTable.Strategy.RECURSIVE;
        int horizon = recursive ? Math.min(model.segment(), model.horizon()) : model.horizon();
        return new Forecast(horizon, model.horizon(), answer(loss));
    }

    private static Forecast.Answer answer(Loss loss) {
        if (loss instanceof QuantileLoss(List<Double> quantiles)) {
            return new Forecast.Answer.Quantiles(quantiles);
        }
        return loss.answers() == Loss.Answers.DISTRIBUTIONS
                ? new Forecast.Answer.Gaussian()
                : new Forecast.Answer.Point();
    }

    /** Returns the problem that series pose to a model. */
    static ForecastProblem of(Model model, DataSource source) {
        DataTable trained = DataSource.trained(model);
        int season = trained.season() > 0
                ? trained.season()
                : Readers.series(source).frequency().season();
        return new ForecastProblem((SeriesEncoder) model.input(), (Forecast) model.task(), season);
    }

    @Override
    public Forecast task() {
        return task;
    }

    @Override
    public SeriesEncoder input() {
        return encoder;
    }

    int season() {
        return season;
    }

    @Override
    public String unit(int count) {
        return count == 1 ? "window" : "windows";
    }

    @Override
    public String outputUnit() {
        return "output";
    }

    @Override
    public InputSpec inputSpec(ModelTable model) {
        return new InputSpec.Dense(encoder.features());
    }

    /** Returns each window of other series of which all that is asked for is known. */
    @Override
    public Dataset<SeriesWindow> read(DataSource source) {
        SeriesDataset dataset = read(source, task.reach(encoder.ahead()));
        List<SeriesWindow> windows = new ArrayList<>();
        for (Series series : dataset.series()) {
            for (int origin = encoder.segment(); origin <= series.length() - task.steps(); origin++) {
                windows.add(new SeriesWindow(series, origin));
            }
        }
        return new SeriesWindows(dataset, windows);
    }

    /** Returns what the network reads of a window. */
    SeriesEncoder.Window encode(SeriesWindow window) {
        try {
            return encoder.encode(window.history(encoder.lookback(), encoder.ahead()));
        } catch (IllegalArgumentException e) {
            throw new DataException(window.excerpt() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Examples encode(List<SeriesWindow> windows) {
        var encoded = new EncodedWindows(this, windows);
        return new Examples(
                Sequences.ofVectors(encoded),
                Labels.ofValues(encoded),
                i -> "series " + windows.get(i).excerpt());
    }

    @Override
    public void count(Dataset<SeriesWindow> dataset, Map<String, Object> counts) {
        counts.put("series", encoder.series().size());
        counts.put("season", season);
    }

    private Scale scale(Series series) {
        Scale learned = encoder.series().get(series.id());
        return inUnits || learned == null ? Scale.NONE : learned;
    }

    ForecastScoring scoring(List<SeriesWindow> scored, int horizon) {
        return new ForecastScoring(scored, season, horizon, this::scale);
    }

    @Override
    public Scores score(Network network, List<SeriesWindow> windows, Team team) {
        ForecastScoring scoring = scoring(windows, task.steps());
        new ForecastRun(this, network, team).forecast(windows, scoring::add);
        return scoring.scores(Scores.MODEL, "this model");
    }

    /** Returns the simple forecasts that are trained on windows. */
    List<SeriesBaseline> baselines(List<SeriesWindow> training) {
        List<SeriesBaseline> all = new ArrayList<>(List.of(
                LinearForecast.train(
                        training, Math.min(encoder.lookback(), LONGEST_LINEAR), task.steps(), series -> encoder.series()
                                .getOrDefault(series.id(), Scale.NONE)),
                new LastValue(),
                new Drift()));
        if (season > 1) {
            all.add(1, new SeasonalRepeat(season));
        }
        return all;
    }

    @Override
    public List<Scores> baselines(List<SeriesWindow> training, List<SeriesWindow> scored) {
        return baselines(training).stream()
                .map(baseline -> {
                    ForecastScoring scoring = scoring(scored, task.steps());
                    ForecastRun.forecast(baseline, scored, task.steps(), scoring::add);
                    return scoring.scores(baseline.key(), baseline.name());
                })
                .toList();
    }

    /** Returns what errors are counted in. */
    String unitOfErrors() {
        return inUnits ? "in the units of the data" : "in deviations of each series' training part";
    }

    @Override
    public String precision(int scored) {
        return "MAE, RMSE and MSE are " + unitOfErrors() + ".";
    }

    @Override
    public List<List<String>> next(Model model, SeriesWindow example) {
        return List.of(
                List.of("forecast", "MODEL"),
                List.of("forecast", "MODEL", "--series", example.series().id(), "--plot", "forecast.svg"),
                List.of("explain", "MODEL", "--series", example.series().id()));
    }

    @Override
    public ReportPart report(Model model, List<SeriesWindow> scored, String scoredOn, Team team) {
        return new ForecastReport(this, model, scored, scoredOn).part(team);
    }

    @Override
    public Question question(SeriesWindow example, int number, int word) {
        return ForecastQuestion.of(
                task, encoder, example, Math.min(task.steps(), example.series().length() - example.origin()));
    }
}

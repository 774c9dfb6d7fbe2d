package dev.unroll.core.explain;

import dev.unroll.core.input.History;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.model.Forecaster;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.core.network.Network;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.trace.NetworkTrace;
import dev.unroll.core.trace.RowsAtOnce;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What moved a forecast: by how much it is higher than it would be if a part of what was read were hidden. All in the units
 * of the data.
 *
 * <pre>
 *   influence of a part = F(history) − F(history, each value of the part replaced by the mean of its column)
 * </pre>
 *
 * <p>F is the mean of the values forecast, or the value so many steps ahead. The mean of a column is that of the values which
 * the model reads of it. F is asked anew for each part (occlusion: Zeiler and Fergus 2014), through all that lies between
 * the data and the answer: scales, transform, the repeated season, answers that are read again. Parts act together, so
 * influences of steps need not add up to that of all steps.
 *
 * @param forecast of the whole history
 * @param ahead whose value is explained, in steps from 1; empty: the mean of all
 * @param value F(history)
 * @param hidden F if everything that was read is hidden
 * @param recursive whether answers were read again to look as far ahead
 * @param parts the steps, cut into parts of one size from the present backward, and from it forward if columns are known ahead
 * @param columns the target first, then those known up to the present, then those known ahead
 * @param trace everything that the network computed of the history
 * @param gradients of F on the network's own scale, by everything computed; of the answers that it gives at once, if others
 *     are to follow, the mean of those, or the last
 */
public record SeriesExplanation(
        SeriesForecast forecast,
        OptionalInt ahead,
        double value,
        double hidden,
        boolean recursive,
        List<Part> parts,
        List<Column> columns,
        NetworkTrace trace,
        NetworkTrace.Gradients gradients) {

    /** The most parts that the past is cut into. */
    private static final int MOST_PARTS = 240;

    /** But however many columns there are and however long the past is, as many as these. */
    private static final int FEWEST_PARTS = 24;

    /** Steps of all forecasts together that are asked for, about. */
    private static final long MOST_ROWS = 1 << 21;

    /**
     * Steps that are hidden together.
     *
     * @param from the first, counted from that after the present: −1 is the latest that is known
     * @param to the first that is not among them any more
     */
    public record Part(int from, int to) {

        /** Returns whether it is before the forecast. */
        public boolean isPast() {
            return to <= 0;
        }
    }

    /**
     * What a column, or some that belong together, did.
     *
     * @param mean that its values are replaced by; of columns that belong together that of the first
     * @param whole the influence of all its values
     * @param byPart the influence of each part; as many as the column reaches
     */
    public record Column(String name, double mean, double whole, List<Double> byPart) {

        public Column {
            byPart = List.copyOf(byPart);
        }

        /** Returns the influence of all parts, one by one, added up. */
        public double sum() {
            return byPart.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    public SeriesExplanation {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
    }

    /** Which columns belong together, such as sine and cosine of one cycle: those of one name. */
    @FunctionalInterface
    public interface Names {

        /** Returns what a column is called in an explanation. */
        String of(String column);
    }

    /**
     * Explains the mean of a forecast, each column by itself.
     *
     * @param history in the units of the data
     * @throws IllegalArgumentException if the history is shorter than a segment, or lacks a column
     */
    public static SeriesExplanation of(Model model, History history) {
        return of(model, history, OptionalInt.empty(), column -> column);
    }

    /**
     * Explains a forecast.
     *
     * @param history in the units of the data
     * @param ahead whose value is explained, in steps from 1; empty: the mean of all
     * @throws IllegalArgumentException if the model does not look so far ahead, the history is shorter than a segment, or
     *     lacks a column
     * @throws IllegalStateException if the model is made for another task
     */
    public static SeriesExplanation of(Model model, History history, OptionalInt ahead, Names names) {
        var forecaster = new Forecaster(model);
        if (ahead.isPresent() && (ahead.getAsInt() < 1 || ahead.getAsInt() > forecaster.steps())) {
            throw new IllegalArgumentException("the forecast that is explained must be from 1 to " + forecaster.steps()
                    + " steps ahead, as the model looks no further, but is " + ahead.getAsInt());
        }
        SeriesForecast forecast = forecaster.forecast(history);
        return new Hiding(model, forecaster, history, ahead).explanation(forecast, names);
    }

    /** A history of which parts are hidden. */
    private static final class Hiding {
        private final SeriesEncoder encoder;
        private final Forecast task;
        private final Network network;
        private final Forecaster forecaster;
        private final History history;
        private final OptionalInt ahead;
        private final int read;
        private final int networkSteps;
        private final double[] means;

        Hiding(Model model, Forecaster forecaster, History history, OptionalInt ahead) {
            this.encoder = (SeriesEncoder) model.input();
            this.task = (Forecast) model.task();
            this.network = model.network();
            this.forecaster = forecaster;
            this.history = history;
            this.ahead = ahead;
            this.read = encoder.read(history.length());
            this.networkSteps = encoder.steps(history.length());
            this.means = IntStream.range(0, history.columns())
                    .mapToDouble(this::mean)
                    .toArray();
        }

        SeriesExplanation explanation(SeriesForecast forecast, Names names) {
            double value = asked(forecast);
            List<Part> parts = parts();
            int past = (int) parts.stream().filter(Part::isPast).count();
            List<Column> columns = new ArrayList<>();
            History nothing = history;
            for (List<Integer> group : groups(names)) {
                boolean known = group.getFirst() > encoder.past().size();
                List<Part> reached = known ? parts : parts.subList(0, past);
                var whole =
                        new Part(reached.getFirst().from(), reached.getLast().to());
                List<History> asked = new ArrayList<>(List.of(hidden(history, group, whole)));
                reached.forEach(part -> asked.add(hidden(history, group, part)));
                List<Double> influences =
                        asked(asked).stream().map(each -> value - each).toList();
                columns.add(new Column(
                        group.getFirst() == 0 ? history.series() : names.of(name(group.getFirst())),
                        means[group.getFirst()],
                        influences.getFirst(),
                        influences.subList(1, influences.size())));
                nothing = hidden(nothing, group, whole);
            }
            var input = new ReadInput(
                    "series " + history.series(),
                    network,
                    encoder.encode(history).vectors(),
                    OptionalInt.empty());
            return new SeriesExplanation(
                    forecast,
                    ahead,
                    value,
                    asked(List.of(nothing)).getFirst(),
                    task.steps() > task.horizon(),
                    parts,
                    columns,
                    input.trace(),
                    input.backward(slope()));
        }

        /** Returns the derivatives of what is explained by the outputs of the network. */
        private float[] slope() {
            int columns = task.answer().outputs();
            int middle = task.answer().middle();
            float[] slope = new float[task.outputs()];
            if (ahead.isPresent()) {
                int last = Math.min(ahead.getAsInt(), task.horizon()) - 1;
                slope[last * columns + middle] = 1;
            } else {
                for (int h = 0; h < task.horizon(); h++) {
                    slope[h * columns + middle] = 1f / task.horizon();
                }
            }
            return slope;
        }

        /** Returns the target, then the columns by what they are called: those of one name where the first of them stands. */
        private List<List<Integer>> groups(Names names) {
            Map<String, List<Integer>> named = new LinkedHashMap<>();
            for (int column = 1; column < history.columns(); column++) {
                named.computeIfAbsent(names.of(name(column)), _ -> new ArrayList<>())
                        .add(column);
            }
            List<List<Integer>> groups = new ArrayList<>(List.of(List.of(0)));
            groups.addAll(named.values());
            return groups;
        }

        private String name(int column) {
            int known = column - 1 - encoder.past().size();
            return known < 0
                    ? List.copyOf(encoder.past().keySet()).get(column - 1)
                    : List.copyOf(encoder.known().keySet()).get(known);
        }

        private List<Part> parts() {
            int ofOne = Math.ceilDiv(task.steps(), task.horizon()) * networkSteps;
            long many = MOST_ROWS / Math.max(1, (long) ofOne * history.columns());
            int size = Math.ceilDiv(read, Math.clamp(many, FEWEST_PARTS, MOST_PARTS));
            List<Part> parts = new ArrayList<>();
            for (int to = 0; to > -read; to -= size) {
                parts.addFirst(new Part(Math.max(-read, to - size), to));
            }
            for (int from = 0; from < reach(); from += size) {
                parts.add(new Part(from, Math.min(reach(), from + size)));
            }
            return parts;
        }

        /** Returns how many steps after the present columns known ahead are read. */
        private int reach() {
            return Math.min(task.reach(encoder.ahead()), history.knownAhead());
        }

        private History hidden(History given, List<Integer> columns, Part part) {
            History changed = given;
            int present = given.length();
            for (int column : columns) {
                changed = changed.with(column, present + part.from(), present + part.to(), means[column]);
            }
            return changed;
        }

        /** Returns the mean of what is read of a column and not missing; 0 if all is. */
        private double mean(int column) {
            int present = history.length();
            int known = column > encoder.past().size() ? reach() : 0;
            return IntStream.range(present - read, present + known)
                    .mapToDouble(step -> history.value(column, step))
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(0);
        }

        private List<Double> asked(List<History> histories) {
            int atOnce = RowsAtOnce.sequences(networkSteps);
            List<Double> answers = new ArrayList<>();
            for (int from = 0; from < histories.size(); from += atOnce) {
                forecaster
                        .forecast(histories.subList(from, Math.min(histories.size(), from + atOnce)))
                        .forEach(forecast -> answers.add(asked(forecast)));
            }
            return answers;
        }

        private double asked(SeriesForecast forecast) {
            return ahead.isPresent()
                    ? forecast.value(ahead.getAsInt() - 1)
                    : DoubleStream.of(forecast.values()).average().orElseThrow();
        }
    }
}

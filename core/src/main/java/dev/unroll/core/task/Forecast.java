package dev.unroll.core.task;

import dev.unroll.core.form.Data;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.loss.QuantileLoss;
import dev.unroll.core.network.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values to come of a series.
 *
 * @param horizon how many of them are answered at once
 * @param steps how many of them are asked for; more than the horizon are answered by reading the answer as if it had come
 */
public record Forecast(int horizon, int steps, Answer answer) implements Task {

    /** The name in configurations. */
    public static final String NAME = "forecast";

    static final Set<String> KEYS = Set.of("horizon", "steps", "answer", "quantiles");

    /** What is said of each value. */
    public sealed interface Answer {

        /** Returns how many outputs say it. */
        int outputs();

        /** Returns the name in data. */
        String name();

        /** Returns which of the outputs is the most telling: the only one, the quantile nearest to the median, the mean. */
        default int middle() {
            return 0;
        }

        /** One number. */
        record Point() implements Answer {
            @Override
            public int outputs() {
                return 1;
            }

            @Override
            public String name() {
                return "point";
            }
        }

        /** Below which number it lies with which probabilities, in increasing order. */
        record Quantiles(List<Double> levels) implements Answer {
            public Quantiles {
                levels = List.copyOf(levels);
                QuantileLoss.requireQuantiles(levels);
            }

            @Override
            public int outputs() {
                return levels.size();
            }

            @Override
            public int middle() {
                int nearest = 0;
                for (int k = 1; k < levels.size(); k++) {
                    if (Math.abs(levels.get(k) - 0.5) < Math.abs(levels.get(nearest) - 0.5)) {
                        nearest = k;
                    }
                }
                return nearest;
            }

            @Override
            public String name() {
                return "quantiles";
            }
        }

        /** A normal distribution: its mean, and the logarithm of its deviation. */
        record Gaussian() implements Answer {
            @Override
            public int outputs() {
                return 2;
            }

            @Override
            public String name() {
                return "gaussian";
            }
        }
    }

    public Forecast {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon must be at least 1 but is " + horizon);
        }
        if (steps < horizon) {
            throw new IllegalArgumentException("steps must be at least the horizon, " + horizon + ", but is " + steps);
        }
        if (steps > horizon && !(answer instanceof Answer.Point)) {
            throw new IllegalArgumentException("what is answered by reading answers must be points but is "
                    + answer.name() + ": how sure an answer is would be lost on the way");
        }
    }

    /**
     * Returns how many steps after the present columns known ahead must reach: what is read at once, and further each time
     * that answers are read as if they had come.
     *
     * @param ahead steps of such columns that are read at once; 0 if there are none
     */
    public int reach(int ahead) {
        return ahead == 0 ? 0 : ahead + (Math.ceilDiv(steps, horizon) - 1) * horizon;
    }

    /** All values at once. */
    public Forecast(int horizon, Answer answer) {
        this(horizon, horizon, answer);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int outputs() {
        return horizon * answer.outputs();
    }

    @Override
    public String says(InputEncoder input) {
        return "says the next " + steps + (steps == 1 ? " value" : " values") + " of a series";
    }

    @Override
    public void requireFits(NetworkSpec spec, InputEncoder input) {
        if (spec.outputSize() != outputs()) {
            throw new IllegalArgumentException("the network has " + spec.outputSize() + " outputs but a forecast of "
                    + horizon + " values by " + answer.name() + " needs " + outputs());
        }
        if (!(input instanceof SeriesEncoder)) {
            throw new IllegalArgumentException("a model that forecasts must read series");
        }
        if (spec.answersEachStep()) {
            throw new IllegalArgumentException(
                    "the task is " + NAME + " but the network's readout is " + spec.readout());
        }
    }

    @Override
    public Map<String, Object> toData() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("horizon", horizon);
        data.put("steps", steps);
        data.put("answer", answer.name());
        data.put("quantiles", answer instanceof Answer.Quantiles(List<Double> levels) ? levels : List.of());
        return data;
    }

    static Forecast fromData(Data data) {
        List<Double> quantiles =
                data.under("quantiles").list().stream().map(Data::number).toList();
        Answer answer =
                switch (data.under("answer").text()) {
                    case "point" -> new Answer.Point();
                    case "quantiles" -> new Answer.Quantiles(quantiles);
                    case "gaussian" -> new Answer.Gaussian();
                    default -> throw data.under("answer").wrong("must be point, quantiles or gaussian");
                };
        return new Forecast(data.under("horizon").whole(), data.under("steps").whole(), answer);
    }
}

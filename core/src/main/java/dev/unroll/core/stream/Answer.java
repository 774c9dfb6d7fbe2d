package dev.unroll.core.stream;

import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.SeriesForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model says after an event, from all that came under its key. */
public sealed interface Answer {

    /** Returns the answer as plain data, in the words of {@code unroll predict --json} and {@code unroll forecast --json}. */
    Map<String, Object> toData();

    /** Returns the answer as JSON in one line. */
    default String json() {
        return AnswerJson.GSON.toJson(toData());
    }

    /**
     * Labels, of a model that classifies, tags or says which token comes next.
     *
     * @param all the most probable first
     */
    record Labels(List<Prediction> all) implements Answer {

        public Labels {
            all = List.copyOf(all);
        }

        /** Returns the most probable label. */
        public Prediction best() {
            return all.getFirst();
        }

        /** Returns the answer with so many labels at most. */
        public Labels first(int most) {
            return new Labels(all.subList(0, Math.min(most, all.size())));
        }

        @Override
        public Map<String, Object> toData() {
            return Map.of("labels", all.stream().map(Labels::data).toList());
        }

        private static Map<String, Object> data(Prediction prediction) {
            var data = new LinkedHashMap<String, Object>();
            data.put("label", prediction.label());
            data.put("probability", prediction.probability());
            return data;
        }
    }

    /**
     * Values, of a model of regression.
     *
     * @param byName in the units of the data, in the order of the model
     */
    record Values(Map<String, Float> byName) implements Answer {

        public Values {
            byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        }

        @Override
        public Map<String, Object> toData() {
            return Map.of("values", byName);
        }
    }

    /** The values to come of a series. */
    record Forecast(SeriesForecast forecast) implements Answer {

        @Override
        public Map<String, Object> toData() {
            var data = new LinkedHashMap<String, Object>();
            data.put("forecast", Arrays.stream(forecast.values()).boxed().toList());
            var quantiles = new LinkedHashMap<String, Object>();
            for (int k = 0; k < forecast.levels().size(); k++) {
                List<Double> values = new ArrayList<>();
                for (int h = 0; h < forecast.length(); h++) {
                    values.add(forecast.quantile(h, k));
                }
                quantiles.put(forecast.levels().get(k).toString(), values);
            }
            if (!quantiles.isEmpty()) {
                data.put("quantiles", quantiles);
            }
            return data;
        }
    }
}

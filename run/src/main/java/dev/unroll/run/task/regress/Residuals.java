package dev.unroll.run.task.regress;

import dev.unroll.core.score.RegressionErrors;
import dev.unroll.data.LabeledValues;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was answered to examples whose values are known.
 *
 * @param actual [examples, values], in the units of the data
 * @param predicted [examples, values]
 */
record Residuals(List<double[]> actual, List<double[]> predicted) {

    Residuals {
        actual = List.copyOf(actual);
        predicted = List.copyOf(predicted);
    }

    /** Returns these answers to these examples. */
    static Residuals of(List<LabeledValues> examples, List<double[]> predicted) {
        return new Residuals(
                examples.stream()
                        .map(example -> example.values().stream()
                                .mapToDouble(Float::doubleValue)
                                .toArray())
                        .toList(),
                predicted);
    }

    int values() {
        return actual.getFirst().length;
    }

    /** Returns the errors of one value. */
    RegressionErrors errors(int value) {
        var errors = new RegressionErrors();
        for (int i = 0; i < actual.size(); i++) {
            errors.add(actual.get(i)[value], predicted.get(i)[value]);
        }
        return errors;
    }

    /**
     * Returns the coefficient of determination of one value, 1 − Σ(y − ŷ)² / Σ(y − ȳ)²: 0 if the mean of the scored examples
     * is as good. Of examples that all have the same value it is 0 as well.
     */
    double determination(int value) {
        double mean = actual.stream().mapToDouble(row -> row[value]).average().orElseThrow();
        double all = actual.stream()
                .mapToDouble(row -> (row[value] - mean) * (row[value] - mean))
                .sum();
        double left = errors(value).meanSquaredError() * actual.size();
        return all > 0 ? 1 - left / all : 0;
    }

    /** Returns the scores over all values: R² is their mean, the errors are of all numbers together. */
    Scores scores(String key, String name) {
        var all = new RegressionErrors();
        double determination = 0;
        for (int v = 0; v < values(); v++) {
            all.addAll(errors(v));
            determination += determination(v) / values();
        }
        List<Score> scores = new ArrayList<>(List.of(
                new Score("r2", "R²", determination, Score.Form.NUMBER),
                new Score("mae", "MAE", all.meanAbsoluteError(), Score.Form.NUMBER),
                new Score("rmse", "RMSE", Math.sqrt(all.meanSquaredError()), Score.Form.NUMBER)));
        return new Scores(key, name, scores, Optional.empty());
    }
}

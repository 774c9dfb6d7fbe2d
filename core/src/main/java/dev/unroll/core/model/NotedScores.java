package dev.unroll.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The scores that a receipt notes, as a table: a row for each model that was scored, a column for each score.
 *
 * @param columns keys of the scores, {@code macro_recall}, in the order in which they were noted
 */
public record NotedScores(List<String> columns, List<Row> rows) {

    /** Ends the key of a score that is a number; each other is a part of a whole. */
    private static final String NUMBER = "_per_token";

    /** Scores of values, which are no shares. */
    private static final Set<String> ERRORS = Set.of("r2", "mae", "rmse", "mse", "mase", "smape", "mape", "wql");

    /** A number from which on its decimals do not matter, and its digits are too many. */
    private static final double LARGE = 100_000;

    public NotedScores {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * How well one model answered.
     *
     * @param key {@code naive_bayes}
     * @param name what tables call it; older receipts know its key alone
     */
    public record Row(String key, String name, Map<String, Double> values) {

        public Row {
            values = Map.copyOf(values);
        }

        /** Returns the score of a column with so many decimals if it is a share, else with three; nothing if it has none. */
        public String shown(String column, int decimals) {
            Double value = values.get(column);
            if (value == null) {
                return "";
            }
            return column.endsWith(NUMBER) || ERRORS.contains(column)
                    ? String.format(Locale.ROOT, Math.abs(value) < LARGE ? "%.3f" : "%.3e", value)
                    : String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * value);
        }
    }

    /** Returns what stands under {@code key} of what a model says of its training; no rows if nothing does. */
    public static NotedScores of(Model model, String key) {
        Set<String> columns = new LinkedHashSet<>();
        List<Row> rows = new ArrayList<>();
        if (model.training().get(key) instanceof Map<?, ?> noted) {
            noted.forEach((who, numbers) -> {
                if (numbers instanceof Map<?, ?> scores) {
                    Row row = row(String.valueOf(who), scores);
                    scores.forEach((name, value) -> {
                        if (value instanceof Number) {
                            columns.add(String.valueOf(name));
                        }
                    });
                    rows.add(row);
                }
            });
        }
        return new NotedScores(List.copyOf(columns), rows);
    }

    private static Row row(String key, Map<?, ?> scores) {
        Map<String, Double> values = new LinkedHashMap<>();
        scores.forEach((name, value) -> {
            if (value instanceof Number number) {
                values.put(String.valueOf(name), number.doubleValue());
            }
        });
        return new Row(key, scores.get("name") instanceof String name ? name : key, values);
    }

    /** Returns what a table calls a column: {@code macro recall}. */
    public static String title(String column) {
        return column.replace('_', ' ');
    }
}

package dev.unroll.run.task.forecast;

import dev.unroll.core.input.History;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.file.Numbers.DecimalMark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Series as users type them, and forecasts as they read them. */
public final class TypedSeries {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    /** What is between numbers that have commas in them. */
    private static final Pattern BESIDE_COMMAS = Pattern.compile("[\\s;]+");

    /** What is typed where a value is missing. */
    private static final String MISSING = "NaN";

    private TypedSeries() {}

    /**
     * Returns the values that were typed, with blanks, commas or semicolons between them; a comma that is the decimal mark of
     * the training's data is that of what is typed.
     *
     * @throws IllegalArgumentException if one is no number
     */
    static History history(String typed, DecimalMark mark) {
        return History.of(
                "typed",
                (mark == DecimalMark.COMMA ? BESIDE_COMMAS : BETWEEN)
                        .splitAsStream(typed.strip())
                        .mapToDouble(
                                word -> number(
                                        word,
                                        mark,
                                        "; write the latest values with blanks between them, or ask unroll forecast with a file"))
                        .toArray());
    }

    /**
     * Returns a value that stands alone in its line; NaN of {@code NaN}, which says that it is missing.
     *
     * @throws IllegalArgumentException if it is no number
     */
    public static double number(String line, DecimalMark mark) {
        boolean isWithPoint = mark == DecimalMark.COMMA && Numbers.isOne(line, DecimalMark.POINT);
        return number(line, mark, isWithPoint ? ", which is one with --set decimal=point" : "; write a value a line");
    }

    private static double number(String word, DecimalMark mark, String advice) {
        try {
            return word.equals(MISSING) ? Double.NaN : Numbers.parseDouble(word, mark);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a value of a series " + e.getMessage() + advice, e);
        }
    }

    /** Returns a forecast as plain data. */
    public static Map<String, Object> data(SeriesForecast forecast) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("forecast", Arrays.stream(forecast.values()).boxed().toList());
        if (!forecast.levels().isEmpty()) {
            Map<String, Object> quantiles = new LinkedHashMap<>();
            for (int k = 0; k < forecast.levels().size(); k++) {
                List<Double> values = new ArrayList<>();
                for (int h = 0; h < forecast.length(); h++) {
                    values.add(forecast.quantile(h, k));
                }
                quantiles.put(forecast.levels().get(k).toString(), values);
            }
            data.put("quantiles", quantiles);
        }
        return data;
    }

    /** Returns values as plain data: the word {@code missing} where one is, as JSON knows no NaN. */
    static List<Object> known(List<Double> values) {
        return values.stream()
                .<Object>map(value -> Double.isNaN(value) ? "missing" : value)
                .toList();
    }

    /** Returns a forecast in one line, tabs between the values. */
    public static String line(SeriesForecast forecast) {
        return Arrays.stream(forecast.values()).mapToObj(TypedSeries::shown).collect(Collectors.joining("\t"));
    }

    /** Returns a number with some six digits. */
    static String shown(double value) {
        double size = Math.abs(value);
        boolean plain = size == 0 || (size < 1e7 && size >= 1e-3);
        return String.format(Locale.ROOT, plain ? "%.6g" : "%.5e", value);
    }
}

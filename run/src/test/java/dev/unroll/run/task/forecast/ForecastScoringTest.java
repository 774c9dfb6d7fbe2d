package dev.unroll.run.task.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Scale;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesWindow;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastScoringTest {

    /** Before step 4 a season of two steps changes by 2 and by 4: by 3 in the mean. */
    private static final Series SERIES = Ramp.series("s", 1, 2, 3, 6, 4, 8);

    private static final SeriesWindow WINDOW = new SeriesWindow(SERIES, 4);

    private static double score(String key, double divisor, double... forecast) {
        var scoring = new ForecastScoring(List.of(WINDOW), 2, 2, series -> new Scale(0, divisor));
        scoring.add(WINDOW, SeriesForecast.of(forecast));
        Scores scores = scoring.scores("model", "model");
        return scores.scores().stream()
                .filter(score -> score.key().equals(key))
                .mapToDouble(Score::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void errorsAreMeansOverTheSteps() {
        assertEquals(1.5, score("mae", 1, 5, 6));
        assertEquals(2.5, score("mse", 1, 5, 6));
        assertEquals(StrictMath.sqrt(2.5), score("rmse", 1, 5, 6));
    }

    @Test
    void errorsOfSeriesAreInTheirDeviations() {
        assertEquals(0.75, score("mae", 2, 5, 6));
        assertEquals(0.625, score("mse", 2, 5, 6));
    }

    @Test
    void whereASeasonRepeatsItselfButForRoundingThereIsNoMase() {
        var window = new SeriesWindow(Ramp.series("s", 1, 2, Math.nextUp(1.0), Math.nextUp(2.0), 4, 8), 4);
        var scoring = new ForecastScoring(List.of(window), 2, 2, series -> Scale.NONE);
        scoring.add(window, SeriesForecast.of(4, 8));
        assertTrue(scoring.scores("model", "model").scores().stream()
                .noneMatch(score -> score.key().equals("mase")));
    }

    @Test
    void maseIsTheErrorOverTheSeasonsChange() {
        assertEquals(0.5, score("mase", 2, 5, 6));
    }

    @Test
    void percentagesAreOfWhatCame() {
        assertEquals((100 * 1 / 4.0 + 100 * 2 / 8.0) / 2, score("mape", 1, 5, 6));
        assertEquals((200 * 1 / 9.0 + 200 * 2 / 14.0) / 2, score("smape", 1, 5, 6), 1e-12);
    }

    @Test
    void errorsAreKnownByStep() {
        var scoring = new ForecastScoring(List.of(WINDOW), 2, 2, series -> Scale.NONE);
        scoring.add(WINDOW, SeriesForecast.of(5, 6));
        assertEquals(List.of(1.0, 2.0), scoring.byStep());
    }

    @Test
    void whatIsMissingIsNotScored() {
        var window = new SeriesWindow(Ramp.series("s", 0, 1, 2, Double.NaN, 4, 8, Double.NaN), 5);
        var scoring = new ForecastScoring(List.of(window), 2, 2, series -> Scale.NONE);
        scoring.add(window, SeriesForecast.of(9, 1000));
        assertEquals(1.0, value(scoring, "mae"));
        // In the history the season of two steps changes by 2, twice; no other change is known.
        assertEquals(0.5, value(scoring, "mase"));
        assertEquals(List.of(1.0, 0.0), scoring.byStep());
    }

    private static double value(ForecastScoring scoring, String key) {
        return scoring.scores("model", "model").scores().stream()
                .filter(score -> score.key().equals(key))
                .mapToDouble(Score::value)
                .findFirst()
                .orElseThrow();
    }
}

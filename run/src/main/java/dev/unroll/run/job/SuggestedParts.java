package dev.unroll.run.job;

import dev.unroll.data.series.SeriesDataset;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.SplitKind;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.task.forecast.TimeParts;
import java.io.IOException;
import java.util.List;

/** The parts of series that {@code unroll train FILE} would make. */
public final class SuggestedParts {

    private SuggestedParts() {}

    /**
     * Returns the parts of series.
     *
     * @param asked whose spans are taken if it parts by time
     * @throws dev.unroll.data.DataException if a series is too short for them
     */
    public static TimeParts of(SeriesDataset dataset, DataTable asked) throws IOException {
        List<String> spans = asked.split() == SplitKind.TIME
                ? List.of(
                        "train_span=" + asked.trainSpan(),
                        "validation_span=" + asked.validationSpan(),
                        "test_span=" + asked.testSpan())
                : List.of();
        TrainConfig config = SeriesSuggestion.of(dataset).config(spans);
        return TimeParts.of(dataset, config.data(), config.model().horizon());
    }
}

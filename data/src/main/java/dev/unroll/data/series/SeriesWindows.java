package dev.unroll.data.series;

import dev.unroll.data.Dataset;
import dev.unroll.data.ReadReport;
import java.util.List;

/**
 * Windows of series.
 *
 * @param dataset that they are windows of
 */
public record SeriesWindows(SeriesDataset dataset, List<SeriesWindow> examples) implements Dataset<SeriesWindow> {

    public SeriesWindows {
        examples = List.copyOf(examples);
    }

    @Override
    public String name() {
        return dataset.name();
    }

    @Override
    public String lengthUnit() {
        return "steps";
    }

    @Override
    public ReadReport report() {
        return dataset.report();
    }
}

package dev.unroll.spark.rows;

import dev.unroll.data.LabeledText;
import dev.unroll.run.config.ConfigReader;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Rows in the order in which a training has them. */
public final class TrainingRows {

    private TrainingRows() {}

    /** Returns the examples of rows of a text and a label. */
    public static List<LabeledText> inOrder(List<Row> rows, long seed) {
        var reading = new TextReading(ConfigReader.read("", "", List.of()).data());
        return rows.stream()
                .map(row -> reading.content(row.get(0), row.get(1)))
                .flatMap(Optional::stream)
                .map(content -> TrainingRow.of(TrainingRow.Use.TRAINING, content, seed))
                .sorted()
                .map(row -> reading.example(row.content()))
                .toList();
    }
}

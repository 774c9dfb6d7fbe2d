package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.train.WeightsHash;
import dev.unroll.data.DataException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Data frames with partitions that are empty, and with all rows in one of several. */
class UnevenPartitionsTest {

    private static final StructType WORDS = StructType.fromDDL("word STRING, kind STRING, held BOOLEAN");

    /** How rows lie in partitions. */
    private enum Spread {
        MORE_PARTITIONS_THAN_ROWS,
        ALL_IN_THE_FIRST,
        ALL_IN_THE_LAST;

        List<List<Row>> of(List<Row> rows) {
            return switch (this) {
                case MORE_PARTITIONS_THAN_ROWS ->
                    rows.stream()
                            .flatMap(row -> Stream.of(List.of(row), List.<Row>of()))
                            .toList();
                case ALL_IN_THE_FIRST -> List.of(rows, List.of(), List.of(), List.of());
                case ALL_IN_THE_LAST -> List.of(List.of(), List.of(), List.of(), rows);
            };
        }
    }

    /** Returns a data frame whose partitions have these rows. */
    private static Dataset<Row> frame(List<List<Row>> parts) {
        SparkSession spark = LocalSpark.session();
        var spread = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(parts, parts.size())
                .flatMap(List::iterator);
        return spark.createDataFrame(spread, WORDS);
    }

    private static Dataset<Row> frame(Spread spread) {
        return frame(spread.of(SomeWords.rows()));
    }

    private static Dataset<Row> even() {
        List<Row> rows = SomeWords.rows();
        return frame(List.of(List.copyOf(rows.subList(0, 30)), List.copyOf(rows.subList(30, 60))));
    }

    private static String weights(UnrollModel model) {
        return WeightsHash.of(model.model().network());
    }

    @ParameterizedTest
    @EnumSource(Spread.class)
    void partitionsAreWhatTheyAreCalled(Spread spread) {
        List<Integer> sizes = frame(spread).javaRDD().glom().map(List::size).collect();
        assertEquals(spread.of(SomeWords.rows()).stream().map(List::size).toList(), sizes);
    }

    @ParameterizedTest
    @CsvSource({
        "MORE_PARTITIONS_THAN_ROWS, gradients",
        "ALL_IN_THE_FIRST, gradients",
        "ALL_IN_THE_LAST, gradients",
        "MORE_PARTITIONS_THAN_ROWS, averaging",
        "ALL_IN_THE_LAST, averaging"
    })
    void aTrainingHasTheBitsOfEvenPartitions(Spread spread, String exchange) {
        UnrollEstimator estimator = SomeWords.estimator()
                .setExchange(exchange)
                .setShards(3)
                .setValidationIndicatorCol("held")
                .with("epochs", 2);
        UnrollModel even = estimator.fit(even());
        UnrollModel uneven = estimator.fit(frame(spread));
        assertEquals(weights(even), weights(uneven));
        assertEquals(even.summary(), uneven.summary());
    }

    @ParameterizedTest
    @EnumSource(Spread.class)
    void rowsHaveTheAnswersOfEvenPartitionsInTheirOrder(Spread spread) throws IOException {
        UnrollModel stage =
                UnrollModel.of(SmallModels.classifier()).setInputCol("word").setWindow(7);
        List<Row> rows = Stream.of("abc", "a", "ccab", "ba", "bcab", "c")
                .map(word -> RowFactory.create(word, "x", false))
                .toList();
        List<List<Row>> halves = List.of(List.copyOf(rows.subList(0, 3)), List.copyOf(rows.subList(3, 6)));
        List<Row> expected = stage.transform(frame(halves)).collectAsList();
        assertEquals(expected, stage.transform(frame(spread.of(rows))).collectAsList());
        assertEquals(
                List.of("abc", "a", "ccab", "ba", "bcab", "c"),
                expected.stream().map(row -> row.getString(0)).toList());
    }

    @Test
    void noRowsHaveNoAnswers() throws IOException {
        UnrollModel stage = UnrollModel.of(SmallModels.classifier()).setInputCol("word");
        assertEquals(0, stage.transform(frame(List.of(List.of(), List.of()))).count());
        assertEquals(
                0,
                stage.transform(LocalSpark.session().createDataFrame(List.<Row>of(), WORDS))
                        .count());
    }

    @Test
    void noRowsAreRefused() {
        String expected =
                "the data frame has no row to learn from: 0 rows without an input or a label, and no other to train"
                        + " on";
        for (Dataset<Row> frame : List.of(
                frame(List.of(List.of(), List.of())), LocalSpark.session().createDataFrame(List.<Row>of(), WORDS))) {
            var error = assertThrows(
                    DataException.class, () -> SomeWords.estimator().fit(frame));
            assertEquals(expected, error.getMessage());
        }
    }
}

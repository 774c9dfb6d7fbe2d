package dev.unroll.spark;

import dev.unroll.spark.score.RowLists;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A Spark inside this JVM, of four tasks at a time. Once it was started, it is there until the JVM ends. */
final class LocalSpark {

    private LocalSpark() {}

    static SparkSession session() {
        return SparkSession.builder()
                .master("local[4]")
                .appName("unroll")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 3)
                .config("spark.sql.warehouse.dir", "target/warehouse")
                .getOrCreate();
    }

    /**
     * Returns rows of a number and an input, in three partitions.
     *
     * @param type of the input, as {@code array<double>}
     */
    static Dataset<Row> rows(String type, @Nullable Object... inputs) {
        Row[] rows = new Row[inputs.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = RowFactory.create(i, cell(inputs[i]));
        }
        var parts = JavaSparkContext.fromSparkContext(session().sparkContext()).parallelize(List.of(rows), 3);
        return session().createDataFrame(parts, StructType.fromDDL("id INT, input " + type));
    }

    /** Returns an input as a row has it: a list as a sequence of Scala. */
    private static @Nullable Object cell(@Nullable Object input) {
        if (!(input instanceof List<?> entries)) {
            return input;
        }
        List<@Nullable Object> cells = new ArrayList<>();
        entries.forEach(entry -> cells.add(cell(entry)));
        return RowLists.cell(cells);
    }
}

package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.task.Forecast;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceAssemblerTest {

    private static Dataset<Row> measured;

    @BeforeAll
    static void start() {
        measured = LocalSpark.session()
                .sql("SELECT * FROM VALUES ('s', 3, 4.0, 1), ('s', 1, 3.0, 2), ('t', 1, 7.0, 3), ('s', 2, 5.0, 4),"
                        + " ('t', 2, NULL, 5), ('s', 4, 8.0, 6) AS measured(name, at, load, heat)")
                .repartition(3);
    }

    private static SequenceAssembler assembler(String... inputs) {
        return new SequenceAssembler().setKeyCols("name").setTimeCol("at").setInputCols(inputs);
    }

    @Test
    void aSeriesHasItsNumbersInTheOrderOfTime() {
        assertEquals(
                "[[s,ArraySeq(3.0, 5.0, 4.0, 8.0)], [t,ArraySeq(7.0, null)]]",
                assembler("load")
                        .transform(measured)
                        .orderBy("name")
                        .collectAsList()
                        .toString());
    }

    @Test
    void severalInputsAreStepsOfSeveralNumbers() {
        assertEquals(
                "[s,ArraySeq(ArraySeq(3.0, 2.0), ArraySeq(5.0, 4.0), ArraySeq(4.0, 1.0), ArraySeq(8.0, 6.0))]",
                assembler("load", "heat")
                        .transform(measured)
                        .orderBy("name")
                        .first()
                        .toString());
    }

    @Test
    void theSchemaIsKnownBeforehand() {
        for (SequenceAssembler assembler : List.of(assembler("load"), assembler("load", "heat"))) {
            assertEquals(
                    assembler.transformSchema(measured.schema()).catalogString(),
                    assembler.transform(measured).schema().catalogString());
        }
    }

    @Test
    void aPipelineForecastsEachKey(@TempDir Path folder) throws IOException {
        var ahead = UnrollModel.of(SmallModels.forecaster(new Forecast.Answer.Point()))
                .setInputCol("sequence")
                .setSeriesCol("name");
        PipelineModel pipeline = new Pipeline()
                .setStages(new PipelineStage[] {assembler("heat"), ahead})
                .fit(measured);
        String path = folder.resolve("pipeline").toUri().toString();
        pipeline.save(path);

        assertEquals(
                pipeline.transform(measured).orderBy("name").collectAsList(),
                PipelineModel.load(path).transform(measured).orderBy("name").collectAsList());
        assertEquals(
                List.of("name", "sequence", "prediction"),
                List.of(pipeline.transform(measured).columns()));
    }

    @Test
    void whatCannotBePutTogetherIsRefused() {
        assertEquals(
                "timeCol must be set: column that orders the rows of a sequence",
                refusal(new SequenceAssembler().setKeyCols("name").setInputCols("load")));
        assertEquals("column name must be of numbers but is string", refusal(assembler("name")));
        assertEquals("there is no column cold; there are name, at, load, heat", refusal(assembler("cold")));
        assertEquals(
                "column name is there already; set outputCol to another name, or drop the column",
                refusal(assembler("load").setOutputCol("name")));
    }

    private static String refusal(SequenceAssembler assembler) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> assembler.transform(measured))
                .getMessage());
    }
}

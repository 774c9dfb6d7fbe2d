package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.train.WeightsHash;
import dev.unroll.spark.train.TrainingProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnrollEstimatorTest {

    private static List<Row> words() {
        return SomeWords.rows();
    }

    private static Dataset<Row> frame(List<Row> rows, int partitions) {
        return SomeWords.frame(LocalSpark.session(), rows, partitions);
    }

    private static UnrollEstimator estimator() {
        return SomeWords.estimator();
    }

    private static String weights(UnrollModel model) {
        return WeightsHash.of(model.model().network());
    }

    @Test
    void rowsAreLearned() {
        UnrollModel model = estimator().with("epochs", 30).fit(frame(words(), 3));
        long right = model.transform(frame(words(), 2)).filter("prediction = kind").count();
        assertEquals(60, right);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "4, 3"})
    void theBitsDoNotDependOnPartitionsNorOnTheOrderOfRows(int shards, int partitions) {
        UnrollEstimator estimator = estimator().setShards(shards).setTasks(1);
        List<Row> reversed = words().reversed();
        assertEquals(
                weights(estimator.fit(frame(words(), 2))), weights(estimator.fit(frame(reversed, partitions))));
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "4"})
    void theBitsDoNotDependOnTasks(int tasks) {
        Dataset<Row> frame = frame(words(), 2);
        UnrollEstimator estimator = estimator().setShards(4);
        assertEquals(
                weights(estimator.setTasks(1).fit(frame)), weights(estimator.setTasks(tasks).fit(frame)));
    }

    @Test
    void progressIsTold() {
        List<TrainingProgress> told = new ArrayList<>();
        estimator().setValidationIndicatorCol("held").withListener(told::add).fit(frame(words(), 2));
        TrainingProgress last = told.getLast();
        assertEquals(3 * 13, last.step());
        assertEquals(3, last.epochs().size());
        assertTrue(last.epochs().getLast().validationAccuracy() >= 0);
    }

    @Test
    void aPipelineIsFittedSavedAndLoaded(@TempDir Path folder) throws Exception {
        UnrollEstimator estimator = estimator();
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {estimator});
        pipeline.write().overwrite().save(folder.resolve("pipeline").toUri().toString());
        Pipeline again = Pipeline.load(folder.resolve("pipeline").toUri().toString());
        PipelineModel model = again.fit(frame(words(), 2));
        model.write().overwrite().save(folder.resolve("model").toUri().toString());
        UnrollModel loaded =
                (UnrollModel) PipelineModel.load(folder.resolve("model").toUri().toString()).stages()[0];
        assertEquals(weights(estimator.fit(frame(words(), 2))), weights(loaded));
    }

    @Test
    void fewerRowsThanShardsAreRefused() {
        var error = assertThrows(
                Exception.class,
                () -> estimator().setShards(61).fit(frame(words(), 2)));
        assertEquals(
                "each of 61 shards must have a row to learn from, but there are only 60; set shards to 60 at most",
                error.getMessage());
    }
}

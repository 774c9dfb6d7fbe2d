package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.train.WeightsHash;
import dev.unroll.spark.progress.EpochScores;
import dev.unroll.spark.progress.TrainingProgress;
import dev.unroll.spark.score.RowLists;
import dev.unroll.spark.train.TrainingSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model that was trained says of its training. */
class TrainingSummaryTest {

    private static Dataset<Row> words() {
        List<Row> rows = new ArrayList<>(SomeWords.rows());
        rows.add(RowFactory.create(null, "vowel", false));
        return SomeWords.frame(LocalSpark.session(), rows, 2);
    }

    private static UnrollEstimator estimator() {
        return SomeWords.estimator().setValidationIndicatorCol("held").setShards(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradients", "averaging"})
    void theListenerHearsAtTheEndWhatTheSummarySays(String exchange) {
        List<TrainingProgress> told = new ArrayList<>();
        UnrollModel model =
                estimator().setExchange(exchange).withListener(told::add).fit(words());
        TrainingSummary summary = model.summary();
        assertEquals(told.getLast().epochs(), summary.epochs());
        assertEquals(told.getLast().step(), summary.steps());
        assertEquals(
                List.of(1, 2, 3),
                summary.epochs().stream().map(EpochScores::epoch).toList());
    }

    @Test
    void rowsAreCounted() {
        TrainingSummary summary = estimator().fit(words()).summary();
        assertEquals(new TrainingSummary.Rows(50, 10, 1), summary.rows());
        assertEquals(2, summary.shards());
    }

    @Test
    void theHashIsThatOfTheWeights() {
        UnrollModel model = estimator().fit(words());
        assertEquals(WeightsHash.of(model.model().network()), model.summary().weights());
    }

    @Test
    void aModelThatWasSavedHasIt(@TempDir Path folder) throws IOException {
        UnrollModel model = estimator().fit(words());
        String path = folder.resolve("model").toUri().toString();
        model.write().overwrite().save(path);
        assertEquals(model.summary(), UnrollModel.load(path).summary());
    }

    @Test
    void epochsAreRows() {
        UnrollModel model = estimator().fit(words());
        List<Row> rows =
                model.summary().frame(LocalSpark.session()).orderBy("epoch").collectAsList();
        EpochScores last = model.summary().epochs().getLast();
        assertEquals(
                RowFactory.create(
                        3,
                        last.steps(),
                        last.loss(),
                        last.accuracy(),
                        last.validationLoss(),
                        last.validationAccuracy()),
                rows.getLast());
        assertEquals(3, rows.size());
    }

    @Test
    void aScoreThatIsNotKnownIsNull() {
        List<Row> rows = IntStream.range(0, 8)
                .mapToObj(i -> RowFactory.create(RowLists.cell(List.of(i * 0.1, 0.5)), (double) i))
                .toList();
        UnrollModel model = SomeWords.estimator()
                .with("task", "regress")
                .with("input", "vectors")
                .with("loss", "mean_squared_error")
                .fit(LocalSpark.session().createDataFrame(rows, StructType.fromDDL("word ARRAY<DOUBLE>, kind DOUBLE")));
        Row first = model.summary().frame(LocalSpark.session()).first();
        assertFalse(first.isNullAt(first.fieldIndex("loss")));
        assertTrue(first.isNullAt(first.fieldIndex("accuracy")));
        assertTrue(first.isNullAt(first.fieldIndex("validationLoss")));
    }

    @Test
    void aModelOfAnotherOriginHasNone() throws IOException {
        UnrollModel model = UnrollModel.of(SmallModels.classifier());
        assertFalse(model.hasSummary());
        var error = assertThrows(IllegalStateException.class, model::summary);
        assertEquals(
                "model letters has no summary, as no UnrollEstimator has trained it; hasSummary() says whether one did, and"
                        + " model().training() what else is known",
                error.getMessage());
    }
}

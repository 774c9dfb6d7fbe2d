package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.unroll.core.train.WeightsHash;
import dev.unroll.data.DataException;
import dev.unroll.spark.score.RowLists;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Rows that are scored after each epoch, and not trained on. */
class ValidationRowsTest {

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
    void aShareOfTheRowsIsScoredWhereverTheyAre() {
        UnrollEstimator estimator = estimator().setShards(2).setValidationFraction(0.3);
        UnrollModel one = estimator.fit(frame(words(), 1));
        UnrollModel other = estimator.fit(frame(words().reversed(), 5));
        assertEquals(weights(one), weights(other));
        int scored = count(one, "validation");
        assertTrue(scored > 5 && scored < 35, () -> scored + " of 60");
        assertEquals(60, scored + count(one, "train"));
    }

    private static int count(UnrollModel model, String part) {
        return model.model().training().get("data") instanceof Map<?, ?> data && data.get(part) instanceof Number rows
                ? rows.intValue()
                : -1;
    }

    @Test
    void aNullThatSaysNothingOfValidationIsARowToLearnFrom() {
        UnrollEstimator estimator = estimator().with("epochs", 1).setValidationIndicatorCol("held");
        Dataset<Row> said = frame(words(), 2);
        Dataset<Row> unsaid = said.withColumn("held", functions.expr("CASE WHEN held THEN true END"));

        UnrollModel model = estimator.fit(unsaid);

        assertEquals(weights(estimator.fit(said)), weights(model));
        assertTrue(count(model, "train") > 0);
    }

    @Test
    void rowsThatAreEqualAreScoredTogetherOrNotAtAll() {
        List<Row> thrice =
                Stream.of(words(), words(), words()).flatMap(List::stream).toList();
        UnrollEstimator estimator = estimator().with("epochs", 1).setValidationFraction(0.3);
        assertEquals(
                3 * count(estimator.fit(frame(words(), 2)), "validation"),
                count(estimator.fit(frame(thrice, 4)), "validation"));
    }

    @Test
    void anotherSeedScoresOtherRows() {
        UnrollEstimator estimator = estimator().with("epochs", 1).setValidationFraction(0.3);
        Set<Integer> sizes = new HashSet<>();
        for (int seed = 1; seed <= 4; seed++) {
            sizes.add(count(estimator.with("seed", seed).fit(frame(words(), 2)), "validation"));
        }
        assertTrue(sizes.size() > 1, sizes::toString);
    }

    @Test
    void aLabelThatNoRowTrainsIsKnown() {
        List<Row> rows = new ArrayList<>(words());
        rows.add(RowFactory.create("zzz", "snore", true));
        UnrollModel model = estimator().setValidationIndicatorCol("held").fit(frame(rows, 2));
        assertEquals(List.of("consonant", "snore", "vowel"), model.model().labels());
    }

    @Test
    void aShareAndAColumnOfScoredRowsAreNotForOneTraining() {
        var error = assertThrows(IllegalArgumentException.class, () -> estimator()
                .setValidationFraction(0.2)
                .setValidationIndicatorCol("held")
                .transformSchema(frame(words(), 1).schema()));
        assertEquals(
                "validationFraction and validationIndicatorCol both say which rows are scored after each epoch, so one of them"
                        + " must be left out, but they are 0.2 and held; set validationFraction to 0, or validationIndicatorCol"
                        + " to \"\"",
                error.getMessage());
    }

    @Test
    void aScoredRowOfAnotherWidthIsToldBeforeTraining() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<Double> step = i == 7 ? List.of(0.1, 0.2) : List.of(0.1 * i);
            rows.add(RowFactory.create(RowLists.cell(List.of(RowLists.cell(step))), "label" + i % 2, i == 7));
        }
        Dataset<Row> frame = LocalSpark.session()
                .createDataFrame(rows, StructType.fromDDL("word ARRAY<ARRAY<DOUBLE>>, kind STRING, held BOOLEAN"));
        var estimator = estimator()
                .with("input", "vectors")
                .setValidationIndicatorCol("held")
                .withListener(_ -> fail("has begun to train"));
        var error = assertThrows(DataException.class, () -> estimator.fit(frame));
        assertTrue(
                String.valueOf(error.getMessage()).startsWith("a row to be scored after each epoch is none that the"),
                error::toString);
    }

    @Test
    void theBestEpochNeedsARowThatIsScored() {
        var error = assertThrows(DataException.class, () -> estimator()
                .with("kept", "best")
                .setValidationFraction(1e-9)
                .fit(frame(words(), 2)));
        assertEquals(
                "training.kept best and training.schedule plateau go by the rows that are scored after each epoch, but of 60"
                        + " rows none is; set validationFraction higher, or make validationIndicatorCol true in some",
                error.getMessage());
    }
}

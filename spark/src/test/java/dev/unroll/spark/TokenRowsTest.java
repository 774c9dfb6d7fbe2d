package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.train.WeightsHash;
import dev.unroll.data.DataException;
import dev.unroll.spark.score.RowLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that come in their tokens, one string each. */
class TokenRowsTest {

    private static final List<String> PLACES = List.of("New York", "New Orleans", "Bath", "Aix", "Ulm");

    /** What a place is said to be, by the second word. */
    private static final List<String> GOOD = List.of("fine", "dear", "bright");

    private static final List<String> BAD = List.of("far", "dull", "lost");

    private static List<List<String>> sentences(List<String> words) {
        List<List<String>> all = new ArrayList<>();
        PLACES.forEach(place -> words.forEach(word -> all.add(List.of(place, "is", word))));
        return all;
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        sentences(GOOD).forEach(sentence -> rows.add(RowFactory.create(RowLists.cell(sentence), "good")));
        sentences(BAD).forEach(sentence -> rows.add(RowFactory.create(RowLists.cell(sentence), "bad")));
        return rows;
    }

    private static Dataset<Row> frame(List<Row> rows, int partitions) {
        return LocalSpark.session()
                .createDataFrame(rows, StructType.fromDDL("word ARRAY<STRING>, kind STRING"))
                .repartition(partitions);
    }

    private static UnrollEstimator estimator() {
        return SomeWords.estimator().with("tokens", "words");
    }

    private static String weights(UnrollModel model) {
        return WeightsHash.of(model.model().network());
    }

    private static List<Object> probabilities(UnrollModel model, Dataset<Row> rows) {
        return model.transform(rows).orderBy("id").collectAsList().stream()
                .map(row -> row.getList(row.fieldIndex("probability")))
                .map(Object.class::cast)
                .toList();
    }

    /** Returns the message of an exception, or of the one of ours behind those of Spark. */
    private static String message(Class<?> kind, Throwable thrown) {
        Throwable cause = thrown;
        while (!kind.isInstance(cause)) {
            cause = Objects.requireNonNull(cause.getCause(), thrown::toString);
        }
        return Objects.toString(cause.getMessage());
    }

    @Test
    void tokensAreLearnedWithTheSameBitsWhateverThePartitions() {
        UnrollEstimator estimator = estimator().with("epochs", 20).setShards(2);
        UnrollModel model = estimator.fit(frame(rows(), 3));
        assertEquals(1, new LabelEvaluator().setLabelCol("kind").evaluate(model.transform(frame(rows(), 2))));
        assertEquals(weights(model), weights(estimator.fit(frame(rows().reversed(), 5))));
    }

    @Test
    void aTokenIsOneEntryOfTheVocabulary() {
        List<String> known = estimator()
                .with("lowercase", true)
                .fit(frame(rows(), 2))
                .model()
                .text()
                .vocabulary()
                .tokens();
        assertTrue(known.contains("new york") && !known.contains("york"), known::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "html_words", "symbols"})
    void tokensHaveTheAnswerOfTheirText(String tokens) {
        UnrollModel model = SomeWords.estimator()
                .with("tokens", tokens)
                .fit(frame(rows(), 2))
                .setInputCol("input");
        assertEquals(
                probabilities(model, LocalSpark.rows("STRING", "Bath is  fine", "Ulm was far")),
                probabilities(
                        model,
                        LocalSpark.rows(
                                "ARRAY<STRING>", List.of("Bath", "is", " ", "fine"), List.of("Ulm", "was", "far"))));
    }

    @Test
    void whatLooksLikeTheMarkOfTheUnknownIsUnknown() {
        List<Row> more = new ArrayList<>(rows());
        more.add(RowFactory.create(RowLists.cell(List.of("<unk>", "is", "fine")), "good"));
        UnrollModel model = estimator().fit(frame(more, 2)).setInputCol("input");
        List<Object> answers = probabilities(
                model, LocalSpark.rows("ARRAY<STRING>", List.of("<unk>", "is", "fine"), List.of("Rome", "is", "fine")));
        assertEquals(answers.getFirst(), answers.getLast());
    }

    @Test
    void aFunctionOfSqlReadsTokens() {
        UnrollModel model = estimator().with("epochs", 20).fit(frame(rows(), 2));
        UnrollFunctions.register(LocalSpark.session(), "kind", model);
        assertEquals(
                "bad",
                LocalSpark.session()
                        .sql("SELECT kind(array('New York', 'is', 'dull'))")
                        .first()
                        .getString(0));
    }

    @Test
    void rowsWithoutATokenAreNotLearnedFrom() {
        List<Row> more = new ArrayList<>(rows());
        more.add(RowFactory.create(RowLists.cell(List.of()), "good"));
        more.add(RowFactory.create(RowLists.cell(List.of(" ", "")), "good"));
        more.add(RowFactory.create(null, "good"));
        assertEquals(
                weights(estimator().fit(frame(rows(), 1))), weights(estimator().fit(frame(more, 3))));
    }

    @Test
    void aTokenThatIsNullIsNamed() {
        List<Row> more = new ArrayList<>(rows());
        more.add(RowFactory.create(RowLists.cell(Arrays.asList("Rome", null)), "good"));
        assertEquals(
                "a row of label good cannot be learned from: token 1 is null; leave it out",
                message(DataException.class, assertThrows(Exception.class, () -> estimator()
                        .fit(frame(more, 2)))));
        UnrollModel model = estimator().fit(frame(rows(), 2)).setInputCol("input");
        Dataset<Row> broken = LocalSpark.rows("ARRAY<STRING>", Arrays.asList("Rome", null));
        assertTrue(message(InvalidRowException.class, assertThrows(Exception.class, () -> model.transform(broken)
                        .collectAsList()))
                .contains(": token 1 is null; leave it out; "));
        assertEquals(
                "token 1 is null; leave it out",
                model.setHandleInvalid("keep").transform(broken).first().<String>getAs("reason"));
    }

    @Test
    void aModelOfLettersReadsNoTokens() {
        var error = assertThrows(IllegalArgumentException.class, () -> SomeWords.estimator()
                .transformSchema(frame(rows(), 1).schema()));
        assertEquals("column word must be a string but is array<string>", error.getMessage());
    }
}

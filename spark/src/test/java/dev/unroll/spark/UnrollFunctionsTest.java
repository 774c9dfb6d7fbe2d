package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.model.Classifier;
import dev.unroll.core.task.Forecast;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnrollFunctionsTest {

    private static final List<String> TEXTS = List.of("abc", "ba", "cccc", "bcab");

    private static SparkSession spark() {
        return LocalSpark.session();
    }

    @BeforeAll
    static void texts() {
        LocalSpark.rows("STRING", TEXTS.toArray()).createOrReplaceTempView("texts");
        LocalSpark.rows("STRING", "abc", null, "").createOrReplaceTempView("broken");
    }

    @Test
    void aFunctionOfSqlAnswersAsOnOneMachine(@TempDir Path folder) throws IOException {
        SmallModels.classifier().save(folder.resolve("letters"));
        UnrollFunctions.register(
                spark(), "letters", folder.resolve("letters").toUri().toString());

        var classifier = new Classifier(SmallModels.classifier());
        assertEquals(
                TEXTS.stream()
                        .map(text -> classifier.predict(text).getFirst().label())
                        .toList(),
                spark().sql("SELECT letters(input) FROM texts ORDER BY id").collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList());
    }

    @Test
    void aFunctionMayGiveAnArray() throws IOException {
        UnrollFunctions.register(spark(), "ahead", UnrollModel.of(SmallModels.forecaster(new Forecast.Answer.Point())));
        Row row = spark().sql("SELECT size(ahead(array(1, 2, 3, 5)))").first();

        assertEquals(3, row.getInt(0));
    }

    @Test
    void wordsInThePlaceOfNumbersAreRefused() throws IOException {
        UnrollFunctions.register(spark(), "gaps", UnrollModel.of(SmallModels.regressorOfGaps()));

        var thrown = assertThrows(Exception.class, () -> spark().sql("SELECT gaps(array(array('1'), array('2')))")
                .collectAsList());
        assertTrue(
                thrown.toString().contains("must be an array of numbers, or of arrays of one number, but"),
                thrown.toString());
    }

    @Test
    void aFunctionKnowsNoSeries() throws IOException {
        UnrollModel model = UnrollModel.of(SmallModels.forecaster(new Forecast.Answer.Point()))
                .setSeriesCol("n");

        assertThrows(IllegalArgumentException.class, () -> UnrollFunctions.register(spark(), "series", model));
    }

    @Test
    void aNullIsANull() throws IOException {
        UnrollFunctions.register(
                spark(), "kept", UnrollModel.of(SmallModels.classifier()).setHandleInvalid("keep"));

        assertEquals(
                Arrays.asList(
                        new Classifier(SmallModels.classifier())
                                .predict("abc")
                                .getFirst()
                                .label(),
                        null,
                        null),
                spark().sql("SELECT kept(input) FROM broken ORDER BY id").collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList());
    }

    @Test
    void anArgumentOfAnotherTypeIsNamed() throws IOException {
        UnrollFunctions.register(spark(), "typed", UnrollModel.of(SmallModels.classifier()));
        Throwable thrown = assertThrows(Exception.class, () -> spark().sql("SELECT typed(id) FROM texts")
                .collectAsList());
        while (!(thrown instanceof IllegalArgumentException)) {
            thrown = Objects.requireNonNull(thrown.getCause(), thrown::toString);
        }

        assertEquals(
                "the argument of function typed must be a string, but is of the class Integer", thrown.getMessage());
    }

    @Test
    void anArgumentWithoutAnAnswerIsNamed() throws IOException {
        UnrollFunctions.register(spark(), "strict", UnrollModel.of(SmallModels.classifier()));
        Throwable thrown = assertThrows(Exception.class, () -> spark().sql("SELECT strict(input) FROM broken")
                .collectAsList());
        while (!(thrown instanceof InvalidRowException)) {
            thrown = Objects.requireNonNull(thrown.getCause(), thrown::toString);
        }

        assertTrue(
                Objects.toString(thrown.getMessage())
                        .startsWith("function strict cannot answer \"\": \"\" has no token"),
                thrown.getMessage());
    }

    @Test
    void aFunctionCannotSkipRows() throws IOException {
        UnrollModel skipping = UnrollModel.of(SmallModels.classifier()).setHandleInvalid("skip");
        var error = assertThrows(
                IllegalArgumentException.class, () -> UnrollFunctions.register(spark(), "skipping", skipping));

        assertEquals(
                "handleInvalid of function skipping must be error or keep, as a function has a value for each row, but is"
                        + " skip",
                error.getMessage());
    }
}

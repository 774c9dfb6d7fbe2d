package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.model.Model;
import dev.unroll.core.task.Forecast;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that have no answer, and columns that cannot be read. */
class InvalidRowsTest {

    private static final String SIXTY = "a".repeat(60);

    @BeforeAll
    static void start() {
        LocalSpark.session();
    }

    private static UnrollModel stage(Model model) throws IOException {
        return UnrollModel.of(model).setInputCol("input");
    }

    /** Returns the message of the exception of ours behind those of Spark. */
    private static String message(UnrollModel stage, Dataset<Row> rows) {
        Throwable thrown =
                assertThrows(Exception.class, () -> stage.transform(rows).collectAsList());
        while (!(thrown instanceof InvalidRowException)) {
            thrown = Objects.requireNonNull(thrown.getCause(), thrown::toString);
        }
        return Objects.toString(thrown.getMessage());
    }

    private static String refusal(UnrollModel stage, Dataset<Row> rows) {
        return Objects.toString(assertThrows(IllegalArgumentException.class, () -> stage.transform(rows))
                .getMessage());
    }

    @Test
    void aNullHasANullForAnAnswer() throws IOException {
        List<Row> rows = stage(SmallModels.classifier())
                .transform(LocalSpark.rows("STRING", "abc", null, "b", null))
                .collectAsList();

        assertEquals(
                List.of(false, true, false, true),
                rows.stream().map(row -> row.isNullAt(2)).toList());
        assertEquals(
                List.of(false, true, false, true),
                rows.stream().map(row -> row.isNullAt(3)).toList());
    }

    @Test
    void aRowWithoutAnAnswerIsNamedByItsInput() throws IOException {
        assertEquals(
                "a row cannot be scored whose input is \"\": \"\" has no token that the model reads (unicode), so there is"
                        + " nothing to answer; to go on without its answer, set handleInvalid to keep or skip",
                message(stage(SmallModels.classifier()), LocalSpark.rows("STRING", "abc", "")));
    }

    @Test
    void aRowThatIsSkippedIsLeftOut() throws IOException {
        List<Row> rows = stage(SmallModels.classifier())
                .setHandleInvalid("skip")
                .transform(LocalSpark.rows("STRING", "abc", "", null, "b"))
                .collectAsList();

        assertEquals(List.of(0, 2, 3), rows.stream().map(row -> row.getInt(0)).toList());
    }

    @Test
    void aRowThatIsKeptSaysWhyItHasNoAnswer() throws IOException {
        List<Row> rows = stage(SmallModels.overflowing())
                .setHandleInvalid("keep")
                .transform(LocalSpark.rows("STRING", "ab", SIXTY, "b", null))
                .collectAsList();

        assertEquals(
                Arrays.asList(
                        null,
                        "\"" + SIXTY
                                + "\" has no answer: the first number that is not finite arises at step 40 of 60, in"
                                + " layer 0 (rnn_relu). Shorten the input, or train again with a lower learning rate, a"
                                + " clipped gradient, or a cell whose state cannot overflow",
                        null,
                        null),
                rows.stream().map(row -> row.<String>getAs("reason")).toList());
    }

    @Test
    void anOverflowCostsNoOtherRowItsAnswer() throws IOException {
        UnrollModel stage = stage(SmallModels.overflowing()).setHandleInvalid("keep");
        String other = "b".repeat(60);

        assertEquals(
                stage.transform(LocalSpark.rows("STRING", other)).first().<String>getAs("prediction"),
                stage.transform(LocalSpark.rows("STRING", SIXTY, other).coalesce(1))
                        .collectAsList()
                        .getLast()
                        .<String>getAs("prediction"));
    }

    @Test
    void aNumberThatIsMissingIsNamedByItsPlace() throws IOException {
        var rows = LocalSpark.rows("ARRAY<ARRAY<DOUBLE>>", List.of(List.of(1.0, 2.0), Arrays.asList(3.0, null)));

        assertTrue(message(stage(SmallModels.vectorClassifier()), rows)
                .contains(": number 1 of step 1 must be finite but is NaN; "));
    }

    @Test
    void aNullAmongStepsOfOneNumberIsOneThatIsMissing() throws IOException {
        List<Double> gap = Arrays.asList(1.0, null, 2.0);
        List<List<Double>> same = List.of(List.of(1.0), Arrays.asList((Double) null), List.of(2.0));
        UnrollModel stage = stage(SmallModels.regressorOfGaps());

        assertEquals(
                stage.transform(LocalSpark.rows("ARRAY<ARRAY<DOUBLE>>", same))
                        .first()
                        .<Object>getAs("prediction"),
                stage.transform(LocalSpark.rows("ARRAY<DOUBLE>", gap)).first().<Object>getAs("prediction"));
        assertTrue(message(stage(SmallModels.regressor("value")), LocalSpark.rows("ARRAY<DOUBLE>", gap))
                .contains(" must be finite but is NaN"));
    }

    @Test
    void aStepOfAnotherSizeIsNamed() throws IOException {
        var rows = LocalSpark.rows("ARRAY<ARRAY<DOUBLE>>", List.of(List.of(1.0, 2.0), List.of(3.0)));

        assertTrue(message(stage(SmallModels.vectorClassifier()), rows)
                .contains(": step 1 must have 2 numbers but has 1; "));
    }

    @Test
    void aSequenceWithoutStepsHasNoAnswer() throws IOException {
        assertTrue(message(stage(SmallModels.vectorClassifier()), LocalSpark.rows("ARRAY<ARRAY<DOUBLE>>", List.of()))
                .contains(": the sequence has no step, so there is nothing to answer; "));
    }

    @Test
    void aWordThatIsNullIsNamed() throws IOException {
        assertTrue(message(stage(SmallModels.tagger()), LocalSpark.rows("ARRAY<STRING>", Arrays.asList("the", null)))
                .contains(": word 1 is null; leave it out; "));
    }

    @Test
    void aSeriesShorterThanASegmentHasNoAnswer() throws IOException {
        assertTrue(message(
                        stage(SmallModels.forecaster(new Forecast.Answer.Point())),
                        LocalSpark.rows("ARRAY<DOUBLE>", List.of(1.0)))
                .contains(" has 1 value, but at least 2 are needed, a segment; "));
    }

    @Test
    void aColumnOfAnotherTypeIsRefused() throws IOException {
        assertEquals(
                "column input must be a string, which model letters reads, but is array<string>",
                refusal(stage(SmallModels.classifier()), LocalSpark.rows("ARRAY<STRING>", List.of("a"))));
        assertEquals(
                "column input must be an array of arrays of 2 numbers, which model gestures reads, but is array<double>",
                refusal(stage(SmallModels.vectorClassifier()), LocalSpark.rows("ARRAY<DOUBLE>", List.of(1.0))));
        assertEquals(
                "column input must be an array of strings, the words of a sentence, which model tags reads, but is string",
                refusal(stage(SmallModels.tagger()), LocalSpark.rows("STRING", "a")));
        assertEquals(
                "column input must be an array of numbers, the latest last, which model series reads, but is int",
                refusal(stage(SmallModels.forecaster(new Forecast.Answer.Point())), LocalSpark.rows("INT", 1)));
    }

    @Test
    void aSeriesWithoutTheColumnsBesideItIsRefused() throws IOException {
        assertEquals(
                "column input must be a struct of arrays of numbers, the latest last: the series, then wind, price, which"
                        + " model power reads, but is array<double>",
                refusal(stage(SmallModels.forecasterOfColumns()), LocalSpark.rows("ARRAY<DOUBLE>", List.of(1.0))));
    }

    @Test
    void aColumnThatIsNotThereIsRefused() throws IOException {
        assertEquals(
                "there is no column review; there are id, input",
                refusal(stage(SmallModels.classifier()).setInputCol("review"), LocalSpark.rows("STRING", "a")));
    }

    @Test
    void theInputMustBeNamed() throws IOException {
        assertEquals(
                "inputCol must be set to the column that model letters reads, a string",
                refusal(UnrollModel.of(SmallModels.classifier()), LocalSpark.rows("STRING", "a")));
    }

    @Test
    void aColumnThatIsThereIsNotReplaced() throws IOException {
        assertEquals(
                "column id is there already; set predictionCol to another name, or drop the column",
                refusal(stage(SmallModels.classifier()).setPredictionCol("id"), LocalSpark.rows("STRING", "a")));
    }
}

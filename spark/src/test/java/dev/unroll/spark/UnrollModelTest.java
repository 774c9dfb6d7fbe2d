package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.History;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Forecaster;
import dev.unroll.core.model.LanguageModel;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.Regressor;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.core.model.Tagger;
import dev.unroll.core.model.Transducer;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.task.Forecast;
import dev.unroll.spark.score.RowLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands in the columns is what the model answers on one machine, to the bit. */
class UnrollModelTest {

    private static final String[] TEXTS = IntStream.range(0, 200)
            .mapToObj(i -> "abcacbbcab".substring(i % 9).repeat(1 + i % 7) + "abc".charAt(i % 3))
            .toArray(String[]::new);

    @BeforeAll
    static void start() {
        LocalSpark.session();
    }

    private static UnrollModel stage(Model model) throws IOException {
        return UnrollModel.of(model).setInputCol("input");
    }

    private static List<Row> answers(Model model, Dataset<Row> rows) throws IOException {
        return stage(model).transform(rows).collectAsList();
    }

    private static List<Double> doubles(Row row, String column) {
        return row.<Double>getList(row.fieldIndex(column));
    }

    private static List<List<Double>> sequence(int i) {
        return IntStream.range(0, 1 + i % 5)
                .mapToObj(t -> List.of((double) (i + t), i * 0.3 - t))
                .toList();
    }

    private static Matrix matrix(List<List<Double>> sequence) {
        Matrix matrix = Matrix.zeros(sequence.size(), sequence.getFirst().size());
        for (int t = 0; t < matrix.rows(); t++) {
            for (int j = 0; j < matrix.columns(); j++) {
                matrix.set(t, j, sequence.get(t).get(j).floatValue());
            }
        }
        return matrix;
    }

    private static Dataset<Row> sequences() {
        return LocalSpark.rows(
                "ARRAY<ARRAY<DOUBLE>>",
                IntStream.range(0, 40).mapToObj(UnrollModelTest::sequence).toArray());
    }

    /** Returns the probabilities in the order of the labels. */
    private static List<Double> inOrder(Model model, List<Prediction> ranked) {
        return model.labels().stream()
                .map(label -> ranked.stream()
                        .filter(each -> each.label().equals(label))
                        .findFirst()
                        .orElseThrow()
                        .probability())
                .toList();
    }

    @Test
    void columnsOfOneNameAndOfAnotherCaseStay() throws IOException {
        var left = LocalSpark.session().sql("SELECT 1 AS k, 'abc' AS input, 'x' AS Prediction");
        var right = LocalSpark.session().sql("SELECT 1 AS k, 'y' AS other");
        Row row = stage(SmallModels.classifier())
                .transform(left.join(right, left.col("k").equalTo(right.col("k"))))
                .first();

        assertEquals(
                List.of(1, "abc", "x", 1, "y"),
                IntStream.range(0, 5).mapToObj(row::get).toList());
        assertEquals(
                new Classifier(SmallModels.classifier())
                        .predict("abc")
                        .getFirst()
                        .label(),
                row.get(5));
    }

    @Test
    void aLabelIsComparedAsATrainingReadsIt() {
        double accuracy = new LabelEvaluator()
                .setLabelCol("a.kind")
                .evaluate(LocalSpark.session()
                        .sql(
                                "SELECT * FROM VALUES ('cafe\\u0301', 'caf\\u00e9'), ('x\\t', 'x'), ('y', 'x'), ('z', NULL),"
                                        + " (' ', 'x'), (NULL, 'x') AS t(`a.kind`, prediction)"));

        assertEquals(0.5, accuracy);
    }

    @Test
    void textsAreClassifiedAsOnOneMachine() throws IOException {
        Model model = SmallModels.classifier();
        List<Row> rows = answers(model, LocalSpark.rows("STRING", (Object[]) TEXTS));

        var classifier = new Classifier(model);
        assertEquals(TEXTS.length, rows.size());
        for (int i = 0; i < TEXTS.length; i++) {
            List<Prediction> expected = classifier.predict(TEXTS[i]);
            assertEquals(expected.getFirst().label(), rows.get(i).getAs("prediction"));
            assertEquals(inOrder(model, expected), doubles(rows.get(i), "probability"));
        }
    }

    @Test
    void rowsKeepTheirOrderWhateverTheirLengths() throws IOException {
        List<Row> rows = stage(SmallModels.classifier())
                .setWindow(7)
                .transform(LocalSpark.rows("STRING", (Object[]) TEXTS))
                .collectAsList();

        for (int i = 0; i < TEXTS.length; i++) {
            assertEquals(i, rows.get(i).<Integer>getAs("id"));
            assertEquals(TEXTS[i], rows.get(i).getAs("input"));
        }
    }

    @Test
    void noAnswerDependsOnTheWindow() throws IOException {
        Dataset<Row> texts = LocalSpark.rows("STRING", (Object[]) TEXTS);
        UnrollModel stage = stage(SmallModels.classifier());

        assertEquals(
                stage.setWindow(1000).transform(texts).collectAsList(),
                stage.setWindow(1).transform(texts).collectAsList());
    }

    @Test
    void sequencesOfVectorsAreClassifiedAsOnOneMachine() throws IOException {
        Model model = SmallModels.vectorClassifier();
        List<Row> rows = answers(model, sequences());

        var classifier = new Classifier(model);
        for (int i = 0; i < rows.size(); i++) {
            List<Prediction> expected = classifier.predict(matrix(sequence(i)));
            assertEquals(expected.getFirst().label(), rows.get(i).getAs("prediction"));
            assertEquals(inOrder(model, expected), doubles(rows.get(i), "probability"));
        }
    }

    @Test
    void numbersMayBeOfAnyType() throws IOException {
        Dataset<Row> sequences = sequences();
        List<Row> whole = answers(
                SmallModels.vectorClassifier(),
                sequences.selectExpr("id", "transform(input, step -> transform(step, x -> int(x))) AS input"));
        List<Row> decimal = answers(
                SmallModels.vectorClassifier(),
                sequences.selectExpr("id", "transform(input, step -> transform(step, x -> decimal(int(x)))) AS input"));

        assertEquals(
                whole.stream().map(row -> doubles(row, "probability")).toList(),
                decimal.stream().map(row -> doubles(row, "probability")).toList());
    }

    @Test
    void aValueIsANumber() throws IOException {
        Model model = SmallModels.regressor("sum");
        List<Row> rows = answers(
                model, LocalSpark.rows("ARRAY<DOUBLE>", List.of(1.0, 2.0, 0.5), List.of(4.0), List.of(0.1, -3.0)));

        var regressor = new Regressor(model);
        assertEquals(
                (double) regressor
                        .predict(Matrix.of(new float[] {1, 2, 0.5f}, 3, 1))
                        .getFirst(),
                rows.getFirst().<Double>getAs("prediction"));
    }

    @Test
    void severalValuesAreAnArrayInTheOrderOfTheirNames() throws IOException {
        Model model = SmallModels.regressor("width", "height");
        Dataset<Row> answered =
                stage(model).transform(LocalSpark.rows("ARRAY<ARRAY<DOUBLE>>", List.of(List.of(1.0), List.of(2.0))));

        assertEquals(
                new Regressor(model)
                        .predict(Matrix.of(new float[] {1, 2}, 2, 1)).stream()
                                .map(Float::doubleValue)
                                .toList(),
                doubles(answered.first(), "prediction"));
        assertEquals(
                List.of("width", "height"),
                List.of(answered.schema().apply("prediction").metadata().getStringArray("values")));
    }

    @Test
    void wordsAreTaggedAsOnOneMachine() throws IOException {
        Model model = SmallModels.tagger();
        List<Row> rows = answers(model, LocalSpark.rows("ARRAY<STRING>", SmallModels.SENTENCES.toArray()));

        var tagger = new Tagger(model);
        for (int i = 0; i < rows.size(); i++) {
            List<Prediction> expected = tagger.tag(SmallModels.SENTENCES.get(i));
            assertEquals(
                    expected.stream().map(Prediction::label).toList(),
                    rows.get(i).getList(rows.get(i).fieldIndex("prediction")));
            assertEquals(expected.stream().map(Prediction::probability).toList(), doubles(rows.get(i), "probability"));
        }
    }

    @Test
    void nextLettersAreGuessedAsOnOneMachine() throws IOException {
        Model model = SmallModels.writer();
        List<Row> rows = answers(model, LocalSpark.rows("STRING", (Object[]) TEXTS));

        var writer = new LanguageModel(model);
        for (int i = 0; i < rows.size(); i++) {
            List<Prediction> expected = writer.guesses(TEXTS[i]);
            assertEquals(
                    expected.stream().map(Prediction::label).toList(),
                    rows.get(i).getList(rows.get(i).fieldIndex("prediction")));
            assertEquals(expected.stream().map(Prediction::probability).toList(), doubles(rows.get(i), "probability"));
        }
    }

    @Test
    void seriesGoOnAsOnOneMachine() throws IOException {
        Model model = SmallModels.forecaster(new Forecast.Answer.Quantiles(List.of(0.1, 0.5, 0.9)));
        List<List<Double>> series =
                List.of(List.of(3.0, 5.0, 4.0, 8.0, 6.0, 9.0), List.of(1.0, 2.0), List.of(7.0, 12.5, 3.0, 3.0, 1.0));
        List<Row> rows = answers(model, LocalSpark.rows("ARRAY<DOUBLE>", series.toArray()));

        var forecaster = new Forecaster(model);
        for (int i = 0; i < rows.size(); i++) {
            SeriesForecast expected = forecaster.forecast(History.of(
                    "typed",
                    series.get(i).stream().mapToDouble(Double::doubleValue).toArray()));
            Row row = rows.get(i);
            assertEquals(Arrays.stream(expected.values()).boxed().toList(), doubles(row, "prediction"));
            List<List<Double>> quantiles = new ArrayList<>();
            for (Object step : row.getList(row.fieldIndex("quantiles"))) {
                quantiles.add(
                        RowLists.list(step).stream().map(Double.class::cast).toList());
            }
            assertEquals(
                    IntStream.range(0, 3)
                            .mapToObj(step -> IntStream.range(0, 3)
                                    .mapToObj(level -> expected.quantile(step, level))
                                    .toList())
                            .toList(),
                    quantiles);
        }
    }

    @Test
    void aSeriesIsKnownByItsName() throws IOException {
        Model model = SmallModels.forecaster(new Forecast.Answer.Point());
        Row row = stage(model)
                .setSeriesCol("name")
                .transform(LocalSpark.rows("ARRAY<DOUBLE>", List.of(3.0, 5.0, 4.0, 8.0))
                        .selectExpr("input", "'s' AS name"))
                .first();

        assertEquals(
                Arrays.stream(new Forecaster(model)
                                .forecast(History.of("s", 3, 5, 4, 8))
                                .values())
                        .boxed()
                        .toList(),
                doubles(row, "prediction"));
    }

    @Test
    void columnsBesideASeriesAreFieldsOfAStruct() throws IOException {
        Model model = SmallModels.forecasterOfColumns();
        var rows = LocalSpark.session()
                .sql("SELECT struct(array(3, 5, 4, 8) AS load, array(1, 2, 3, 4, 5, 6) AS price,"
                        + " array(0.5D, 0.25D, 0.0D, 1.0D) AS wind) AS input");

        assertEquals(
                Arrays.stream(new Forecaster(model)
                                .forecast(new History(
                                        "",
                                        new double[] {3, 5, 4, 8},
                                        List.of(new double[] {0.5, 0.25, 0, 1}),
                                        List.of(new double[] {1, 2, 3, 4, 5, 6})))
                                .values())
                        .boxed()
                        .toList(),
                doubles(stage(model).transform(rows).first(), "prediction"));
    }

    @Test
    void aDecoderSaysWhatItSaysOnOneMachine() throws IOException {
        Model model = SmallModels.decoder();
        List<Row> rows = answers(model, LocalSpark.rows("STRING", (Object[]) TEXTS));

        var transducer = new Transducer(model);
        for (int i = 0; i < rows.size(); i += 9) {
            Transduction expected = transducer.answer(TEXTS[i]);
            assertEquals(expected.text(), rows.get(i).getAs("prediction"));
            assertEquals(expected.hypothesis().logProbability(), rows.get(i).<Double>getAs("logProbability"));
        }
    }

    @Test
    void aModelOfCtcSaysWhatItSaysOnOneMachine() throws IOException {
        Model model = SmallModels.ctc();
        List<Row> rows = answers(model, sequences());

        var transducer = new Transducer(model);
        for (int i = 0; i < rows.size(); i++) {
            Transduction expected = transducer
                    .answers(matrix(sequence(i)), transducer.search(), "")
                    .getFirst();
            assertEquals(expected.text(), rows.get(i).getAs("prediction"));
        }
    }

    @Test
    void labelsStandInTheMetadataOfTheirProbabilities() throws IOException {
        var schema = stage(SmallModels.classifier())
                .transformSchema(LocalSpark.rows("STRING", "a").schema());

        assertEquals(
                List.of("x", "y", "z"),
                List.of(schema.apply("probability").metadata().getStringArray("labels")));
    }

    @Test
    void otherColumnsKeepTheirMetadata() throws IOException {
        Dataset<Row> rows = LocalSpark.rows("STRING", "a");
        Metadata metadata = new MetadataBuilder().putString("unit", "kg").build();
        var scored = stage(SmallModels.classifier())
                .transform(rows.withColumn("id", rows.col("id").as("id", metadata)));

        assertEquals(metadata, scored.schema().apply("id").metadata());
    }

    @Test
    void aColumnWithoutANameIsNotAdded() throws IOException {
        var rows = stage(SmallModels.classifier())
                .setProbabilityCol("")
                .setPredictionCol("class")
                .transform(LocalSpark.rows("STRING", "a"));

        assertEquals(List.of("id", "input", "class"), List.of(rows.columns()));
        assertTrue(rows.first().getString(2).matches("[xyz]"));
    }

    @Test
    void weightsAreTheSameForAllThatAskOneModel() throws IOException {
        UnrollModel one = UnrollModel.of(SmallModels.classifier());
        UnrollModel other = UnrollModel.of(SmallModels.classifier());

        assertSame(one.ready(), other.ready());
    }
}

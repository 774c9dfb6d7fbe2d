package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.network.Network;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.WeightsHash;
import dev.unroll.data.LabeledText;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.job.GivenExamples;
import dev.unroll.run.task.classify.ClassifyType;
import dev.unroll.spark.progress.TrainingProgress;
import dev.unroll.spark.rows.TrainingRows;
import dev.unroll.spark.score.RowLists;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
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
        long right =
                model.transform(frame(words(), 2)).filter("prediction = kind").count();
        assertEquals(60, right);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "4, 3"})
    void theBitsDoNotDependOnPartitionsNorOnTheOrderOfRows(int shards, int partitions) {
        UnrollEstimator estimator = estimator().setShards(shards).setTasks(1);
        List<Row> reversed = words().reversed();
        assertEquals(weights(estimator.fit(frame(words(), 2))), weights(estimator.fit(frame(reversed, partitions))));
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "4"})
    void theBitsDoNotDependOnTasks(int tasks) {
        Dataset<Row> frame = frame(words(), 2);
        UnrollEstimator estimator = estimator().setShards(4);
        assertEquals(
                weights(estimator.setTasks(1).fit(frame)),
                weights(estimator.setTasks(tasks).fit(frame)));
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
    void aListenerThatFailsCostsNoModel() {
        Dataset<Row> frame = frame(words(), 2);
        UnrollEstimator deaf = estimator().withListener(_ -> {
            throw new IllegalStateException("a chart is full");
        });

        assertEquals(weights(estimator().fit(frame)), weights(deaf.fit(frame)));
        assertTrue(deaf.setExchange("averaging").fit(frame).hasSummary());
    }

    @Test
    void aPipelineIsFittedSavedAndLoaded(@TempDir Path folder) throws Exception {
        LocalSpark.session();
        UnrollEstimator estimator = estimator();
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {estimator});
        pipeline.write().overwrite().save(folder.resolve("pipeline").toUri().toString());
        Pipeline again = Pipeline.load(folder.resolve("pipeline").toUri().toString());
        PipelineModel model = again.fit(frame(words(), 2));
        model.write().overwrite().save(folder.resolve("model").toUri().toString());
        UnrollModel loaded = (UnrollModel)
                PipelineModel.load(folder.resolve("model").toUri().toString()).stages()[0];
        assertEquals(weights(estimator.fit(frame(words(), 2))), weights(loaded));
    }

    @Test
    void fewerRowsThanShardsAreRefused() {
        var error =
                assertThrows(Exception.class, () -> estimator().setShards(61).fit(frame(words(), 2)));
        assertEquals(
                "each of 61 shards must have a row to learn from, but there are only 60; set shards to 60 at most",
                error.getMessage());
    }

    @Test
    void oneShardHasTheBitsOfOneMachine() throws Exception {
        List<LabeledText> inOrder = TrainingRows.inOrder(words(), 1);
        TrainConfig config = ConfigReader.read(
                "", "", List.of("cell=gru", "hidden_size=6", "batch_size=4", "learning_rate=0.02", "epochs=3"));
        TextEncoder encoder = TextEncoder.learn(
                inOrder.stream().map(LabeledText::text),
                Normalization.UNICODE,
                Tokenizer.CHARACTERS,
                Marks.NONE,
                Vocabulary.Limits.NONE);
        var problem = ClassifyType.problem("words", encoder, List.of("consonant", "vowel"), inOrder.size());
        Examples examples = problem.encode(inOrder);
        var given = new GivenExamples(config);
        Network fresh = given.network(problem, Optional.empty(), examples.inputs());
        try (Compute compute = Compute.of(1)) {
            Network expected = new Trainer(given.plan(ClassWeights.none()), compute).train(fresh, examples);
            assertEquals(WeightsHash.of(expected), weights(estimator().fit(frame(words(), 3))));
        }
    }

    @Test
    void paramsAreKeysWithTheirDocsAndDefaults() {
        UnrollEstimator estimator = new UnrollEstimator();
        assertEquals(
                "epochs: passes over the training examples (default: 10)",
                estimator.explainParam(estimator.intParam("epochs")));
        assertEquals(
                "epochs: passes over the training examples (default: 12)",
                estimator.setRecipe("names").explainParam(estimator.intParam("epochs")));
        assertTrue(estimator.explainParams().contains("\nweightDecay: "));
    }

    @Test
    void aGridIsSearched() {
        UnrollEstimator estimator = estimator();
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(estimator.intParam("epochs"), new int[] {1, 20})
                .build();
        CrossValidatorModel best = new CrossValidator()
                .setEstimator(estimator)
                .setEstimatorParamMaps(grid)
                .setEvaluator(new LabelEvaluator().setLabelCol("kind"))
                .setNumFolds(2)
                .setSeed(1)
                .fit(frame(words(), 2));
        assertEquals(20, best.bestModel().parent().getOrDefault(estimator.intParam("epochs")));
        assertTrue(best.avgMetrics()[0] < best.avgMetrics()[1]);
    }

    @Test
    void aWrongValueIsNamedByItsKey() {
        var error = assertThrows(ConfigException.class, () -> estimator()
                .with("hidden_size", 0)
                .transformSchema(frame(words(), 1).schema()));
        assertEquals(
                "--set hidden_size=0: model.hidden_size must be a whole number from 1 to 65536 but is 0",
                error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"epochs, a whole number", "learning_rate, a number", "bidirectional, true or false"})
    void aValueOfAnotherKindIsRefused(String key, String wanted) {
        var error =
                assertThrows(IllegalArgumentException.class, () -> estimator().with(key, "many"));
        assertTrue(String.valueOf(error.getMessage()).endsWith(" must be " + wanted + " but is many"), error::toString);
    }

    @Test
    void whatIsNotSupportedIsRefused() {
        var error = assertThrows(ConfigException.class, () -> estimator()
                .with("task", "tag")
                .with("input", "words")
                .with("readout", "each")
                .transformSchema(frame(words(), 1).schema()));
        assertEquals(
                "an UnrollEstimator trains a network that says a label or a value of a sequence: training.task must be classify"
                        + " or regress but is tag; train others by unroll train",
                error.getMessage());
    }

    @Test
    void valuesAreLearned() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(RowFactory.create(RowLists.cell(List.of(i / 40.0, 0.5, i / 80.0)), 100 + 10 * i));
        }
        Dataset<Row> frame =
                LocalSpark.session().createDataFrame(rows, StructType.fromDDL("word ARRAY<DOUBLE>, kind INT"));
        UnrollModel model = estimator()
                .with("task", "regress")
                .with("input", "vectors")
                .with("loss", "mean_squared_error")
                .with("epochs", 40)
                .setShards(2)
                .fit(frame);
        double error = model.transform(frame)
                .selectExpr("avg(abs(prediction - kind))")
                .first()
                .getDouble(0);
        assertTrue(error < 30, () -> error + ", where the mean would err by 100");
    }

    @Test
    void vectorsThatAreCountedAreRefused() {
        var error = assertThrows(ConfigException.class, () -> estimator()
                .setRecipe("sentiment")
                .transformSchema(frame(words(), 1).schema()));
        assertEquals(
                "an UnrollEstimator starts the embedding anew, so model.vectors must be none but is counted",
                error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"unit, 1", "features, 4", "standard, 7"})
    void vectorsAreLearnedWhateverTheirPartitions(String scale, int partitions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean isUp = i % 2 == 0;
            List<Object> steps = new ArrayList<>();
            for (int t = 0; t < 3 + i % 3; t++) {
                steps.add(RowLists.cell(List.of(isUp ? t * 0.1 : -t * 0.1, i / 40.0)));
            }
            rows.add(RowFactory.create(RowLists.cell(steps), isUp ? "up" : "down"));
        }
        Dataset<Row> frame = LocalSpark.session()
                .createDataFrame(rows, StructType.fromDDL("word ARRAY<ARRAY<DOUBLE>>, kind STRING"));
        UnrollEstimator estimator = estimator()
                .with("input", "vectors")
                .with("scale", scale)
                .with("epochs", 25)
                .setShards(2);
        UnrollModel model = estimator.fit(frame.repartition(partitions));
        assertEquals(1, new LabelEvaluator().setLabelCol("kind").evaluate(model.transform(frame)));
        assertEquals(weights(estimator.setTasks(1).fit(frame.coalesce(1))), weights(model));
    }

    @Test
    void theBestEpochNeedsRowsThatAreHeld() {
        var error = assertThrows(ConfigException.class, () -> estimator()
                .with("kept", "best")
                .transformSchema(frame(words(), 1).schema()));
        assertEquals(
                "training.kept best and training.schedule plateau go by the validation examples, so"
                        + " validationIndicatorCol or validationFraction must be set",
                error.getMessage());
    }

    @Test
    void rowsWithoutAnInputOrALabelAreLeftOut() {
        List<Row> more = new ArrayList<>(words());
        more.add(RowFactory.create(null, "vowel", false));
        more.add(RowFactory.create("a", null, false));
        more.add(RowFactory.create(" ", "vowel", false));
        assertEquals(
                weights(estimator().fit(frame(words(), 1))), weights(estimator().fit(frame(more, 40))));
    }

    @Test
    void averagingLearnsWithTheSameBitsWhateverThePartitions() {
        UnrollEstimator estimator = estimator()
                .setExchange("averaging")
                .setShards(3)
                .setLocalSteps(4)
                .setValidationIndicatorCol("held")
                .with("epochs", 25);
        UnrollModel model = estimator.fit(frame(words(), 2));
        long right =
                model.transform(frame(words(), 2)).filter("prediction = kind").count();
        assertTrue(right >= 57, () -> right + " of 60");
        assertEquals(weights(model), weights(estimator.fit(frame(words().reversed(), 5))));
    }

    @Test
    void averagingOfOneShardHasTheBitsOfOneMachine() {
        UnrollEstimator estimator = estimator().setLocalSteps(4);
        String expected = weights(estimator.fit(frame(words(), 2)));
        assertEquals(expected, weights(estimator.setExchange("averaging").fit(frame(words(), 3))));
    }
}

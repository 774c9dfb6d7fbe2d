package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages of pipelines, and the folders that they are read from and saved to. */
class SavedStagesTest {

    private final Path folder;

    SavedStagesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void start() {
        LocalSpark.session();
    }

    private static Dataset<Row> texts() {
        return LocalSpark.rows("STRING", "abc", "ba", null, "cccc");
    }

    private String path(String name) {
        return folder.resolve(name).toUri().toString();
    }

    private static List<Row> answers(org.apache.spark.ml.Transformer stage) {
        return stage.transform(texts()).collectAsList();
    }

    @Test
    void aModelIsReadFromItsFolder() throws IOException {
        SmallModels.classifier().save(folder.resolve("letters"));

        assertEquals(
                answers(UnrollModel.of(SmallModels.classifier()).setInputCol("input")),
                answers(UnrollModel.fromFolder(path("letters")).setInputCol("input")));
    }

    @Test
    void aModelIsReadFromTheFolderOfItsTraining() throws IOException {
        SmallModels.classifier().save(folder.resolve("run").resolve("model"));

        assertEquals("letters", UnrollModel.fromFolder(path("run")).model().name());
    }

    @Test
    void executorsMayReadTheFolderThemselves() throws IOException {
        Model model = SmallModels.regressor("only here");
        model.save(folder.resolve("values"));
        UnrollModel stage = UnrollModel.fromFolder(path("values")).setInputCol("input");
        Dataset<Row> rows = LocalSpark.rows("ARRAY<DOUBLE>", List.of(1.0, 2.0));

        assertEquals(
                stage.transform(rows).collectAsList(),
                stage.setShipping("folder").transform(rows).collectAsList());
    }

    @Test
    void aModelThatIsInMemoryHasNoFolderToShipFrom() throws IOException {
        UnrollModel stage =
                UnrollModel.of(SmallModels.classifier()).setInputCol("input").setShipping("folder");
        var error = assertThrows(IllegalArgumentException.class, () -> stage.transform(texts()));

        assertEquals(
                "shipping must be broadcast where a model was not read from a folder, but is folder",
                error.getMessage());
    }

    @Test
    void aFolderWithoutAModelIsNamed() {
        var error = assertThrows(IOException.class, () -> UnrollModel.fromFolder(path("nothing")));

        assertEquals(
                "there is no model folder file:" + folder.resolve("nothing")
                        + ", as it has no config.json; a model is a folder with config.json and model.safetensors",
                error.getMessage());
    }

    @Test
    void aModelThatIsBrokenIsNamedByWhereItLies() throws IOException {
        Path broken = folder.resolve("broken");
        SmallModels.classifier().save(broken);
        Files.writeString(broken.resolve("config.json"), "{\"format\": 7}");

        String message = Objects.toString(assertThrows(IOException.class, () -> UnrollModel.fromFolder(path("broken")))
                .getMessage());
        assertTrue(message.startsWith("file:" + broken + "/config.json: \"format\" must be 1 but is 7"), message);
    }

    @Test
    void aSavedStageIsTheSameStage() throws IOException {
        UnrollModel stage = UnrollModel.of(SmallModels.classifier())
                .setInputCol("input")
                .setPredictionCol("class")
                .setHandleInvalid("keep")
                .setWindow(5);
        stage.save(path("stage"));
        UnrollModel loaded = UnrollModel.load(path("stage"));

        assertEquals(stage.uid(), loaded.uid());
        assertEquals(stage.explainParams(), loaded.explainParams());
        assertEquals(answers(stage), answers(loaded));
    }

    @Test
    void aStageIsNotSavedOverAnother() throws IOException {
        UnrollModel stage = UnrollModel.of(SmallModels.classifier()).setInputCol("input");
        stage.save(path("stage"));

        assertThrows(IOException.class, () -> stage.save(path("stage")));
        stage.write().overwrite().save(path("stage"));
        assertEquals(answers(stage), answers(UnrollModel.load(path("stage"))));
    }

    @Test
    void aPipelineIsFittedSavedAndLoaded() throws IOException {
        UnrollModel classes = UnrollModel.of(SmallModels.classifier()).setInputCol("input");
        UnrollModel guesses = UnrollModel.of(SmallModels.writer())
                .setInputCol("input")
                .setPredictionCol("next")
                .setProbabilityCol("certainty");
        PipelineModel fitted =
                new Pipeline().setStages(new PipelineStage[] {classes, guesses}).fit(texts());
        fitted.save(path("pipeline"));
        PipelineModel loaded = PipelineModel.load(path("pipeline"));

        assertInstanceOf(UnrollModel.class, loaded.stages()[1]);
        assertEquals(answers(fitted), answers(loaded));
        assertEquals(
                List.of("id", "input", "prediction", "probability", "next", "certainty"),
                List.of(loaded.transform(texts()).columns()));
    }

    @Test
    void aCopyHasTheParamsAndTheModel() throws IOException {
        UnrollModel stage =
                UnrollModel.of(SmallModels.classifier()).setInputCol("input").setPredictionCol("class");
        UnrollModel copy = stage.copy(new ParamMap().put(stage.predictionCol(), "other"));

        assertEquals("class", stage.getPredictionCol());
        assertEquals("other", copy.getPredictionCol());
        assertEquals("input", copy.getInputCol());
        assertEquals(stage.model(), copy.model());
    }

    @Test
    void allParamsAreExplained() throws IOException {
        String explained = UnrollModel.of(SmallModels.classifier()).explainParams();

        assertEquals(
                10, explained.lines().filter(line -> line.matches("\\w+: .*")).count(), explained);
        assertTrue(
                explained.contains(
                        "handleInvalid: what becomes of rows that cannot be scored: error (the job fails),"
                                + " skip (they are left out) or keep (their answers are null, and reasonCol says why) (default: error)"));
    }
}

package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.model.Model;
import dev.unroll.core.train.WeightsHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder that a training leaves. */
class RunDirTest {

    private final Path runs;

    RunDirTest(@TempDir Path folder) {
        this.runs = folder.resolve("runs");
    }

    private static Dataset<Row> words() {
        return SomeWords.frame(LocalSpark.session(), SomeWords.rows(), 2);
    }

    private UnrollEstimator estimator() {
        return SomeWords.estimator().setShards(2).setRunDir(runs.toUri().toString());
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradients", "averaging"})
    void itHasAllStepsAndEpochs(String exchange) throws IOException {
        UnrollModel model = estimator()
                .setValidationIndicatorCol("held")
                .setExchange(exchange)
                .setLocalSteps(2)
                .fit(words());
        Path folder = LoggedSteps.folder(model);
        assertEquals(upTo(model.summary().steps()), LoggedSteps.numbers(folder, "step", "step"));
        assertEquals(upTo(3), LoggedSteps.numbers(folder, "epoch", "epoch"));
        assertEquals(List.of(model.summary().steps()), LoggedSteps.numbers(folder, "finished", "steps"));
        assertEquals(4, Files.readAllLines(folder.resolve("log.csv")).size());
    }

    @Test
    void itHasTheModelWithItsScores() throws IOException {
        UnrollModel trained = estimator().setValidationIndicatorCol("held").fit(words());
        Model model = Model.load(LoggedSteps.folder(trained).resolve("model"));
        assertEquals(WeightsHash.of(trained.model().network()), WeightsHash.of(model.network()));
        assertTrue(model.training().containsKey("scores_on_validation_texts"), model.training()::toString);
        String page = Files.readString(LoggedSteps.folder(trained).resolve("report.html"));
        assertTrue(page.contains("10 validation texts"), page);
    }

    @Test
    void withoutHeldRowsTheReportAnswersTrainingRows() throws IOException {
        UnrollModel trained = estimator().fit(words());
        String page = Files.readString(LoggedSteps.folder(trained).resolve("report.html"));
        assertTrue(page.contains("60 training texts"), page);
    }

    @Test
    void eachTrainingHasItsOwn() throws IOException {
        estimator().fit(words());
        estimator().fit(words());
        try (Stream<Path> all = Files.list(runs)) {
            assertEquals(2, all.filter(Files::isDirectory).count());
        }
    }

    @Test
    void noneIsLeftUnasked() {
        UnrollModel model = SomeWords.estimator().fit(words());
        assertEquals(Optional.empty(), model.summary().folder());
        assertFalse(Files.exists(runs));
    }

    @Test
    void aPlaceThatIsLostMeanwhileDoesNotLoseTheModel() throws IOException {
        UnrollModel model = estimator().withListener(_ -> occupyModels()).fit(words());
        assertEquals(3, model.summary().epochs().size());
        assertFalse(Files.exists(LoggedSteps.folder(model).resolve("report.html")));
    }

    /** Puts a file where each training would put its model. */
    private void occupyModels() {
        try (Stream<Path> all = Files.list(runs)) {
            for (Path folder : all.filter(Files::isDirectory).toList()) {
                Files.writeString(folder.resolve("model"), "a file");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradients", "averaging"})
    void aTrainingThatIsCancelledLeavesNone(String exchange) throws IOException {
        SparkContext context = LocalSpark.session().sparkContext();
        context.setJobGroup(exchange, "a training that is cancelled", false);
        var estimator = estimator()
                .setExchange(exchange)
                .with("epochs", 1000)
                .withListener(_ -> context.cancelJobGroupAndFutureJobs(exchange));
        assertThrows(SparkException.class, () -> estimator.fit(words()));
        context.clearJobGroup();
        try (Stream<Path> all = Files.list(runs)) {
            assertEquals(List.of(), all.toList());
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldBeforeTraining() throws IOException {
        Files.writeString(runs, "a file");
        var error = assertThrows(UncheckedIOException.class, () -> estimator().fit(words()));
        assertTrue(String.valueOf(error.getMessage()).contains("runs"), error::toString);
    }
}

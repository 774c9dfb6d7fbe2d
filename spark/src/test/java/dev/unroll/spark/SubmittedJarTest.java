package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.Transducer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The one jar for spark-submit, which is there after the tests of classes, on executors that are processes of their own. */
@EnabledIfSystemProperty(named = "cluster.jar", matches = ".+")
class SubmittedJarTest {

    private static final Path JAR = Path.of(System.getProperty("cluster.jar", ""));

    @Test
    void executorsAnswerAsOneMachineDoesWithTheFastKernels(@TempDir Path folder)
            throws IOException, InterruptedException {
        Model model = SmallModels.classifier();
        model.save(folder.resolve("letters"));
        SmallModels.decoder().save(folder.resolve("pairs"));
        List<String> printed = LocalCluster.in(Path.of("target", "spark"))
                .submit(
                        2,
                        JAR,
                        ScoredOnExecutors.class,
                        List.of(
                                folder.resolve("letters").toUri().toString(),
                                folder.resolve("pairs").toUri().toString()))
                .lines()
                .toList();

        var classifier = new Classifier(model);
        assertEquals(
                ScoredOnExecutors.TEXTS.stream()
                        .map(text -> answer(model, classifier.predict(text)))
                        .toList(),
                printed.stream().filter(line -> line.startsWith("answer ")).toList());
        var transducer = new Transducer(SmallModels.decoder());
        assertEquals(
                ScoredOnExecutors.TEXTS.stream()
                        .limit(20)
                        .map(transducer::answer)
                        .map(target -> "target " + target.text() + " "
                                + target.hypothesis().logProbability())
                        .toList(),
                printed.stream().filter(line -> line.startsWith("target ")).toList());
        List<String> places =
                printed.stream().filter(line -> line.startsWith("process ")).toList();
        assertEquals(2, places.size(), places::toString);
        for (String place : places) {
            assertTrue(
                    place.endsWith(" of Java " + Runtime.version().feature() + ", "
                            + Kernels.fastest().description()),
                    place);
        }
    }

    private static String answer(Model model, List<Prediction> ranked) {
        List<Double> probabilities = model.labels().stream()
                .map(label -> ranked.stream()
                        .filter(each -> each.label().equals(label))
                        .findFirst()
                        .orElseThrow()
                        .probability())
                .toList();
        return "answer " + ranked.getFirst().label() + " " + probabilities;
    }

    @Test
    void theJarHasNothingThatSparkMayHaveToo() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertEquals(
                    List.of(),
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.endsWith(".class") && !name.startsWith("dev/unroll/"))
                            .toList());
        }
    }
}

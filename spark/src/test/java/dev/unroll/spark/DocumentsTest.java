package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the programs of {@code docs/spark.md} as a reader would, on a model that has learned nothing. */
class DocumentsTest {

    private static final Path PAGE = Path.of("..", "docs", "spark.md");

    /** What a shell of Spark has. */
    private static final String SHELL = """
            import org.apache.spark.sql.SparkSession
            val spark = SparkSession.builder().getOrCreate()
            """;

    private final Path folder;

    DocumentsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void writeWhatTheProgramsRead() throws IOException {
        SmallModels.classifier()
                .save(folder.resolve("runs").resolve("quickstart").resolve("model"));
        Files.writeString(folder.resolve("words.txt"), "abc\nbaca\ncc\n");
        Files.writeString(
                folder.resolve("names.csv"), "name,language\n" + "Anna,one\nOtto,two\nHannah,one\n".repeat(12));
        Files.writeString(folder.resolve("measured.csv"), "machine,at,load\nm1,2,0.5\nm2,1,7\nm1,1,0.25\n");
    }

    @Test
    void theProgramInJavaScoresTheLinesOfAFile() throws IOException, InterruptedException {
        Path program =
                Files.writeString(folder.resolve("Scores.java"), blocks("java").getFirst());
        String printed = run(List.of(program.toString()));

        for (String word : List.of("abc", "baca", "cc")) {
            Prediction expected =
                    new Classifier(SmallModels.classifier()).predict(word).getFirst();
            assertTrue(
                    Pattern.compile("\\| *" + word + "\\| *" + expected.label() + "\\|")
                            .matcher(printed)
                            .find(),
                    printed);
        }
    }

    @Test
    void theProgramsInScalaScoreAndAssemble() throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("shell.scala"), SHELL + String.join("\n", blocks("scala")));
        String printed = run(List.of("scala.tools.nsc.MainGenericRunner", "-usejavacp", program.toString()));

        String label = new Classifier(SmallModels.classifier())
                .predict("baca")
                .getFirst()
                .label();
        assertTrue(
                Pattern.compile("\\| *baca\\| *" + label + "\\|")
                        .matcher(printed)
                        .find(),
                printed);
        assertTrue(printed.contains("|m1     |[0.25, 0.5]|"), printed);
        assertTrue(printed.contains("grid of 2"), printed);
    }

    @Test
    void theProgramInJavaTrains() throws IOException, InterruptedException {
        Path program =
                Files.writeString(folder.resolve("Trains.java"), blocks("java").get(1));
        String printed = run(List.of(program.toString()));

        assertTrue(printed.contains("step 6 of 6, loss "), printed);
        assertTrue(printed.contains("right "), printed);
    }

    @Test
    void thePageHasNoOtherProgram() throws IOException {
        assertEquals(2, blocks("java").size(), "a program that no test runs");
    }

    @Test
    void thePageNamesTheVersionsThatAreTested() throws IOException {
        String ours = Files.readString(Path.of("pom.xml"));
        String page = Files.readString(PAGE);

        assertTrue(page.contains("tested with " + between(ours, "<spark.version>", "<")), page);
        assertTrue(page.contains("Spark's own version, " + between(ours, "<scala.version>", "<") + ":"), page);
    }

    @Test
    void thePageNamesEachParamWithItsDefault() throws IOException {
        UnrollModel stage = UnrollModel.of(SmallModels.classifier());
        requireNamed(stage, List.of(stage.params()));
        var estimator = new UnrollEstimator();
        requireNamed(estimator, estimator.ownParams());
    }

    private static void requireNamed(Params stage, List<Param<?>> params) throws IOException {
        String page = Files.readString(PAGE);
        for (Param<?> param : params) {
            assertTrue(page.contains("`" + param.name() + "`"), param.name());
            Object byDefault = stage.hasDefault(param) ? stage.getOrDefault(param) : "";
            if (!byDefault.equals("") && !(byDefault instanceof String[])) {
                assertTrue(page.contains(String.valueOf(byDefault)), param.name());
            }
        }
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    /** Returns the code blocks of a language. */
    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private String run(List<String> program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dspark.master=local[1]",
                "-Dspark.app.name=documents",
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.sql.shuffle.partitions=1",
                "-cp",
                absolute(System.getProperty("java.class.path"))));
        command.addAll(program);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(out) + read(err));
        return read(out);
    }

    private static String absolute(String classPath) {
        String separator = System.getProperty("path.separator");
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(separator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(separator, entries);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}

package dev.unroll.spark;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.input.Cut;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Classify;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How many rows a second are scored by one executor of one core, and by two: names by the network of the recipe {@code names},
 * reviews by that of {@code sentiment}. What the networks have learned does not matter to the time.
 */
public final class ScoringSpeed {

    /** Enough to be shared evenly, by whoever is ready for the next. */
    private static final int PARTITIONS = 32;

    /** Until all is compiled, by a compiler that shares a core with the task. */
    private static final double WARM_UP_SECONDS = 20;

    private static final int PASSES = 3;

    /** A function of SQL takes longer and is scored on so many times fewer rows. */
    private static final int FEWER = 4;

    private ScoringSpeed() {}

    /**
     * Measures, as {@link Gains} does.
     *
     * @param arguments the jar that is submitted, the folder of the data sets, and how many names and reviews are scored
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Gains.measure(Path.of(arguments[0]), OnCluster.class, List.of(arguments).subList(1, arguments.length));
    }

    /** The program that is submitted. */
    public static final class OnCluster {

        private OnCluster() {}

        /**
         * Prints the speeds.
         *
         * @param arguments the folder of the data sets, and how many names and reviews are scored
         */
        public static void main(String... arguments) throws IOException {
            Path data = Path.of(arguments[0]);
            try (SparkSession spark = SparkSession.builder().getOrCreate()) {
                List<String> names = names(data.resolve("names"));
                measure(spark, "names", names(names), repeated(names, Integer.parseInt(arguments[1])));
                List<String> reviews =
                        reviews(data.resolve("imdb/aclImdb_labelled.tar.gz"), Integer.parseInt(arguments[2]));
                measure(spark, "reviews", reviews(reviews), reviews);
            }
        }
    }

    private static void measure(SparkSession spark, String what, Model model, List<String> texts) throws IOException {
        UnrollModel stage = UnrollModel.of(model).setInputCol("text");
        print(what, texts.size(), stage.transform(rows(spark, texts)));
        UnrollFunctions.register(spark, "answer", stage);
        List<String> fewer = texts.subList(0, texts.size() / FEWER);
        print(what + "-by-function", fewer.size(), rows(spark, fewer).selectExpr("text", "answer(text)"));
    }

    /** Of a file: what is parallelized travels from the driver with each task, and what is cached is bound to an executor. */
    private static Dataset<Row> rows(SparkSession spark, List<String> texts) throws IOException {
        Path file = Files.write(
                Files.createTempFile("texts", ".txt"),
                texts.stream().map(text -> text.replace('\n', ' ')).toList());
        file.toFile().deleteOnExit();
        var lines = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .textFile(file.toUri().toString(), PARTITIONS);
        return spark.createDataset(lines.rdd(), Encoders.STRING()).toDF("text");
    }

    private static void print(String what, int count, Dataset<Row> scored) {
        long start = System.nanoTime();
        do {
            score(scored);
        } while (System.nanoTime() - start < WARM_UP_SECONDS * 1e9);
        double[] seconds = IntStream.range(0, PASSES)
                .mapToDouble(_ -> score(scored))
                .sorted()
                .toArray();
        IO.println(Gains.line(what, count / seconds[PASSES / 2]));
    }

    /** Returns how many seconds it takes. */
    private static double score(Dataset<Row> scored) {
        long start = System.nanoTime();
        scored.write().format("noop").mode("overwrite").save();
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .flatMap(file -> lines(file).stream())
                    .toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> repeated(List<String> texts, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> texts.get(i % texts.size()))
                .toList();
    }

    static List<String> reviews(Path archive, int count) throws IOException {
        List<String> reviews = new ArrayList<>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null && reviews.size() < count;
                    entry = tar.getNextEntry()) {
                if (entry.getName().matches(".*/(neg|pos)/.*\\.txt")) {
                    reviews.add(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return reviews;
    }

    private static Model names(List<String> texts) {
        return model(
                TextEncoder.learn(
                        texts.stream(), Normalization.ASCII, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.Limits.NONE),
                64,
                256,
                18);
    }

    private static Model reviews(List<String> texts) {
        return model(encoder(texts), 128, 32, 2);
    }

    /** Returns the way in which the recipe {@code sentiment} reads reviews. */
    static TextEncoder encoder(List<String> texts) {
        TextEncoder encoder = TextEncoder.learn(
                texts.stream(),
                Normalization.UNICODE_LOWER_CASE,
                Tokenizer.HTML_WORDS,
                Marks.NONE,
                new Vocabulary.Limits(2, 30_000));
        return encoder.cutting(new Cut(600, Cut.End.END));
    }

    private static Model model(TextEncoder encoder, int embedding, int units, int labels) {
        NetworkSpec spec = NetworkSpec.reading(
                        new InputSpec.Embedding(encoder.vocabulary().size(), embedding))
                .then(width -> new Layer(Cells.lstm(width, units, Bias.PRESENT), Layer.Reading.BIDIRECTIONAL))
                .then(new Readout.Max())
                .then(new Head.Linear(labels));
        List<String> names =
                IntStream.range(0, labels).mapToObj(label -> "label " + label).toList();
        return new Model("m", new Classify(names), Network.initialize(spec, Initialization.PYTORCH, 1), encoder);
    }
}

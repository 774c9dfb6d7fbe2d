package dev.unroll.bench.dl4j;

import dev.unroll.bench.worker.Contender;
import dev.unroll.bench.worker.Step;
import dev.unroll.bench.worker.Worker;
import dev.unroll.bench.workload.Workload;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Readout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j, on its own OpenBLAS and with its AVX2 build. */
public final class Dl4jContender implements Contender {

    private static final long SEED = 1;

    /** Its data are large and dense: more of them would not fit beside the other workers. */
    private static final int LARGEST_POOL = 32;

    private Dl4jContender() {}

    /** Serves Deeplearning4j; {@code args} are the number of threads. */
    public static void main(String[] args) throws IOException {
        Path natives = Path.of(System.getProperty("unroll.bench.natives"));
        // An empty folder: a library of the system is not the one that it was built with.
        Path empty = Files.createDirectories(natives.resolve("none"));
        System.setProperty("java.library.path", empty.toString());
        System.setProperty(
                "org.bytedeco.javacpp.cachedir", natives.resolve("javacpp").toString());
        System.setProperty("org.bytedeco.javacpp.platform.extension", "-onednn-avx2");
        Worker.serve(new Dl4jContender(), args);
    }

    @Override
    public String description() {
        return "deeplearning4j " + version();
    }

    private static String version() {
        var properties = new Properties();
        try (InputStream file = Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
            properties.load(Objects.requireNonNull(file, "the jar nd4j-api has no pom.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    @Override
    public Step prepare(Workload workload, int threads) {
        Nd4j.getEnvironment().setMaxThreads(threads);
        return switch (workload.kind()) {
            case TRAINING_STEP -> {
                MultiLayerNetwork network = Dl4jNetwork.of(workload);
                List<DataSet> pool = pool(workload);
                int[] turn = {0};
                yield () -> network.fit(pool.get(turn[0]++ % pool.size()));
            }
            case WHOLE_TRAINING -> {
                DataSet batch = pool(workload).getFirst();
                yield () -> {
                    MultiLayerNetwork fresh = Dl4jNetwork.of(workload);
                    for (int epoch = 0; epoch < Workload.EPOCHS; epoch++) {
                        fresh.fit(batch);
                    }
                };
            }
            case STREAMING_STEP -> {
                MultiLayerNetwork network = Dl4jNetwork.of(workload);
                INDArray input = inputs(workload, 0);
                yield () -> network.rnnTimeStep(input);
            }
            case INFERENCE -> {
                MultiLayerNetwork network = Dl4jNetwork.of(workload);
                List<INDArray> pool = IntStream.range(0, workload.pool())
                        .mapToObj(batch -> inputs(workload, batch))
                        .toList();
                int[] turn = {0};
                yield () -> network.output(pool.get(turn[0]++ % pool.size()), false);
            }
        };
    }

    private static List<DataSet> pool(Workload workload) {
        return IntStream.range(0, Math.min(workload.pool(), LARGEST_POOL))
                .mapToObj(batch -> new DataSet(inputs(workload, batch), targets(workload, batch)))
                .toList();
    }

    /** Returns [B, features, T], or [B, 1, T] tokens to embed. */
    private static INDArray inputs(Workload workload, int number) {
        int batch = workload.size().batch();
        int steps = workload.size().steps();
        return switch (workload.network().input()) {
            case InputSpec.Dense(int features) -> {
                float[] values = new float[batch * features * steps];
                for (int i = 0; i < values.length; i++) {
                    values[i] = uniform(number, 0, i);
                }
                yield Nd4j.create(values, new long[] {batch, features, steps}, 'c');
            }
            case InputSpec.OneHot(int tokens) -> oneHot(number, 0, batch, tokens, steps);
            case InputSpec.Embedding(int tokens, int _) -> {
                float[] values = new float[batch * steps];
                for (int i = 0; i < values.length; i++) {
                    values[i] = below(tokens, number, 0, i);
                }
                yield Nd4j.create(values, new long[] {batch, 1, steps}, 'c');
            }
        };
    }

    private static INDArray targets(Workload workload, int number) {
        int batch = workload.size().batch();
        int outputs = workload.network().outputSize();
        if (workload.loss() instanceof BinaryCrossEntropy) {
            float[] values = new float[batch];
            for (int i = 0; i < batch; i++) {
                values[i] = below(2, number, 1, i);
            }
            return Nd4j.create(values, new long[] {batch, 1}, 'c');
        }
        boolean everyStep = workload.network().readout() instanceof Readout.EveryStep;
        INDArray steps =
                oneHot(number, 1, batch, outputs, everyStep ? workload.size().steps() : 1);
        return everyStep ? steps : steps.reshape(batch, outputs);
    }

    /** Returns [B, classes, T] with a one in each column. */
    private static INDArray oneHot(int number, int stream, int batch, int classes, int steps) {
        INDArray values = Nd4j.zeros(DataType.FLOAT, batch, classes, steps);
        for (int i = 0; i < batch; i++) {
            for (int t = 0; t < steps; t++) {
                values.putScalar(new int[] {i, below(classes, number, stream, (long) i * steps + t), t}, 1f);
            }
        }
        return values;
    }

    private static int below(int limit, int number, int stream, long place) {
        return (int) (uniform(number, stream, place) * limit);
    }

    private static float uniform(int number, int stream, long place) {
        return CounterHash.uniform(SEED, Purpose.SAMPLING, stream, number, 0, place);
    }
}

package dev.unroll.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/** What Unroll is compared with: another library, or itself in another form. */
public enum Peer {
    /** PyTorch's official libtorch, under Java. */
    PYTORCH("pytorch", "dev.unroll.bench.pytorch.PyTorchContender"),
    /** ONNX Runtime: inference only. */
    ONNXRUNTIME("onnxruntime", "dev.unroll.bench.onnxruntime.OnnxContender"),
    /** Deeplearning4j. */
    DL4J("dl4j", "dev.unroll.bench.dl4j.Dl4jContender"),
    /** Unroll on its scalar kernels, as without the module jdk.incubator.vector. */
    SCALAR("scalar", ""),
    /** Unroll with a user's cell that has the equations of the built-in one. */
    USER_CELL("user-cell", ""),
    /** Unroll with the weights of recurrent layers kept as bfloat16: forward only. */
    BFLOAT16("bfloat16", ""),
    /** Unroll with the weights of recurrent layers kept as int8: forward only. */
    INT8("int8", "");

    private static final String UNROLL = "dev.unroll.bench.worker.UnrollContender";

    private final String word;
    private final String mainClass;

    Peer(String word, String mainClass) {
        this.word = word;
        this.mainClass = mainClass;
    }

    /** Returns the peer of this name. */
    public static Peer of(String word) {
        for (Peer peer : values()) {
            if (peer.word.equals(word)) {
                return peer;
            }
        }
        throw new TypeConversionException("there is no peer \"" + word + "\": there are " + Arrays.toString(values()));
    }

    /** Returns the name on the command line, and of the folder in {@code bench/peers}. */
    @Override
    public String toString() {
        return word;
    }

    /** Returns the command that starts a worker of it; {@code home} is the folder of the module bench. */
    ProcessBuilder worker(Path home, int threads) throws IOException {
        if (mainClass.isEmpty()) {
            return unroll(threads, word);
        }
        Path target = home.resolve("peers").resolve(word).resolve("target");
        Path classPath = target.resolve("classpath.txt");
        if (!Files.isReadable(classPath)) {
            throw new IOException("the peer " + word + " is not built: " + classPath + " is missing; run it by ./unroll"
                    + " bench --peer " + word + ", which builds it");
        }
        var command = new ArrayList<>(List.of(java(), "-Dunroll.bench.natives=" + target.resolve("natives")));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(
                target.resolve("classes") + ":" + Files.readString(classPath).strip());
        command.addAll(List.of(mainClass, Integer.toString(threads)));
        return new ProcessBuilder(command);
    }

    /** Returns the command that starts a worker of Unroll, on the flags and class path of this process. */
    static ProcessBuilder unroll(int threads, String... form) {
        var command = new ArrayList<>(List.of(java()));
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // Whoever instruments this process, like the build's test coverage, would slow the workers down.
            if (!flag.startsWith("-javaagent")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), UNROLL, Integer.toString(threads)));
        command.addAll(List.of(form));
        return new ProcessBuilder(command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Returns what tells native libraries how many threads to use. */
    static Map<String, String> environment(int threads) {
        String number = Integer.toString(threads);
        return Map.of("OMP_NUM_THREADS", number, "MKL_NUM_THREADS", number, "OPENBLAS_NUM_THREADS", number);
    }
}

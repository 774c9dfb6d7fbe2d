package dev.unroll.bench.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.unroll.bench.onnxruntime.OnnxModel.Outputs;
import dev.unroll.bench.worker.Contender;
import dev.unroll.bench.worker.Step;
import dev.unroll.bench.worker.Worker;
import dev.unroll.bench.workload.Size;
import dev.unroll.bench.workload.Workload;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ONNX Runtime: all optimizations on, tensors made before the time starts. */
public final class OnnxContender implements Contender {

    private static final long SEED = 1;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    private OnnxContender() {}

    /** Serves ONNX Runtime; {@code args} are the number of threads. */
    public static void main(String[] args) throws IOException {
        Worker.serve(new OnnxContender(), args);
    }

    @Override
    public String description() {
        return "onnxruntime " + environment.getVersion();
    }

    @Override
    public Step prepare(Workload workload, int threads) throws OrtException {
        return switch (workload.kind()) {
            case STREAMING_STEP -> streaming(workload, threads);
            case INFERENCE -> inference(workload, threads);
            case TRAINING_STEP, WHOLE_TRAINING ->
                throw new UnsupportedOperationException("ONNX Runtime for the JVM trains no recurrent networks");
        };
    }

    private OrtSession open(OnnxModel model, int threads) throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        return environment.createSession(model.toBytes(), options);
    }

    /** Two pairs of states take turns as what goes in and what comes out: no copy, no allocation. */
    private Step streaming(Workload workload, int threads) throws OrtException {
        Size size = workload.size();
        var model = new OnnxModel(workload.cell(), size, Outputs.LAST_STATE);
        OrtSession session = open(model, threads);
        OnnxTensor input = random(0, size.steps(), size.batch(), workload.cell().inputSize());
        var hidden = List.of(zeros(1, size.batch(), size.hidden()), zeros(1, size.batch(), size.hidden()));
        var cell = List.of(zeros(1, size.batch(), size.hidden()), zeros(1, size.batch(), size.hidden()));
        var inputs = List.of(
                inputs(model, input, hidden.getFirst(), cell.getFirst()),
                inputs(model, input, hidden.getLast(), cell.getLast()));
        var outputs = List.of(
                outputs(model, hidden.getLast(), cell.getLast()), outputs(model, hidden.getFirst(), cell.getFirst()));
        int[] turn = {0};
        return () -> {
            int now = turn[0]++ & 1;
            session.run(inputs.get(now), outputs.get(now)).close();
        };
    }

    private Step inference(Workload workload, int threads) throws OrtException {
        Size size = workload.size();
        var model = new OnnxModel(workload.cell(), size, Outputs.EVERY_STEP);
        OrtSession session = open(model, threads);
        OnnxTensor zeros = zeros(1, size.batch(), size.hidden());
        var pool = new ArrayList<Map<String, OnnxTensor>>();
        for (int i = 0; i < workload.pool(); i++) {
            OnnxTensor input =
                    random(i, size.steps(), size.batch(), workload.cell().inputSize());
            pool.add(inputs(model, input, zeros, zeros));
        }
        int[] turn = {0};
        return () -> session.run(pool.get(turn[0]++ % pool.size())).close();
    }

    private static Map<String, OnnxTensor> inputs(
            OnnxModel model, OnnxTensor input, OnnxTensor hidden, OnnxTensor cell) {
        var inputs = new HashMap<>(Map.of("X", input, "h0", hidden));
        if (model.isLstm()) {
            inputs.put("c0", cell);
        }
        return inputs;
    }

    private static Map<String, OnnxTensor> outputs(OnnxModel model, OnnxTensor hidden, OnnxTensor cell) {
        var outputs = new HashMap<>(Map.of("Yh", hidden));
        if (model.isLstm()) {
            outputs.put("Yc", cell);
        }
        return outputs;
    }

    private OnnxTensor zeros(int... shape) throws OrtException {
        return tensor(buffer(shape), shape);
    }

    /** Returns uniform numbers, others for each {@code number}. */
    private OnnxTensor random(int number, int... shape) throws OrtException {
        FloatBuffer values = buffer(shape);
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, CounterHash.uniform(SEED, Purpose.SAMPLING, number, 0, 0, i));
        }
        return tensor(values, shape);
    }

    private static FloatBuffer buffer(int... shape) {
        int count = Float.BYTES;
        for (int length : shape) {
            count = Math.multiplyExact(count, length);
        }
        return ByteBuffer.allocateDirect(count).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private OnnxTensor tensor(FloatBuffer values, int... shape) throws OrtException {
        return OnnxTensor.createTensor(
                environment, values, Arrays.stream(shape).asLongStream().toArray());
    }
}

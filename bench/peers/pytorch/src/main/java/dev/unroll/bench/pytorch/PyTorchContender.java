package dev.unroll.bench.pytorch;

import dev.unroll.bench.worker.Contender;
import dev.unroll.bench.worker.Step;
import dev.unroll.bench.worker.Worker;
import dev.unroll.bench.workload.Workload;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.loss.Ctc;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Readout;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** PyTorch. Its data are tensors made before the time starts, one-hot ones too. */
public final class PyTorchContender implements Contender {

    /** What {@code at::Reduction::Mean} is. */
    private static final long MEAN = 1;

    private PyTorchContender() {}

    /** Serves PyTorch; {@code args} are the number of threads. */
    public static void main(String[] args) throws IOException {
        PyTorchNatives.install();
        Worker.serve(new PyTorchContender(), args);
    }

    @Override
    public String description() {
        String build = torch.show_config().getString();
        return "pytorch " + torch.TORCH_VERSION + (build.contains("BLAS_INFO=mkl") ? " (MKL)" : " (not MKL)");
    }

    @Override
    public Step prepare(Workload workload, int threads) {
        torch.set_num_threads(threads);
        torch.manual_seed(1);
        return switch (workload.kind()) {
            case TRAINING_STEP -> training(workload, PyTorchModel.of(workload.network()));
            case WHOLE_TRAINING -> wholeTraining(workload);
            case STREAMING_STEP -> streaming(workload);
            case INFERENCE -> inference(workload);
        };
    }

    private static Step training(Workload workload, PyTorchModel network) {
        Tensor[] inputs = pool(workload, () -> inputs(workload));
        Tensor[] targets = pool(workload, () -> targets(workload));
        return training(workload, network, inputs, targets);
    }

    private static Step training(Workload workload, PyTorchModel network, Tensor[] inputs, Tensor[] targets) {
        Optimizer optimizer = optimizer(workload, network.parameters());
        int[] turn = {0};
        return () -> {
            try (var _ = new PointerScope()) {
                int now = turn[0]++ % inputs.length;
                optimizer.zero_grad();
                Tensor outputs = network.outputs(inputs[now]);
                loss(workload, outputs, targets[now]).backward();
                optimizer.step();
            }
        };
    }

    private static Tensor loss(Workload workload, Tensor outputs, Tensor targets) {
        return switch (workload.loss()) {
            case BinaryCrossEntropy _ -> torch.binary_cross_entropy_with_logits(outputs.squeeze(1), targets);
            case Ctc _ -> ctcLoss(workload, outputs, targets);
            default -> torch.cross_entropy(outputs, targets);
        };
    }

    /** Its classes are the labels and then the blank, as Unroll's are. */
    private static Tensor ctcLoss(Workload workload, Tensor outputs, Tensor targets) {
        long batch = workload.size().batch();
        long steps = workload.size().steps();
        long classes = workload.network().outputSize();
        Tensor logProbabilities =
                torch.log_softmax(outputs.reshape(batch, steps, classes), 2).transpose(0, 1);
        var longs = new TensorOptions(ScalarType.Long);
        Tensor sourceLengths = torch.full(new long[] {batch}, new Scalar(steps), longs);
        Tensor targetLengths = torch.full(new long[] {batch}, new Scalar(targets.size(1)), longs);
        return torch.ctc_loss(logProbabilities, targets, sourceLengths, targetLengths, classes - 1, MEAN, false);
    }

    private static Step wholeTraining(Workload workload) {
        Tensor[] inputs = pool(workload, () -> inputs(workload));
        Tensor[] targets = pool(workload, () -> targets(workload));
        return () -> {
            try (var _ = new PointerScope()) {
                Step step = training(workload, new PyTorchNetwork(workload.network()), inputs, targets);
                for (int epoch = 0; epoch < Workload.EPOCHS; epoch++) {
                    step.run();
                }
            }
        };
    }

    private static Step streaming(Workload workload) {
        GradMode.set_enabled(false);
        var network = new PyTorchNetwork(workload.network());
        return new StreamingCell(
                network.layers(),
                workload.network().input().width(),
                workload.size().hidden());
    }

    private static Step inference(Workload workload) {
        GradMode.set_enabled(false);
        var network = new PyTorchNetwork(workload.network());
        Tensor[] inputs = pool(workload, () -> inputs(workload));
        int[] turn = {0};
        return () -> {
            try (var _ = new PointerScope()) {
                network.layers().outputs(inputs[turn[0]++ % inputs.length]);
            }
        };
    }

    private static Tensor[] pool(Workload workload, Supplier<Tensor> batch) {
        var pool = new Tensor[workload.pool()];
        Arrays.setAll(pool, i -> batch.get());
        return pool;
    }

    /** Returns [B, T, features], [B, T] tokens to embed, or [2, B, T] of source and target. */
    private static Tensor inputs(Workload workload) {
        long batch = workload.size().batch();
        long steps = workload.size().steps();
        return switch (workload.network().input()) {
            case InputSpec.Dense(int features) -> torch.rand(batch, steps, features);
            case InputSpec.OneHot(int tokens) ->
                torch.one_hot(classes(tokens, batch, steps), tokens).to(ScalarType.Float);
            case InputSpec.Embedding(int tokens, int _) -> classes(tokens, batch, steps);
            case InputSpec.Pair pair -> classes(pair.tokens(), 2, batch, steps);
            case InputSpec other -> throw new UnsupportedOperationException("no workload reads " + other.kind());
        };
    }

    private static Tensor targets(Workload workload) {
        if (workload.loss() instanceof Ctc) {
            long batch = workload.size().batch();
            return classes(workload.network().outputSize() - 1, batch, workload.labels());
        }
        boolean everyStep = workload.network().readout() instanceof Readout.EveryStep;
        long rows =
                (long) workload.size().batch() * (everyStep ? workload.size().steps() : 1);
        return workload.loss() instanceof BinaryCrossEntropy
                ? classes(2, rows).to(ScalarType.Float)
                : classes(workload.network().outputSize(), rows);
    }

    private static Tensor classes(int limit, long... shape) {
        return torch.randint(limit, shape, new TensorOptions(ScalarType.Long));
    }

    private static Optimizer optimizer(Workload workload, TensorVector parameters) {
        double learningRate = workload.learningRate();
        return switch (workload.optimizer().name()) {
            case "adam" -> new Adam(parameters, new AdamOptions(learningRate));
            case "adamw" -> new AdamW(parameters, new AdamWOptions(learningRate));
            case String other -> throw new UnsupportedOperationException("no workload is optimized by " + other);
        };
    }
}

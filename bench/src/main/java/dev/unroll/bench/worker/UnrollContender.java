package dev.unroll.bench.worker;

import dev.unroll.bench.workload.Size;
import dev.unroll.bench.workload.Workload;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.Stepper;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.TrainingStep;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Unroll, through its public API as a user writes it. */
public final class UnrollContender implements Contender {

    private static final long SEED = 1;

    private final Kernels kernels;
    private final UnaryOperator<Workload> form;
    private final WeightForm weights;
    private final String description;

    private UnrollContender(Kernels kernels, UnaryOperator<Workload> form, WeightForm weights, String what) {
        this.kernels = kernels;
        this.form = form;
        this.weights = weights;
        this.description = what + " (" + kernels.description() + ")";
    }

    /** Serves Unroll; {@code args} are the number of threads and, if it is not Unroll as it comes, its form. */
    public static void main(String[] args) throws IOException {
        String form = args.length > 1 ? args[1] : "";
        Worker.serve(
                switch (form) {
                    case "" -> like(Kernels.fastest(), UnaryOperator.identity(), "unroll");
                    case "scalar" -> like(Kernels.scalar(), UnaryOperator.identity(), "unroll");
                    case "user-cell" -> like(Kernels.fastest(), UserCell::inPlaceOfLstm, "unroll with a user's cell");
                    case "bfloat16", "int8" ->
                        new UnrollContender(
                                Kernels.fastest(),
                                UnaryOperator.identity(),
                                WeightForm.of(form),
                                "unroll with weights of " + form);
                    default -> throw new IllegalArgumentException("Unroll has no form \"" + form + "\"");
                },
                args);
    }

    private static UnrollContender like(Kernels kernels, UnaryOperator<Workload> form, String what) {
        return new UnrollContender(kernels, form, WeightForm.FLOAT32, what);
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Step prepare(Workload asked, int threads) {
        Workload workload = form.apply(asked);
        if (weights.isCompact() && !workload.kind().isForward()) {
            throw new UnsupportedOperationException("weights are trained as float32 alone, and " + workload.name()
                    + " trains; weights of " + weights + " are for W6 and W7");
        }
        Network network = Network.initialize(workload.network(), Initialization.PYTORCH, SEED)
                .withWeights(weights);
        var data = new RandomData(workload, SEED);
        // The workload's threads live as long as the process.
        Team team = Team.of(threads);
        return switch (workload.kind()) {
            case TRAINING_STEP -> trainingStep(workload, network, data.examples(), team);
            case WHOLE_TRAINING -> wholeTraining(workload, data.examples(), team);
            case STREAMING_STEP -> streamingStep(network, data);
            case INFERENCE -> inference(workload, network, data.inputs(), team);
        };
    }

    private Step trainingStep(Workload workload, Network network, Examples examples, Team team) {
        var step = new TrainingStep(network, workload.loss(), workload.optimizer(), new Compute(kernels, team));
        var batches = new Batches(workload, examples.inputs());
        return () -> step.step(batches.next(), examples.labels(), workload.learningRate(), SEED, 1);
    }

    private Step wholeTraining(Workload workload, Examples examples, Team team) {
        return () -> {
            Network fresh = Network.initialize(workload.network(), Initialization.PYTORCH, SEED);
            var step = new TrainingStep(fresh, workload.loss(), workload.optimizer(), new Compute(kernels, team));
            var batch = new Batch().of(examples.inputs());
            for (int epoch = 0; epoch < Workload.EPOCHS; epoch++) {
                step.step(batch, examples.labels(), workload.learningRate(), SEED, epoch);
            }
        };
    }

    private Step streamingStep(Network network, RandomData data) {
        var stepper = new Stepper(NetworkWeights.forInference(network), kernels);
        Matrix state = stepper.newState();
        float[] input = data.vector();
        float[] output = new float[network.spec().outputSize()];
        return () -> stepper.step(input, state, state, output);
    }

    private Step inference(Workload workload, Network network, Sequences inputs, Team team) {
        var run = new NetworkRun(NetworkWeights.forInference(network), kernels, team);
        var batches = new Batches(workload, inputs);
        return () -> run.forward(batches.next());
    }

    /** The pool's batches in turn. */
    private static final class Batches {

        private final Size size;
        private final Sequences inputs;
        private final int[] order;
        private final Batch batch = new Batch();
        private int next;

        Batches(Workload workload, Sequences inputs) {
            this.size = workload.size();
            this.inputs = inputs;
            this.order = new int[inputs.count()];
            Arrays.setAll(order, i -> i);
        }

        Batch next() {
            int from = next;
            next = (from + size.batch()) % order.length;
            return batch.of(inputs, order, from, from + size.batch());
        }
    }
}

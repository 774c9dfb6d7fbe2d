package dev.unroll.bench.workload;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Part;
import dev.unroll.core.network.Readout;
import dev.unroll.core.optimizer.Optimizer;

/**
 * What is measured: one timed unit of a {@link Kind}, float32, every sequence of the same length.
 *
 * @param name as the user asked for it: {@code W1}, {@code W4lstm:batch=8}
 * @param network built of cells that every library knows: {@code rnn_tanh}, {@code lstm}, {@code gru}
 * @param pool how many batches of random data take turns
 */
public record Workload(
        String name,
        Kind kind,
        NetworkSpec network,
        Size size,
        Loss loss,
        Optimizer optimizer,
        double learningRate,
        int pool) {

    /** Epochs of a {@link Kind#WHOLE_TRAINING}. */
    public static final int EPOCHS = 100;

    /** What one timed unit is. */
    public enum Kind {
        /** A training step: forward, loss, backward, update. */
        TRAINING_STEP("ms/step", 1e6),
        /** The training of a fresh model for {@value Workload#EPOCHS} epochs of one batch. */
        WHOLE_TRAINING("ms/training", 1e6),
        /** One step of one sequence, the state carried. */
        STREAMING_STEP("µs/step", 1e3),
        /** A forward pass over a batch. */
        INFERENCE("ms/batch", 1e6);

        private final String unit;
        private final double nanos;

        Kind(String unit, double nanos) {
            this.unit = unit;
            this.nanos = nanos;
        }

        /** Returns whether nothing is learned. */
        public boolean isForward() {
            return this == STREAMING_STEP || this == INFERENCE;
        }

        /** Returns the unit that people read its times in. */
        public String unit() {
            return unit;
        }

        /** Returns the nanoseconds in that unit. */
        public double unitNanos() {
            return nanos;
        }
    }

    /** Returns the cell that the layers are made of. */
    public Cell cell() {
        return network.layers().getFirst().cell();
    }

    /** Returns how many sequences one timed unit takes in. */
    public int samples() {
        return kind == Kind.WHOLE_TRAINING ? EPOCHS * size.batch() : size.batch();
    }

    /** Returns how many labels a sequence has of which nobody says at which steps they are. */
    public int labels() {
        return Math.max(1, size.steps() / 10);
    }

    /**
     * Returns the operations of the products of one forward pass, a multiplication and an addition each; a one-hot input
     * counts as if it were multiplied.
     */
    public double forwardOperations() {
        double aStep = operationsAStep(network);
        int heads = network.readout() instanceof Readout.EveryStep ? size.steps() : 1;
        double head =
                switch (network.head()) {
                    case Head.Linear(int outputs) -> 2.0 * network.featureSize() * outputs * heads;
                    case Head.None() -> 0;
                };
        return size.batch() * (aStep * size.steps() + head);
    }

    /** Returns those of a step of all layers, of the source's too and of what attends to it. */
    private double operationsAStep(NetworkSpec of) {
        double operations = of.input() instanceof InputSpec.Pair pair ? operationsAStep(pair.source()) : 0;
        for (Layer layer : of.layers()) {
            int inputs = layer.cell().inputSize() + layer.cell().outputSize();
            operations += 2.0
                    * layer.directions()
                    * inputs
                    * gates(layer.cell())
                    * layer.cell().outputSize();
        }
        for (Part part : of.parts()) {
            if (part instanceof Attention.Recurrent attention) {
                double width = attention.layer().outputSize();
                // Queries, keys, and at each step the scores of all the source's steps and their weighted mean.
                operations += 2 * (width * width + width * width + size.steps() * (width + width));
            }
        }
        return operations;
    }

    private static int gates(Cell cell) {
        return switch (cell.name()) {
            case "lstm" -> 4;
            case "gru" -> 3;
            default -> 1;
        };
    }

    /** Returns the operations that bound one timed unit from below: three times a forward pass in training. */
    public double ceilingOperations() {
        return switch (kind) {
            case TRAINING_STEP -> 3 * forwardOperations();
            case WHOLE_TRAINING -> 3 * forwardOperations() * EPOCHS;
            case STREAMING_STEP, INFERENCE -> forwardOperations();
        };
    }

    /** Returns whether products are what bounds it; a single sequence waits for memory, a tiny network for everything. */
    public boolean isBoundByProducts() {
        return size.batch() > 1;
    }
}

package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Place;
import java.util.Optional;

/** Makes the first state of a decoder's layer of the last states of an encoder's: h = tanh(W e + b). */
public final class Bridge {

    /** Its weight, ready to multiply. */
    public static final class Weights {
        private final Place place;
        private final Matrix weight;
        private final Matrix bias;
        private final Panels ahead;
        private final Panels back;

        private Weights(Link link, Material material) {
            this.place = link.place();
            this.weight = material.parameter(Layer.bridgeWeightName(place));
            this.bias = material.parameter(Layer.bridgeBiasName(place));
            this.ahead = new Panels(weight.columns(), weight.rows());
            this.back = new Panels(weight.rows(), weight.columns());
            repack();
        }

        /** Returns the weights of a layer's bridge; none where there is nothing to start from. */
        public static Optional<Weights> of(Layer layer, Link link, Material material) {
            boolean starts = link.given().memory().ends() > 0 && layer.stateSize() > 0;
            return starts ? Optional.of(new Weights(link, material)) : Optional.empty();
        }

        /** Packs the parameters again. */
        public void repack() {
            ahead.packTransposed(weight, 0, 0);
            back.pack(weight, 0, 0);
        }

        /** Returns a new bridge. */
        public Bridge run(Means means) {
            return new Bridge(this, means);
        }
    }

    private final Weights weights;
    private final Kernels kernels;
    private final Scratch scratch = new Scratch();
    private final Matrix weightGradient;
    private final Matrix biasGradient;
    private Matrix started;
    private Matrix gradient;

    private Bridge(Weights weights, Means means) {
        this.weights = weights;
        this.kernels = means.kernels();
        this.weightGradient = means.gradient(Layer.bridgeWeightName(weights.place));
        this.biasGradient = means.gradient(Layer.bridgeBiasName(weights.place));
        this.started = Matrix.zeros(0, weights.weight.rows());
        this.gradient = started;
    }

    /** Writes the first state of each of a memory's sources to the first columns of {@code states}. */
    public void begin(Memory memory, Matrix states) {
        int count = memory.sources();
        if (started.rows() < count) {
            started = Matrix.zeros(count, started.columns());
            gradient = Matrix.zeros(count, started.columns());
        }
        for (int s = 0; s < count; s++) {
            Rows.copyRow(weights.bias, 0, 0, started, s, 0, started.columns());
        }
        kernels.addProduct(memory.ends(), 0, weights.ahead, started, 0, count, scratch);
        kernels.tanh(started.data(), 0, started.data(), 0, count * started.columns());
        Rows.copy(started, 0, states, 0, count, started.columns());
    }

    /** Adds the gradients of the parameters and of the memory's last states, from that of the states that it began. */
    public void backward(Memory memory, Matrix ofStates) {
        int count = memory.sources();
        int width = started.columns();
        Rows.copy(ofStates, 0, gradient, 0, count, width);
        kernels.tanhGradient(started.data(), 0, gradient.data(), 0, gradient.data(), 0, count * width);
        kernels.addTransposedProduct(gradient, 0, memory.ends(), 0, count, weightGradient, 0, width, scratch);
        kernels.addColumnSums(gradient, 0, count, biasGradient.data(), biasGradient.offset(), 0, width);
        kernels.addProduct(gradient, 0, weights.back, memory.endsGradient(), 0, count, scratch);
    }
}

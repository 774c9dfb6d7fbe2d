package dev.unroll.bench.pytorch;

import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A network of PyTorch's own modules: embedding, recurrent layers, linear head. */
final class PyTorchNetwork implements PyTorchModel {

    private final NetworkSpec spec;
    private final Optional<EmbeddingImpl> embedding;
    private final RecurrentLayers layers;
    private final Optional<LinearImpl> head;

    PyTorchNetwork(NetworkSpec spec) {
        this.spec = spec;
        this.embedding = spec.input() instanceof InputSpec.Embedding(int tokens, int width)
                ? Optional.of(new EmbeddingImpl(tokens, width))
                : Optional.empty();
        this.layers = RecurrentLayers.of(spec);
        this.head = spec.head() instanceof Head.Linear(int outputs)
                ? Optional.of(new LinearImpl(spec.featureSize(), outputs))
                : Optional.empty();
    }

    @Override
    public TensorVector parameters() {
        List<Tensor> all = new ArrayList<>();
        embedding.ifPresent(module -> all.addAll(PyTorchModel.of(module)));
        all.addAll(List.of(layers.parameters().get()));
        head.ifPresent(module -> all.addAll(PyTorchModel.of(module)));
        return new TensorVector(all.toArray(new Tensor[0]));
    }

    RecurrentLayers layers() {
        return layers;
    }

    /** Returns the outputs for [B, T, features], or [B, T] tokens to embed. */
    @Override
    public Tensor outputs(Tensor input) {
        Tensor hidden =
                layers.outputs(embedding.map(module -> module.forward(input)).orElse(input));
        long batch = hidden.size(0);
        long steps = hidden.size(1);
        long width = hidden.size(2);
        Tensor features =
                switch (spec.readout()) {
                    case Readout.LastStep _ -> hidden.select(1, steps - 1);
                    case Readout.Flatten _ -> hidden.reshape(batch, steps * width);
                    case Readout.EveryStep _ -> hidden.reshape(batch * steps, width);
                    case Readout other -> throw new UnsupportedOperationException("no workload reads out by " + other);
                };
        return head.map(module -> module.forward(features)).orElse(features);
    }
}

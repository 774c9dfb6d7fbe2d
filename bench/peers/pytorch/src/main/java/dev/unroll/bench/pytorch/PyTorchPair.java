package dev.unroll.bench.pytorch;

import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.GRUCellImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LinearOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Encoder and decoder of two GRU layers each, with additive attention in front of the decoder's first. Only that layer is
 * walked step by step; {@code nn.GRU} computes all others. Sources are of one length, so nothing is masked.
 */
final class PyTorchPair implements PyTorchModel {

    private final EmbeddingImpl sourceEmbedding;
    private final GRUImpl encoder;
    private final EmbeddingImpl embedding;
    private final LinearImpl firstBridge;
    private final LinearImpl secondBridge;
    private final LinearImpl query;
    private final LinearImpl key;
    private final LinearImpl score;
    private final GRUCellImpl first;
    private final GRUImpl second;
    private final LinearImpl head;

    PyTorchPair(NetworkSpec spec, InputSpec.Pair pair) {
        var source = (InputSpec.Embedding) pair.source().input();
        List<Layer> encoders = pair.source().layers();
        List<Layer> decoders = spec.layers();
        if (encoders.size() != 2 || decoders.size() != 2 || !(spec.head() instanceof Head.Linear)) {
            throw new UnsupportedOperationException("no workload translates by " + spec);
        }
        int hidden = spec.featureSize();
        sourceEmbedding = new EmbeddingImpl(source.tokens(), source.width());
        encoder = gru(source.width(), hidden, 2);
        embedding = new EmbeddingImpl(pair.tokens(), pair.width());
        firstBridge = new LinearImpl(hidden, hidden);
        secondBridge = new LinearImpl(hidden, hidden);
        query = map(hidden, hidden);
        key = map(hidden, hidden);
        score = map(hidden, 1);
        first = new GRUCellImpl(pair.width() + hidden, hidden);
        second = gru(hidden, hidden, 1);
        head = new LinearImpl(hidden, spec.outputSize());
    }

    private static GRUImpl gru(int inputSize, int hiddenSize, int layers) {
        var options = new GRUOptions(inputSize, hiddenSize);
        options.num_layers().put(layers);
        options.batch_first().put(true);
        return new GRUImpl(options);
    }

    private static LinearImpl map(int inputSize, int outputSize) {
        var options = new LinearOptions(inputSize, outputSize);
        options.bias().put(false);
        return new LinearImpl(options);
    }

    @Override
    public TensorVector parameters() {
        return new TensorVector(Stream.of(
                        sourceEmbedding,
                        encoder,
                        embedding,
                        firstBridge,
                        secondBridge,
                        query,
                        key,
                        score,
                        first,
                        second,
                        head)
                .flatMap(module -> PyTorchModel.of(module).stream())
                .toArray(Tensor[]::new));
    }

    /** Returns [B · T, tokens] for [2, B, T], the tokens of the source and those told to the decoder. */
    @Override
    public Tensor outputs(Tensor input) {
        var encoded = encoder.forward(sourceEmbedding.forward(input.select(0, 0)));
        Tensor memory = encoded.get0();
        Tensor end = encoded.get1().select(0, 1);
        Tensor attended = attended(embedding.forward(input.select(0, 1)), memory, torch.tanh(firstBridge.forward(end)));
        Tensor start = torch.tanh(secondBridge.forward(end)).unsqueeze(0);
        Tensor hidden = second.forward(attended, start).get0();
        return head.forward(hidden.reshape(-1, hidden.size(2)));
    }

    /** Returns the first decoder layer's outputs, [B, T, H]. */
    private Tensor attended(Tensor told, Tensor memory, Tensor start) {
        Tensor keys = key.forward(memory);
        var outputs = new ArrayList<Tensor>();
        Tensor state = start;
        for (long t = 0; t < told.size(1); t++) {
            Tensor scores =
                    score.forward(torch.tanh(query.forward(state).unsqueeze(1).add(keys)));
            Tensor weights = torch.softmax(scores.squeeze(2), 1).unsqueeze(1);
            Tensor context = torch.bmm(weights, memory).squeeze(1);
            state = first.forward(torch.cat(new TensorVector(told.select(1, t), context), 1), state);
            outputs.add(state);
        }
        return torch.stack(new TensorVector(outputs.toArray(new Tensor[0])), 1);
    }
}

package dev.unroll.bench.pytorch;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.network.NetworkSpec;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** PyTorch's {@code nn.RNN}, {@code nn.LSTM} or {@code nn.GRU}, batch first. */
sealed interface RecurrentLayers {

    /** Returns the layers of a network whose cells are all of one kind and size. */
    static RecurrentLayers of(NetworkSpec spec) {
        Cell cell = spec.layers().getFirst().cell();
        int layers = spec.layers().size();
        boolean bidirectional = spec.layers().getFirst().directions() == 2;
        switch (cell.name()) {
            case "rnn_tanh" -> {
                var options = new RNNOptions(cell.inputSize(), cell.outputSize());
                options.num_layers().put(layers);
                options.batch_first().put(true);
                options.bidirectional().put(bidirectional);
                return new Rnn(new RNNImpl(options));
            }
            case "lstm" -> {
                var options = new LSTMOptions(cell.inputSize(), cell.outputSize());
                options.num_layers().put(layers);
                options.batch_first().put(true);
                options.bidirectional().put(bidirectional);
                return new Lstm(new LSTMImpl(options));
            }
            case "gru" -> {
                var options = new GRUOptions(cell.inputSize(), cell.outputSize());
                options.num_layers().put(layers);
                options.batch_first().put(true);
                options.bidirectional().put(bidirectional);
                return new Gru(new GRUImpl(options));
            }
            default -> throw new UnsupportedOperationException("PyTorch has no layer of " + cell.name());
        }
    }

    /** Returns the last layer's outputs, [B, T, H]. */
    Tensor outputs(Tensor input);

    TensorVector parameters();

    record Rnn(RNNImpl module) implements RecurrentLayers {
        @Override
        public Tensor outputs(Tensor input) {
            return module.forward(input).get0();
        }

        @Override
        public TensorVector parameters() {
            return module.parameters();
        }
    }

    record Lstm(LSTMImpl module) implements RecurrentLayers {
        @Override
        public Tensor outputs(Tensor input) {
            return module.forward(input).get0();
        }

        @Override
        public TensorVector parameters() {
            return module.parameters();
        }
    }

    record Gru(GRUImpl module) implements RecurrentLayers {
        @Override
        public Tensor outputs(Tensor input) {
            return module.forward(input).get0();
        }

        @Override
        public TensorVector parameters() {
            return module.parameters();
        }
    }
}

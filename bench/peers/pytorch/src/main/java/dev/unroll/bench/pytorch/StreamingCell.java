package dev.unroll.bench.pytorch;

import dev.unroll.bench.worker.Step;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One step after the other, the state carried, by {@code at::lstm_cell} and its kin: the leanest that PyTorch has, twice
 * as fast as a sequence of one step through {@code nn.LSTM}.
 */
final class StreamingCell implements Step {

    private final RecurrentLayers kind;
    private final Tensor input;
    private final Tensor inputWeight;
    private final Tensor hiddenWeight;
    private final TensorOptional inputBias;
    private final TensorOptional hiddenBias;
    private Tensor hidden;
    private Tensor cell;

    StreamingCell(RecurrentLayers layers, int inputSize, int hiddenSize) {
        TensorVector parameters = layers.parameters();
        kind = layers;
        input = torch.rand(1, inputSize);
        // Handles of their own: what get returns lies in the vector's memory, and goes when the vector does.
        inputWeight = new Tensor(parameters.get(0));
        hiddenWeight = new Tensor(parameters.get(1));
        inputBias = new TensorOptional(parameters.get(2));
        hiddenBias = new TensorOptional(parameters.get(3));
        hidden = torch.zeros(1, hiddenSize);
        cell = torch.zeros(1, hiddenSize);
    }

    @Override
    public void run() {
        try (var _ = new PointerScope()) {
            switch (kind) {
                case RecurrentLayers.Rnn _ ->
                    hidden = replace(
                            hidden,
                            torch.rnn_tanh_cell(input, hidden, inputWeight, hiddenWeight, inputBias, hiddenBias));
                case RecurrentLayers.Gru _ ->
                    hidden = replace(
                            hidden, torch.gru_cell(input, hidden, inputWeight, hiddenWeight, inputBias, hiddenBias));
                case RecurrentLayers.Lstm _ -> {
                    var next = torch.lstm_cell(
                            input, new TensorVector(hidden, cell), inputWeight, hiddenWeight, inputBias, hiddenBias);
                    hidden = replace(hidden, next.get0());
                    cell = replace(cell, next.get1());
                }
            }
        }
    }

    /** Returns a handle on the new tensor that outlives the step's scope, and lets the old one go. */
    private static Tensor replace(Tensor old, Tensor next) {
        var kept = new Tensor(next);
        kept.retainReference();
        old.releaseReference();
        return kept;
    }
}

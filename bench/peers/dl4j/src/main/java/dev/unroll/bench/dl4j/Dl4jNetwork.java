package dev.unroll.bench.dl4j;

import dev.unroll.bench.workload.Workload;
import dev.unroll.core.cell.Cell;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.optimizer.AdamW;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Makes networks of Deeplearning4j's layers. It has no AdamW: Adam and its weight decay stand in. */
final class Dl4jNetwork {

    private static final long SEED = 1;

    private Dl4jNetwork() {}

    static MultiLayerNetwork of(Workload workload) {
        NetworkSpec spec = workload.network();
        var builder = new NeuralNetConfiguration.Builder()
                .seed(SEED)
                .dataType(DataType.FLOAT)
                .updater(new Adam(workload.learningRate()));
        if (workload.optimizer() instanceof AdamW adamW) {
            builder.weightDecay(adamW.weightDecay());
        }
        ListBuilder layers = builder.list();
        if (spec.input() instanceof InputSpec.Embedding(int tokens, int width)) {
            layers.layer(new EmbeddingSequenceLayer.Builder()
                    .nIn(tokens)
                    .nOut(width)
                    .inputLength(workload.size().steps())
                    .build());
        }
        for (int i = 0; i < spec.layers().size(); i++) {
            BaseRecurrentLayer layer = recurrent(spec.layers().get(i).cell());
            boolean last = i == spec.layers().size() - 1 && spec.readout() instanceof Readout.LastStep;
            layers.layer(last ? new LastTimeStep(layer) : layer);
        }
        if (spec.readout() instanceof Readout.Flatten(int steps)) {
            layers.inputPreProcessor(
                    spec.layers().size(), new Flatten(steps, workload.size().hidden()));
        }
        layers.layer(head(workload));
        var network = new MultiLayerNetwork(layers.build());
        network.init();
        return network;
    }

    private static BaseRecurrentLayer recurrent(Cell cell) {
        return switch (cell.name()) {
            case "rnn_tanh" ->
                new SimpleRnn.Builder()
                        .nIn(cell.inputSize())
                        .nOut(cell.outputSize())
                        .activation(Activation.TANH)
                        .build();
            case "lstm" ->
                new LSTM.Builder()
                        .nIn(cell.inputSize())
                        .nOut(cell.outputSize())
                        .activation(Activation.TANH)
                        .build();
            default -> throw new UnsupportedOperationException("Deeplearning4j has no layer of " + cell.name());
        };
    }

    private static Layer head(Workload workload) {
        NetworkSpec spec = workload.network();
        boolean binary = workload.loss() instanceof BinaryCrossEntropy;
        LossFunction loss = binary ? LossFunction.XENT : LossFunction.MCXENT;
        Activation activation = binary ? Activation.SIGMOID : Activation.SOFTMAX;
        int features = spec.featureSize();
        if (spec.head() instanceof Head.None) {
            // It accepts no network without an output layer: the smallest there is.
            return new RnnOutputLayer.Builder(LossFunction.MSE)
                    .nIn(features)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .build();
        }
        return spec.readout() instanceof Readout.EveryStep
                ? new RnnOutputLayer.Builder(loss)
                        .nIn(features)
                        .nOut(spec.outputSize())
                        .activation(activation)
                        .build()
                : new OutputLayer.Builder(loss)
                        .nIn(features)
                        .nOut(spec.outputSize())
                        .activation(activation)
                        .build();
    }
}

package dev.unroll.run.job;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Residual;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TimeReduction;
import dev.unroll.data.embedding.WordVectors;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the table {@code [model]} of a configuration means as a network. */
final class NetworkPlan {

    private NetworkPlan() {}

    /** Throws if parts of the configuration contradict each other; needs no data. */
    static void check(TrainConfig config) {
        ModelTable model = config.model();
        boolean scored = config.training().kept() == TrainingTable.KeptEpoch.BEST
                || config.training().schedule().watched().isPresent();
        if (scored && !config.data().isValidated()) {
            throw usage("training.kept best and training.schedule plateau go by the validation examples, so"
                    + " data.validation_fraction (of series: data.validation_span) must be above 0, or training.kept"
                    + " last and training.schedule another");
        }
        if (model.freeze() && model.embeddingRate() != 1) {
            throw usage("model.freeze leaves the embedding as it starts, so model.embedding_rate must be 1 but is "
                    + model.embeddingRate());
        }
        if (model.cell().isByHand()) {
            if (model.layers() != 1 || model.bidirectional() || model.dropout() != 0) {
                throw usage("model.cell by_hand puts out the answer itself, so model.layers must be 1,"
                        + " model.bidirectional false and model.dropout 0");
            }
            if (model.readout() == ModelTable.Readout.FLATTEN) {
                throw usage("model.cell by_hand puts out the answer itself, so model.readout must not be flatten");
            }
        }
        checkTimeReduction(config);
    }

    private static void checkTimeReduction(TrainConfig config) {
        ModelTable model = config.model();
        if (model.timeReduction() == 1) {
            return;
        }
        String needed = "so model.time_reduction must be 1 but is " + model.timeReduction();
        if (model.cell().isByHand()) {
            throw usage("model.cell by_hand puts out the answer itself, " + needed);
        }
        boolean readsSounds = model.input() == ModelTable.Input.VECTORS;
        switch (config.target().decoder()) {
            case CTC -> {}
            case RECURRENT -> {
                if (!readsSounds) {
                    throw usage("target.decoder recurrent says how it weighs each token of a text, " + needed
                            + "; sounds, and target.decoder ctc, may have their steps joined");
                }
            }
            case NONE -> {
                if (model.readout() == ModelTable.Readout.EACH) {
                    throw usage("model.readout each answers at each step, " + needed);
                }
            }
        }
    }

    private static ConfigException usage(String sentence) {
        return new ConfigException(sentence);
    }

    /**
     * Returns a fresh network, its embedding that of pre-trained word vectors if there are any.
     *
     * @param inputs what it will be trained on: flatten needs their length
     */
    static Network network(TrainConfig config, TrainingData<?> data, Sequences inputs) {
        return network(config, data.problem(), data.vectors(), inputs);
    }

    /** As {@link #network(TrainConfig, TrainingData, Sequences)}, of a problem whose examples are elsewhere. */
    static Network network(TrainConfig config, Problem<?> problem, Optional<WordVectors> pretrained, Sequences inputs) {
        InputSpec input = problem.inputSpec(config.model());
        int outputs = problem.task().outputs();
        NetworkSpec spec = problem.decoder(config)
                .map(whole -> whole.apply(spec(config.model(), input, outputs, inputs, new Head.None())))
                .orElseGet(() -> spec(config.model(), input, outputs, inputs, new Head.Linear(outputs)));
        Initialization initialization =
                switch (config.model().initialization()) {
                    case PYTORCH -> Initialization.PYTORCH;
                    case KERAS -> Initialization.KERAS;
                };
        long seed = config.training().seed();
        Network drawn = withIdentity(Network.initialize(spec, initialization, seed), config.model());
        Network fresh = withGates(drawn, config.model(), seed);
        return pretrained.map(vectors -> withVectors(fresh, vectors)).orElse(fresh);
    }

    private static Network withIdentity(Network drawn, ModelTable model) {
        try {
            return switch (model.recurrentWeights()) {
                case USUAL -> drawn;
                case IDENTITY -> drawn.withIdentity((float) model.identityScale());
            };
        } catch (IllegalArgumentException e) {
            throw usage("model.recurrent_weights identity: " + e.getMessage()
                    + "; model.cell must be one whose state is multiplied by square matrices, such as rnn_relu");
        }
    }

    private static Network withGates(Network fresh, ModelTable model, long seed) {
        try {
            return switch (model.forgetGates()) {
                case USUAL -> fresh;
                case BIASED -> fresh.withForgetBias((float) model.forgetBias());
                case LAGS -> fresh.withGatesForLags(model.longestLag(), seed);
            };
        } catch (IllegalArgumentException e) {
            throw usage("model.forget_gates " + model.forgetGates().name().toLowerCase(Locale.ROOT) + ": "
                    + e.getMessage() + "; model.cell must be one that has, such as lstm or gru");
        }
    }

    private static Network withVectors(Network fresh, WordVectors vectors) {
        float[] values = fresh.values();
        fresh.layout().windows().stream()
                .filter(window -> window.role() == Role.EMBEDDING)
                .forEach(window -> vectors.writeTo(window.on(values)));
        return Network.of(fresh.spec(), values);
    }

    private static NetworkSpec spec(ModelTable model, InputSpec input, int outputs, Sequences inputs, Head usual) {
        Layer.Reading reading = model.bidirectional() ? Layer.Reading.BIDIRECTIONAL : Layer.Reading.FORWARD;
        List<Layer> layers = new ArrayList<>();
        int width = input.width();
        for (int i = 0; i < model.layers(); i++) {
            Cell cell = model.layer(model.cell().of(width, model.hiddenSize(), outputs));
            layers.add(new Layer(cell, reading, merge(model)));
            width = layers.getLast().outputSize() * (i == 0 ? model.timeReduction() : 1);
        }
        boolean byHand = model.cell().isByHand();
        Head head = byHand ? new Head.None() : usual;
        var dropout = new Dropouts(
                model.inputDropout(),
                model.dropout(),
                model.dropout(),
                model.variationalDropout() ? Dropout.Mask.VARIATIONAL : Dropout.Mask.EACH_STEP);
        Readout readout = readout(model, inputs);
        if (!model.residual() && model.timeReduction() == 1) {
            return new NetworkSpec(input, layers, dropout, readout, head);
        }
        try {
            return ofParts(model, input, layers, dropout, readout, head);
        } catch (IllegalArgumentException e) {
            throw usage((model.residual() ? "model.residual: " : "model.time_reduction: ") + e.getMessage());
        }
    }

    private static Layer.Merge merge(ModelTable model) {
        return switch (model.merge()) {
            case CONCATENATION -> Layer.Merge.CONCATENATION;
            case SUM -> Layer.Merge.SUM;
            case MEAN -> Layer.Merge.MEAN;
            case PRODUCT -> Layer.Merge.PRODUCT;
        };
    }

    /**
     * Returns the usual network, with its steps joined after the first layer, and a connection around each layer whose input is as
     * wide as what it puts out: not the first, nor the one that reads joined steps.
     */
    private static NetworkSpec ofParts(
            ModelTable model, InputSpec input, List<Layer> layers, Dropouts dropout, Readout readout, Head head) {
        var between = new Dropout(dropout.layers(), dropout.mask());
        NetworkSpec spec = NetworkSpec.reading(input)
                .then(new Dropout(dropout.input(), dropout.mask()))
                .then(layers.getFirst());
        boolean isJoined = model.timeReduction() > 1;
        if (isJoined) {
            spec = spec.then(new TimeReduction(model.timeReduction()));
        }
        for (int i = 1; i < layers.size(); i++) {
            boolean isAround = model.residual() && !(isJoined && i == 1);
            spec = isAround
                    ? spec.then(Residual.around(between, layers.get(i)))
                    : spec.then(between).then(layers.get(i));
        }
        NetworkSpec read = spec.then(readout).then(new Dropout(dropout.head(), dropout.mask()));
        return head instanceof Head.Linear linear ? read.then(linear) : read;
    }

    private static Readout readout(ModelTable model, Sequences inputs) {
        return switch (model.readout()) {
            case LAST -> new Readout.LastStep();
            case LAST_POSITION -> new Readout.LastPosition();
            case MAX -> new Readout.Max();
            case MEAN -> new Readout.Mean();
            case EACH -> new Readout.EveryStep();
            case FLATTEN -> new Readout.Flatten(Math.ceilDiv(commonLength(inputs), model.timeReduction()));
            case ATTENTION -> new Readout.Pooling(model.hiddenSize());
        };
    }

    private static int commonLength(Sequences inputs) {
        for (int i = 1; i < inputs.count(); i++) {
            if (inputs.length(i) != inputs.length(0)) {
                throw usage("model.readout flatten needs inputs of one length, but one has "
                        + Sentence.counted(inputs.length(0), "step") + " and another " + inputs.length(i)
                        + "; last, max or mean take any");
            }
        }
        return inputs.length(0);
    }
}

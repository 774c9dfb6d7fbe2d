package dev.unroll.run.task.transduce;

import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.CellChoice;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TargetTable;
import dev.unroll.run.config.TrainConfig;
import java.util.Optional;

/** What the table {@code [target]} of a configuration means as a network. */
final class DecoderPlan {

    private final ModelTable model;
    private final TargetTable target;
    private final int size;

    private DecoderPlan(TrainConfig config) {
        this.model = config.model();
        this.target = config.target();
        this.size = target.decoderSize() == 0 ? model.hiddenSize() : target.decoderSize();
    }

    /** Returns the network that reads sources as the given one does, and says targets of so many tokens. */
    static NetworkSpec of(TrainConfig config, NetworkSpec source, int tokens) {
        try {
            return new DecoderPlan(config).spec(source, tokens);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("[target]: " + e.getMessage());
        }
    }

    private NetworkSpec spec(NetworkSpec source, int tokens) {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Pair(source, tokens, target.targetEmbeddingSize()))
                .then(dropout(model.inputDropout()));
        for (int i = 0; i < target.decoderLayers(); i++) {
            spec = i == 0
                    ? first(spec, source.outputSize())
                    : spec.then(dropout(model.dropout())).then(this::layer);
        }
        if (score().isPresent() && target.feed() == TargetTable.Feed.NONE) {
            spec = spec.then(new Attention.Combined(score().get()));
        }
        return spec.then(dropout(model.dropout())).then(new Head.Linear(tokens));
    }

    private NetworkSpec first(NetworkSpec spec, int memory) {
        if (score().isEmpty() || target.feed() == TargetTable.Feed.NONE) {
            return spec.then(this::layer);
        }
        boolean reads = target.feed() == TargetTable.Feed.CONTEXT;
        return spec.then(width -> new Attention.Recurrent(
                layer(width + (reads ? memory : size)),
                score().get(),
                reads ? Attention.Feed.CONTEXT : Attention.Feed.ATTENTION));
    }

    private Layer layer(int width) {
        CellChoice cell = target.decoderCell().orSource(model.cell());
        // What a decoder starts as is read of the source.
        return new Layer(model.masked(cell.of(width, size, size)));
    }

    private Optional<Attention.Score> score() {
        return switch (target.attention()) {
            case NONE -> Optional.empty();
            case ADDITIVE -> Optional.of(Attention.Score.ADDITIVE);
            case GENERAL -> Optional.of(Attention.Score.GENERAL);
            case DOT -> Optional.of(Attention.Score.DOT);
        };
    }

    private Dropout dropout(double share) {
        return new Dropout(share, model.variationalDropout() ? Dropout.Mask.VARIATIONAL : Dropout.Mask.EACH_STEP);
    }
}

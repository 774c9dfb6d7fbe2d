package dev.unroll.core.model;

import static java.util.Map.entry;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.form.Data;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a network is, as plain data for {@code config.json}, its cells' equations included, and back. */
final class NetworkData {

    private NetworkData() {}

    static Map<String, Object> write(NetworkSpec spec) {
        var data = new LinkedHashMap<String, Object>();
        data.put(
                "input",
                switch (spec.input()) {
                    case InputSpec.Dense(int features) -> object(entry("kind", "dense"), entry("size", features));
                    case InputSpec.OneHot(int tokens) -> object(entry("kind", "one_hot"), entry("size", tokens));
                    case InputSpec.Embedding(int tokens, int width) ->
                        object(entry("kind", "embedding"), entry("size", tokens), entry("width", width));
                });
        data.put("layers", spec.layers().stream().map(NetworkData::write).toList());
        Dropout dropout = spec.dropout();
        Map<String, Object> shares = object(
                entry("input", dropout.input()), entry("layers", dropout.layers()), entry("head", dropout.head()));
        if (dropout.mask() == Dropout.Mask.VARIATIONAL) {
            shares.put("mask", word(Dropout.Mask.VARIATIONAL));
        }
        data.put("dropout", shares);
        data.put(
                "readout",
                switch (spec.readout()) {
                    case Readout.LastStep _ -> object(entry("kind", "last_step"));
                    case Readout.LastPosition _ -> object(entry("kind", "last_position"));
                    case Readout.EveryStep _ -> object(entry("kind", "every_step"));
                    case Readout.Flatten(int steps) -> object(entry("kind", "flatten"), entry("steps", steps));
                    case Readout.Mean _ -> object(entry("kind", "mean"));
                    case Readout.Max _ -> object(entry("kind", "max"));
                });
        data.put(
                "head",
                switch (spec.head()) {
                    case Head.Linear(int outputs) -> object(entry("kind", "linear"), entry("size", outputs));
                    case Head.None _ -> object(entry("kind", "none"));
                });
        return data;
    }

    /** In the order of the entries, unlike Map.of, whose order changes from run to run: one model is one file. */
    @SafeVarargs
    private static Map<String, Object> object(Map.Entry<String, ?>... entries) {
        var object = new LinkedHashMap<String, Object>();
        for (Map.Entry<String, ?> entry : entries) {
            object.put(entry.getKey(), entry.getValue());
        }
        return object;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> write(Layer layer) {
        var data = new LinkedHashMap<String, Object>();
        data.put("reading", word(layer.reading()));
        data.put("equations", layer.cell().toString().lines().toList());
        data.put("cell", layer.cell().toData());
        return data;
    }

    static NetworkSpec read(Data data) {
        data.requireKeys(Set.of("input", "layers", "dropout", "readout", "head"));
        return data.make(() -> new NetworkSpec(
                input(data.at("input")),
                data.at("layers").list().stream().map(NetworkData::layer).toList(),
                dropout(data.at("dropout")),
                readout(data.at("readout")),
                head(data.at("head"))));
    }

    private static InputSpec input(Data data) {
        return switch (data.kind()) {
            case "dense" -> new InputSpec.Dense(size(data));
            case "one_hot" -> new InputSpec.OneHot(size(data));
            case "embedding" -> {
                data.requireKeys(Set.of("kind", "size", "width"));
                yield new InputSpec.Embedding(
                        data.at("size").whole(), data.at("width").whole());
            }
            default -> throw data.at("kind").wrong("must be dense, one_hot or embedding");
        };
    }

    private static int size(Data data) {
        return data.requireKeys(Set.of("kind", "size")).at("size").whole();
    }

    private static Layer layer(Data data) {
        data.requireKeys(Set.of("reading", "equations", "cell"));
        Layer.Reading reading = data.at("reading").choice(Layer.Reading.values(), NetworkData::word);
        return new Layer(Cell.fromData(data.at("cell").map()), reading);
    }

    private static Dropout dropout(Data data) {
        boolean masked = data.has("mask");
        data.requireKeys(masked ? Set.of("input", "layers", "head", "mask") : Set.of("input", "layers", "head"));
        return new Dropout(
                data.at("input").number(),
                data.at("layers").number(),
                data.at("head").number(),
                masked ? data.at("mask").choice(Dropout.Mask.values(), NetworkData::word) : Dropout.Mask.EACH_STEP);
    }

    private static Readout readout(Data data) {
        return switch (data.kind()) {
            case "last_step" -> new Readout.LastStep();
            case "last_position" -> new Readout.LastPosition();
            case "every_step" -> new Readout.EveryStep();
            case "flatten" ->
                new Readout.Flatten(
                        data.requireKeys(Set.of("kind", "steps")).at("steps").whole());
            case "mean" -> new Readout.Mean();
            case "max" -> new Readout.Max();
            default ->
                throw data.at("kind").wrong("must be last_step, last_position, every_step, flatten, mean or max");
        };
    }

    private static Head head(Data data) {
        return switch (data.kind()) {
            case "linear" -> new Head.Linear(size(data));
            case "none" -> new Head.None();
            default -> throw data.at("kind").wrong("must be linear or none");
        };
    }
}

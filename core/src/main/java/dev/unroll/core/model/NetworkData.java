package dev.unroll.core.model;

import static java.util.Map.entry;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.form.DataForm;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    static NetworkSpec read(Object data, String place) {
        Map<?, ?> map = DataForm.map(data, Set.of("input", "layers", "dropout", "readout", "head"), place);
        try {
            return new NetworkSpec(
                    input(DataForm.value(map, "input"), place + ".input"),
                    layers(DataForm.value(map, "layers"), place + ".layers"),
                    dropout(DataForm.value(map, "dropout"), place + ".dropout"),
                    readout(DataForm.value(map, "readout"), place + ".readout"),
                    head(DataForm.value(map, "head"), place + ".head"));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(message.startsWith(place) ? message : place + ": " + message, e);
        }
    }

    private static InputSpec input(Object data, String place) {
        String kind = DataForm.kind(data, place);
        return switch (kind) {
            case "dense" -> new InputSpec.Dense(DataForm.whole(data, "size", place, "kind", "size"));
            case "one_hot" -> new InputSpec.OneHot(DataForm.whole(data, "size", place, "kind", "size"));
            case "embedding" ->
                new InputSpec.Embedding(
                        DataForm.whole(data, "size", place, "kind", "size", "width"),
                        DataForm.whole(data, "width", place, "kind", "size", "width"));
            default -> throw DataForm.unknownKind(place, "dense, one_hot or embedding", kind);
        };
    }

    private static List<Layer> layers(Object data, String place) {
        if (!(data instanceof List<?> list)) {
            throw new IllegalArgumentException(place + " must be a list");
        }
        var layers = new ArrayList<Layer>();
        for (Object element : list) {
            String at = place + "[" + layers.size() + "]";
            Map<?, ?> map = DataForm.map(element, Set.of("reading", "equations", "cell"), at);
            if (!(DataForm.value(map, "cell") instanceof Map<?, ?> cell)) {
                throw new IllegalArgumentException(at + ".cell must be an object");
            }
            Layer.Reading reading = DataForm.choice(
                    Layer.Reading.values(), NetworkData::word, DataForm.value(map, "reading"), at + ".reading");
            layers.add(new Layer(Cell.fromData(DataForm.named(cell)), reading));
        }
        return layers;
    }

    private static Dropout dropout(Object data, String place) {
        boolean masked = data instanceof Map<?, ?> given && given.containsKey("mask");
        Map<?, ?> map = DataForm.map(
                data, masked ? Set.of("input", "layers", "head", "mask") : Set.of("input", "layers", "head"), place);
        Dropout.Mask mask = masked
                ? DataForm.choice(
                        Dropout.Mask.values(), NetworkData::word, DataForm.value(map, "mask"), place + ".mask")
                : Dropout.Mask.EACH_STEP;
        return new Dropout(
                DataForm.number(map, "input", place),
                DataForm.number(map, "layers", place),
                DataForm.number(map, "head", place),
                mask);
    }

    private static Readout readout(Object data, String place) {
        String kind = DataForm.kind(data, place);
        return switch (kind) {
            case "last_step" -> new Readout.LastStep();
            case "last_position" -> new Readout.LastPosition();
            case "every_step" -> new Readout.EveryStep();
            case "flatten" -> new Readout.Flatten(DataForm.whole(data, "steps", place, "kind", "steps"));
            case "mean" -> new Readout.Mean();
            case "max" -> new Readout.Max();
            default ->
                throw DataForm.unknownKind(place, "last_step, last_position, every_step, flatten, mean or max", kind);
        };
    }

    private static Head head(Object data, String place) {
        String kind = DataForm.kind(data, place);
        return switch (kind) {
            case "linear" -> new Head.Linear(DataForm.whole(data, "size", place, "kind", "size"));
            case "none" -> new Head.None();
            default -> throw DataForm.unknownKind(place, "linear or none", kind);
        };
    }
}

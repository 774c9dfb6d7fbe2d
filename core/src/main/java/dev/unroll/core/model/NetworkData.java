package dev.unroll.core.model;

import dev.unroll.core.cell.Cell;
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
                    case InputSpec.Dense(int features) -> Map.of("kind", "dense", "size", features);
                    case InputSpec.OneHot(int tokens) -> Map.of("kind", "one_hot", "size", tokens);
                    case InputSpec.Embedding(int tokens, int width) ->
                        Map.of("kind", "embedding", "size", tokens, "width", width);
                });
        data.put("layers", spec.layers().stream().map(NetworkData::write).toList());
        Dropout dropout = spec.dropout();
        data.put("dropout", Map.of("input", dropout.input(), "layers", dropout.layers(), "head", dropout.head()));
        data.put(
                "readout",
                switch (spec.readout()) {
                    case Readout.LastStep _ -> Map.of("kind", "last_step");
                    case Readout.LastPosition _ -> Map.of("kind", "last_position");
                    case Readout.EveryStep _ -> Map.of("kind", "every_step");
                    case Readout.Flatten(int steps) -> Map.of("kind", "flatten", "steps", steps);
                    case Readout.Mean _ -> Map.of("kind", "mean");
                    case Readout.Max _ -> Map.of("kind", "max");
                });
        data.put(
                "head",
                switch (spec.head()) {
                    case Head.Linear(int outputs) -> Map.of("kind", "linear", "size", outputs);
                    case Head.None _ -> Map.of("kind", "none");
                });
        return data;
    }

    private static Map<String, Object> write(Layer layer) {
        var data = new LinkedHashMap<String, Object>();
        data.put("reading", layer.reading().name().toLowerCase(Locale.ROOT));
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
                    Layer.Reading.values(),
                    value -> value.name().toLowerCase(Locale.ROOT),
                    DataForm.value(map, "reading"),
                    at + ".reading");
            layers.add(new Layer(Cell.fromData(DataForm.named(cell)), reading));
        }
        return layers;
    }

    private static Dropout dropout(Object data, String place) {
        Map<?, ?> map = DataForm.map(data, Set.of("input", "layers", "head"), place);
        return new Dropout(
                DataForm.number(map, "input", place),
                DataForm.number(map, "layers", place),
                DataForm.number(map, "head", place));
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

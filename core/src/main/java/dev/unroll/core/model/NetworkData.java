package dev.unroll.core.model;

import static dev.unroll.core.model.PartData.object;
import static java.util.Map.entry;

import dev.unroll.core.form.DataForm;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a network is, as plain data for {@code config.json}, its cells' equations included, and back: the usual network as
 * its input, layers, dropout, readout and head; another as its input and its parts, in order.
 */
final class NetworkData {

    private static final String PARTS = "parts";

    private NetworkData() {}

    static Map<String, Object> write(NetworkSpec spec) {
        var data = new LinkedHashMap<String, Object>();
        data.put("input", write(spec.input()));
        if (!spec.isUsual()) {
            data.put(PARTS, spec.parts().stream().map(PartData::write).toList());
            return data;
        }
        data.put("layers", spec.layers().stream().map(PartData::fields).toList());
        data.put("dropout", write(spec.dropout()));
        data.put("readout", PartData.write(spec.readout()));
        data.put(
                "head",
                switch (spec.head()) {
                    case Head.Linear linear -> PartData.write(linear);
                    case Head.None _ -> object(entry("kind", "none"));
                });
        return data;
    }

    private static Map<String, Object> write(InputSpec input) {
        return switch (input) {
            case InputSpec.Dense(int features) -> object(entry("kind", input.kind()), entry("size", features));
            case InputSpec.OneHot(int tokens) -> object(entry("kind", input.kind()), entry("size", tokens));
            case InputSpec.Embedding(int tokens, int width) ->
                object(entry("kind", input.kind()), entry("size", tokens), entry("width", width));
            case InputSpec.Words(int words, int vector, NetworkSpec letters) ->
                object(
                        entry("kind", input.kind()),
                        entry("size", words),
                        entry("width", vector),
                        entry("letters", write(letters)));
        };
    }

    private static Map<String, Object> write(Dropouts dropout) {
        Map<String, Object> shares = object(
                entry("input", dropout.input()), entry("layers", dropout.layers()), entry("head", dropout.head()));
        if (dropout.mask() == Dropout.Mask.VARIATIONAL) {
            shares.put("mask", PartData.word(Dropout.Mask.VARIATIONAL));
        }
        return shares;
    }

    static NetworkSpec read(Object data, String place) {
        boolean ofParts = data instanceof Map<?, ?> given && given.containsKey(PARTS);
        Map<?, ?> map = DataForm.map(
                data,
                ofParts ? Set.of("input", PARTS) : Set.of("input", "layers", "dropout", "readout", "head"),
                place);
        try {
            InputSpec input = input(DataForm.value(map, "input"), place + ".input");
            if (ofParts) {
                return NetworkSpec.of(input, PartData.readAll(DataForm.value(map, PARTS), place + "." + PARTS));
            }
            return new NetworkSpec(
                    input,
                    layers(DataForm.value(map, "layers"), place + ".layers"),
                    dropout(DataForm.value(map, "dropout"), place + ".dropout"),
                    PartData.readout(DataForm.value(map, "readout"), place + ".readout"),
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
            case "words" -> {
                String[] keys = {"kind", "size", "width", "letters"};
                Map<?, ?> map = DataForm.map(data, Set.of(keys), place);
                yield new InputSpec.Words(
                        DataForm.whole(data, "size", place, keys),
                        DataForm.whole(data, "width", place, keys),
                        read(DataForm.value(map, "letters"), place + ".letters"));
            }
            default -> throw DataForm.unknownKind(place, "dense, one_hot, embedding or words", kind);
        };
    }

    private static List<Layer> layers(Object data, String place) {
        if (!(data instanceof List<?> list)) {
            throw new IllegalArgumentException(place + " must be a list");
        }
        var layers = new ArrayList<Layer>();
        for (Object element : list) {
            layers.add(PartData.layer(element, place + "[" + layers.size() + "]", Set.of()));
        }
        return layers;
    }

    private static Dropouts dropout(Object data, String place) {
        boolean masked = PartData.isMasked(data);
        Map<?, ?> map = DataForm.map(
                data, masked ? Set.of("input", "layers", "head", "mask") : Set.of("input", "layers", "head"), place);
        return new Dropouts(
                DataForm.number(map, "input", place),
                DataForm.number(map, "layers", place),
                DataForm.number(map, "head", place),
                PartData.mask(map, place));
    }

    private static Head head(Object data, String place) {
        String kind = DataForm.kind(data, place);
        return switch (kind) {
            case "linear" -> PartData.linear(data, place);
            case "none" -> new Head.None();
            default -> throw DataForm.unknownKind(place, "linear or none", kind);
        };
    }
}

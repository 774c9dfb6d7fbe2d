package dev.unroll.core.model;

import static dev.unroll.core.model.PartData.object;
import static java.util.Map.entry;

import dev.unroll.core.form.Data;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import java.util.LinkedHashMap;
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
            case InputSpec.Pair(NetworkSpec source, int tokens, int width) ->
                object(
                        entry("kind", input.kind()),
                        entry("size", tokens),
                        entry("width", width),
                        entry("source", write(source)));
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

    static NetworkSpec read(Data data) {
        boolean ofParts = data.has(PARTS);
        data.requireKeys(ofParts ? Set.of("input", PARTS) : Set.of("input", "layers", "dropout", "readout", "head"));
        InputSpec input = input(data.at("input"));
        if (ofParts) {
            return data.make(() -> NetworkSpec.of(input, PartData.readAll(data.at(PARTS))));
        }
        return data.make(() -> new NetworkSpec(
                input,
                data.at("layers").list().stream()
                        .map(layer -> PartData.layer(layer, Set.of()))
                        .toList(),
                dropout(data.at("dropout")),
                PartData.readout(data.at("readout")),
                head(data.at("head"))));
    }

    private static InputSpec input(Data data) {
        return switch (data.kind()) {
            case "dense" -> data.make(() -> new InputSpec.Dense(PartData.size(data)));
            case "one_hot" -> data.make(() -> new InputSpec.OneHot(PartData.size(data)));
            case "embedding" -> {
                data.requireKeys(Set.of("kind", "size", "width"));
                yield data.make(() -> new InputSpec.Embedding(
                        data.at("size").whole(), data.at("width").whole()));
            }
            case "words" -> {
                data.requireKeys(Set.of("kind", "size", "width", "letters"));
                NetworkSpec letters = read(data.at("letters"));
                yield data.make(() -> new InputSpec.Words(
                        data.at("size").whole(), data.at("width").whole(), letters));
            }
            case "pair" -> {
                data.requireKeys(Set.of("kind", "size", "width", "source"));
                NetworkSpec source = read(data.at("source"));
                yield data.make(() -> new InputSpec.Pair(
                        source, data.at("size").whole(), data.at("width").whole()));
            }
            default -> throw data.at("kind").wrong("must be dense, one_hot, embedding, words or pair");
        };
    }

    private static Dropouts dropout(Data data) {
        boolean masked = data.has(PartData.MASK);
        data.requireKeys(masked ? Set.of("input", "layers", "head", PartData.MASK) : Set.of("input", "layers", "head"));
        return new Dropouts(
                data.at("input").number(),
                data.at("layers").number(),
                data.at("head").number(),
                PartData.mask(data));
    }

    private static Head head(Data data) {
        return switch (data.kind()) {
            case "linear" -> new Head.Linear(PartData.size(data));
            case "none" -> new Head.None();
            default -> throw data.at("kind").wrong("must be linear or none");
        };
    }
}

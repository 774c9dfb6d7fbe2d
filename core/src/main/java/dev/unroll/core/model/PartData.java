package dev.unroll.core.model;

import static java.util.Map.entry;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.form.Data;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Part;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Residual;
import dev.unroll.core.network.TimeReduction;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a part of a network is, as plain data, and back: an object with its kind. */
final class PartData {

    private static final String KINDS =
            "recurrent, attentive_recurrent, combined_attention, dropout, linear, residual, time_reduction, last_step,"
                    + " last_position, every_step, flatten, mean, max or attention";

    /** The key that is there only if a mask is not the customary one. */
    static final String MASK = "mask";

    private PartData() {}

    static Map<String, Object> write(Part part) {
        Map<String, Object> data = object(entry("kind", part.kind()));
        switch (part) {
            case Layer layer -> data.putAll(fields(layer));
            case Head.Linear(int outputs) -> data.put("size", outputs);
            case TimeReduction(int factor) -> data.put("factor", factor);
            case Attention.Recurrent(Layer layer, Attention.Score score, Attention.Feed feed) -> {
                data.put("score", word(score));
                data.put("feed", word(feed));
                data.putAll(fields(layer));
            }
            case Attention.Combined(Attention.Score score) -> data.put("score", word(score));
            case Residual(List<Part> parts) ->
                data.put("parts", parts.stream().map(PartData::write).toList());
            case Dropout(double share, Dropout.Mask mask) -> {
                data.put("share", share);
                if (mask == Dropout.Mask.VARIATIONAL) {
                    data.put("mask", word(mask));
                }
            }
            case Readout.Flatten(int steps) -> data.put("steps", steps);
            case Readout.Pooling(int hiddenSize) -> data.put("size", hiddenSize);
            case Readout _ -> {}
        }
        return data;
    }

    /** Returns what a layer is, without its kind. */
    static Map<String, Object> fields(Layer layer) {
        var data = new LinkedHashMap<String, Object>();
        data.put("reading", word(layer.reading()));
        if (layer.merge() != Layer.Merge.CONCATENATION) {
            data.put("merge", word(layer.merge()));
        }
        data.put("equations", layer.cell().toString().lines().toList());
        data.put("cell", layer.cell().toData());
        return data;
    }

    /** In the order of the entries, unlike Map.of, whose order changes from run to run: one model is one file. */
    @SafeVarargs
    static Map<String, Object> object(Map.Entry<String, ?>... entries) {
        var object = new LinkedHashMap<String, Object>();
        for (Map.Entry<String, ?> entry : entries) {
            object.put(entry.getKey(), entry.getValue());
        }
        return object;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static List<Part> readAll(Data data) {
        return data.list().stream().map(PartData::read).toList();
    }

    private static Part read(Data data) {
        return switch (data.kind()) {
            case "recurrent" -> layer(data, Set.of("kind"));
            case "attentive_recurrent" -> {
                Layer layer = layer(data, Set.of("kind", "score", "feed"));
                Attention.Feed feed = data.at("feed").choice(Attention.Feed.values(), PartData::word);
                yield data.make(() -> new Attention.Recurrent(layer, score(data), feed));
            }
            case "combined_attention" -> new Attention.Combined(score(data.requireKeys(Set.of("kind", "score"))));
            case "dropout" -> {
                data.requireKeys(data.has(MASK) ? Set.of("kind", "share", MASK) : Set.of("kind", "share"));
                yield data.make(() -> new Dropout(data.at("share").number(), mask(data)));
            }
            case "time_reduction" ->
                data.make(() -> new TimeReduction(
                        data.requireKeys(Set.of("kind", "factor")).at("factor").whole()));
            case "linear" -> data.make(() -> new Head.Linear(size(data)));
            case "residual" ->
                new Residual(readAll(data.requireKeys(Set.of("kind", "parts")).at("parts")));
            case "last_step", "last_position", "every_step", "flatten", "mean", "max", "attention" -> readout(data);
            default -> throw data.at("kind").wrong("must be " + KINDS);
        };
    }

    private static Attention.Score score(Data data) {
        return data.at("score").choice(Attention.Score.values(), PartData::word);
    }

    /** Returns the size of an object that has its kind and no more beside. */
    static int size(Data data) {
        return data.requireKeys(Set.of("kind", "size")).at("size").whole();
    }

    /** Returns a layer, from an object that has these keys, too. */
    static Layer layer(Data data, Set<String> others) {
        Set<String> keys = new HashSet<>(Set.of("reading", "equations", "cell"));
        keys.addAll(others);
        boolean merges = data.has("merge");
        if (merges) {
            keys.add("merge");
        }
        data.requireKeys(keys);
        Layer.Reading reading = data.at("reading").choice(Layer.Reading.values(), PartData::word);
        Layer.Merge merge =
                merges ? data.at("merge").choice(Layer.Merge.values(), PartData::word) : Layer.Merge.CONCATENATION;
        return data.make(() -> new Layer(Cell.fromData(data.at("cell").map()), reading, merge));
    }

    /** Returns the mask that an object names, or the customary one. */
    static Dropout.Mask mask(Data data) {
        return data.has(MASK) ? data.at(MASK).choice(Dropout.Mask.values(), PartData::word) : Dropout.Mask.EACH_STEP;
    }

    static Readout readout(Data data) {
        return switch (data.kind()) {
            case "last_step" -> new Readout.LastStep();
            case "last_position" -> new Readout.LastPosition();
            case "every_step" -> new Readout.EveryStep();
            case "flatten" ->
                new Readout.Flatten(
                        data.requireKeys(Set.of("kind", "steps")).at("steps").whole());
            case "mean" -> new Readout.Mean();
            case "max" -> new Readout.Max();
            case "attention" -> data.make(() -> new Readout.Pooling(size(data)));
            default ->
                throw data.at("kind")
                        .wrong("must be last_step, last_position, every_step, flatten, mean, max or attention");
        };
    }
}

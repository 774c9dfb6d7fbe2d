package dev.unroll.core.model;

import static java.util.Map.entry;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.form.DataForm;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Part;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Residual;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a part of a network is, as plain data, and back: an object with its kind. */
final class PartData {

    private static final String KINDS =
            "recurrent, dropout, linear, residual, last_step, last_position, every_step, flatten, mean or max";

    private PartData() {}

    static Map<String, Object> write(Part part) {
        Map<String, Object> data = object(entry("kind", part.kind()));
        switch (part) {
            case Layer layer -> data.putAll(fields(layer));
            case Head.Linear(int outputs) -> data.put("size", outputs);
            case Residual(List<Part> parts) ->
                data.put("parts", parts.stream().map(PartData::write).toList());
            case Dropout(double share, Dropout.Mask mask) -> {
                data.put("share", share);
                if (mask == Dropout.Mask.VARIATIONAL) {
                    data.put("mask", word(mask));
                }
            }
            case Readout.Flatten(int steps) -> data.put("steps", steps);
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

    static List<Part> readAll(Object data, String place) {
        if (!(data instanceof List<?> list)) {
            throw new IllegalArgumentException(place + " must be a list");
        }
        var parts = new ArrayList<Part>();
        for (Object element : list) {
            parts.add(read(element, place + "[" + parts.size() + "]"));
        }
        return parts;
    }

    private static Part read(Object data, String place) {
        String kind = DataForm.kind(data, place);
        return switch (kind) {
            case "recurrent" -> layer(data, place, Set.of("kind"));
            case "dropout" -> dropout(data, place);
            case "linear" -> linear(data, place);
            case "residual" -> {
                Map<?, ?> map = DataForm.map(data, Set.of("kind", "parts"), place);
                yield new Residual(readAll(DataForm.value(map, "parts"), place + ".parts"));
            }
            case "last_step", "last_position", "every_step", "flatten", "mean", "max" -> readout(data, place);
            default -> throw DataForm.unknownKind(place, KINDS, kind);
        };
    }

    /** Returns a layer, from an object that has these keys, too. */
    static Layer layer(Object data, String place, Set<String> others) {
        Set<String> keys = new HashSet<>(Set.of("reading", "equations", "cell"));
        keys.addAll(others);
        boolean merges = data instanceof Map<?, ?> given && given.containsKey("merge");
        if (merges) {
            keys.add("merge");
        }
        Map<?, ?> map = DataForm.map(data, keys, place);
        if (!(DataForm.value(map, "cell") instanceof Map<?, ?> cell)) {
            throw new IllegalArgumentException(place + ".cell must be an object");
        }
        Layer.Reading reading = DataForm.choice(
                Layer.Reading.values(), PartData::word, DataForm.value(map, "reading"), place + ".reading");
        Layer.Merge merge = merges
                ? DataForm.choice(Layer.Merge.values(), PartData::word, DataForm.value(map, "merge"), place + ".merge")
                : Layer.Merge.CONCATENATION;
        return new Layer(Cell.fromData(DataForm.named(cell)), reading, merge);
    }

    private static Dropout dropout(Object data, String place) {
        Map<?, ?> map =
                DataForm.map(data, isMasked(data) ? Set.of("kind", "share", "mask") : Set.of("kind", "share"), place);
        return new Dropout(DataForm.number(map, "share", place), mask(map, place));
    }

    static boolean isMasked(Object data) {
        return data instanceof Map<?, ?> given && given.containsKey("mask");
    }

    static Dropout.Mask mask(Map<?, ?> map, String place) {
        return isMasked(map)
                ? DataForm.choice(Dropout.Mask.values(), PartData::word, DataForm.value(map, "mask"), place + ".mask")
                : Dropout.Mask.EACH_STEP;
    }

    static Head.Linear linear(Object data, String place) {
        return new Head.Linear(DataForm.whole(data, "size", place, "kind", "size"));
    }

    static Readout readout(Object data, String place) {
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
}

package dev.unroll.data.vectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.JsonLine;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.Problems;
import dev.unroll.data.vectors.SequenceCollector.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A file with one JSON object a line: the steps of a sequence, and its class or its values. A step is a list of numbers, or
 * one number; {@code null} is a number that is missing.
 *
 * <pre>
 *   {"steps": [[0.1, 9], [0.2, null]], "label": "walk"}
 *   {"steps": [1, 2, 3], "value": 4.5}
 * </pre>
 */
public final class StepLines {

    private StepLines() {}

    /** Returns whether the first line of a file is an object with a list of steps. */
    public static boolean isOne(Path file, SequenceForm form) {
        if (!Files.isRegularFile(file) || !Names.hasEnding(file, ".jsonl", ".ndjson", ".json")) {
            return false;
        }
        return first(file, form).get(form.columns().steps().getFirst()) instanceof JsonArray;
    }

    /** Returns the names of the fields of the first line; none if it is no object. */
    public static List<String> fields(Path file, SequenceForm form) {
        return List.copyOf(first(file, form).keySet());
    }

    /** Returns the object on the first line of a file; an empty one if there is none. */
    private static JsonObject first(Path file, SequenceForm form) {
        return Problems.reading(file, () -> {
            try (LineStream lines = LineStream.open(file, form.files().encoding())) {
                var line = lines.next();
                return line.isPresent() && JsonLine.parse(line.get().content()) instanceof JsonObject object
                        ? object
                        : new JsonObject();
            } catch (IllegalArgumentException e) {
                return new JsonObject();
            }
        });
    }

    /** Reads all lines. */
    public static void read(Path file, SequenceForm form, SequenceCollector into) {
        Problems.requireFile(file);
        into.beginFile();
        LineStream.read(file, form.files().encoding(), new Objects(Names.of(file), form, into));
    }

    /** Returns whether a text is an object or a list of JSON by its first character. */
    public static boolean isJson(String text) {
        String stripped = text.stripLeading();
        return stripped.startsWith("{") || stripped.startsWith("[");
    }

    /**
     * Returns the sequence of one line, an object or a list of steps alone, whatever belongs to it; [T, F].
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Matrix sequence(String line, SequenceForm form) {
        return switch (parsed(line)) {
            case JsonObject object -> vectors(list(object, form));
            case JsonArray steps -> vectors(steps);
            default -> throw new IllegalArgumentException("must be a JSON object or list");
        };
    }

    private static JsonElement parsed(String line) {
        try {
            return JsonLine.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; as it should be: {\"steps\": [[0.1, 9], [0.2, 8]]}", e);
        }
    }

    private static JsonArray list(JsonObject object, SequenceForm form) {
        String name = form.columns().steps().getFirst();
        if (!(object.get(name) instanceof JsonArray steps)) {
            throw new IllegalArgumentException("has no list under \"" + name + "\"");
        }
        return steps;
    }

    private static Matrix vectors(JsonArray steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("has no step");
        }
        int features = steps.get(0) instanceof JsonArray first ? first.size() : 1;
        Matrix vectors = Matrix.zeros(steps.size(), features);
        for (int t = 0; t < steps.size(); t++) {
            List<JsonElement> numbers = steps.get(t) instanceof JsonArray list ? list.asList() : List.of(steps.get(t));
            if (numbers.size() != features) {
                throw new IllegalArgumentException("step " + (t + 1) + " must have "
                        + Sentence.counted(features, "number") + " as the first one but has " + numbers.size());
            }
            for (int j = 0; j < features; j++) {
                vectors.set(t, j, number(numbers.get(j), t));
            }
        }
        return vectors;
    }

    private static float number(JsonElement element, int step) {
        if (element.isJsonNull()) {
            return Float.NaN;
        }
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isNumber()) {
            throw new IllegalArgumentException("step " + (step + 1) + " must be numbers but has " + element);
        }
        try {
            // JSON has a decimal point whatever the tables of a user have.
            return Numbers.parse(element.getAsString(), DecimalMark.POINT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("step " + (step + 1) + ": " + e.getMessage(), e);
        }
    }

    private record Objects(String file, SequenceForm form, SequenceCollector into) implements LineStream.Visitor {

        @Override
        public void line(long number, String line) {
            if (line.isBlank()) {
                into.addBlank();
                return;
            }
            try {
                if (!(JsonLine.parse(line) instanceof JsonObject object)) {
                    throw new IllegalArgumentException("must be a JSON object");
                }
                into.add(Part.TRAIN, file, number, vectors(list(object, form)), targets(object));
            } catch (IllegalArgumentException e) {
                into.addUnreadable(file, number, String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void unreadable(long number, Unreadable problem) {
            into.addUnreadable(file, number, problem);
        }

        private List<String> targets(JsonObject object) {
            List<String> targets = new ArrayList<>();
            for (String name : form.targets()) {
                switch (object.get(name)) {
                    case JsonArray list
                    when form.wanted() == SequenceForm.Wanted.VALUES ->
                        StreamSupport.stream(list.spliterator(), false)
                                .map(element -> target(name, element))
                                .forEach(targets::add);
                    case null -> throw new IllegalArgumentException("has nothing under \"" + name + "\"");
                    case JsonElement element -> targets.add(target(name, element));
                }
            }
            return targets;
        }

        private static String target(String name, JsonElement element) {
            if (!element.isJsonPrimitive()) {
                throw new IllegalArgumentException("has no text, number or Boolean under \"" + name + "\"");
            }
            return element.getAsString();
        }
    }
}

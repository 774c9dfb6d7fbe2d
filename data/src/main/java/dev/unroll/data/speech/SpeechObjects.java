package dev.unroll.data.speech;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hears the lines of a file of JSON objects, each with the path of a sound and its transcript, or a list of right ones. */
record SpeechObjects(Optional<Fields> said, SpeechCollector collector) implements LineStream.Visitor {

    /** Where in a longer recording a sound begins, in seconds, as manifests of NeMo have it. */
    private static final String OFFSET = "offset";

    private static final Gson JSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    /** Reads all lines of a file. */
    static void read(Path file, SpeechForm form, SpeechCollector collector) {
        LineStream.read(file, form.encoding(), new SpeechObjects(form.fields(), collector));
    }

    /** Returns whether the first object of a file has both keys. */
    static boolean namesKeys(Path file, SpeechForm form) {
        return Problems.reading(file, () -> {
            try (LineStream lines = LineStream.open(file, form.encoding())) {
                Optional<LineStream.Line> line = lines.next();
                while (line.isPresent() && line.get().content().isBlank()) {
                    line = lines.next();
                }
                return line.isPresent()
                        && JSON.fromJson(line.get().content(), JsonElement.class) instanceof JsonObject object
                        && !texts(object, Fields.sounds(form.fields())).isEmpty()
                        && !texts(object, Fields.transcripts(form.fields())).isEmpty();
            } catch (JsonParseException e) {
                return false;
            }
        });
    }

    @Override
    public void line(long number, String line) {
        if (line.isBlank()) {
            collector.addBlank();
            return;
        }
        try {
            element(number, JSON.fromJson(line, JsonElement.class));
        } catch (JsonParseException e) {
            collector.addUnreadable(number, "no JSON");
        }
    }

    private void element(long number, JsonElement element) {
        if (!(element instanceof JsonObject object)) {
            collector.addUnreadable(number, "must be a JSON object");
            return;
        }
        List<JsonElement> sounds = texts(object, Fields.sounds(said));
        List<JsonElement> transcripts = texts(object, Fields.transcripts(said));
        if (sounds.size() != 1) {
            collector.addUnreadable(
                    number, "has no text under " + shown(Fields.sounds(said)) + ", the path of a sound");
        } else if (transcripts.isEmpty()) {
            collector.addUnreadable(
                    number, "has no text under " + shown(Fields.transcripts(said)) + ", and no list of texts");
        } else if (isPartOfASound(object.get(OFFSET))) {
            collector.addUnreadable(
                    number,
                    "has an offset of " + object.get(OFFSET)
                            + " seconds, but sounds are read whole; cut it out: ffmpeg -ss " + object.get(OFFSET)
                            + " -t DURATION -i IN.wav OUT.wav");
        } else {
            collector.add(
                    number,
                    sounds.getFirst().getAsString(),
                    transcripts.stream().map(JsonElement::getAsString).toList());
        }
    }

    /** Returns what is under the first of some names that is there, if it is a text or a list of texts; else nothing. */
    private static List<JsonElement> texts(JsonObject object, List<String> names) {
        List<String> keys = List.copyOf(object.keySet());
        List<JsonElement> found = Fields.find(names, keys)
                .map(key -> object.get(keys.get(key)))
                .map(value -> value instanceof JsonArray list ? list.asList() : List.of(value))
                .orElse(List.of());
        return found.stream().allMatch(SpeechObjects::isText) ? found : List.of();
    }

    private static boolean isText(JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isPartOfASound(@Nullable JsonElement offset) {
        return offset instanceof JsonPrimitive primitive && primitive.isNumber() && primitive.getAsDouble() != 0;
    }

    private static String shown(List<String> names) {
        return names.stream().collect(Collectors.joining("\" or \"", "\"", "\""));
    }

    @Override
    public void unreadable(long number, Unreadable problem) {
        collector.addUnreadable(number, problem);
    }
}

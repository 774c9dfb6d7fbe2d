package dev.unroll.data.speech;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.rows.JsonObjects;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes JSON objects, each with the path of a sound and its transcript, or a list of right ones. */
record SpeechObjects(Optional<Fields> said, SpeechCollector collector) implements JsonObjects.Taker {

    /** Where in a longer recording a sound begins, in seconds, as manifests of NeMo have it. */
    private static final String OFFSET = "offset";

    /** Reads all lines of a file. */
    static void read(Path file, SpeechForm form, SpeechCollector collector) {
        LineStream.read(file, form.encoding(), new JsonObjects(new SpeechObjects(form.fields(), collector), collector));
    }

    /** Returns whether the first object of a file has both keys. */
    static boolean namesKeys(Path file, SpeechForm form) {
        return JsonObjects.first(file, form.encoding())
                .filter(object -> !texts(object, Fields.sounds(form.fields())).isEmpty()
                        && !texts(object, Fields.transcripts(form.fields())).isEmpty())
                .isPresent();
    }

    @Override
    public void take(long number, JsonObject object) {
        List<String> sounds = texts(object, Fields.sounds(said));
        List<String> transcripts = texts(object, Fields.transcripts(said));
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
            collector.add(number, sounds.getFirst(), transcripts);
        }
    }

    /** Returns what is under the first of some names that is there, if it is a text or a list of texts; else nothing. */
    private static List<String> texts(JsonObject object, List<String> names) {
        List<String> keys = List.copyOf(object.keySet());
        return Fields.find(names, keys)
                .map(key -> JsonObjects.texts(object.get(keys.get(key))))
                .orElse(List.of());
    }

    private static boolean isPartOfASound(@Nullable JsonElement offset) {
        return offset instanceof JsonPrimitive primitive && primitive.isNumber() && primitive.getAsDouble() != 0;
    }

    private static String shown(List<String> names) {
        return names.stream().collect(Collectors.joining("\" or \"", "\"", "\""));
    }
}

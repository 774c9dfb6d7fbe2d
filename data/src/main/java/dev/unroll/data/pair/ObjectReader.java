package dev.unroll.data.pair;

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
import dev.unroll.data.pair.PairFormat.Objects;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hears the lines of a file of JSON objects. */
record ObjectReader(Objects keys, PairCollector collector) implements LineStream.Visitor {

    private static final Gson JSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

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
        } else if (!isText(object.get(keys.source()))) {
            collector.addUnreadable(number, "has no text under \"" + keys.source() + "\"");
        } else {
            List<JsonElement> targets = targets(object.get(keys.target()));
            if (targets.isEmpty() || !targets.stream().allMatch(ObjectReader::isText)) {
                collector.addUnreadable(number, "has no text under \"" + keys.target() + "\", and no list of texts");
            } else {
                collector.add(
                        number,
                        object.get(keys.source()).getAsString(),
                        targets.stream().map(JsonElement::getAsString).toList());
            }
        }
    }

    private static List<JsonElement> targets(@Nullable JsonElement target) {
        return target instanceof JsonArray list
                ? list.asList()
                : Stream.ofNullable(target).toList();
    }

    private static boolean isText(@Nullable JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString();
    }

    @Override
    public void unreadable(long number, Unreadable problem) {
        collector.addUnreadable(number, problem);
    }
}
